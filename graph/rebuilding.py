"""Makes everything that follows from the truth anew: what was read, and the judgements on it."""

from collections import Counter
from itertools import islice

from sqlalchemy import Connection, delete, func, select

from graph import tables
from graph.judgements import read_rules
from graph.readings import load_readings
from graph.rewriting import rewrite, update_nodes, vote_difference
from graph.tables import extractions
from graph.votes import Vote
from graph.writing import BATCH, apply_all

_FOLLOWING = (
    tables.articles,
    tables.votes,
    tables.actors,
    tables.places,
    tables.aliases,
    tables.place_parents,
)


def rebuild(connection: Connection) -> None:
    """Write all tables that follow from the truth anew. The change log stays as it is: nothing changed.

    Takes about as long as adding all articles.
    """
    for table in _FOLLOWING:
        connection.execute(delete(table))
    rules = read_rules(connection)
    votes: Counter[Vote] = Counter()
    living = iter(living_articles(connection))
    while batch := list(islice(living, BATCH)):
        applied = apply_all(connection, load_readings(connection, batch), rules)
        rewrite(connection, applied, stored=[])
        votes = vote_difference([], applied)
        update_nodes(connection, votes)


def living_articles(connection: Connection) -> list[str]:
    """The ids of the articles that were read and not deleted since."""
    table = extractions
    newest = select(table.c.article_id, func.max(table.c.seq).label("seq")).group_by(table.c.article_id).subquery()
    same = (table.c.article_id == newest.c.article_id) & (table.c.seq == newest.c.seq)
    wanted = select(table.c.article_id).join(newest, same).where(table.c.record.is_not(None))
    return list(connection.scalars(wanted.order_by(table.c.article_id)))
