"""The filter as query parameters, the same on every list and export."""

from collections import Counter
from typing import Annotated

from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, Field

from app.filtering import read_filter
from app.moments import AS_OF
from graph.filters import MAX_LIMIT, Filter
from ontology.errors import InputError


class EventFilter(BaseModel):
    """The parameters of the filter, of whatever time; a parameter that is none of them is refused."""

    model_config = ConfigDict(extra="forbid")

    q: str | None = Field(None, description="Words, \"phrases\" or beginn* of words to look for in names, titles or sentences.")
    actor: str | None = Field(None, description="An actor who takes part: id, name or alias.")
    with_: str | None = Field(None, alias="with", description="A second actor in the same event: id, name or alias.")
    relation: list[str] = Field([], description="Plain relation names such as `call`; repeat for alternatives.")
    type: list[str] = Field([], description="PLOVER types such as `CONSULT`; repeat for alternatives.")
    mode: list[str] = Field([], description="PLOVER modes such as `phone`; repeat for alternatives.")
    status: list[str] = Field(
        [], description="asserted, claimed, negated, future, hypothetical; repeat for alternatives."
    )
    place: str | None = Field(None, description="A place, with the places within it: id or name.")
    country: str | None = Field(None, description="ISO 3166 alpha-3 code such as IRQ.")
    since: str | None = Field(None, description="The first day, like 2014-01-07.")
    until: str | None = Field(None, description="The last day, like 2014-01-07.")
    publisher: list[str] = Field([], description="Who published the article; repeat for alternatives.")
    min_confidence: float | None = Field(None, description="The lowest confidence, 0 to 1.")

    def to_filter(self) -> Filter:
        """The checked filter; InputError says what is wrong."""
        return read_filter(self.model_dump(include=set(Filter.model_fields), by_alias=True))


class FilterParameters(EventFilter):
    """The filter, and of when the graph is to be."""

    as_of: str | None = Field(None, description=AS_OF)


class PageParameters(FilterParameters):
    """The filter, and which page of the list to return."""

    limit: int = Field(50, description=f"How many to return at most, up to {MAX_LIMIT}.")
    cursor: str | None = Field(None, description="`next` of the page before.")


# Only these may be repeated; of any other parameter all values but the last would be lost.
REPEATABLE = frozenset(
    field.alias or name for name, field in FilterParameters.model_fields.items() if field.annotation == list[str]
)


async def check_repeated(request: Request) -> None:
    """Refuse a parameter of one value that is given several."""
    repeatable = REPEATABLE if request.method == "GET" else frozenset()
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        if times > 1 and name not in repeatable:
            raise InputError(f"{name}: given {times} times, takes one value")


FilterQuery = Annotated[PageParameters, Query()]
