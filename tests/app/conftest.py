"""A small store of two reports, made by hand, for what needs no reading."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.server import create_app
from app.settings import Settings
from ontology.ids import article_id
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
    Trigger,
)

PARIS = Place(id="gn:2988507", name="Paris", kind="city", country="FRA", precision="city")
ACTORS = {
    "Joe Biden": Actor(id="joe-biden", name="Joe Biden", kind="person", country="USA", sector="GOV"),
    "Nouri al-Maliki": Actor(id="nouri-al-maliki", name="Nouri al-Maliki", kind="person", country="IRQ", sector="GOV"),
    "N. Maliki": Actor(id="n-maliki", name="N. Maliki", kind="person", country="IRQ"),
    "ISIL": Actor(id="isil", name="ISIL", kind="armed group", country="IRQ", sector="REB"),
    "Iraq": Actor(id="irq", name="Iraq", kind="state", country="IRQ"),
}
CALL = "Joe Biden called Nouri al-Maliki of Iraq. ISIL seized Paris."
MEETING = "N. Maliki met Joe Biden in Paris."


def make_report(text: str, events: dict[str, tuple[str, str, str | None]], confidence: float) -> Extraction:
    """The extraction of a text. Events are relation: (trigger, actor, recipient), all of them in Paris but calls."""
    own = article_id(text, "Desk")
    named = {name: record for name, record in ACTORS.items() if name in text}
    article = Article(id=own, publisher="Desk", published=date(2014, 1, 7), language="en", text=text)
    found = [
        EventMention(
            id=f"{own}:{relation}",
            relation=relation,
            type="COERCE" if relation == "seizure" else "CONSULT",
            quad=1,
            score=1.0,
            actors=(Participant(id=ACTORS[actor].id, mention=f"m-{actor}"),),
            recipients=(Participant(id=ACTORS[recipient].id, mention=f"m-{recipient}"),) if recipient else (),
            places=() if relation == "call" else (EventPlace(id=PARIS.id, mention="m-Paris", precision="city"),),
            date=DateInterval(start=date(2014, 1, 6), end=date(2014, 1, 6), granularity="day"),
            status=Status.ASSERTED,
            confidence=confidence,
            evidence=_evidence(text, trigger),
        )
        for relation, (trigger, actor, recipient) in events.items()
    ]
    return Extraction(
        article=article,
        mentions=(*(_mention(text, name, record.kind, record.id) for name, record in named.items()),
                  _mention(text, "Paris", "place", PARIS.id)),
        actors=tuple(named.values()),
        places=(PARIS,),
        events=tuple(found),
        relations=(_office(own, text),) if "Iraq" in text else (),
    )  # fmt: skip


def _office(own: str, text: str) -> Relation:
    return Relation(
        id=f"{own}:office",
        predicate="holds office",
        title="prime minister",
        subject="nouri-al-maliki",
        object="irq",
        evidence=_evidence(text, "of"),
    )


def _mention(text: str, name: str, kind: str, entity: str) -> Mention:
    start = text.index(name)
    return Mention(id=f"m-{name}", start=start, end=start + len(name), text=name, kind=kind, entity=entity)


def _evidence(text: str, trigger: str) -> Evidence:
    start = text.index(trigger)
    span = Trigger(start=start, end=start + len(trigger))
    return Evidence(start=0, end=len(text), sentence=text, trigger=span, extractor="test")


def make_reports(confidence: float = 0.9) -> tuple[Extraction, Extraction]:
    """A call with Nouri al-Maliki and a seizure of Paris; and a meeting with N. Maliki in Paris."""
    calls = {"call": ("called", "Joe Biden", "Nouri al-Maliki"), "seizure": ("seized", "ISIL", None)}
    meeting = {"meeting": ("met", "N. Maliki", "Joe Biden")}
    return make_report(CALL, calls, confidence), make_report(MEETING, meeting, confidence)


@pytest.fixture(scope="session")
def reports() -> Callable[..., tuple[Extraction, Extraction]]:
    """Makes the two reports; with another `confidence` they are read anew."""
    return make_reports


def serve_reports(folder: Path, **settings: Any) -> Iterator[TestClient]:
    """A server without workers, whose store has the two reports."""
    url = f"sqlite:///{folder}/graph.db"
    app = create_app(Settings(**{"database_url": url, "examples": False, "workers": 1} | settings))
    for report in make_reports():
        app.state.services.store.add(report)
    yield TestClient(app, "http://127.0.0.1:8000", raise_server_exceptions=False)
    app.state.services.store.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    """A server without workers that has the two reports."""
    yield from serve_reports(tmp_path)


@pytest.fixture
def signing_desk(tmp_path: Path) -> Iterator[TestClient]:
    """The same with an author in its settings."""
    yield from serve_reports(tmp_path, author="The desk")


@pytest.fixture(scope="module")
def unchanged_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The same for tests in which nothing is changed, with small bodies."""
    yield from serve_reports(tmp_path_factory.mktemp("desk"), max_body_bytes=1000)
