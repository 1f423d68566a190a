"""Questions about places."""

from typing import Any

from sqlalchemy import Row, select

from graph.answers import EventAnswer, OnePlace, Page, PlaceAnswer, PlacePage
from graph.conditions import event_conditions, find_area, like_beginnings, places_within, takes_part
from graph.event_queries import list_events
from graph.filters import Filter
from graph.name_search import find_id
from graph.paging import read_page
from graph.store import Store
from graph.tables import aliases, event_mentions, event_places, places
from ontology.errors import InputError
from ontology.records import Place


def list_places(store: Store, filter: Filter) -> PlacePage:
    """Places by number of events, most first. `q` begins words of a name, `country` is the place's own, `place` asks for what
    lies within it; the other fields ask for places of such an event."""
    with store.reading() as connection:
        query = select(places)
        if filter.q:
            named = select(aliases.c.id).where(aliases.c.node == "place", *like_beginnings(aliases.c.folded, filter.q))
            query = query.where(places.c.id.in_(named))
        if filter.country:
            query = query.where(places.c.country == filter.country)
        if filter.place:
            query = query.where(places.c.id.in_(places_within(find_area(connection, filter.place))))
        about_events = filter.model_copy(update={"q": None, "country": None, "place": None})
        conditions = event_conditions(connection, event_mentions, about_events)
        if filter.actor:
            conditions.append(takes_part(event_mentions, find_id(connection, "actor", filter.actor)))
        if conditions:
            joined = event_places.join(event_mentions)
            query = query.where(places.c.id.in_(select(event_places.c.place_id).select_from(joined).where(*conditions)))
        order = (places.c.events, places.c.id)
        rows, following = read_page(connection, query, filter, order=order, list_name="places")
        return PlacePage(items=tuple(_place_answer(row) for row in rows), next=following)


def list_place_events(store: Store, name_or_id: str, filter: Filter) -> Page[EventAnswer]:
    """What happened at a place or within it, newest first. NotFoundError; AmbiguousNameError; InputError with another place."""
    if filter.place:
        raise InputError(f"filter place: {filter.place!r} beside the place {name_or_id!r}; ask for one of them")
    return list_events(store, filter.model_copy(update={"place": name_or_id}))


def get_place(store: Store, name_or_id: str) -> OnePlace:
    """The place of an id or name. NotFoundError; AmbiguousNameError if several share the name."""
    with store.reading() as connection:
        place_id = find_id(connection, "place", name_or_id)
        found = _place_answer(connection.execute(select(places).where(places.c.id == place_id)).one())
        return OnePlace.model_construct(**dict(found))


def _place_answer(row: Row[Any]) -> PlaceAnswer:
    place = Place.model_validate_json(row.record)
    return PlaceAnswer.model_construct(**dict(place), articles=row.articles, events=row.events)
