"""Lists that users bring: tables like ours and PETRARCH dictionaries, which win over the lists that come with Belligraph."""

from datetime import date
from pathlib import Path

import pytest

from extract.actor_knowledge import ActorKnowledge
from extract.actor_lists import GROUP_COLUMNS, PEOPLE_COLUMNS
from extract.countries import Countries
from extract.known_actors import KnownActors, office_on
from extract.petrarch_actors import read_petrarch_actors
from ontology.errors import DataFileError

DICTIONARY = """\
# made up
ANA_ABO_ ; chief of the Blue Front, then minister
+ANA_MARIA_ABO_
+ABO_
\t[MLIREB 040301-110630]
\t[MLIGOV >20110630]
BLUE_FRONT_ [MLIREB]
+BFR_
MALI_ [MLI]
WORLD_GRAIN_BOARD_ [IGO]
DAILY_HORN_ [KENMED]   # CAMEO writes media as MED
OLD_KING_BOB_ [TCDGOV <600811]
"""


@pytest.fixture(scope="module")
def countries() -> Countries:
    return Countries.load()


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def table(path: Path, columns: tuple[str, ...], **cells: str) -> Path:
    return write(path, "\t".join(columns) + "\n" + "\t".join(cells.get(column, "") for column in columns) + "\n")


def test_a_dictionary_gives_people_with_dated_codes_and_groups(tmp_path: Path, countries: Countries) -> None:
    actors = [entry.actor for entry in read_petrarch_actors(write(tmp_path / "own.actors", DICTIONARY), countries)]
    assert [(a.id, a.kind, a.country, a.sector) for a in actors] == [
        ("ana-abo", "person", "MLI", "GOV"),
        ("blue-front", "armed group", "MLI", "REB"),
        ("world-grain-board", "international organisation", None, "IGO"),
        ("daily-horn", "media", "KEN", "JRN"),
        ("old-king-bob", "person", "TCD", "GOV"),
    ]
    assert actors[0].aliases == ("Ana Maria Abo",)
    assert actors[1].aliases == ("BFR",)


def test_dated_codes_hold_on_their_days_only(tmp_path: Path, countries: Countries) -> None:
    actors = [entry.actor for entry in read_petrarch_actors(write(tmp_path / "own.actors", DICTIONARY), countries)]
    days = (date(2004, 2, 29), date(2004, 3, 1), date(2011, 6, 30), date(2011, 7, 1))
    offices = [office_on(actors[0], day) for day in days]
    assert [office.sector if office else None for office in offices] == [None, "REB", "REB", "GOV"]
    assert office_on(actors[4], date(1960, 8, 10)) is not None
    assert office_on(actors[4], date(1960, 8, 11)) is None


def test_own_lists_are_found_and_win_over_ours(tmp_path: Path, countries: Countries) -> None:
    cells = {"id": "hamas", "name": "Hamas", "kind": "party", "country": "PSE", "sector": "GOV", "aliases": "Fatah"}
    groups = table(tmp_path / "groups.tsv", GROUP_COLUMNS, **cells)
    known = KnownActors.load(countries, extra=[write(tmp_path / "own.actors", DICTIONARY), groups])
    hamas, ours = known.lookup("Hamas"), KnownActors.load(countries).lookup("Hamas")
    assert hamas is not None
    assert ours is not None
    assert (hamas.sector, ours.sector) == ("GOV", "REB")
    assert known.lookup("Fatah") is hamas
    assert known.lookup("Ana Abo") is known.by_id["ana-abo"]
    assert sum(actor.id == "hamas" for actor in known) == 1


def test_an_own_term_is_added_to_a_listed_person(tmp_path: Path, countries: Countries) -> None:
    cells = {"id": "kofi-annan", "name": "Kofi Annan", "office": "mediator", "sector": "UNO", "since": "2008-01"}
    path = table(tmp_path / "people.tsv", PEOPLE_COLUMNS, of="african-union", until="2008-02", **cells)
    annan = KnownActors.load(countries, extra=[path]).by_id["kofi-annan"]
    held = office_on(annan, date(2008, 1, 20))
    assert held is not None
    assert held.title == "mediator"
    assert len(annan.offices) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ANA_ABO_ [XQXGOV]", r"own\.actors:1: 'XQXGOV' begins with no country"),
        ("ANA_ABO_\n\t[MLIGOV 041301-050101]", r"own\.actors:2: '041301' is not a date"),
        ("ANA_ABO_ [MLIGOV from 2004]", r"own\.actors:1: \[MLIGOV from 2004\] is not a code"),
        ("ANA_ABO_ [MLIGOV", r"own\.actors:1: a square bracket is not closed"),
        ("+ANA_ABO_ [MLIGOV]", r"own\.actors:1: no name stands above"),
        ("# x\nANA_ABO_\nBEN_BO_ [MLIGOV]", r"own\.actors:2: 'Ana Abo' has no code"),
    ],
)
def test_errors_in_a_dictionary_name_file_and_line(
    tmp_path: Path, countries: Countries, text: str, message: str
) -> None:
    with pytest.raises(DataFileError, match=message):
        KnownActors.load(countries, extra=[write(tmp_path / "own.actors", text)])


def test_two_own_actors_of_one_name_are_reported(tmp_path: Path, countries: Countries) -> None:
    path = write(tmp_path / "own.actors", "BLUE_FRONT_ [MLIREB]\nRED_FRONT_ [MLIREB]\n+BLUE_FRONT_\n")
    with pytest.raises(DataFileError, match=r"own\.actors:2: name 'Blue Front' of 'red-front' is also a name"):
        KnownActors.load(countries, extra=[path])


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        KnownActors.load(extra=[tmp_path / "none.actors"])


AGENTS = """\
# made up
!CHIEF! = WARLORD, STRONGMAN
!CHIEF! [~REB] ; each of them
MEDICINE_WOMAN_ {MEDICINE_WOMEN} [~HLH]
FARMER [~REB]
"""


def test_agent_dictionary_adds_nouns_and_recodes_listed_ones(tmp_path: Path) -> None:
    agents = ActorKnowledge.load([write(tmp_path / "own.agents", AGENTS)]).agents
    found = {noun: agents.ending_at(noun.split(), len(noun.split()), 0) for noun in
             ("warlords", "strongman", "medicine women", "farmers", "teachers")}  # fmt: skip
    sectors = {noun: word[0].sector for noun, word in found.items() if word is not None}
    assert sectors == {
        "warlords": "REB", "strongman": "REB", "medicine women": "MED", "farmers": "REB", "teachers": "EDU",
    }  # fmt: skip


def test_actors_and_agents_are_told_apart_by_their_codes(tmp_path: Path) -> None:
    files = [write(tmp_path / "a.txt", DICTIONARY), write(tmp_path / "b.txt", AGENTS)]
    knowledge = ActorKnowledge.load(files)
    assert knowledge.known.lookup("Blue Front") is not None
    assert knowledge.agents.ending_at(["warlord"], 1, 0) is not None


@pytest.mark.parametrize(
    ("text", "line"), [("WARLORD [~REB]\nFOO ~REB\n", 2), ("FOO [~XXX]\n", 1), ("!NO! [~REB]\n", 1)]
)
def test_wrong_agent_entry_is_named_by_file_and_line(text: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=rf"own\.agents:{line}: "):
        ActorKnowledge.load([write(tmp_path / "own.agents", text)])
