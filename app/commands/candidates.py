"""`belligraph actors candidates`: actors that may be the same."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import AsOfOption
from app.commands.terminal import count, printable

if TYPE_CHECKING:
    from graph.candidates import Candidate, CandidateActor


def candidates(
    actor: Annotated[str | None, typer.Argument(help="One of the two: name, alias or id.")] = None,
    min_score: Annotated[float, typer.Option(min=0, max=1, help="The lowest score, 0 to 1.")] = 0.6,
    limit: Annotated[int, typer.Option(help="How many to show at most.")] = 50,
    cursor: Annotated[str | None, typer.Option(help="`next` of the page before.")] = None,
    as_of: AsOfOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, as the API answers.")] = False,
) -> None:
    """List actors that may be the same and were not joined, those that matter most first."""
    from app.filtering import read_filter
    from app.moments import store_as_of
    from app.settings import load_settings
    from graph.candidates import list_candidates
    from graph.store import open_store

    filter = read_filter({"actor": actor, "limit": limit, "cursor": cursor})
    with open_store(load_settings().database_url, create=False) as store:
        page = list_candidates(store_as_of(store, as_of), filter, min_score=min_score)
    if as_json:
        typer.echo(page.model_dump_json())
        return
    for candidate in page.items:
        _show(candidate)
    if page.next:
        typer.echo(f"More with --cursor {page.next}")


def _show(candidate: "Candidate") -> None:
    typer.echo(f"{candidate.score:.2f}  {_named(candidate.first)}  {_named(candidate.second)}")
    for reason in candidate.why:
        typer.echo(f"      {printable(reason)}")


def _named(actor: "CandidateActor") -> str:
    about = ", ".join(word for word in (actor.name, actor.country, count(actor.events, "event")) if word)
    return printable(f"{actor.id} ({about})")
