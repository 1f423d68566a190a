"""Brings the tables from what articles were to what they are now, touching only the rows that differ."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, bindparam, delete, select

from graph.applying import Applied
from graph.changes import LogEntry
from graph.chunks import chunks
from graph.grouping import Regrouping
from graph.grouping_tables import accounts, judged_accounts
from graph.load import Shown, load_shown, owned_by
from graph.merged import update_merged
from graph.newcomers import make_newcomers
from graph.reports import add_signatures, drop_signatures
from graph.rows import GROUPED, ROWS, rows_of
from graph.tables import articles, event_mentions
from graph.upsert import Row, insert_rows, upsert
from graph.votes import Vote, votes_of
from ontology.errors import InputError


class Difference(NamedTuple):
    """What to do to the rows of a table; `gone` are values of primary keys."""

    gone: Sequence[tuple[Any, ...]]
    changed: Sequence[Row]
    added: Sequence[Row]


def rewrite(
    connection: Connection, new: Sequence[Applied], *, stored: Iterable[str], regrouping: Regrouping
) -> dict[str, Shown]:
    """Write articles in the place of those that are `stored`: their own older versions, and others that go altogether.

    What the stored ones were, by id. Events are left to the regrouping, merged actors and places to `update_nodes`.
    """
    before = load_shown(connection, sorted(stored))
    _check_event_ids(connection, new, before)
    kept = [applied for applied in new if applied.raw.article.id in before]
    gone = sorted(set(before) - {applied.raw.article.id for applied in kept})
    differences = {table.name: compare_rows(connection, table, kept, rows_of(kept, make)) for table, make in ROWS}
    fresh = [applied for applied in new if applied.raw.article.id not in before]
    rows = {table.name: rows_of(fresh, make) for table, make in ROWS}
    newcomers = make_newcomers(fresh, rows)
    told = _told_otherwise(before.values(), new)
    # An account may go from one version of an article to the next.
    for id in _accounts(before.values()):
        newcomers.pop(id, None)
    regrouping.touch((told | _compared_otherwise(differences)) - newcomers.keys(), told=told)
    regrouping.bring(newcomers)
    dated = [row["id"] for row in differences[articles.name].changed]
    regrouping.touch_articles([*gone, *dated, *(applied.raw.article.id for applied in fresh)])
    reworded = [one for one in kept if before[one.raw.article.id].extraction.article.text != one.raw.article.text]
    drop_signatures(connection, [*gone, *(applied.raw.article.id for applied in reworded)])
    delete_articles(connection, gone)
    for table, _ in reversed(ROWS):
        _delete_rows(connection, table, differences[table.name].gone)
    for table, _ in ROWS:
        upsert(connection, table, differences[table.name].changed)
        insert_rows(connection, table, [*differences[table.name].added, *rows[table.name]])
    add_signatures(connection, [applied.raw.article for applied in (*fresh, *reworded)])
    return before


def delete_articles(connection: Connection, article_ids: Sequence[str]) -> None:
    """Delete articles; everything that was read from them goes with them, by the foreign keys."""
    for ids in chunks(article_ids):
        connection.execute(delete(articles).where(articles.c.id.in_(ids)))


def update_nodes(connection: Connection, votes: Counter[Vote]) -> list[LogEntry]:
    """Bring the merged actors and places up to date with a difference of votes; what changed of them."""
    merged = update_merged(connection, votes)
    return [LogEntry(node, id, action) for node, changed in merged.items() for id, action in sorted(changed.items())]


def vote_difference(before: Iterable[Shown], after: Iterable[Applied]) -> Counter[Vote]:
    """The votes that came, less those that went."""
    difference: Counter[Vote] = Counter()
    for applied in after:
        difference.update(votes_of(applied.extraction))
    for shown in before:
        difference.subtract(votes_of(shown.extraction))
    return difference


def log_entries(before: Sequence[Shown], after: Sequence[Shown | Applied]) -> list[LogEntry]:
    """What changed of articles and standing relations."""
    old, new = _known(before), _known(after)
    gone = [LogEntry(*key, "deleted") for key in old if key not in new]
    changed = [
        LogEntry(*key, "changed" if key in old else "added")
        for key, value in new.items()
        if key not in old or old[key] != value
    ]
    return gone + changed


def _check_event_ids(connection: Connection, new: Sequence[Applied], stored: Container[str]) -> None:
    owners: dict[str, str] = {}
    for applied in new:
        own = applied.raw.article.id
        for event in applied.raw.events:
            if owners.setdefault(event.id, own) != own:
                raise InputError(f"article {own}: event id {event.id!r} is used by another article")
    columns = (event_mentions.c.id, event_mentions.c.article_id)
    for ids in chunks(owners):
        for row in connection.execute(select(*columns).where(event_mentions.c.id.in_(ids))):
            if row.article_id not in stored:
                raise InputError(f"article {owners[row.id]}: event id {row.id!r} is already used by another article")


def _told_otherwise(before: Iterable[Shown], after: Iterable[Applied]) -> set[str]:
    """The accounts that come, go or tell something else."""
    old, new = _accounts(before), _accounts(after)
    return {id for id in old.keys() | new.keys() if id not in old or id not in new or old[id] != new[id]}


def _accounts(shown: Iterable[Shown | Applied]) -> dict[str, object]:
    return {
        event.id: (event, event.id in one.reviewed, one.extraction.article.agency)
        for one in shown
        for event in one.extraction.events
    }


def _compared_otherwise(differences: Mapping[str, Difference]) -> set[str]:
    """The accounts that are compared with others by something else, or judged otherwise."""
    found: set[str] = set()
    for table in (accounts, judged_accounts):
        difference, place = differences[table.name], list(table.primary_key).index(table.c.mention_id)
        found.update(values[place] for values in difference.gone)
        found.update(row["mention_id"] for row in (*difference.changed, *difference.added))
    return found


def _known(shown: Iterable[Shown | Applied]) -> Mapping[tuple[str, str], object]:
    known: dict[tuple[str, str], object] = {}
    for one in shown:
        known["article", one.extraction.article.id] = (one.extraction, one.reviewed)
        known |= {("relation", rel.id): (rel, rel.id in one.reviewed) for rel in one.extraction.relations}
    return known


def compare_rows(connection: Connection, table: Table, kept: Sequence[Applied], rows: Sequence[Row]) -> Difference:
    """How the stored rows of articles differ from what they are to be; what grouping decides is taken as it is."""
    key = [column.name for column in table.primary_key]
    old: dict[tuple[Any, ...], Row] = {}
    for ids in chunks(applied.raw.article.id for applied in kept):
        stored = connection.execute(select(table).where(owned_by(table, ids))).mappings()
        old |= {tuple(row[name] for name in key): row for row in stored}
    new = {tuple(row[name] for name in key): row for row in rows}
    for values in new.keys() & old.keys():
        new[values] = {**new[values], **{name: old[values][name] for name in GROUPED if name in new[values]}}
    return Difference(
        gone=[values for values in old if values not in new],
        changed=[row for values, row in new.items() if values in old and dict(old[values]) != dict(row)],
        added=[row for values, row in new.items() if values not in old],
    )


def _delete_rows(connection: Connection, table: Table, gone: Sequence[tuple[Any, ...]]) -> None:
    if not gone:
        return
    key = list(table.primary_key)
    statement = delete(table).where(and_(*(column == bindparam(f"old_{column.name}") for column in key)))
    names = [f"old_{column.name}" for column in key]
    connection.execute(statement, [dict(zip(names, values, strict=True)) for values in gone])
