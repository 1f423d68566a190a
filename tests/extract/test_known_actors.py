"""The lists of known actors: they load, name things as news does, know who held office when, and say where they are wrong."""

import itertools
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from extract.actor_lists import GROUP_COLUMNS, PEOPLE_COLUMNS, default_paths, read_actor_lists
from extract.countries import Countries
from extract.known_actors import KnownActors, office_on
from ontology.errors import DataFileError
from ontology.names import name_words
from ontology.same_name import same_name

GROUP = {"id": "blue-front", "name": "Blue Front", "kind": "armed group", "country": "MLI", "sector": "REB"}
TERM = {"id": "ana-abo", "name": "Ana Abo", "country": "MLI", "office": "president", "sector": "GOV", "of": "MLI"}


@pytest.fixture(scope="module")
def countries() -> Countries:
    return Countries.load()


@pytest.fixture(scope="module")
def known(countries: Countries) -> KnownActors:
    return KnownActors.load(countries)


def write(path: Path, *rows: dict[str, str]) -> Path:
    columns = PEOPLE_COLUMNS if "office" in rows[0] else GROUP_COLUMNS
    lines = ["\t".join(row.get(column, "") for column in columns) for row in rows]
    path.write_text("\n".join(["# made up", "\t".join(columns), *lines, ""]), encoding="utf-8")
    return path


def test_the_lists_are_as_long_as_they_should_be(known: KnownActors) -> None:
    kinds = Counter(actor.kind for actor in known)
    assert kinds["armed group"] + kinds["criminal group"] >= 400
    assert kinds["international organisation"] + kinds["ngo"] >= 200
    assert kinds["person"] >= 1900


def test_armed_forces_of_many_states_are_listed(known: KnownActors) -> None:
    forces = {actor.country for actor in known if actor.kind == "military" and actor.sector == "MIL"}
    assert len(forces) >= 100
    assert known.by_id["us-military"].country == "USA"


def test_heads_of_most_states_since_2000_have_terms_of_office(known: KnownActors) -> None:
    heads = {
        office.of
        for actor in known
        for office in actor.offices
        if office.title in ("president", "prime minister", "king", "chancellor", "emir", "supreme leader", "sultan")
        and office.since is not None
        and (office.until is None or office.until.year >= 2000)
    }
    assert len(heads) >= 150


@pytest.mark.parametrize("path", default_paths(), ids=lambda path: path.name)
def test_lists_are_sorted_and_say_where_they_come_from(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = " ".join(itertools.takewhile(lambda line: line.startswith("#"), lines))
    assert "Version" in head
    assert "Apache-2.0" in head
    assert "ource" in head
    ids = [line.split("\t")[0] for line in lines if line and not line.startswith("#")][1:]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Nuri Al Maliki", "nouri-al-maliki"), ("the PKK", "kurdistan-workers-party"), ("ISIL", "islamic-state"),
        ("Hizbullah", "hezbollah"), ("Moammar Gadhafi", "muammar-gaddafi"), ("U.N.", "united-nations"),
        ("al-Qaida", "al-qaeda"), ("Volodymyr Zelensky's", "volodymyr-zelenskyy"), ("Hamas", "hamas"),
        ("Sergey Lavrov", "sergei-lavrov"), ("US Army", "us-military"), ("Boko Haram", "boko-haram"),
        ("Abdel-Fattah el-Sissi", "abdel-fattah-al-sisi"), ("Egyptian army", "egyptian-armed-forces"),
    ],
)  # fmt: skip
def test_actors_are_found_by_the_names_of_news(known: KnownActors, name: str, actor: str) -> None:
    found = known.lookup(name)
    assert found is not None
    assert found.id == actor


@pytest.mark.parametrize("name", ["Maliki", "al-Assad", "Bush", "is", "who", "pkk", "solidarity", "Mohammed", ""])
def test_surnames_and_plain_words_find_nobody(known: KnownActors, name: str) -> None:
    assert known.lookup(name) is None


def test_an_office_counts_from_its_first_to_its_last_day(known: KnownActors) -> None:
    maliki = known.by_id["nouri-al-maliki"]
    in_2014, in_2005 = office_on(maliki, date(2014, 1, 15)), office_on(maliki, date(2005, 1, 15))
    assert in_2014 is not None
    assert (in_2014.title, in_2014.of, in_2014.sector) == ("prime minister", "IRQ", "GOV")
    assert in_2005 is None
    assert office_on(maliki, date(2016, 6, 1)) is None


def test_the_office_of_a_person_follows_the_date(known: KnownActors) -> None:
    putin = known.by_id["vladimir-putin"]
    days = (date(1999, 9, 1), date(2005, 1, 1), date(2010, 1, 1), date(2022, 3, 1))
    titles = [office.title for day in days if (office := office_on(putin, day))]
    assert titles == ["prime minister", "president", "prime minister", "president"]


