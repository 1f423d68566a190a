"""`belligraph actors merge`, `split`, `rename`, `recode`, `never-merge`: who is the same, and what it is."""

from typing import Annotated

import typer

from app.commands.judging import AuthorOption, JsonOption, MentionsOption, ReasonOption, judge, parse_mention

Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="An actor: id, name or alias.")]
Others = Annotated[list[str], typer.Argument(metavar="OTHER...", help="Other actors: ids, names or aliases.")]
CodeOption = Annotated[str | None, typer.Option(help="The new one; `unknown` for none.")]
# What stands for null where a code is asked for.
_UNKNOWN = "unknown"


def merge(
    into: Annotated[str, typer.Argument(metavar="INTO", help="The actor that they are: id, name or alias.")],
    others: Others,
    reason: ReasonOption,
    name: Annotated[str | None, typer.Option(help="What it is called in their articles [default: as it is now].")] = None,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """The others are the same actor, in all articles and those that come later."""
    named = {"name": name} if name is not None else {}
    judge(author, reason, as_json, "merge-actors", into=into, others=others, **named)


def split(
    actor: Actor,
    reason: ReasonOption,
    article: Annotated[list[str] | None, typer.Option(help="An article of the other one; may be repeated.")] = None,
    mention: MentionsOption = None,
    name: Annotated[str | None, typer.Option(help="What the other one is called.")] = None,
    new_id: Annotated[str | None, typer.Option(help="The id of the other one [default: of its name].")] = None,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """In these articles or mentions it is another actor."""
    mentions = [parse_mention(one) for one in mention or ()]
    given = {"articles": article, "mentions": mentions, "name": name, "new_id": new_id}
    judge(author, reason, as_json, "split-actor", actor=actor, **{field: value for field, value in given.items() if value})


def rename(
    actor: Actor,
    name: Annotated[str, typer.Argument(help="The new name; the old one stays as an alias.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """The actor is called otherwise."""
    judge(author, reason, as_json, "rename-actor", actor=actor, name=name)


def recode(
    actor: Actor,
    reason: ReasonOption,
    kind: Annotated[str | None, typer.Option(help="The kind of actor, such as person.")] = None,
    country: CodeOption = None,
    sector: CodeOption = None,
    since: Annotated[str | None, typer.Option(help="In articles published from this day on.")] = None,
    until: Annotated[str | None, typer.Option(help="In articles published up to this day.")] = None,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """The actor has another kind, country (ISO 3166 alpha-3) or PLOVER sector."""
    from graph.filters import make_filter

    codes = {"kind": kind, "country": country, "sector": sector}
    fields: dict[str, object] = {
        name: None if code == _UNKNOWN else code for name, code in codes.items() if code is not None
    }
    days = make_filter(since=since, until=until)
    fields |= {name: day for name, day in (("since", days.since), ("until", days.until)) if day is not None}
    judge(author, reason, as_json, "recode-actor", actor=actor, **fields)


def never_merge(
    actor: Actor,
    others: Others,
    reason: ReasonOption,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """These are all different actors: nothing may bring two of them together."""
    judge(author, reason, as_json, "never-merge", actors=[actor, *others])
