from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.datelines import dateline_end, signoff_start
from extract.page_lines import load_page_lines, page_lines
from extract.sections import find_lines, find_sections
from ontology.errors import DataFileError
from ontology.records import Section, SectionKind

Expected = list[tuple[str, str]]


def _pages() -> list[tuple[str, str, Expected]]:
    pages = Path(__file__).with_name("pages.txt").read_text(encoding="utf-8").split("=== ")[1:]
    return [_page(page) for page in pages]


def _page(page: str) -> tuple[str, str, Expected]:
    name, *lines = page.rstrip("\n").split("\n")
    out: list[str] = []
    expected: Expected = []
    for line in lines:
        label, _, rest = line.partition("| ")
        if line.startswith("> "):
            out.append(line[2:])
            expected[-1] = (expected[-1][0], expected[-1][1] + "\n" + line[2:])
            continue
        out.append(rest.replace(" | ", " ") if "+" in label else rest)
        if label:
            expected += list(zip(label.split("+"), [part.strip() for part in rest.split(" | ")], strict=True))
    return name, "\n".join(out), [(kind, text.strip()) for kind, text in expected]


def _sections(text: str) -> tuple[Section, ...]:
    return find_sections(text, find_lines(text))


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(section.kind.value, text[section.start : section.end]) for section in _sections(text)]


@pytest.mark.parametrize(("text", "expected"), [page[1:] for page in _pages()], ids=[page[0] for page in _pages()])
def test_page_layout_is_marked(text: str, expected: Expected) -> None:
    assert _kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Advertisement",
        "By Monday the rebels had taken the town.",
        "Photo: AFP",
        "Rebels shell Aleppo airport",
        "The army said it had\nretaken the town from\nthe rebels.",
    ],
)
def test_single_paragraph_is_body(text: str) -> None:
    assert _kinds(text) == [("body", text)]


def test_text_of_page_furniture_only_stays_body() -> None:
    assert {kind for kind, _ in _kinds("Share\n\nAdvertisement\n\nSubscribe")} == {"body"}


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("BAGHDAD (Reuters) - ", "Iraqi forces advanced."),
        ("KYIV, Ukraine — ", "Russian drones hit the port."),
        ("WASHINGTON — ", "The president called."),
        ("BEIRUT/GENEVA (Reuters) - ", "Talks resumed."),
        ("BAGHDAD, Jan 7 (Reuters) - ", "A bomb killed five."),
        ("July 5 (Reuters) - ", "A bomb killed five."),
        ("ADDIS ABABA, 12 June 2015 (AFP) — ", '"We agree," he said.'),
        ("Ramadi, Iraq (AP) -- ", "Troops entered the city."),
        ("Kabul (AFP) - ", "Two soldiers died."),
        ("KABUL: ", "At least four died."),
        ("(Nairobi) – ", "Police arrested ten."),
        ("Goma, DR Congo – ", "Rebels withdrew."),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "Gangs attacked."),
        ("UNITED NATIONS, Sept. 24 (Xinhua) -- ", "The council met."),
    ],
)
def test_dateline_is_cut_off(dateline: str, rest: str) -> None:
    assert dateline_end(dateline + rest, 0, len(dateline + rest)) == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "ISIS — also known as ISIL — seized the town.",
        "NATO - The alliance met.",
        "UN: 200,000 displaced in Darfur",
        "US-led forces attacked.",
        "QUESTION: Did you meet?",
        "SECRETARY KERRY: We did.",
        "Al-Shabaab – which controls the south – retreated.",
        "In Baghdad - a city of millions - bombs went off.",
    ],
)
def test_sentence_start_is_no_dateline(text: str) -> None:
    assert dateline_end(text, 0, len(text)) == 0


@pytest.mark.parametrize(
    ("rest", "signoff"),
    [
        ("Ten died, police said.", " (Reuters)"),
        ("Ten died, police said.", " - AFP"),
        ('"We will fight," he said.', " —Agencies"),
        ("Ten died.", " (AP, AFP)"),
        ("Ten died.", " [Xinhua]"),
    ],
)
def test_agency_at_the_end_is_cut_off(rest: str, signoff: str) -> None:
    assert signoff_start(rest + signoff, 0, len(rest + signoff)) == len(rest)


@pytest.mark.parametrize("text", ["He told (Reuters)", "Fighting went on near the base (UN)", "The AP."])
def test_agency_in_a_sentence_is_kept(text: str) -> None:
    assert signoff_start(text, 0, len(text)) == len(text)


def test_given_title_is_marked_where_it_stands() -> None:
    text = "Fighting\nNew\nTruce broken in Taiz\nShells fell on the city on Sunday."
    sections = find_sections(text, find_lines(text, "Truce broken in Taiz"))
    titles = [text[s.start : s.end] for s in sections if s.kind is SectionKind.TITLE]
    assert titles == ["Truce broken in Taiz"]


def test_windows_and_old_mac_line_ends() -> None:
    for end in ("\r\n", "\r"):
        text = end.join(["Rebels take Goma", "", "M23 rebels entered the city.", "The army fled."])
        assert [kind for kind, _ in _kinds(text)] == ["title", "body", "body"]


@given(st.text(alphabet=st.sampled_from("aA .,:\n\r\t|()-—©1By@“”[]/"), max_size=200) | st.text(max_size=200))
def test_sections_are_sorted_disjoint_and_cover_all_text(text: str) -> None:
    at = 0
    for section in _sections(text):
        assert at <= section.start < section.end <= len(text)
        assert not text[at : section.start].strip()
        at = section.end
    assert not text[at:].strip()


def test_shipped_patterns_load() -> None:
    assert set(page_lines().groups) == set(page_lines().kinds)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[", "not YAML"),
        ("{}", "exactly the keys"),
        ("pieces: {agency: AP}\nno_place: []\nkind: {a: body}\nlines: {b: [x]}", "different groups"),
        ("pieces: {agency: AP}\nno_place: []\nkind: {a: body}\nlines: {a: ['<nothing>']}", "bad pattern"),
        ("pieces: {agency: AP}\nno_place: []\nkind: {a: body}\nlines: {a: ['(']}", "bad pattern"),
        ("pieces: {agency: AP}\nno_place: []\nkind: {a: headline}\nlines: {a: [x]}", "headline"),
    ],
)
def test_bad_pattern_file_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "lines.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        load_page_lines(path)
