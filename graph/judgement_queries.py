"""Questions about judgements."""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field
from sqlalchemy import ColumnElement, exists, select

from graph.answers import Page
from graph.filters import MAX_LIMIT
from graph.judgements import Judgement, describe_judgements, is_active, is_unmatched, judgement_query
from graph.judging import read_judgement
from graph.paging import read_page
from graph.store import Store
from graph.tables import judgement_targets, judgements
from ontology.records import Record


class JudgementFilter(Record):
    """Which judgements: of all fields that are given. `target` is any id or name that a judgement speaks of, `since` and
    `until` the days on which it was made, both included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    target: str | None = None
    author: str | None = None
    action: str | None = None
    active: bool | None = None
    unmatched: bool | None = None
    since: date | None = None
    until: date | None = None
    limit: int = Field(default=50, ge=1, le=MAX_LIMIT)
    cursor: str | None = None


def list_judgements(store: Store, filter: JudgementFilter) -> Page[Judgement]:
    """Judgements, newest first."""
    with store.reading() as connection:
        query = judgement_query().where(*_conditions(filter))
        rows, following = read_page(connection, query, filter, order=(judgements.c.seq,), list_name="judgements")
        return Page(items=describe_judgements(connection, rows), next=following)


def get_judgement(store: Store, judgement_id: str) -> Judgement:
    """The judgement of this id. NotFoundError if there is none."""
    with store.reading() as connection:
        return read_judgement(connection, judgement_id)


def _conditions(filter: JudgementFilter) -> list[ColumnElement[bool]]:
    own, found = judgements.c, list[ColumnElement[bool]]()
    if filter.target is not None:
        target = judgement_targets.c
        named = select(target.target).where(target.judgement_id == own.id, target.target == filter.target)
        found.append(exists(named))
    equal: dict[ColumnElement[Any], str | None] = {own.author: filter.author, own.action: filter.action}
    found += [column == value for column, value in equal.items() if value is not None]
    if filter.active is not None:
        found.append(is_active() if filter.active else ~is_active())
    if filter.unmatched is not None:
        waits = is_active() & is_unmatched()
        found.append(waits if filter.unmatched else ~waits)
    if filter.since:
        found.append(own.made_at >= filter.since.isoformat())
    if filter.until:
        # A later hour of the day sorts after the day itself and before this.
        found.append(own.made_at < f"{filter.until.isoformat()}U")
    return found
