"""What a judgement would change is told, and nothing of it stays."""

import pytest

from graph.actions import make_action
from graph.actor_queries import get_actor
from graph.article_queries import count_records
from graph.judgement_queries import JudgementFilter, list_judgements
from graph.previews import preview_judgement
from graph.store import Store
from ontology.errors import InputError, NotFoundError

MERGE = make_action({"action": "merge-actors", "into": "actor-iraqi-army", "others": ["actor-isil"]})


def test_a_preview_tells_what_the_judgement_then_does(calls_and_seizures: Store) -> None:
    before = count_records(calls_and_seizures)
    preview = preview_judgement(calls_and_seizures, MERGE)
    assert preview.counts["actor"] == {"changed": 1, "deleted": 1}
    assert preview.counts["event"] == {"changed": 3}
    assert {"kind": "actor", "id": "actor-isil", "action": "deleted"} in [one.model_dump() for one in preview.effects]
    assert count_records(calls_and_seizures) == before
    assert list_judgements(calls_and_seizures, JudgementFilter()).items == ()
    assert get_actor(calls_and_seizures, "ISIL").id == "actor-isil"
    made = calls_and_seizures.judge(MERGE, author="A. Nalyst", reason="to compare")
    assert made.seq == before.seq + 1
    assert count_records(calls_and_seizures).actors == before.actors - 1


def test_a_preview_is_refused_like_the_judgement(calls_and_seizures: Store) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        preview_judgement(calls_and_seizures, make_action({"action": "reject-event", "event": "nobody"}))
    itself = make_action({"action": "merge-actors", "into": "actor-isil", "others": ["actor-isil"]})
    with pytest.raises(InputError, match="itself"):
        preview_judgement(calls_and_seizures, itself)
