"""Articles put together again from the tables, as the graph shows them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from graph.chunks import chunks
from graph.tables import article_actors, article_places, articles, event_mentions, mentions, relations
from ontology.errors import NotFoundError
from ontology.records import Actor, Article, EventMention, Extraction, Mention, Place, Relation

_RECORDS = (articles, mentions, article_actors, article_places, event_mentions, relations)


class Shown(NamedTuple):
    """An article as the graph shows it, with the ids of the events and relations in it that a person confirmed."""

    extraction: Extraction
    reviewed: frozenset[str]


def load_extraction(connection: Connection, article_id: str) -> Extraction:
    """An article with what was read from it and then corrected. NotFoundError if there is no such article."""
    shown = load_shown(connection, [article_id])
    if article_id not in shown:
        raise NotFoundError(f"no article {article_id!r}")
    return shown[article_id].extraction


def load_shown(connection: Connection, article_ids: Sequence[str]) -> dict[str, Shown]:
    """The articles of these ids, by id; those that are not there are left out."""
    found: dict[str, Shown] = {}
    for ids in chunks(article_ids):
        rows = {table.name: _by_article(connection, table, ids) for table in _RECORDS}
        found |= {id: _shown(id, rows) for id in rows[articles.name]}
    return found


def owned_by(table: Table, article_ids: Sequence[str]) -> ColumnElement[bool]:
    """The condition on the rows of a table that belong to these articles."""
    if table is articles:
        return table.c.id.in_(article_ids)
    if "article_id" in table.c:
        return table.c.article_id.in_(article_ids)
    own = select(event_mentions.c.id).where(event_mentions.c.article_id.in_(article_ids))
    return table.c.mention_id.in_(own)


def _by_article(connection: Connection, table: Table, ids: Sequence[str]) -> Mapping[str, list[RowMapping]]:
    key = "id" if table is articles else "article_id"
    rows = connection.execute(select(table).where(owned_by(table, ids))).mappings()
    found: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _shown(id: str, rows: Mapping[str, Mapping[str, list[RowMapping]]]) -> Shown:
    own: dict[str, list[Any]] = {
        table.name: sorted(rows[table.name].get(id, ()), key=lambda row: int(row["position"]))
        for table in _RECORDS[1:]
    }
    (article,) = rows[articles.name][id]
    statements = (*own["event_mentions"], *own["relations"])
    return Shown(
        Extraction(
            article=Article.model_validate_json(article["record"]),
            mentions=tuple(Mention(**{name: row[name] for name in Mention.model_fields}) for row in own["mentions"]),
            actors=tuple(Actor.model_validate_json(row["record"]) for row in own["article_actors"]),
            places=tuple(Place.model_validate_json(row["record"]) for row in own["article_places"]),
            events=tuple(EventMention.model_validate_json(row["record"]) for row in own["event_mentions"]),
            relations=tuple(Relation.model_validate_json(row["record"]) for row in own["relations"]),
            warnings=tuple(article["warnings"].split("\n")) if article["warnings"] else (),
        ),
        frozenset(row["id"] for row in statements if row["reviewed"]),
    )
