"""Which articles carry one report, in the tables: found by what their texts have in common, grouped by those found."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, or_, select, union_all

from graph.bulk import ask_for, copy_tuples, execute_tuples
from graph.chunks import chunks
from graph.clustering import components, pairs_of
from graph.grouping_tables import article_bands, article_reports, article_signatures, report_links
from graph.near_duplicates import Signature, bands, make_signature, pack, same_report, unpack
from graph.tables import articles
from graph.upsert import upsert
from ontology.records import Article

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_REPORTS = select(article_reports.c.article_id, article_reports.c.report_id).where(article_reports.c.article_id.in_(_IDS))

_SHARING = """
WITH asked(band) AS ({asked})
SELECT kept.band, kept.article_id FROM asked CROSS JOIN article_bands AS kept WHERE kept.band = asked.band
"""


def follow_reports(connection: Connection, article_ids: Iterable[str]) -> dict[str, set[str]]:
    """From these articles, and all that carry the same report: to which others they are linked."""
    near: dict[str, set[str]] = {}
    frontier = set(article_ids)
    left, right = report_links.c.left_id, report_links.c.right_id
    while frontier:
        near |= {id: set() for id in frontier}
        for ids in chunks(sorted(frontier)):
            own = union_all(select(left, right).where(left.in_(ids)), select(right, left).where(right.in_(ids)))
            for row in connection.execute(own):
                near[row[0]].add(row[1])
        frontier = {other for id in frontier for other in near[id]} - near.keys()
    return near


def drop_signatures(connection: Connection, article_ids: Sequence[str]) -> None:
    """Forget what articles are found by, and their links: they go, or their text is another now."""
    for ids in chunks(article_ids):
        found = _load_signatures(connection, ids)
        gone = [(band, id) for id, signature in found.items() for band in bands(signature)]
        execute_tuples(connection, "DELETE FROM article_bands WHERE band = ? AND article_id = ?", gone)
        connection.execute(delete(article_signatures).where(article_signatures.c.article_id.in_(ids)))
        either = or_(report_links.c.left_id.in_(ids), report_links.c.right_id.in_(ids))
        connection.execute(delete(report_links).where(either))


def add_signatures(connection: Connection, new: Sequence[Article]) -> None:
    """Keep what new articles are found by, and link them with those that carry the same report."""
    made = {article.id: signature for article in new if (signature := make_signature(article.text)) is not None}
    copy_tuples(connection, article_signatures, [(id, pack(signature)) for id, signature in made.items()])
    owners: defaultdict[int, list[str]] = defaultdict(list)
    for id, signature in made.items():
        for band in bands(signature):
            owners[band].append(id)
    pairs = _load_pairs(connection, owners)
    copy_tuples(connection, article_bands, [(band, id) for band in sorted(owners) for id in owners[band]])
    known = made | _load_signatures(connection, {id for pair in pairs for id in pair} - made.keys())
    same = [pair for pair in sorted(pairs) if same_report(known[pair[0]], known[pair[1]])]
    copy_tuples(connection, report_links, same)


def write_reports(connection: Connection, article_ids: Collection[str]) -> set[str]:
    """Name the reports of these articles, and of all that carry the same, anew: by the first to come out. The articles that
    carry another now."""
    near = follow_reports(connection, _existing(connection, article_ids))
    published = _existing(connection, near)
    before = load_reports(connection, near)
    rows, alone = [], []
    for part in components(near, near):
        first = min(part, key=lambda id: (published[id] == "", published[id], id))
        rows += [{"article_id": id, "report_id": first} for id in sorted(part) if len(part) > 1]
        alone += [id for id in part if len(part) == 1]
    for ids in chunks(sorted(alone)):
        connection.execute(delete(article_reports).where(article_reports.c.article_id.in_(ids)))
    upsert(connection, article_reports, rows)
    after = {row["article_id"]: row["report_id"] for row in rows}
    return {id for id in near if before.get(id, id) != after.get(id, id)}


def load_reports(connection: Connection, article_ids: Iterable[str]) -> dict[str, str]:
    """The reports of those of these articles that are not the only one to carry theirs."""
    found: dict[str, str] = {}
    for ids in chunks(sorted(set(article_ids))):
        found |= dict(connection.execute(_REPORTS, {"ids": ids}).all())
    return found


def _load_pairs(connection: Connection, owners: Mapping[int, Sequence[str]]) -> set[tuple[str, str]]:
    """Pairs of articles that share a band, of which one is among its owners, which are not stored as such yet."""
    pairs = {pair for own in owners.values() if len(own) > 1 for pair in pairs_of(own)}
    for band, other in ask_for(connection, _SHARING, ((band,) for band in sorted(owners))):
        pairs |= {(min(id, other), max(id, other)) for id in owners[band]}
    return pairs


def _load_signatures(connection: Connection, article_ids: Iterable[str]) -> dict[str, Signature]:
    found: dict[str, Signature] = {}
    for ids in chunks(sorted(article_ids)):
        own = select(article_signatures).where(article_signatures.c.article_id.in_(ids))
        found |= {row.article_id: unpack(row.signature) for row in connection.execute(own)}
    return found


def _existing(connection: Connection, article_ids: Iterable[str]) -> dict[str, str]:
    """When those of these articles came out that there are."""
    found: dict[str, str] = {}
    for ids in chunks(sorted(article_ids)):
        rows = connection.execute(select(articles.c.id, articles.c.published).where(articles.c.id.in_(ids)))
        found |= {row.id: row.published for row in rows}
    return found
