"""Finds the actors of an article: mentions, what each is as of the article's date, and which mentions speak of the same one."""

from extract.actor_drafts import make_scene
from extract.actor_knowledge import ActorKnowledge
from extract.actor_linking import Linker
from extract.actor_mentions import find_drafts
from extract.name_spans import find_names
from extract.tables import ActorTable, PlaceTable, Reading
from extract.titled_names import correct_people


def find_actors(reading: Reading, places: PlaceTable, knowledge: ActorKnowledge) -> ActorTable:
    """All actors and their mentions. Same article, places and knowledge, same table."""
    view = reading.view
    names = correct_people(view, find_names(view, knowledge), knowledge)
    scene = make_scene(view, names, places, knowledge)
    return Linker(scene, reading.article).link(find_drafts(scene))
