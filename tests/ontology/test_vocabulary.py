import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from ontology.errors import DataFileError, InputError
from ontology.plover import PloverCode
from ontology.records import Status
from ontology.vocabulary import Vocabulary, load_vocabulary, read_vocabulary

DATA = Path(str(files("ontology") / "data"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the one occurrence of a text in a data file; the number of its line."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_every_data_file_states_source_licence_and_version() -> None:
    for path in DATA.iterdir():
        header = "".join(line for line in path.read_text(encoding="utf-8").splitlines()[:8] if line.startswith("#"))
        assert "icence" in header or "Apache-2.0" in header, path.name
        assert "ersion" in header, path.name
        assert "Source:" in header or "Written for Belligraph" in header, path.name


def test_plover_is_whole(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.types) == 16
    assert len(vocabulary.contexts) == 37
    assert sorted(vocabulary.plover.auxiliary_modes) == ["future", "historical", "hypothetical", "negation"]
    assert sorted(vocabulary.plover.quad_classes) == [1, 2, 3, 4]
    assert {t.name for t in vocabulary.types.values() if t.recipient_required} == {"AID", "COOPERATE", "SANCTION"}
    modes = vocabulary.types["CONSULT"].modes
    assert [mode.name for mode in modes] == ["visit", "third-party", "multilateral", "phone"]


@pytest.mark.parametrize(
    ("type_name", "mode", "score"),
    [
        ("AID", None, 10),
        ("RETREAT", "disarm", 10),
        ("CONSULT", "phone", 1.5),
        ("ACCUSE", None, -3),
        ("ASSAULT", "unconventional", -10),
    ],
)
def test_scores_are_those_of_the_codebook(
    vocabulary: Vocabulary, type_name: str, mode: str | None, score: float
) -> None:
    assert vocabulary.score(type_name, mode) == score


def test_a_mode_without_a_score_takes_that_of_its_type(vocabulary: Vocabulary) -> None:
    assert vocabulary.score("PROTEST", "vandalize") == vocabulary.score("PROTEST")


def test_quad_classes_follow_the_codebook(vocabulary: Vocabulary) -> None:
    assert [vocabulary.quad(name) for name in vocabulary.types] == [1] * 4 + [2] * 3 + [3] * 4 + [4] * 5


@pytest.mark.parametrize(
    ("code", "type_name", "mode"),
    [
        ("010", None, None),
        ("023", "REQUEST", "assist"),
        ("0332", "AGREE", None),
        ("041", "CONSULT", "phone"),
        ("042", "CONSULT", "visit"),
        ("072", "AID", None),
        ("083", "CONCEDE", None),
        ("0841", "RETREAT", "release"),
        ("09", "ACCUSE", "investigate"),
        ("10", "REQUEST", None),
        ("1711", "COERCE", "seize"),
        ("192", "COERCE", "seize"),
        ("193", "ASSAULT", "firearms"),
        ("194", "ASSAULT", "heavy-weapons"),
        ("195", "ASSAULT", "aerial"),
    ],
)
def test_cameo_codes_are_read_as_plover(
    vocabulary: Vocabulary, code: str, type_name: str | None, mode: str | None
) -> None:
    assert vocabulary.plover_of_cameo(code) == (type_name, mode)


def test_cameo_codes_are_strings(vocabulary: Vocabulary) -> None:
    assert vocabulary.plover_of_cameo("010") != vocabulary.plover_of_cameo("10")
    with pytest.raises(InputError, match="no CAMEO code '999'"):
        vocabulary.plover_of_cameo("999")


def test_cameo_knows_twenty_roots_and_every_code_has_its_parents(vocabulary: Vocabulary) -> None:
    assert sorted({code.root for code in vocabulary.cameo.values()}) == [f"{root:02}" for root in range(1, 21)]
    assert all(len(code) == 2 or code[:-1] in vocabulary.cameo for code in vocabulary.cameo)


def test_every_type_and_mode_is_written_out_as_a_cameo_code_of_its_type(vocabulary: Vocabulary) -> None:
    for event_type in vocabulary.types.values():
        for mode in [None, *(mode.name for mode in event_type.modes)]:
            code = vocabulary.cameo_of(event_type.name, mode)
            assert code is not None
            assert vocabulary.cameo[code].stands_for(event_type.name), (event_type.name, mode, code)


def test_there_are_at_least_sixty_relation_names_tied_to_plover_and_cameo(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.relations) >= 60
    for name in vocabulary.relations.values():
        assert vocabulary.plover.fault(name.type, name.mode) is None
        assert vocabulary.cameo[name.cameo].stands_for(name.type)
        assert set(name.contexts) <= set(vocabulary.contexts)


def test_the_relation_names_people_search_by_exist(vocabulary: Vocabulary) -> None:
    wanted = """arms supply, call, meeting, visit, seizure, air strike, shelling, suicide bombing, abduction, arrest,
        sanction, ceasefire, withdrawal, prisoner release, protest, riot, demand, accusation, denial, threat,
        mobilisation, humanitarian aid, offer, agreement, siege, execution, displacement, recapture"""
    assert {name.strip() for name in wanted.split(",")} <= set(vocabulary.relations)


@pytest.mark.parametrize(
    ("given", "relation"),
    [("Air-Strike", "air strike"), ("airstrike", "air strike"), ("phone_call", "call"), (" TRUCE ", "ceasefire")],
)
def test_other_spellings_of_relation_names_are_read(vocabulary: Vocabulary, given: str, relation: str) -> None:
    assert vocabulary.relation(given).relation == relation


def test_an_unknown_name_is_answered_with_close_ones(vocabulary: Vocabulary) -> None:
    with pytest.raises(InputError, match=r"no relation name 'sezure'; did you mean seizure"):
        vocabulary.relation("sezure")
    with pytest.raises(InputError, match=r"no PLOVER type 'assalt'; did you mean ASSAULT"):
        vocabulary.canonical_type("assalt")
    with pytest.raises(InputError, match=r"no mode of COERCE 'sieze'; did you mean seize"):
        vocabulary.canonical_code("COERCE", "sieze")


@pytest.mark.parametrize(
    ("name", "mode", "code"),
    [
        ("demand", None, PloverCode(type="REQUEST")),
        ("Fight", None, PloverCode(type="ASSAULT")),
        ("DISAPPROVE", None, PloverCode(type="ACCUSE", mode="disapprove")),
        ("INVESTIGATE", None, PloverCode(type="ACCUSE", mode="investigate")),
        ("ASSAULT", "massacre", PloverCode(type="ASSAULT", mode="targeted")),
        ("RETREAT", "return", PloverCode(type="RETREAT", mode="release")),
        ("assault", "Suicide attack", PloverCode(type="ASSAULT", mode="suicide-attack")),
    ],
)
def test_names_of_older_drafts_are_read(vocabulary: Vocabulary, name: str, mode: str | None, code: PloverCode) -> None:
    assert vocabulary.canonical_code(name, mode) == code
    assert vocabulary.canonical_type(name) == code.type


def test_media_and_health_are_swapped_from_cameo(vocabulary: Vocabulary) -> None:
    expected = {"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB", "GOV": "GOV"}
    sectors = {agent: vocabulary.sector_of_cameo(agent) for agent in expected}
    assert {agent: sector.code for agent, sector in sectors.items() if sector} == expected
    assert vocabulary.sector_of_cameo("XYZ") is None


def test_kinds_predicates_places_and_statuses_are_there(vocabulary: Vocabulary) -> None:
    assert vocabulary.kinds["armed group"].sector == "REB"
    assert {"holds office", "located in", "affiliated with"} <= set(vocabulary.predicates)
    assert vocabulary.predicates["allied with"].symmetric
    assert vocabulary.precisions[vocabulary.place_kinds["city"].precision].plover == 4
    assert list(vocabulary.statuses) == [status.value for status in Status]


def test_the_shipped_folder_and_a_copy_read_alike(folder: Path, vocabulary: Vocabulary) -> None:
    assert read_vocabulary(folder) == vocabulary


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("relations.tsv", "1831\tBombs", "9999\tBombs", "no CAMEO code '9999'"),
        ("relations.tsv", "1831\tBombs", "041\tBombs", "CAMEO code 041 is CONSULT, not ASSAULT"),
        ("relations.tsv", "\tsuicide-attack\t", "\tsuicide\t", "ASSAULT has no mode 'suicide'"),
        ("relations.tsv", "veto\tREJECT", "veto\tREFUSE", "no PLOVER type 'REFUSE'"),
        ("relations.tsv", "phone\tdiplomatic", "phone\ttelephony", "no PLOVER context 'telephony'"),
        ("cameo.tsv", "CONSULT\tphone", "CONSULT\tfax", "CONSULT has no mode 'fax'"),
        ("cameo.tsv", "ultimatum\tTHREATEN\t\t\t3", "ultimatum\tTHREATEN\t\t\t4", "quad 4 is not"),
        ("cameo.tsv", "041\tTalk", "040\tTalk", "code '040' is given twice"),
        ("relation_aliases.tsv", "airstrike\tair strike", "airstrike\tair raid", "no relation name 'air raid'"),
        ("relation_aliases.tsv", "airstrike\tair strike", "air-strike\tair strike", "folded|stands after"),
        ("actor_kinds.yaml", "police, sector: COP", "police, sector: POL", "no sector 'POL'"),
        ("sectors.yaml", "cameo: HLH", "cameo: MED", "MED already means another sector"),
        ("predicates.yaml", " led by, symmetric: false", " led by, symmetric: true", "symmetric"),
        ("predicates.yaml", "subjects: [person], objects", "subjects: [human], objects", "no actor kind 'human'"),
        ("places.yaml", "village, precision: city", "village, precision: town", "no precision 'town'"),
        ("statuses.yaml", "auxiliary_mode: negation", "auxiliary_mode: denied", "no auxiliary mode 'denied'"),
        ("plover.yaml", "{name: FIGHT, type: ASSAULT}", "{name: FIGHT, type: BATTLE}", "no PLOVER type 'BATTLE'"),
    ],
)
def test_a_broken_file_is_refused_with_file_and_line(folder: Path, name: str, old: str, new: str, message: str) -> None:
    line = change(folder, name, old, new)
    with pytest.raises(DataFileError, match=message) as error:
        read_vocabulary(folder)
    assert f"{name}:{line}: " in str(error.value)


def test_a_default_code_of_another_type_is_refused(folder: Path) -> None:
    change(folder, "plover.yaml", '{name: phone, score: 1.5, cameo: "041"', '{name: phone, score: 1.5, cameo: "072"')
    with pytest.raises(DataFileError, match=r"plover\.yaml: CONSULT, phone: CAMEO code '072' does not stand for it"):
        read_vocabulary(folder)


def test_a_missing_type_is_refused(folder: Path) -> None:
    text = (folder / "plover.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - name: AID"), text.index("  - name: RETREAT")
    (folder / "plover.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(DataFileError, match="16 types, not 15"):
        read_vocabulary(folder)
