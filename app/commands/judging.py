"""What the commands that judge share: who and why, mentions as arguments, and what is told afterwards."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.terminal import count, printable, say

if TYPE_CHECKING:
    from graph.actions import Action
    from graph.change_queries import Judged

AuthorOption = Annotated[str | None, typer.Option("--author", help="Who judges [default: BELLIGRAPH_AUTHOR].")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, for those who read it in a year.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, as the API answers.")]
MentionsOption = Annotated[
    list[str] | None, typer.Option("--mention", metavar="ARTICLE:START-END", help="A single mention; may be repeated.")
]

# What of an action is for programs only; so are the anchors that an action on an event has as `others`.
_UNTOLD = ("action", "anchor", "anchors")


def judge(author: str | None, reason: str, as_json: bool, action: str, **fields: Any) -> None:
    """Make a judgement of these fields and tell what it changed."""
    from app import judging
    from app.gazetteer_setup import ensure_gazetteer
    from app.settings import load_settings
    from graph.store import open_store

    settings = load_settings()
    signature = judging.Signature.make(author=author, reason=reason)
    with open_store(settings.database_url, create=False) as store:
        if action in ("correct-place", "edit-event"):
            ensure_gazetteer(settings, say)
        tell(judging.judge(settings, store, signature, {"action": action, **fields}), as_json)


def tell(judged: "Judged", as_json: bool) -> None:
    """What a judgement, its undoing or its redoing did."""
    if as_json:
        typer.echo(judged.model_dump_json(exclude_unset=True))
        return
    made = judged.judgement
    what = f", {made.reversals[-1].action}" if made.reversals else ""
    changed = ", ".join(count(number, kind) for kind, number in judged.counts.items())
    typer.echo(f"{made.id}{what}: {describe_action(made.action)}")
    waits = "; it waits for an article with what it speaks of" if made.unmatched else ""
    typer.echo(f"changed: {changed or 'nothing'}{waits}")


def describe_action(action: "Action") -> str:
    """An action in one line: its name, and what it sets."""
    values = action.model_dump(mode="json", exclude_unset=True, exclude=set(_UNTOLD))
    if not all(isinstance(other, str) for other in values.get("others", ())):
        del values["others"]
    return printable(f"{action.action} {_list_fields(values)}")


def parse_mention(given: str) -> dict[str, Any]:
    """The mention of `ARTICLE:START-END`. InputError for anything else."""
    from ontology.errors import InputError

    article, _, span = given.rpartition(":")
    start, _, end = span.partition("-")
    if not (article and start.isdecimal() and end.isdecimal()):
        raise InputError(f"mention {given!r}: write it like ARTICLE:START-END, with offsets into the article's text")
    return {"article": article, "start": int(start), "end": int(end)}


def _list_fields(values: dict[str, Any]) -> str:
    return "; ".join(f"{name} {_words(value)}" for name, value in values.items())


def _words(value: Any) -> str:
    if isinstance(value, dict):
        if "id" in value:
            return str(value["id"])
        is_mention = value.keys() == {"article", "start", "end"}
        return f"{value['article']}:{value['start']}-{value['end']}" if is_mention else f"({_list_fields(value)})"
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "none"
    return "none" if value is None else str(value)
