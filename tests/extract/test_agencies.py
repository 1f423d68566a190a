from pathlib import Path

import pytest

from extract.agencies import read_agencies
from extract.reader import read_article
from ontology.errors import DataFileError

BODY = (
    "Fighters took the town of Tal Afar on Monday after two days of shelling, residents said.\n\n"
    "The governor said that the army had withdrawn to the airport, where helicopters brought more troops in the evening."
)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"BAGHDAD (Reuters) - {BODY}", "Reuters"),
        (f"BAGHDAD, June 16 (AFP) - {BODY}", "Agence France-Presse"),
        (f"Town falls after shelling\n\nBy Sara Hassan, Associated Press\n\n{BODY}", "Associated Press"),
        (f"{BODY} - AFP", "Agence France-Presse"),
        (f"{BODY}\n\nab/cd (dpa, Reuters)", "dpa"),
        (f"{BODY}\n\n(Xinhua)", "Xinhua"),
        (BODY, None),
        (f"{BODY}\n\nThe minister told Reuters that the town would be taken back.", None),
        (f"Fighters near the town. Photo: Reuters\n\n{BODY}", None),
        (f"{BODY}\n\n(With inputs from AFP)", None),
    ],
)
def test_an_agency_is_who_the_report_is_credited_to(text: str, agency: str | None) -> None:
    assert read_article(text, publisher="Daily Post").agency == agency


def test_a_credit_is_of_one_agency(tmp_path: Path) -> None:
    path = tmp_path / "agencies.tsv"
    path.write_text("name\tcredits\nA Agency\tAA\nB Agency\tAA\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"agencies.tsv:3: 'AA' is listed already"):
        read_agencies(path)
