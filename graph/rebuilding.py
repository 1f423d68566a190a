"""Makes everything that follows from the truth anew: what was read, and the judgements on it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, Select, delete, func, select

from graph import tables
from graph.full_text import renewal_statement
from graph.grouping import Regrouping
from graph.grouping_tables import account_features, article_bands
from graph.identity import rebuild_identity
from graph.judgements import read_rules
from graph.readings import Reading, load_readings
from graph.rewriting import rewrite, update_nodes, vote_difference
from graph.tables import extractions
from graph.writing import BATCH, apply_all

_FOLLOWING = (
    tables.articles,
    tables.votes,
    tables.actors,
    tables.places,
    tables.aliases,
    tables.place_parents,
    account_features,
    article_bands,
)


def rebuild(connection: Connection) -> None:
    """Write all tables that follow from the truth anew. The change log stays as it is: nothing changed.

    Takes about as long as adding all articles. They are read twice: who is one actor must be known before it is applied.
    """
    for table in _FOLLOWING:
        connection.execute(delete(table))
    rules = read_rules(connection)
    living = living_articles(connection)
    rebuild_identity(connection, rules, ([r.extraction for r in batch] for batch in _read_batches(connection, living)))
    for readings in _read_batches(connection, living):
        applied = apply_all(connection, readings, rules)
        regrouping = Regrouping(connection)
        rewrite(connection, applied, stored=[], regrouping=regrouping)
        votes = vote_difference([], applied)
        votes.update(regrouping.finish().votes)
        update_nodes(connection, votes)
    for searched in tables.SEARCHED:
        connection.exec_driver_sql(renewal_statement(searched, connection.dialect.name))


def _read_batches(connection: Connection, article_ids: Iterable[str]) -> Iterator[list[Reading]]:
    rest = iter(article_ids)
    while batch := list(islice(rest, BATCH)):
        yield load_readings(connection, batch)


def living_articles(connection: Connection) -> list[str]:
    """The ids of the articles that were read and not deleted since."""
    return list(connection.scalars(select_living().order_by(extractions.c.article_id)))


def select_living() -> Select[tuple[str]]:
    """The query for these ids."""
    table = extractions
    newest = select(table.c.article_id, func.max(table.c.seq).label("seq")).group_by(table.c.article_id).subquery()
    same = (table.c.article_id == newest.c.article_id) & (table.c.seq == newest.c.seq)
    return select(table.c.article_id).join(newest, same).where(table.c.record.is_not(None))
