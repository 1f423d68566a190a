"""Judgements as people give them, over HTTP or on the command line: signed, with names for ids and places by their ids in
the gazetteer."""

import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.gazetteer_setup import gazetteer_path
from app.problems import describe_problems
from app.settings import Settings
from extract.gazetteer import Candidate, Gazetteer
from extract.place_overlay import open_gazetteer
from graph.actions import Text, make_action
from graph.change_queries import Judged, describe_judged
from graph.judgement_names import has_place, meant_actor
from graph.previews import Preview, preview_judgement
from graph.store import Store
from ontology.errors import AmbiguousNameError, InputError
from ontology.records import Place

# The fields of actions that name actors and places, by id or as a record.
_ACTORS = ("into", "others", "actor", "actors", "recipients", "claimant")
_PLACES = ("place", "places")
_SHOWN = 5
# Control characters but tabs and line ends, and half characters.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _check_reason(text: str) -> str:
    if found := _NO_TEXT.search(text):
        raise ValueError(f"{found[0]!a} is no character of a text")
    return text


Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_check_reason)
]


class Signature(BaseModel):
    """Who judges, and why."""

    model_config = ConfigDict(extra="forbid")

    author: Text | None = Field(None, description="Who judges. May be left out where `BELLIGRAPH_AUTHOR` is set.")
    reason: Reason = Field(description="Why, for those who read it in a year.")

    @classmethod
    def make(cls, **given: object) -> Self:
        """The signature of these fields; InputError says what is wrong with them."""
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise InputError(f"judgement: {describe_problems(error)}") from None


def judge(settings: Settings, store: Store, signature: Signature, values: Mapping[str, Any]) -> Judged:
    """Make the judgement of these fields of an action, `action` its name, and tell what it changed.

    Actors may be given by name or alias. NotFoundError, AmbiguousNameError or InputError says what is wrong.
    """
    action = make_action(_resolve(settings, store, values))
    made = store.judge(action, author=_author(settings, signature), reason=signature.reason)
    return describe_judged(store, made)


def preview(settings: Settings, store: Store, values: Mapping[str, Any]) -> Preview:
    """What a judgement of these fields of an action would change; errors are those of `judge`."""
    return preview_judgement(store, make_action(_resolve(settings, store, values)))


def reverse(settings: Settings, store: Store, signature: Signature, judgement_id: str, *, redo: bool) -> Judged:
    """Undo a judgement, or redo one that was undone."""
    turn = store.redo if redo else store.undo
    return describe_judged(store, turn(judgement_id, author=_author(settings, signature), reason=signature.reason))


def _author(settings: Settings, signature: Signature) -> str:
    author = signature.author or settings.author
    if not author:
        raise InputError("judgement: no author given; say who judges, or set BELLIGRAPH_AUTHOR")
    return author


def _resolve(settings: Settings, store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with ids of actors for their names, and records of the gazetteer for ids of its places."""

    def of_field(name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return _resolve(settings, store, value) if name == "changes" else value
        if isinstance(value, list | tuple):
            return tuple(of_field(name, one) for one in value)
        if not isinstance(value, str):
            return value
        if name in _ACTORS:
            return meant_actor(store, value)
        return meant_place(settings, store, value) if name in _PLACES else value

    return {name: of_field(name, value) for name, value in values.items()}


def meant_place(settings: Settings, store: Store, given: str) -> Place | str:
    """The place that the gazetteer has under an id; else the id, which may be that of a place of the graph.

    AmbiguousNameError for a name: it lists the ids of the places that bear it.
    """
    with closing(open_gazetteer(gazetteer_path(settings), settings.places)) as gazetteer:
        found = gazetteer.find(given)
        if found is not None:
            return gazetteer.place(found)
        named = gazetteer.candidates(given)
        if not named or has_place(store, given):
            return given
        raise AmbiguousNameError(f"{given!r} is the name of a place, give its id: {_list_places(gazetteer, named)}")


def _list_places(gazetteer: Gazetteer, candidates: Sequence[Candidate]) -> str:
    shown = map(gazetteer.place, candidates[:_SHOWN])
    listed = "; ".join(
        f"{place.id} ({', '.join(word for word in (place.name, place.kind, place.admin1, place.country) if word)})"
        for place in shown
    )
    left = len(candidates) - _SHOWN
    return f"{listed} and {left} more" if left > 0 else listed
