"""The example of docs/events.md is what the program says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from graph.actions import make_action
from graph.answers import Voices
from graph.article_queries import list_changes
from graph.control import place_control
from graph.event_queries import get_event
from graph.store import Store, open_store
from ontology.records import Status

PAGE = Path(__file__).parents[2] / "docs" / "events.md"
FIRST = date(2014, 1, 5)


def fill(store: Store, make: SimpleNamespace) -> None:
    """A report, a denial on the day after, a correction on the third day, undone on the fourth."""
    isil = make.actor("ISIL", kind="armed group")
    for text, publisher, told in (
        ("ISIL has seized Fallujah, an official said.", "DW", {}),
        ("Maliki: Fallujah was not seized by ISIL.", "Xinhua", {"status": Status.NEGATED, "claimant": "Maliki"}),
    ):
        event: dict[str, Any] = make.event(
            "seizure", type="COERCE", mode="seize", id=f"seizure-{publisher}", actors=["ISIL"], places=["Fallujah"],
            day=date(2014, 1, 4), **told,
        )  # fmt: skip
        store.add(
            make.extraction(text, publisher=publisher, published=FIRST, actors=[isil, "Maliki"], places=["Fallujah"],
                            events=[event], id=f"article-{publisher}")
        )  # fmt: skip
    account = {"event": "seizure-DW", "only_account": True}
    edit = make_action({"action": "edit-event", **account, "changes": {"status": "claimed"}})
    made = store.judge(edit, author="A. Nalyst", reason="DW quotes an official")
    store.undo(made.id, author="B. Oss", reason="the next sentence says it without him")


def tell(store: Store) -> Iterator[str]:
    for day in (FIRST + timedelta(days=n) for n in range(4)):
        past = store.as_of(day)
        event = get_event(past, "seizure-DW")
        told = event.disagreement
        yield f"{day}  {event.status.value}, accounts: {event.accounts}, reports: {event.reports}"
        for word, said in (("asserted", told.asserted_by), ("claimed", told.claimed_by), ("denied", told.denied_by)):
            if said != Voices():
                by = [*said.publishers, *(one.name for one in said.claimants)]
                yield f"            {word} by {', '.join(by)}"
        for holder in place_control(past, "Fallujah").holders:
            against = f", contradicted by {', '.join(holder.contradicted_by)}" if holder.contradicted_by else ""
            yield f"            {holder.actor.name} holds {holder.place.name} since {holder.since}{against}"
    yield ""
    for change in list_changes(store):
        yield f"{change.seq}  {change.at:%Y-%m-%d}  {change.kind} {change.id} {change.action}"


def test_the_example_is_what_the_program_says(make: SimpleNamespace) -> None:
    days = (datetime(FIRST.year, FIRST.month, FIRST.day + n, 12, tzinfo=UTC) for n in range(10))
    with open_store("sqlite://", clock=lambda: next(days)) as store:
        fill(store, make)
        said = "\n".join(tell(store))
    assert f"```\n{said}\n```" in PAGE.read_text(encoding="utf-8"), said
