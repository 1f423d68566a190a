"""An extraction put together again from the tables."""

from sqlalchemy import Connection, Table, select

from graph.tables import article_actors, article_places, articles, event_mentions, mentions, relations
from ontology.errors import NotFoundError
from ontology.records import Actor, Article, EventMention, Extraction, Mention, Place, Relation


def load_extraction(connection: Connection, article_id: str) -> Extraction:
    """What was added for an article, equal to it. NotFoundError if there is no such article."""
    row = connection.execute(
        select(articles.c.record, articles.c.warnings).where(articles.c.id == article_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"no article {article_id!r}")
    return Extraction(
        article=Article.model_validate_json(row.record),
        mentions=_load_mentions(connection, article_id),
        actors=tuple(map(Actor.model_validate_json, _records(connection, article_actors, article_id))),
        places=tuple(map(Place.model_validate_json, _records(connection, article_places, article_id))),
        events=tuple(map(EventMention.model_validate_json, _records(connection, event_mentions, article_id))),
        relations=tuple(map(Relation.model_validate_json, _records(connection, relations, article_id))),
        warnings=tuple(row.warnings.split("\n")) if row.warnings else (),
    )


def _records(connection: Connection, table: Table, article_id: str) -> list[str]:
    wanted = select(table.c.record).where(table.c.article_id == article_id).order_by(table.c.position)
    return list(connection.scalars(wanted))


def _load_mentions(connection: Connection, article_id: str) -> tuple[Mention, ...]:
    columns = [mentions.c[name] for name in Mention.model_fields]
    rows = connection.execute(select(*columns).where(mentions.c.article_id == article_id).order_by(mentions.c.position))
    return tuple(Mention.model_validate(dict(row._mapping)) for row in rows)
