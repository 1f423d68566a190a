"""`belligraph judgements`: what people corrected, listed, undone and redone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.judging import AuthorOption, JsonOption, ReasonOption, describe_action, tell
from app.commands.terminal import count, printable

if TYPE_CHECKING:
    from graph.answers import Page
    from graph.judgements import Judgement

app = typer.Typer(help="List, undo and redo judgements.")

JudgementId = Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The id of a judgement, such as j-17.")]


@app.command("list")
def list_(
    target: Annotated[str | None, typer.Option(help="An id or name that it speaks of.")] = None,
    author: Annotated[str | None, typer.Option(help="Who made it.")] = None,
    action: Annotated[str | None, typer.Option(help="What it does, such as merge-actors.")] = None,
    active: Annotated[bool | None, typer.Option("--active/--undone", help="Whether it is in force.")] = None,
    unmatched: Annotated[bool | None, typer.Option("--unmatched/--matched", help="Whether it waits.")] = None,
    since: Annotated[str | None, typer.Option(help="The first day on which it was made.")] = None,
    until: Annotated[str | None, typer.Option(help="The last day.")] = None,
    limit: Annotated[int, typer.Option(help="How many to show at most.")] = 50,
    cursor: Annotated[str | None, typer.Option(help="`next` of the page before.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show judgements, newest first, undone ones included."""
    from app.filtering import read_judgement_filter
    from app.settings import load_settings
    from graph.judgement_queries import list_judgements
    from graph.store import open_store

    values = {
        "target": target, "author": author, "action": action, "active": active, "unmatched": unmatched,
        "since": since, "until": until, "limit": limit, "cursor": cursor,
    }  # fmt: skip
    filter = read_judgement_filter(values)
    with open_store(load_settings().database_url, create=False) as store:
        page = list_judgements(store, filter)
    if as_json:
        typer.echo(page.model_dump_json(exclude_unset=True))
    else:
        _show(page)


@app.command()
def undo(judgement: JudgementId, reason: ReasonOption, author: AuthorOption = None, as_json: JsonOption = False) -> None:
    """Undo a judgement: the graph is as if it had never been made."""
    _reverse(judgement, author, reason, as_json, redo=False)


@app.command()
def redo(judgement: JudgementId, reason: ReasonOption, author: AuthorOption = None, as_json: JsonOption = False) -> None:
    """Bring a judgement that was undone back into force."""
    _reverse(judgement, author, reason, as_json, redo=True)


def _reverse(judgement: str, author: str | None, reason: str, as_json: bool, *, redo: bool) -> None:
    from app.judging import Signature, reverse
    from app.settings import load_settings
    from graph.store import open_store

    settings = load_settings()
    signature = Signature.make(author=author, reason=reason)
    with open_store(settings.database_url, create=False) as store:
        tell(reverse(settings, store, signature, judgement, redo=redo), as_json)


def _show(page: "Page[Judgement]") -> None:
    for judgement in page.items:
        for line in _lines(judgement):
            typer.echo(printable(line))
    if page.next:
        typer.echo(f"More with --cursor {page.next}")


def _lines(judgement: "Judgement") -> Iterator[str]:
    """A judgement in words: what, who and why, and what became of it."""
    state = count(judgement.articles, "article") if judgement.active else "undone"
    yield f"{judgement.id}  {describe_action(judgement.action)}  [{'waits' if judgement.unmatched else state}]"
    day = f"{judgement.made_at:%Y-%m-%d} " if judgement.made_at else ""
    yield f"    {day}{judgement.author}: {judgement.reason}"
    for turn in judgement.reversals:
        yield f"    {turn.action} {f'{turn.at:%Y-%m-%d} ' if turn.at else ''}{turn.author}: {turn.reason}"
