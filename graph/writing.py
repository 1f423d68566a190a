"""Writes articles into the tables, within the caller's transaction, many at a time as cheaply as one by one."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, select, update

from graph import rows, tables
from graph.load import load_extraction
from graph.merged import chunks, update_merged
from graph.schema import SEQUENCE_KEY
from graph.upsert import Row, insert_rows
from graph.votes import Vote, count_votes
from ontology.errors import InputError
from ontology.records import Article, Extraction

# What an extraction becomes in each table, in the order that foreign keys ask for.
_ROWS: Sequence[tuple[Table, Callable[[Extraction], list[Row]]]] = (
    (tables.articles, lambda extraction: [rows.article_row(extraction)]),
    (tables.mentions, rows.mention_rows),
    (tables.article_actors, rows.article_actor_rows),
    (tables.article_places, rows.article_place_rows),
    (tables.event_mentions, rows.event_mention_rows),
    (tables.event_actors, lambda extraction: rows.participant_rows(extraction, "actor")),
    (tables.event_recipients, lambda extraction: rows.participant_rows(extraction, "recipient")),
    (tables.event_places, rows.event_place_rows),
    (tables.relation_edges, rows.relation_edge_rows),
    (tables.relations, rows.relation_rows),
)

# Kind, id and action of a change.
_Entry = tuple[str, str, str]


class Written(NamedTuple):
    """What became of an article: the ids it replaced, None where it was there already; and the sequence after it."""

    article_id: str
    replaced: tuple[str, ...] | None
    seq: int


def write_extractions(connection: Connection, extractions: Sequence[Extraction]) -> list[Written]:
    """Add or replace articles in this order; those that are there already, unchanged, are left alone."""
    return [written for group in _without_versions(extractions) for written in _write_group(connection, group)]


def delete_extraction(connection: Connection, article_id: str) -> int:
    """Delete an article with all that was read from it; the sequence after it. NotFoundError if there is none."""
    old = load_extraction(connection, article_id)
    _delete_articles(connection, [article_id])
    _log(connection, [_compare([old], []) + _merge(connection, [old], [])])
    return read_sequence(connection)


def read_sequence(connection: Connection) -> int:
    """The sequence number of the last change."""
    return int(connection.scalars(select(tables.meta.c.value).where(tables.meta.c.key == SEQUENCE_KEY)).one())


def _without_versions(extractions: Sequence[Extraction]) -> Iterator[list[Extraction]]:
    """The articles in groups in which no article is a version of another."""
    group: list[Extraction] = []
    seen: set[object] = set()
    for extraction in extractions:
        signs = {extraction.article.id, _address(extraction.article)} - {None}
        if signs & seen:
            yield group
            group, seen = [], set()
        group.append(extraction)
        seen |= signs
    if group:
        yield group


def _address(article: Article) -> tuple[str, str] | None:
    return (article.url, rows.publisher_key(article.publisher)) if article.url else None


def _write_group(connection: Connection, group: Sequence[Extraction]) -> list[Written]:
    older = _older_versions(connection, [extraction.article for extraction in group])
    digests = {extraction.article.id: rows.extraction_digest(extraction) for extraction in group}
    new = [e for e in group if older[e.article.id] != {e.article.id: digests[e.article.id]}]
    old = {id: load_extraction(connection, id) for e in new for id in older[e.article.id]}
    _delete_articles(connection, sorted(old))
    _check_event_ids(connection, new)
    for table, make_rows in _ROWS:
        insert_rows(connection, table, [row for extraction in new for row in make_rows(extraction)])
    seq = read_sequence(connection)
    if new:
        entries = [_compare([old[id] for id in older[e.article.id]], [e]) for e in new]
        entries[-1] += _merge(connection, list(old.values()), new)
        _log(connection, entries)
    changed = {extraction.article.id for extraction in new}
    written = []
    for own in digests:
        seq += own in changed
        written.append(Written(own, tuple(sorted(older[own])) if own in changed else None, seq))
    return written


def _older_versions(connection: Connection, group: Sequence[Article]) -> dict[str, dict[str, str]]:
    """By id of each article: the digests by id of the stored articles that it takes the place of."""
    table = tables.articles
    found: dict[str, dict[str, str]] = {article.id: {} for article in group}
    by_address = {_address(article): article.id for article in group if article.url}
    columns = (table.c.id, table.c.url, table.c.publisher_key, table.c.digest)
    for ids in chunks(found):
        for row in connection.execute(select(*columns).where(table.c.id.in_(ids))):
            found[row.id][row.id] = row.digest
    for urls in chunks(sorted({article.url for article in group if article.url})):
        for row in connection.execute(select(*columns).where(table.c.url.in_(urls))):
            owner = by_address.get((row.url, row.publisher_key))
            # An article of the group replaces itself and no other one.
            if owner and row.id not in found:
                found[owner][row.id] = row.digest
    return found


def _delete_articles(connection: Connection, article_ids: Sequence[str]) -> None:
    # Everything that was read from an article goes with it, by the foreign keys.
    for ids in chunks(article_ids):
        connection.execute(delete(tables.articles).where(tables.articles.c.id.in_(ids)))


def _check_event_ids(connection: Connection, new: Sequence[Extraction]) -> None:
    table = tables.event_mentions
    owners: dict[str, str] = {}
    for extraction in new:
        for event in extraction.events:
            if owners.setdefault(event.id, extraction.article.id) != extraction.article.id:
                raise InputError(f"article {extraction.article.id}: event id {event.id!r} is used by another article")
    for ids in chunks(owners):
        taken = connection.scalars(select(table.c.id).where(table.c.id.in_(ids)).limit(1)).first()
        if taken is not None:
            raise InputError(f"article {owners[taken]}: event id {taken!r} is already used by another article")


def _merge(connection: Connection, old: Sequence[Extraction], new: Sequence[Extraction]) -> list[_Entry]:
    """Bring the merged actors and places up to date; what changed of them."""
    difference: Counter[Vote] = Counter()
    for extraction in new:
        difference.update(count_votes(extraction))
    for extraction in old:
        difference.subtract(count_votes(extraction))
    merged = update_merged(connection, difference)
    return [(node, id, action) for node, changed in merged.items() for id, action in sorted(changed.items())]


def _compare(old: Sequence[Extraction], new: Sequence[Extraction]) -> list[_Entry]:
    """What changed of articles, events and standing relations."""
    before, after = _known(old), _known(new)
    gone = [(kind, id, "deleted") for kind, id in before if (kind, id) not in after]
    return gone + [(kind, id, "changed" if (kind, id) in before else "added") for kind, id in after]


def _known(extractions: Sequence[Extraction]) -> Mapping[tuple[str, str], None]:
    known: dict[tuple[str, str], None] = {}
    for extraction in extractions:
        known["article", extraction.article.id] = None
        known.update({("event", event.id): None for event in extraction.events})
        known.update({("relation", relation.id): None for relation in extraction.relations})
    return known


def _log(connection: Connection, entries: Sequence[Sequence[_Entry]]) -> None:
    """Write the changes of each article under a sequence number of its own, taken last in the transaction."""
    counter = update(tables.meta).where(tables.meta.c.key == SEQUENCE_KEY)
    connection.execute(counter.values(value=tables.meta.c.value + len(entries)))
    first = read_sequence(connection) - len(entries) + 1
    numbered = [
        {"seq": seq, "position": position, "kind": kind, "id": id, "action": action}
        for seq, own in enumerate(entries, start=first)
        for position, (kind, id, action) in enumerate(own)
    ]
    insert_rows(connection, tables.changes, numbered)
