"""Finds the places an article names and resolves each to the gazetteer."""

import math
from collections import defaultdict

from extract.countries import Countries
from extract.dateline_places import dateline_toponyms
from extract.gazetteer import Gazetteer
from extract.place_ranking import Choice, rank
from extract.place_words import PlaceWords, load_place_words
from extract.tables import PlaceMention, PlaceTable, Reading
from extract.token_view import TokenView, view_tokens
from extract.toponyms import Toponym, find_toponyms
from ontology.records import Place, RunnerUp

MOST_CUES = 5.0
# An adjective tells who acts, which is less than where: American soldiers are seldom in America.
DEMONYM = 0.3
_NAMING = frozenset(("JJ", "NNP", "NNPS", "NNS", "NN"))


def find_places(reading: Reading, gazetteer: Gazetteer, countries: Countries) -> PlaceTable:
    """The place names of an article, each with its place or None, and the places by id with the chance of the choice as score."""
    words = load_place_words()
    view = view_tokens(reading.doc)
    toponyms = find_toponyms(view, gazetteer, countries, words)
    outside = dateline_toponyms(reading.article, gazetteer, words, len(toponyms))
    choices = rank([*toponyms, *outside], _country_weights(view, countries, words, reading.article.publisher))
    mentions = tuple(_mention(view, t, choices.get(t.sense)) for t in toponyms)
    used = {m.place for m in mentions}
    return PlaceTable(_places(choices, used, gazetteer), mentions)


def _mention(view: TokenView, toponym: Toponym, choice: Choice | None) -> PlaceMention:
    start, end = toponym.match.start, toponym.match.end
    place = choice.candidate.id if choice is not None and toponym.match.candidates else None
    return PlaceMention(start, end, view.root(start, end), place)


def _places(choices: dict[str, Choice], used: set[str | None], gazetteer: Gazetteer) -> dict[str, Place]:
    """Places in order of first mention; a place found by two names keeps the surer score."""
    places: dict[str, Place] = {}
    for choice in choices.values():
        known = places.get(choice.candidate.id)
        if choice.candidate.id in used and (known is None or (known.score or 0) < choice.score):
            places[choice.candidate.id] = _place(choice, gazetteer)
    return places


def _place(choice: Choice, gazetteer: Gazetteer) -> Place:
    others = tuple(RunnerUp(id=c.id, name=c.name, score=chance) for c, chance in choice.others)
    return gazetteer.place(choice.candidate, score=choice.score, runners_up=others, why=choice.why)


def _country_weights(view: TokenView, countries: Countries, words: PlaceWords, publisher: str | None) -> dict[str, float]:
    """How much adjectives ("Iraqi"), telling words ("sheriff") and the publisher's name point to each country, by ISO3."""
    weights: dict[str, float] = defaultdict(float)
    for word, key, tag in zip(view.words, view.keys, view.tags, strict=True):
        if word[0].isupper() and tag in _NAMING:
            country = countries.by_demonym(word)
            if country is not None:
                weights[country.iso3] += DEMONYM
        if key in words.country_cues:
            weights[words.country_cues[key]] += 1.0
    for word in (publisher or "").split():
        country = countries.by_demonym(word) or countries.by_name(word)
        if country is not None:
            weights[country.iso3] += 1.0
    total = sum(weights.values())
    # Cues of many countries, as in world news, tell little of any one place.
    return {iso3: (min(n, MOST_CUES) + 1) / 2 * math.sqrt(n / total) for iso3, n in sorted(weights.items())}
