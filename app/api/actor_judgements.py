"""Corrections of actors: who is the same, who is not, and what they are called and coded."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import ConfigDict, Field

from app.api.services import ServicesOf
from app.api.signed import SignedRoute, fields_of, judge
from app.intake import PublishedDate
from app.judging import Signature
from graph.actions import Span
from graph.change_queries import Judged
from ontology.errors import InputError

router = APIRouter(prefix="/v1/actors", tags=["actors"], route_class=SignedRoute)

ActorOf = Annotated[str, Path(description="An actor: id, name or alias.")]
_SIGNED = {"author": "A. Analyst", "reason": "Same office and the same visit in both articles."}


class MergeBody(Signature):
    """Who else the actor is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"others": ["nuri-maliki"], **_SIGNED}]})

    others: list[str] = Field(min_length=1, description="The actors that are the same: ids, names or aliases.")
    name: str | None = Field(None, description="What it is called in their articles; its present name if left out.")


class SplitBody(Signature):
    """Where the actor is another one: in whole articles, or in single mentions."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"articles": ["a-0123456789abcdef"], "name": "Ali Hassan (Basra)", **_SIGNED}]}
    )

    articles: list[str] = Field([], description="Ids of articles that speak of the other one only.")
    mentions: list[Span] = Field([], description="Single mentions of the other one, as offsets into the article's text.")
    name: str | None = Field(None, description="What the other one is called.")
    new_id: str | None = Field(None, description="The id of the other one; made from the name if left out.")


class ActorPatch(Signature):
    """What the actor is called, or how it is coded; not both in one judgement."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"country": "IRQ", "sector": "GOV", "since": "2006-05-20", **_SIGNED}]}
    )

    name: str | None = Field(None, description="A new name; the old one stays as an alias.")
    kind: str | None = Field(None, description="A kind of `GET /v1/vocabulary`.")
    country: str | None = Field(None, description="ISO 3166 alpha-3 code such as `IRQ`; null: none.")
    sector: str | None = Field(None, description="A PLOVER sector such as `GOV`; null: none.")
    since: PublishedDate = Field(None, description="The codes hold in articles published from this day on.")
    until: PublishedDate = Field(None, description="The codes hold in articles published up to this day.")


class NeverMergeBody(Signature):
    """Who the actor is not."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"others": ["ali-hassan-2"], **_SIGNED}]})

    others: list[str] = Field(min_length=1, description="Actors that are all different ones: ids, names or aliases.")


@router.post("/{actor:path}/merge", summary="Others are the same actor")
def merge_actors(services: ServicesOf, actor: ActorOf, body: MergeBody) -> Judged:
    """The others become this actor in all articles, those that come later included."""
    return judge(services, body, "merge-actors", into=actor, **fields_of(body))


@router.post("/{actor:path}/split", summary="Some mentions are of another actor")
def split_actor(services: ServicesOf, actor: ActorOf, body: SplitBody) -> Judged:
    """In the named articles or mentions the actor becomes another, new one."""
    return judge(services, body, "split-actor", actor=actor, **fields_of(body))


@router.post("/{actor:path}/never-merge", summary="Others are different actors")
def never_merge(services: ServicesOf, actor: ActorOf, body: NeverMergeBody) -> Judged:
    """From now on nothing may bring any two of them together."""
    return judge(services, body, "never-merge", actors=[actor, *body.others])


@router.patch("/{actor:path}", summary="Rename or recode an actor")
def patch_actor(services: ServicesOf, actor: ActorOf, body: ActorPatch) -> Judged:
    """A new name, or other codes: those that are given."""
    given = fields_of(body)
    if "name" in given and len(given) > 1:
        raise InputError("a name and codes are two judgements: send them one after the other")
    return judge(services, body, "rename-actor" if "name" in given else "recode-actor", actor=actor, **given)
