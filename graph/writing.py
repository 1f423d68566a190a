"""Writes articles into the tables, within the caller's transaction, many at a time as cheaply as one by one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection, select

from graph import tables
from graph.applying import Applied, Inputs, apply
from graph.changes import LogEntry, append_changes, read_sequence
from graph.chunks import chunks
from graph.concerned import articles_moved
from graph.grouping import Regrouping
from graph.identity import load_joins, update_identity
from graph.readings import ADDED, DELETED, REPLACED, Entry, Reading, load_readings, record_entries
from graph.rewriting import log_entries, rewrite, update_nodes, vote_difference
from graph.rows import publisher_key
from graph.rulebook import Rulebook
from graph.votes import Vote
from ontology.errors import NotFoundError
from ontology.records import Article, Extraction

# Articles applied anew at a time, so that memory does not grow with what a judgement touches.
BATCH = 200


class Written(NamedTuple):
    """What became of an article: the ids it replaced, None where it was there already; and the sequence after it."""

    article_id: str
    replaced: tuple[str, ...] | None
    seq: int


def write_extractions(
    connection: Connection, extractions: Sequence[Extraction], rules: Rulebook, *, at: str
) -> list[Written]:
    """Add or replace articles in this order; those that are there already, unchanged, are left alone."""
    groups = _without_versions(extractions)
    return [written for group in groups for written in _write_group(connection, group, rules, at)]


def delete_article(connection: Connection, article_id: str, rules: Rulebook, *, at: str) -> int:
    """Delete an article with all that was read from it; the sequence after it. NotFoundError if there is none.

    Its history stays.
    """
    gone = load_readings(connection, [article_id])
    if not gone:
        raise NotFoundError(f"no article {article_id!r}")
    moves = update_identity(connection, rules, gone=[gone[0].extraction], come=[])
    moved = articles_moved(connection, rules, moves) - {article_id}
    regrouping = Regrouping(connection)
    before = rewrite(connection, [], stored=[article_id], regrouping=regrouping)
    entries, votes = _reapply(connection, sorted(moved), rules, regrouping)
    votes.update(vote_difference(before.values(), []))
    entries = [*log_entries([before[article_id]], []), *entries, *_finish(connection, regrouping, votes)]
    seq = append_changes(connection, [entries], at=at)
    record_entries(connection, [Entry(article_id, seq, DELETED)], at=at)
    return seq


def reapply(connection: Connection, article_ids: Sequence[str], rules: Rulebook) -> list[LogEntry]:
    """Bring articles to what they are under these judgements; what changed, to be logged by the caller."""
    regrouping = Regrouping(connection)
    entries, votes = _reapply(connection, article_ids, rules, regrouping)
    return entries + _finish(connection, regrouping, votes)


def _finish(connection: Connection, regrouping: Regrouping, votes: Counter[Vote]) -> list[LogEntry]:
    """Group what was touched and merge what got other votes; what changed of events, actors and places."""
    regrouped = regrouping.finish()
    votes.update(regrouped.votes)
    return [entry for entry, _ in regrouped.entries] + update_nodes(connection, votes)


def _reapply(
    connection: Connection, article_ids: Sequence[str], rules: Rulebook, regrouping: Regrouping
) -> tuple[list[LogEntry], Counter[Vote]]:
    """The same without events and merged actors and places: the difference of the votes for these."""
    entries: list[LogEntry] = []
    votes: Counter[Vote] = Counter()
    for start in range(0, len(article_ids), BATCH):
        readings = load_readings(connection, article_ids[start : start + BATCH])
        after = apply_all(connection, readings, rules)
        stored = [reading.article_id for reading in readings]
        before = rewrite(connection, after, stored=stored, regrouping=regrouping)
        for applied in after:
            entries += log_entries([before[applied.raw.article.id]], [applied])
        votes.update(vote_difference(before.values(), after))
    return entries, votes


def apply_all(connection: Connection, readings: Sequence[Reading], rules: Rulebook) -> list[Applied]:
    """What the graph shows of these articles. All that decides it is gathered here."""
    ids = {actor.id for reading in readings for actor in reading.extraction.actors}
    inputs = Inputs(rules, load_joins(connection, ids, spoken=bool(rules.judged)))
    return [apply(reading, inputs) for reading in readings]


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
    return (article.url, publisher_key(article.publisher)) if article.url else None


def _write_group(
    connection: Connection, group: Sequence[Extraction], rules: Rulebook, at: str
) -> list[Written]:
    older = _older_versions(connection, [extraction.article for extraction in group])
    readings = [Reading(extraction) for extraction in group]
    new = [r for r in readings if older[r.article_id] != {r.article_id: r.digest}]
    seq = read_sequence(connection)
    if new:
        replaced = {reading.article_id: sorted(older[reading.article_id]) for reading in new}
        moves = update_identity(
            connection,
            rules,
            gone=[old.extraction for old in load_readings(connection, sorted(set(chain(*replaced.values()))))],
            come=[reading.extraction for reading in new],
        )
        moved = articles_moved(connection, rules, moves) - set(chain(replaced, *replaced.values()))
        first = _replace(connection, apply_all(connection, new, rules), replaced, sorted(moved), rules, at)
        assert first == seq + 1
        record_entries(connection, _history(new, replaced, first), at=at)
    changed = {reading.article_id for reading in new}
    written = []
    for reading in readings:
        own = reading.article_id
        seq += own in changed
        written.append(Written(own, tuple(sorted(older[own])) if own in changed else None, seq))
    return written


def _replace(
    connection: Connection,
    new: Sequence[Applied],
    replaced: dict[str, list[str]],
    moved: Sequence[str],
    rules: Rulebook,
    at: str,
) -> int:
    """Write new articles in the place of older ones, and log it; the sequence number of the first. `moved` are others
    whose actors go by other ids now."""
    regrouping = Regrouping(connection)
    stored = [id for ids in replaced.values() for id in ids]
    before = rewrite(connection, new, stored=stored, regrouping=regrouping)
    groups = [log_entries([before[id] for id in replaced[a.raw.article.id]], [a]) for a in new]
    entries, votes = _reapply(connection, moved, rules, regrouping)
    votes.update(vote_difference(before.values(), new))
    regrouped = regrouping.finish()
    votes.update(regrouped.votes)
    owners = {event.id: number for number, a in enumerate(new) for event in a.extraction.events}
    for entry, mention_ids in regrouped.entries:
        # Under the number of the last article that tells of it.
        groups[max((owners[id] for id in mention_ids & owners.keys()), default=-1)].append(entry)
    groups[-1] += entries + update_nodes(connection, votes)
    return append_changes(connection, groups, at=at)


def _history(new: Sequence[Reading], replaced: dict[str, list[str]], first: int) -> Iterator[Entry]:
    for seq, reading in enumerate(new, start=first):
        own = reading.article_id
        yield Entry(own, seq, REPLACED if own in replaced[own] else ADDED, reading)
        yield from (Entry(id, seq, DELETED, successor=own) for id in replaced[own] if id != own)


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
