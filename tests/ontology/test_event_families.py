from pathlib import Path

import pytest

from ontology.errors import DataFileError
from ontology.event_families import load_families, read_families
from ontology.vocabulary import load_vocabulary


def test_every_relation_name_is_in_a_family() -> None:
    families = load_families().families
    assert families.keys() == load_vocabulary().relations.keys()
    assert all(families.values())


def test_general_names_share_a_family_with_exact_ones_that_share_none() -> None:
    families = load_families().families
    assert families["attack"] & families["air strike"]
    assert families["attack"] & families["suicide bombing"]
    assert not families["air strike"] & families["suicide bombing"]


def test_acts_done_once_and_plans_are_known_relation_names() -> None:
    acts, known = load_families(), load_vocabulary().relations.keys()
    assert "seizure" in acts.once <= known
    assert "arrest" in acts.once_a_person <= known
    assert "planned withdrawal" in acts.plans <= known
    assert "air strike" not in acts.once | acts.once_a_person | acts.plans


def test_an_unknown_relation_name_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "families.yaml"
    empty = "".join(f"{section}:\n  - {{relation: bombing}}\n" for section in ("once", "once_a_person", "plans"))
    path.write_text("families:\n  - {name: blast, relations: [bombing, kaboom]}\n" + empty)
    with pytest.raises(DataFileError, match=r":2: no relation name 'kaboom'"):
        read_families(path, {"bombing"})
