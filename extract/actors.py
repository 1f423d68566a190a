"""Finds the actors of an article: mentions, what each is as of the article's date, and which mentions speak of the same one."""

from dataclasses import replace

from extract.actor_drafts import make_scene
from extract.actor_knowledge import ActorKnowledge
from extract.actor_linking import Linker
from extract.actor_mentions import find_drafts
from extract.name_spans import NameSpan, find_names
from extract.tables import ActorTable, PlaceTable, Reading
from extract.titled_names import correct_people


def find_actors(reading: Reading, places: PlaceTable, knowledge: ActorKnowledge) -> ActorTable:
    """All actors and their mentions. Same article, places and knowledge, same table."""
    view = reading.view
    names = [_as_place(span, places) for span in find_names(view, knowledge)]
    names = correct_people(view, names, knowledge)
    scene = make_scene(view, names, places, knowledge)
    return Linker(scene, reading.article).link(find_drafts(scene))


def _as_place(span: NameSpan, places: PlaceTable) -> NameSpan:
    """A name that the tagger takes for a body or a person but the gazetteer for a place: Avdiivka."""
    mention = places.at(span.start)
    if span.kind not in ("organisation", "person") or mention is None or mention.place is None:
        return span
    same = (mention.start, mention.end) == (span.start, span.end)
    single = span.end - span.start == 1
    return replace(span, kind="place") if same and (single or span.kind == "organisation") else span
