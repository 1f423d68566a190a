"""`belligraph query`: what an actor did, with whom, and who says so."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import (
    AsOfOption,
    ConfidenceOption,
    CountryOption,
    ModeOption,
    PlaceOption,
    PublisherFilter,
    QOption,
    RelationOption,
    SinceOption,
    StatusOption,
    TypeOption,
    UntilOption,
    WithOption,
)
from app.commands.terminal import printable

if TYPE_CHECKING:
    from graph.answers import ActorEvent, ActorRelations, RelationAnswer


def query(
    actor: Annotated[str, typer.Argument(help="An actor: name, alias or id.")],
    q: QOption = None,
    with_: WithOption = None,
    relation: RelationOption = None,
    type_: TypeOption = None,
    mode: ModeOption = None,
    status: StatusOption = None,
    place: PlaceOption = None,
    country: CountryOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    publisher: PublisherFilter = None,
    min_confidence: ConfidenceOption = None,
    as_of: AsOfOption = None,
    limit: Annotated[int, typer.Option(help="How many events to show at most.")] = 50,
    cursor: Annotated[str | None, typer.Option(help="`next` of the page before.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, as the API answers.")] = False,
) -> None:
    """Show the events an actor takes part in, newest first, and its standing relations."""
    from app.filtering import read_filter
    from app.moments import store_as_of
    from app.settings import load_settings
    from graph.actor_queries import actor_relations
    from graph.store import open_store

    values = {
        "q": q, "with": with_, "relation": relation, "type": type_, "mode": mode, "status": status, "place": place,
        "country": country, "since": since, "until": until, "publisher": publisher, "min_confidence": min_confidence,
        "limit": limit, "cursor": cursor,
    }  # fmt: skip
    with open_store(load_settings().database_url, create=False) as store:
        answer = actor_relations(store_as_of(store, as_of), actor, read_filter(values))
    if as_json:
        typer.echo(answer.model_dump_json())
    else:
        _show(answer)


def _show(answer: "ActorRelations") -> None:
    """The answer as a table, most of its width for the sentences."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    actor = answer.actor
    about = printable(", ".join(word for word in (actor.kind, actor.country, actor.sector) if word))
    console.print(
        f"[bold]{escape(printable(actor.name))}[/] ({escape(about)})  {escape(printable(actor.id))}", highlight=False
    )
    for relation in answer.standing:
        console.print(f"  {escape(printable(_standing(relation)))}", highlight=False)
    table = Table(show_lines=True, expand=True)
    table.add_column("Event", max_width=max(14, console.width // 8))
    table.add_column("With, where", max_width=max(18, console.width // 5))
    table.add_column("Sentence", ratio=1)
    for event in answer.items:
        table.add_row(*("\n".join(escape(printable(line)) for line in cell if line) for cell in _row(event)))
    if answer.items:
        console.print(table)
    if answer.next:
        console.print(f"More with --cursor {answer.next}", highlight=False, soft_wrap=True)


def _standing(relation: "RelationAnswer") -> str:
    title = f"{relation.title}, " if relation.title else ""
    return f"{relation.subject.name} {relation.predicate}: {title}{relation.object.name}"


def _row(event: "ActorEvent") -> Iterator[list[str]]:
    """The cells of an event, each as its lines."""
    status = event.status.value if event.status != "asserted" else ""
    claimant = f"says {event.claimant.name}" if event.claimant else ""
    yield [*_dates(event), event.relation, status, "historical" if event.historical else "", claimant]
    others = [f"{other.role or 'with'}: {other.name}" for other in event.others]
    yield [*others, *(f"in {place.name}" for place in event.places)]
    source = ", ".join(str(word) for word in (event.article.publisher, event.article.published) if word)
    yield [event.evidence.sentence, f"[{source}]" if source else ""]


def _dates(event: "ActorEvent") -> list[str]:
    """The first and the last day; without one the day of publication in brackets, under which the event is listed."""
    first, *last = sorted({str(day) for day in (event.date.start, event.date.end) if day}) or [""]
    if not first:
        return [f"[{event.article.published}]"] if event.article.published else []
    return [first, *(f"to {day}" for day in last)]
