"""`belligraph events`: corrections of events, and which of them are one."""

import json
from typing import Annotated, Any

import typer

from app.commands.judging import AuthorOption, JsonOption, ReasonOption, judge

app = typer.Typer(help="Correct events: other than they were read, right, not in the text, one or different.")

Event = Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or of an account of one.")]
Others = Annotated[list[str], typer.Argument(metavar="OTHER...", help="The ids of the other events.")]
AccountOption = Annotated[
    bool, typer.Option("--only-account", help="Only the account of this id, where an event is called after it.")
]
SetOption = Annotated[
    list[str],
    typer.Option("--set", metavar="FIELD=VALUE", help="A field and its value, as text or JSON; may be repeated."),
]
# Fields that are lists: given several times, they have several members.
_LISTS = ("actors", "recipients", "places", "instruments", "contexts")


@app.command()
def edit(
    event: Event,
    values: SetOption,
    reason: ReasonOption,
    only_account: AccountOption = False,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """The given fields are other than they were read, in all accounts of the event; null means unknown.

    For example: --set status=negated --set date=2014-01-06 --set actors=joe-biden --set places=gn:99454
    """
    changes = _read_changes(values)
    judge(author, reason, as_json, "edit-event", event=event, changes=changes, **_scope(only_account))


@app.command()
def confirm(
    event: Event,
    reason: ReasonOption,
    only_account: AccountOption = False,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """A person read the sentence, and the event is right."""
    judge(author, reason, as_json, "confirm-event", event=event, **_scope(only_account))


@app.command()
def reject(
    event: Event,
    reason: ReasonOption,
    only_account: AccountOption = False,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """The event is not in the text: it goes with all its accounts."""
    judge(author, reason, as_json, "reject-event", event=event, **_scope(only_account))


@app.command()
def join(
    event: Event, others: Others, reason: ReasonOption, author: AuthorOption = None, as_json: JsonOption = False
) -> None:
    """The events are one, with all accounts that they have."""
    judge(author, reason, as_json, "join-events", events=[event, *others])


@app.command()
def separate(
    event: Event, others: Others, reason: ReasonOption, author: AuthorOption = None, as_json: JsonOption = False
) -> None:
    """The events are all different, however alike; accounts of one event are taken apart."""
    judge(author, reason, as_json, "separate-events", events=[event, *others])


def _scope(only_account: bool) -> dict[str, Any]:
    return {"only_account": True} if only_account else {}


def _read_changes(given: list[str]) -> dict[str, Any]:
    from ontology.errors import InputError

    changes: dict[str, Any] = {}
    for one in given:
        field, is_given, text = one.partition("=")
        value = _read_value(field, text)
        if not is_given:
            raise InputError(f"--set {one}: write it like FIELD=VALUE")
        if field in _LISTS:
            members = value if isinstance(value, list) else [value]
            changes[field] = [*changes.get(field, ()), *members]
        elif field in changes:
            raise InputError(f"--set {one}: {field} is given twice")
        else:
            changes[field] = value
    return changes


def _read_value(field: str, text: str) -> Any:
    """JSON where it is any, else the text; a day stands for a date of that one day."""
    try:
        return json.loads(text)
    except ValueError:
        return {"start": text, "end": text, "granularity": "day"} if field == "date" else text
