"""`belligraph places`: corrections of what names stand for."""

from typing import Annotated

import typer

from app.commands.judging import AuthorOption, JsonOption, ReasonOption, judge, parse_mention

app = typer.Typer(help="Correct what the names of places stand for.")


@app.callback()
def places() -> None:
    """Correct what the names of places stand for."""


@app.command()
def correct(
    reason: ReasonOption,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A name, in any case.")] = None,
    mention: Annotated[
        str | None, typer.Option(metavar="ARTICLE:START-END", help="A single mention in place of a name.")
    ] = None,
    article: Annotated[str | None, typer.Option(help="Only in this article.")] = None,
    country: Annotated[str | None, typer.Option(help="Only where it was taken for a place there, such as FRA.")] = None,
    to: Annotated[str | None, typer.Option(help="The place: its id in the gazetteer or the graph.")] = None,
    no_place: Annotated[bool, typer.Option("--no-place", help="It is no place at all.")] = False,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """A name stands for another place, or for none: always, in one article, or in one mention."""
    from ontology.errors import InputError

    if (to is None) != no_place:
        raise InputError("give the place with --to, or --no-place, one of them")
    given = {"name": name, "article": article, "country": country}
    fields = {field: value for field, value in given.items() if value is not None}
    span = parse_mention(mention) if mention is not None else {}
    if clash := fields.keys() & span.keys():
        raise InputError(f"--mention names its article already; leave out --{min(clash)}")
    judge(author, reason, as_json, "correct-place", place=to, **fields, **span)
