"""The judgements as they are kept: added, undone and redone, never changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, select

from graph.actions import Action, AnyAction, NeverMerge, action_targets, dump_action, read_action
from graph.chunks import chunks
from graph.rulebook import Rulebook
from graph.tables import judgement_articles, judgement_targets, judgements, reversals
from graph.upsert import insert_rows
from ontology.records import Record

UNDONE, REDONE = "undone", "redone"


class Reversal(Record):
    """A judgement undone or redone (`action`): that too is kept."""

    seq: int
    at: datetime | None
    author: str
    reason: str
    action: str


class Judgement(Record):
    """A person's correction. `active` if it is in force; `unmatched` if it is and no article has what it speaks of, so
    that it waits; `articles` counts those that have."""

    id: str
    seq: int
    made_at: datetime | None
    author: str
    reason: str
    action: AnyAction
    active: bool
    unmatched: bool
    articles: int
    reversals: tuple[Reversal, ...] = ()


def add_judgement(connection: Connection, values: Mapping[str, Any], action: Action) -> None:
    """Keep a judgement: a row of id, seq, made_at, author and reason, and its action."""
    row = {**values, "action": action.action, "record": dump_action(action)}
    insert_rows(connection, judgements, [row])
    targets = sorted(set(action_targets(action)))
    insert_rows(connection, judgement_targets, [{"target": t, "judgement_id": values["id"]} for t in targets])


def read_rules(connection: Connection, *, until: int | None = None) -> Rulebook:
    """The judgements in force, or in force after a sequence number."""
    wanted = select(judgements.c.id, judgements.c.record).where(is_active(until)).order_by(judgements.c.seq)
    if until is not None:
        wanted = wanted.where(judgements.c.seq <= until)
    return Rulebook([(row.id, read_action(row.record)) for row in connection.execute(wanted)])


def read_version(connection: Connection) -> tuple[int, int]:
    """What is another when other judgements are in force."""
    last = [connection.scalar(select(func.max(table.c.seq))) or 0 for table in (judgements, reversals)]
    return last[0], last[1]


def is_active(until: int | None = None) -> ColumnElement[bool]:
    """The condition on a row of `judgements` that it is in force, or was after a sequence number."""
    turn, later = reversals.alias(), reversals.alias()
    own, after = turn.c.judgement_id == judgements.c.id, later.c.judgement_id == turn.c.judgement_id
    if until is not None:
        own, after = and_(own, turn.c.seq <= until), and_(after, later.c.seq <= until)
    newer = exists(select(later.c.seq).where(after, later.c.seq > turn.c.seq))
    return ~exists(select(turn.c.seq).where(own, turn.c.action == UNDONE, ~newer))


def is_unmatched() -> ColumnElement[bool]:
    """The condition on a row of `judgements` in force that no article has what it speaks of."""
    found = exists(select(judgement_articles.c.article_id).where(judgement_articles.c.judgement_id == judgements.c.id))
    return and_(~found, judgements.c.action != _NEVER_MERGE)


def judgement_query() -> Select[Any]:
    """All columns that `describe_judgements` needs."""
    return select(judgements, is_active().label("active"))


def describe_judgements(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Judgement, ...]:
    """Judgements with their reversals, from rows of `judgement_query`."""
    ids = [row.id for row in rows]
    turns: dict[str, list[Reversal]] = {id: [] for id in ids}
    counts: dict[str, int] = {}
    for chunk in chunks(ids):
        own = select(reversals).where(reversals.c.judgement_id.in_(chunk)).order_by(reversals.c.seq)
        for row in connection.execute(own):
            turn = Reversal(seq=row.seq, at=row.at or None, author=row.author, reason=row.reason, action=row.action)
            turns[row.judgement_id].append(turn)
        column = judgement_articles.c.judgement_id
        counted = select(column, func.count()).where(column.in_(chunk)).group_by(column)
        counts |= {row[0]: row[1] for row in connection.execute(counted)}
    return tuple(_judgement(row, turns[row.id], counts.get(row.id, 0)) for row in rows)


def _judgement(row: Row[Any], turns: Iterable[Reversal], articles: int) -> Judgement:
    action = read_action(row.record)
    return Judgement(
        id=row.id,
        seq=row.seq,
        made_at=row.made_at or None,
        author=row.author,
        reason=row.reason,
        action=action,
        active=row.active,
        unmatched=row.active and not articles and not isinstance(action, NeverMerge),
        articles=articles,
        reversals=tuple(turns),
    )


_NEVER_MERGE = NeverMerge.model_fields["action"].default
