"""Finds the actors of an article: mentions, what each is as of the article's date, and which mentions speak of the same one."""

from dataclasses import replace

from extract.actor_drafts import make_scene
from extract.actor_knowledge import ActorKnowledge
from extract.actor_linking import Linker
from extract.actor_mentions import find_drafts
from extract.name_corrections import correct_by_article
from extract.name_spans import NameSpan, find_names
from extract.tables import ActorTable, PlaceTable, Reading
from extract.titled_names import correct_people
from extract.token_view import TokenView


def find_actors(reading: Reading, places: PlaceTable, knowledge: ActorKnowledge) -> ActorTable:
    """All actors and their mentions. Same article, places and knowledge, same table."""
    view = reading.view
    names = [_as_place(view, span, places) for span in find_names(view, knowledge)]
    names = correct_by_article(view, correct_people(view, names, knowledge), knowledge)
    scene = make_scene(view, names, places, knowledge)
    return Linker(scene, reading.article).link(find_drafts(scene))


def _as_place(view: TokenView, span: NameSpan, places: PlaceTable) -> NameSpan:
    """A name that is no body, person or country but a place to the gazetteer: Avdiivka, or Georgia the US state."""
    mention = places.at(span.start)
    place = places.places.get(mention.place) if mention is not None and mention.place is not None else None
    if mention is None or place is None or (mention.start, mention.end) != (span.start, span.end):
        return span
    if span.country is not None:
        acts = span.kind == "capital" and view.deps[view.root(span.start, span.end)] in ("nsubj", "nsubjpass")
        far = place.kind != "country" and place.country != span.country.iso3
        elsewhere = span.kind in ("country", "capital") and far and not acts
        return replace(span, kind="place", country=None) if elsewhere else span
    tagged = span.kind == "organisation" or (span.kind == "person" and span.end - span.start == 1)
    return replace(span, kind="place") if tagged else span
