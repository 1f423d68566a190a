from datetime import date
from pathlib import Path

import pytest

from extract.metadata import find_published, find_publisher, find_title, split_title
from extract.publishers import known_publishers, load_publishers, web_host
from extract.sections import find_lines, find_sections
from ontology.errors import DataFileError

BODY = "Rebels entered the city on Sunday, residents said.\n\nThe army has withdrawn."


def _published(head: str, body: str = BODY) -> date | None:
    text = f"Rebels enter Goma\n\n{head}\n\n{body}"
    lines = find_lines(text)
    return find_published(text, lines, find_sections(text, lines))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("January 7, 2014", date(2014, 1, 7)),
        ("7 Jan 2014 10:32 GMT", date(2014, 1, 7)),
        ("Tuesday 7 January 2014 18.22 GMT", date(2014, 1, 7)),
        ("2014-01-07T10:32:00Z", date(2014, 1, 7)),
        ("07.01.2014", date(2014, 1, 7)),
        ("Published: January 7, 2014", date(2014, 1, 7)),
        ("Updated 0128 GMT (0928 HKT) January 7, 2014", date(2014, 1, 7)),
        ("Updated 9 January 2014\nPublished 7 January 2014", date(2014, 1, 7)),
        ("Imphal, January 7, 2014", date(2014, 1, 7)),
        ("By Ann Smith, January 7, 2014", date(2014, 1, 7)),
        ("7 January", None),
        ("7 Jan 14", None),
        ("01/07/2014", None),
        ("Updated 3 hours ago", None),
        ("Tuesday", None),
        ("January 2014", None),
    ],
)
def test_date_line_gives_publication_date(line: str, expected: date | None) -> None:
    assert _published(line) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("GOMA, Jan. 7, 2014 (Reuters) - Rebels entered the city.\n\nThe army left.", date(2014, 1, 7)),
        ("GOMA, Jan 7 (Reuters) - Rebels entered the city.\n\nThe army left.", None),
        ("Rebels entered the city on January 7, 2014, residents said.\n\nThe army left.", None),
    ],
)
def test_only_a_full_date_of_the_dateline_counts(body: str, expected: date | None) -> None:
    assert _published("By Ann Smith", body) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Skip to more DW sites", "DW"),
        ("BBC News", "BBC News"),
        ("© 2014 BBC", "BBC News"),
        ("Copyright 2015 The Associated Press. All rights reserved.", "Associated Press"),
        ("Follow Al Jazeera English on Twitter", "Al Jazeera"),
        ("Subscribe to The New York Times", "New York Times"),
        ("Read more: Guardian finds mass grave", None),
        ("Share on Facebook", None),
        ("Image: Reuters", None),
    ],
)
def test_publisher_is_what_the_page_calls_itself(line: str, expected: str | None) -> None:
    assert find_publisher(find_lines(f"{line}\n\nRebels enter Goma\n\n{BODY}"), None) == expected


def test_two_names_are_no_publisher() -> None:
    assert find_publisher(find_lines(f"BBC News\n\nRebels enter Goma\n\n{BODY}\n\n© 2014 CNN"), None) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.bbc.co.uk/news/world-1", "BBC News"),
        ("https://edition.cnn.com/x", "CNN"),
        ("http://amp.dw.com/en/a-1", "DW"),
        ("https://www.example.org/a", "example.org"),
        ("file:///tmp/a.html", None),
        ("not a url", None),
        ("http://[", None),
    ],
)
def test_publisher_of_an_address(url: str, expected: str | None) -> None:
    assert find_publisher([], url) == expected
    assert (web_host(url) is None) == (expected is None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rebels enter Goma - BBC News", ("Rebels enter Goma", "BBC News")),
        ("Rebels enter Goma | Reuters", ("Rebels enter Goma", "Reuters")),
        ("Rebels enter Goma – DW – 01/07/2014", ("Rebels enter Goma – DW – 01/07/2014", None)),
        ("Rebels - the M23 - enter Goma", ("Rebels - the M23 - enter Goma", None)),
    ],
)
def test_title_loses_the_publisher_behind_it(title: str, expected: tuple[str, str | None]) -> None:
    assert split_title(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Rebels enter Goma\n\n{BODY}", "Rebels enter Goma"),
        (f"Home\nAfrica\n\nRebels enter Goma | Reuters\n\n{BODY}", "Rebels enter Goma"),
        (f"Congo\n\nWho are the rebels in Goma?\n\n{BODY}", "Who are the rebels in Goma?"),
        ("Suicide bomber kills twenty\nin northern town\n\n" + BODY, "Suicide bomber kills twenty in northern town"),
        (BODY, None),
        ("Rebels enter Goma", None),
    ],
)
def test_title_is_the_heading_above_the_text(text: str, expected: str | None) -> None:
    assert find_title(find_lines(text)) == expected


def test_shipped_publishers_load_sorted() -> None:
    names = list(dict.fromkeys(known_publishers().names.values()))
    assert names == sorted(names)


def test_publisher_listed_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "publishers.tsv"
    path.write_text("name\taliases\tdomains\nDW\t\tdw.com\nDeutsche Welle\tDW\t\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"publishers.tsv:3: 'DW' is listed already"):
        load_publishers(path)
