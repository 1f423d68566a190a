"""The gazetteer by name: which places there are for a name that an article gives."""

from contextlib import closing
from typing import Annotated

from fastapi import APIRouter, Query

from app.api.services import ServicesOf
from app.gazetteer_setup import gazetteer_path
from extract.gazetteer import Gazetteer
from extract.place_overlay import open_gazetteer
from ontology.credits import GEONAMES_CREDIT
from ontology.records import Place, Record

router = APIRouter(prefix="/v1/gazetteer", tags=["places"])

MOST = 50


class GazetteerPlaces(Record):
    """Places of the gazetteer, with the credit for what is known of them."""

    items: tuple[Place, ...]
    attribution: str = GEONAMES_CREDIT


@router.get("", summary="Places of a name")
def find_places(
    services: ServicesOf,
    q: Annotated[str, Query(min_length=1, max_length=200, description="A name, the beginning of one, or an id.")],
    limit: Annotated[int, Query(ge=1, le=MOST, description=f"How many to return at most, up to {MOST}.")] = 20,
) -> GazetteerPlaces:
    """Places that bear the name, the most prominent first, then places whose names begin with it; whether or not an article
    mentions them. For an id, the place that has it."""
    settings = services.settings
    with closing(open_gazetteer(gazetteer_path(settings), settings.places)) as gazetteer:
        return GazetteerPlaces(items=_find(gazetteer, q, limit))


def _find(gazetteer: Gazetteer, name: str, limit: int) -> tuple[Place, ...]:
    if own := gazetteer.find(name):
        return (gazetteer.place(own),)
    bearing = [gazetteer.place(candidate) for candidate in gazetteer.candidates(name)[:limit]]
    found = {place.id: place for place in (*bearing, *gazetteer.search(name, limit))}
    return tuple(found.values())[:limit]