def test_people_of_organisations_have_no_country(known: KnownActors) -> None:
    annan = known.by_id["kofi-annan"]
    assert annan.country is None
    assert annan.offices[0].of == "united-nations"
    assert annan.offices[0].sector == "UNO"


def test_a_surname_names_those_who_may_be_meant(known: KnownActors) -> None:
    assert {p.id for p in known.person_candidates("al-Assad")} >= {"bashar-al-assad", "hafez-al-assad"}
    assert "xi-jinping" in {p.id for p in known.person_candidates("Xi")}
    assert "ferdinand-marcos-jr" in {p.id for p in known.person_candidates("Marcos")}
    assert known.person_candidates("") == ()


def test_no_two_listed_people_would_be_joined_on_their_names(known: KnownActors) -> None:
    by_word = defaultdict(list)
    for actor in known:
        if actor.kind == "person":
            for name in (actor.name, *actor.aliases):
                for word in {name_words(name)[0], name_words(name)[-1]}:
                    by_word[word].append((actor.id, name))
    pairs = (pair for named in by_word.values() for pair in itertools.combinations(named, 2))
    assert [pair for pair in pairs if pair[0][0] != pair[1][0] and same_name(pair[0][1], pair[1][1])] == []


def test_terms_of_one_person_are_gathered_in_order(tmp_path: Path, countries: Countries) -> None:
    rows = (TERM | {"since": "2012-05"}, TERM | {"office": "mayor", "since": "2001", "until": "2003", "aliases": "A. Abo"})
    (listed,) = read_actor_lists([write(tmp_path / "people.tsv", *rows)], countries)
    assert [office.title for office in listed.actor.offices] == ["mayor", "president"]
    assert listed.actor.offices[0].until == date(2003, 12, 31)
    assert listed.actor.offices[1].since == date(2012, 5, 1)
    assert listed.actor.aliases == ("A. Abo",)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([GROUP | {"id": "Blue"}], r"list\.tsv:3: id 'Blue' is not lower-case words"),
        ([GROUP | {"kind": "band"}], r"list\.tsv:3: no actor kind 'band'"),
        ([GROUP | {"country": "MAL"}], r"list\.tsv:3: country 'MAL' is not an ISO"),
        ([GROUP | {"sector": "XXX"}], r"list\.tsv:3: no sector 'XXX'"),
        ([GROUP | {"nonstate": "REB"}], r"list\.tsv:3: no international sector 'REB'"),
        ([GROUP | {"wikidata": "42"}], r"list\.tsv:3: wikidata '42'"),
        ([GROUP, GROUP], r"list\.tsv:4: id 'blue-front' is given twice, first at line 3"),
        ([GROUP, GROUP | {"id": "b"}], r"list\.tsv:4: name 'Blue Front' of 'b' is also a name of 'blue-front'"),
        ([TERM | {"of": "blue-front"}], r"list\.tsv:3: of 'blue-front' is neither"),
        ([TERM | {"since": "May 2003"}], r"list\.tsv:3: since 'May 2003' is not a date"),
        ([TERM | {"since": "2003-02-30"}], r"list\.tsv:3: since '2003-02-30' is not a date"),
        ([TERM | {"since": "2004", "until": "2003"}], r"list\.tsv:3: until 2003 is before since 2004"),
        ([TERM | {"aliases": "Abo"}], r"list\.tsv:3: alias 'Abo' is a single word"),
        ([TERM | {"sector": ""}], r"list\.tsv:3: column 'sector' is empty"),
        ([TERM, TERM | {"name": "Ana Abe"}], r"list\.tsv:4: id 'ana-abo' belongs to 'Ana Abo' already"),
    ],
)
def test_errors_name_file_and_line(
    tmp_path: Path, countries: Countries, rows: list[dict[str, str]], message: str
) -> None:
    with pytest.raises(DataFileError, match=message):
        KnownActors.load(countries, [write(tmp_path / "list.tsv", *rows)])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no header row"),
        ("id\tname\n", r"list\.tsv:1: column 'aliases' is missing"),
        ("\t".join((*GROUP_COLUMNS, "colour")) + "\n", r"list\.tsv:1: unknown column 'colour'"),
        ("\t".join(GROUP_COLUMNS) + "\na\tb\n", r"list\.tsv:2: 2 cells where the header has 11"),
    ],
)
def test_a_broken_table_is_reported(tmp_path: Path, countries: Countries, text: str, message: str) -> None:
    path = tmp_path / "list.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        KnownActors.load(countries, [path])
