"""What judgements on place names do to an article. Pure; None where the article has nothing to do it to."""

from graph.actions import CorrectPlace, Span
from graph.drafts import Draft, place_mentions
from graph.relinking import move_mentions
from ontology.ids import fold_text
from ontology.records import Place


def correct_place(draft: Draft, action: CorrectPlace) -> Draft | None:
    """The mentions of the name, and the events that rest on them, are at another place, or at none."""
    place = action.place
    assert place is None or isinstance(place, Place)
    moved = _mentions(draft, action)
    if not moved or (place and any(actor.id == place.id for actor in draft.now.actors)):
        return None
    return draft.after(move_mentions(draft.now, moved, place))


def _mentions(draft: Draft, action: CorrectPlace) -> frozenset[str]:
    if action.article is not None and action.article != draft.article:
        return frozenset()
    if action.article is not None and action.start is not None and action.end is not None:
        return place_mentions(draft.now, Span(article=action.article, start=action.start, end=action.end))
    countries = {place.id: place.country for place in draft.now.places}
    name = fold_text(action.name or "")
    return frozenset(
        mention.id
        for mention in draft.now.mentions
        if (mention.kind == "place" or mention.entity in countries)
        and fold_text(mention.text) == name
        and (action.country is None or countries.get(mention.entity or "") == action.country)
    )
