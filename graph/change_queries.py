"""Questions about what changed: since a sequence number, and by one judgement or deletion."""

from sqlalchemy import func, select

from graph.answers import Change
from graph.changes import read_changes, read_sequence
from graph.judgements import Judgement
from graph.store import Store
from graph.tables import changes
from ontology.errors import InputError
from ontology.records import Record

# A merge of a hub changes more than anybody wants in an answer; `list_changes` has all of it.
MOST_SHOWN = 1000


class ChangePage(Record):
    """Changes, oldest first. `next` is what to ask with as `since` for those after them; `latest` is the sequence number
    of the store, so that nothing is left once both are equal."""

    items: tuple[Change, ...]
    next: int
    latest: int


class Changed(Record):
    """What a judgement or deletion did to the graph, under the sequence number `seq`: how many of each kind (article, actor,
    place, event, relation) it added, changed or deleted, and the first 1000 of them."""

    seq: int
    counts: dict[str, int]
    changes: tuple[Change, ...]


class Judged(Changed):
    """A judgement just made, undone or redone, and what that did."""

    judgement: Judgement


def list_changes(store: Store, *, since: int, limit: int) -> ChangePage:
    """What changed after a sequence number. No number is cut, so somewhat more than `limit` may come.

    InputError for a number that the store has not reached: it is of another store, or of one that was set back.
    """
    with store.reading() as connection:
        latest = read_sequence(connection)
        if since > latest:
            raise InputError(f"since {since}: the last change has number {latest}; was the store set back? Start from 0")
        items = read_changes(connection, since=since, limit=limit)
    return ChangePage(items=items, next=items[-1].seq if len(items) >= limit else latest, latest=latest)


def changed_at(store: Store, seq: int) -> Changed:
    """What changed under a sequence number."""
    own = (changes.c.seq == seq, changes.c.kind != "judgement")
    wanted = select(changes).where(*own).order_by(changes.c.position).limit(MOST_SHOWN)
    counted = select(changes.c.kind, func.count()).where(*own).group_by(changes.c.kind).order_by(changes.c.kind)
    with store.reading() as connection:
        found = tuple(
            Change(seq=row.seq, kind=row.kind, id=row.id, action=row.action, at=row.at or None)
            for row in connection.execute(wanted)
        )
        return Changed(seq=seq, counts={row[0]: row[1] for row in connection.execute(counted)}, changes=found)


def describe_judged(store: Store, judgement: Judgement) -> Judged:
    """A judgement with what its making, or its last undoing or redoing, changed."""
    seq = judgement.reversals[-1].seq if judgement.reversals else judgement.seq
    return Judged(judgement=judgement, **dict(changed_at(store, seq)))
