"""Small extractions made by hand, and stores to put them in."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

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

PARENTS = {
    "place-fallujah": ("place-anbar", "place-iraq"),
    "place-ramadi": ("place-anbar", "place-iraq"),
    "place-anbar": ("place-iraq",),
    "place-basra": ("place-iraq",),
}


def make_actor(name: str, **changed: Any) -> Actor:
    """An actor whose id is made of its name."""
    return Actor(**{"id": f"actor-{slug(name)}", "name": name, "kind": "person"} | changed)


def make_place(name: str, **changed: Any) -> Place:
    """A place in Iraq whose id is made of its name."""
    id = f"place-{slug(name)}"
    return Place(**{"id": id, "name": name, "kind": "city", "country": "IRQ", "parents": PARENTS.get(id, ())} | changed)


def make_event(
    relation: str = "call",
    *,
    actors: Sequence[str] = (),
    recipients: Sequence[str] = (),
    places: Sequence[str] = (),
    day: date | None = date(2014, 1, 6),
    claimant: str | None = None,
    **changed: Any,
) -> dict[str, Any]:
    """The fields of an event of actors and places given by name; `make_extraction` gives it its id."""
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
        "claimant": Participant(id=f"actor-{slug(claimant)}") if claimant else None,
        "confidence": 0.8,
        "evidence": Evidence(start=0, end=9, sentence=f"Report of a {relation}.", extractor="test"),
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


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The factories: `make.extraction(...)`, `make.event(...)`, `make.actor(...)`, `make.place(...)`."""
    return SimpleNamespace(extraction=make_extraction, event=make_event, actor=make_actor, place=make_place)


@pytest.fixture
def store(new_url: Callable[[], str]) -> Iterator[Store]:
    """An empty store, on each database."""
    with open_store(new_url()) as opened:
        yield opened


@pytest.fixture
def calls_and_seizures(store: Store) -> Store:
    """A store of two reports: Biden calls Maliki, ISIL seizes Fallujah and Ramadi, both sides fight."""
    maliki = make_actor("Nouri al-Maliki", aliases=("Maliki", "Nuri al-Maliki"), country="IRQ", sector="GOV")
    isil = make_actor("Islamic State of Iraq and the Levant", id="actor-isil", aliases=("ISIL",), kind="armed group")
    store.add(
        make_extraction(
            "Biden called Maliki. ISIL seized Fallujah.",
            title="Arms for Iraq",
            url="https://example.org/1",
            actors=[maliki, make_actor("Joe Biden", country="USA"), isil],
            places=["Fallujah", make_place("Anbar", kind="admin1")],
            events=[
                make_event("call", actors=["Joe Biden", "Nouri al-Maliki"], mode="phone"),
                make_event("seizure", type="COERCE", mode="seize", actors=["ISIL"], places=["Fallujah"], claimant="Joe Biden"),
            ],
            relations=[("actor-isil", "located in", "place-anbar")],
        )
    )
    store.add(
        make_extraction(
            "The army fought ISIL in Ramadi.",
            publisher="Reuters",
            published=date(2014, 1, 9),
            actors=[make_actor("Iraqi army", kind="military", country="IRQ"), isil],
            places=["Ramadi"],
            events=[
                make_event("clash", type="ASSAULT", actors=["Iraqi army", "ISIL"], places=["Ramadi"], day=date(2014, 1, 8)),
                make_event("air strike", type="ASSAULT", mode="aerial", actors=["Iraqi army"], recipients=["ISIL"],
                           status=Status.CLAIMED, confidence=0.4, day=None),
            ],
        )
    )
    return store

@pytest.fixture
def ticking() -> Callable[[], datetime]:
    """A clock that goes on by a day each time it is read, from 2026-01-01."""

    def days() -> Iterator[datetime]:
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        while True:
            yield moment
            moment += timedelta(days=1)

    ticks = days()
    return lambda: next(ticks)
