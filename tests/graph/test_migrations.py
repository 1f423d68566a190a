from collections.abc import Callable
from types import SimpleNamespace

from sqlalchemy import Connection, inspect, text

from graph.actions import make_action
from graph.actor_queries import get_actor
from graph.article_queries import get_article
from graph.full_text import index_name
from graph.grouping_tables import GROUPING_TABLES
from graph.history_queries import article_history, get_reading
from graph.identity_tables import IDENTITY_TABLES
from graph.queue_tables import QUEUE_TABLES
from graph.source_tables import SOURCE_TABLES
from graph.store import AddStatus, Store, open_store
from graph.tables import SCHEMA_VERSION, SEARCHED
from graph.watch_tables import WATCH_TABLES
from ontology.records import Extraction, Mention

# What schema 1 ordered by the days of single accounts.
OLD_EDGES = (
    "DROP TABLE relation_edges",
    "CREATE TABLE relation_edges (actor_id TEXT)",
    *(f"DROP INDEX event_mentions_{name}" for name in ("date", "relation", "type", "confidence", "publisher", "mode", "long")),
    *(f"CREATE INDEX event_mentions_{name} ON event_mentions ({name})" for name in ("date", "relation", "type")),
)


def make_old(store: Store) -> None:
    """Take the tables of a store back to schema 1."""
    with store.writing() as connection:
        later = [table.name for table in (*IDENTITY_TABLES, *SOURCE_TABLES, *QUEUE_TABLES, *WATCH_TABLES, *reversed(GROUPING_TABLES))]
        judged = ["reversals", "judgement_targets", "judgement_articles", "judgements"]
        for table in (*later, *judged, "extractions", "raw_actors", "place_names"):
            connection.execute(text(f"DROP TABLE {table}"))
        drop_full_text(connection)
        for statement in OLD_EDGES:
            connection.execute(text(statement))
        connection.execute(text("DROP INDEX relations_id"))
        later_columns = ["event_mentions.number", "articles.number"]
        later_columns += ["event_mentions.event_date", "event_mentions.reviewed", "relations.reviewed", "changes.at", "articles.agency"]
        for table, column in (name.split(".") for name in later_columns):
            connection.execute(text(f'ALTER TABLE {table} DROP COLUMN "{column}"'))
        connection.execute(text("UPDATE meta SET value = 1 WHERE key = 'schema_version'"))


def drop_full_text(connection: Connection) -> None:
    for searched in SEARCHED:
        name = index_name(searched)
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"DROP INDEX {name}"))
            continue
        for done in ("added", "dropped", "changed"):
            connection.execute(text(f"DROP TRIGGER {name}_{done}"))
        connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text(f"DROP INDEX {searched.name}_number"))


def shape(connection: Connection) -> dict[str, object]:
    """Columns, keys and indexes of all tables."""
    tables = inspect(connection)
    return {
        table: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in tables.get_columns(table)),
            tables.get_pk_constraint(table)["constrained_columns"],
            sorted(str(index["name"]) for index in tables.get_indexes(table)),
            sorted(str(key["constrained_columns"]) for key in tables.get_foreign_keys(table)),
        )
        for table in tables.get_table_names()
    }


def test_an_old_database_is_brought_up_to_date_with_all_it_holds(
    new_url: Callable[[], str], make: SimpleNamespace
) -> None:
    url = new_url()
    mention = Mention(id="p0", start=0, end=8, text="Fallujah", kind="place", entity="place-fallujah")
    made: Extraction = make.extraction(
        "Fallujah fell.",
        actors=["Maliki", "N. Maliki"],
        places=["Fallujah"],
        mentions=[mention],
        events=[make.event(actors=["N. Maliki"], places=["Fallujah"])],
        relations=[("actor-maliki", "located in", "place-fallujah")],
    )
    with open_store(url) as store:
        store.add(make.extraction("Another."))
        store.add(made)
        make_old(store)
    with open_store(url) as store, open_store(new_url()) as new:
        with store.reading() as one, new.reading() as other:
            assert shape(one) == shape(other)
            assert one.scalar(text("SELECT value FROM meta WHERE key = 'schema_version'")) == SCHEMA_VERSION
        assert get_article(store, made.article.id) == get_reading(store, made.article.id) == made
        (version,) = article_history(store, made.article.id)
        assert (version.seq, version.recorded_at, version.action) == (2, None, "added")
        assert store.add(made).status is AddStatus.UNCHANGED
        values = {"action": "merge-actors", "into": "actor-maliki", "others": ["actor-n-maliki"]}
        store.judge(make_action(values), author="A. Nalyst", reason="one person")
        assert get_actor(store, "N. Maliki").events == 1
        assert get_article(store.as_of(2), made.article.id) == made
