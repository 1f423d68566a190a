"""Questions about places."""

from typing import Any

from sqlalchemy import Row, select

from graph.answers import Page, PlaceAnswer
from graph.conditions import event_conditions, find_area, like_words, places_within, takes_part
from graph.filters import Filter
from graph.name_search import find_id
from graph.paging import read_page
from graph.store import Store
from graph.tables import aliases, event_mentions, event_places, places
from ontology.records import Place


def list_places(store: Store, filter: Filter) -> Page[PlaceAnswer]:
    """Places by number of events, most first. `q` looks in names, `country` is the place's own, `place` asks for what
    lies within it; the other fields ask for places of such an event."""
    with store.reading() as connection:
        query = select(places)
        if filter.q:
            named = select(aliases.c.id).where(aliases.c.node == "place", *like_words(aliases.c.folded, filter.q))
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
        return Page(items=tuple(map(_place_answer, rows)), next=following)


def get_place(store: Store, name_or_id: str) -> PlaceAnswer:
    """The place of an id or name. NotFoundError; AmbiguousNameError if several share the name."""
    with store.reading() as connection:
        place_id = find_id(connection, "place", name_or_id)
        return _place_answer(connection.execute(select(places).where(places.c.id == place_id)).one())


def _place_answer(row: Row[Any]) -> PlaceAnswer:
    place = Place.model_validate_json(row.record)
    return PlaceAnswer.model_construct(**dict(place), articles=row.articles, events=row.events)
