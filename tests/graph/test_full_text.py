"""Full-text search: the same words are found on both databases, and whatever is done to a store, they stay right."""

from collections.abc import Callable, Sequence
from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from graph.actor_queries import actor_relations
from graph.article_queries import list_articles
from graph.event_queries import list_events
from graph.filters import make_filter
from graph.full_text import LONGEST, Term, index_name, missing_parts, parse_terms, row_number
from graph.integrity import check_database
from graph.integrity_words import find_lost_words
from graph.store import Store, open_store
from graph.tables import event_mentions
from ontology.records import Evidence, Extraction

SENTENCES = {
    "e0": "Rebels shelled the town of Türkmen-Aşgabat with Su-27 jets.",
    "e1": "The minister said the rebels' shelling of the town had ended.",
    "e2": "A call for peace: the ceasefire, he said, holds. " + "x" * 3000,
    "e3": "Войска вошли в город 12 мая.",
}


def told(make: SimpleNamespace, sentences: dict[str, str]) -> Extraction:
    """An article that tells of an event with each of these sentences."""
    events = [
        make.event(
            actors=["Hub"],
            id=id,
            day=date(2014, 1 + int(id[1:]), 1),
            evidence=Evidence(start=0, end=1, sentence=sentence, extractor="test"),
        )
        for id, sentence in sentences.items()
    ]
    made: Extraction = make.extraction(
        actors=["Hub"], events=events, title="Reports of a quiet week", url="https://x.example/1"
    )
    return made


def found(store: Store, asked: str) -> Sequence[str]:
    """The events whose account has these words, asked of all events and of an actor."""
    filter = make_filter(q=asked)
    listed = sorted(event.id for event in list_events(store, filter).items)
    assert listed == sorted(event.id for event in actor_relations(store, "Hub", filter).items)
    return listed


@pytest.fixture
def reports(store: Store, make: SimpleNamespace) -> Store:
    store.add(told(make, SENTENCES))
    return store


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("rebels", ["e0", "e1"]),
        ("REBELS town", ["e0", "e1"]),
        ("rebel", []),
        ("rebel*", ["e0", "e1"]),
        ("shell", []),
        ("shell* town", ["e0", "e1"]),
        ('"the town"', ["e0", "e1"]),
        ('"town the"', []),
        ("town the", ["e0", "e1"]),
        ('"town of" rebels', ["e0"]),
        ("“shelling of”", ["e1"]),
        ("turkmen", ["e0"]),
        ("Türkmen-Aşgabat", ["e0"]),
        ("asgabat-turkmen", []),
        ("su-27", ["e0"]),
        ('"su 27"', ["e0"]),
        ("войска ГОРОД", ["e3"]),
        ("12", ["e3"]),
        ("call", ["e0", "e1", "e2", "e3"]),
        ('"call for peace', ["e2"]),
        ("call the", ["e0", "e1", "e2"]),
        ("x" * 3000, ["e2"]),
        ("x*", ["e2"]),
        ("nothing", []),
        ("of%", ["e0", "e1"]),
        ("AND OR NOT", []),
    ],
)
def test_words_phrases_and_beginnings_are_found_without_surprise(reports: Store, asked: str, ids: list[str]) -> None:
    assert found(reports, asked) == ids


def test_what_is_asked_for_is_read_as_terms() -> None:
    assert parse_terms('air "a  Strike" mosul*') == (Term(("air",)), Term(("a", "strike")), Term(("mosul",), begins=True))
    assert parse_terms('"not closed') == (Term(("not", "closed")),)
    assert parse_terms('* "" -') == ()
    assert parse_terms("y" * 300) == (Term(("y" * LONGEST,)),)


def test_titles_are_searched_too(reports: Store) -> None:
    assert [one.title for one in list_articles(reports, make_filter(q='"quiet week" report*')).items] == ["Reports of a quiet week"]
    assert not list_articles(reports, make_filter(q="report")).items


def test_words_follow_what_becomes_of_articles(reports: Store, make: SimpleNamespace) -> None:
    reports.add(told(make, {"e0": "Rebels left.", "e1": SENTENCES["e1"]}))
    assert (found(reports, "shelled"), found(reports, "left"), found(reports, "town")) == ([], ["e0"], ["e1"])
    past = reports.as_of(1)
    assert found(past, "shelled") == ["e0"]
    reports.rebuild()
    assert (found(reports, "shelled"), found(reports, "left"), found(reports, "town")) == ([], ["e0"], ["e1"])
    with reports.reading() as connection:
        assert not list(find_lost_words(connection, sample=None))
    (article,) = list_articles(reports, make_filter(q="quiet")).items
    reports.delete_article(article.id)
    assert not list_events(reports, make_filter(q="left")).items


def test_an_old_database_is_searched_after_it_was_brought_up_to_date(new_url: Callable[[], str], make: SimpleNamespace) -> None:
    url = new_url()
    with open_store(url) as store:
        store.add(told(make, SENTENCES))
        with store.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"DROP INDEX {index_name(event_mentions)}"))
            else:
                for done in ("added", "dropped", "changed"):
                    connection.execute(text(f"DROP TRIGGER {index_name(event_mentions)}_{done}"))
                connection.execute(text(f"DROP TABLE {index_name(event_mentions)}"))
            assert missing_parts(connection, event_mentions)
            connection.execute(text("UPDATE event_mentions SET number = position, words = words || ' ' || words || 'zzz'"))
            connection.execute(text("UPDATE relation_edges SET number = 0"))
            connection.execute(text("UPDATE meta SET value = 9 WHERE key = 'schema_version'"))
    with open_store(url) as store:
        assert found(store, "rebels town") == ["e0", "e1"]
        with store.reading() as connection:
            rows = connection.execute(text("SELECT id, number, words FROM event_mentions")).all()
            assert all(row.number == row_number(row.id) for row in rows)
            assert max(len(word) for row in rows for word in row.words.split()) == LONGEST
            edges = connection.execute(text("SELECT mention_id, number FROM relation_edges")).all()
            assert all(row.number == row_number(row.mention_id) for row in edges)


def test_the_doctor_finds_words_that_search_has_lost(reports: Store) -> None:
    with reports.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP INDEX full_text_articles"))
        else:
            connection.execute(text("DROP TRIGGER full_text_event_mentions_changed"))
            connection.execute(text("UPDATE event_mentions SET words = 'unheard of' WHERE id = 'e1'"))
    lost = {one.check for one in check_database(reports._engine.url.render_as_string(hide_password=False), full=False) if one.advice}
    assert "words" in lost
