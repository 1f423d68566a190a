"""Names that only the words around them show to be places: "the village of X", "the airport of X", "clashes in X".

Where the gazetteer knows the name in a country of the article it is resolved, everywhere in the article. Otherwise it is
kept by name, without coordinates and local to its article, so that the map never invents a pin.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extract.countries import Countries
from extract.events.lexicon import Lexicon
from extract.gazetteer import Gazetteer
from extract.scene_names import find_scene_names, proper_runs
from extract.tables import PlaceMention, PlaceTable, Reading
from ontology.ids import digest, slug
from ontology.records import Place

_UNSURE = "unsure"
# What a name after "of" is, by the noun before it.
_KINDS = {
    "city": "city",
    "town": "city",
    "village": "village",
    "hamlet": "village",
    "settlement": "village",
    "district": "admin2",
    "county": "admin2",
    "province": "admin1",
    "region": "region",
    "island": "region",
    "suburb": "city",
    "port": "city",
    "camp": "facility",
    "airport": "city",
    "outskirts": "city",
    "mayor": "city",
    "streets": "city",
    "neighbourhood": "city",
    "neighborhood": "city",
}
# What a name is, by the noun after it: "in the X district".
_PARTS = {
    "district": "admin2",
    "neighbourhood": "city",
    "neighborhood": "city",
    "quarter": "city",
    "suburb": "city",
    "village": "village",
    "province": "admin1",
    "governorate": "admin1",
}
_PREPOSITIONS = frozenset({"in", "at", "near", "of", "from", "to", "around", "into", "across", "outside", "inside", "through"})
# "north of X": enough to look a name up, too little to make a place of one that nobody knows.
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside", "parts"}
)
_PRECISIONS = {"city": "city", "village": "city", "admin2": "admin2", "admin1": "admin1", "region": "region"}


def add_unlocated(
    reading: Reading, table: PlaceTable, gazetteer: Gazetteer, countries: Countries, lexicon: Lexicon
) -> PlaceTable:
    """The table with the names that were missed, and with a record of its own for each name that resolved to nothing."""
    places = dict(table.places)
    mentions = [m for m in table.mentions if m.place is not None]
    nearby = {p.country for p in table.places.values() if p.country}
    around = _only_country(table)
    unknown = [(reading.doc[m.start : m.end], "other") for m in table.mentions if m.place is None]
    for span, kind in [*unknown, *_names(reading.doc, table, countries, lexicon)]:
        place = _located(span, gazetteer, nearby)
        if place is None and kind == _UNSURE:
            continue
        place = place or _local(span, kind, reading.article.id, around)
        places.setdefault(place.id, place)
        mentions.append(PlaceMention(span.start, span.end, span.root.i, place.id))
    return PlaceTable(places, tuple(sorted(mentions, key=lambda m: (m.start, m.end))))


def _located(span: Span, gazetteer: Gazetteer, nearby: set[str]) -> Place | None:
    """The most prominent place of the name in a country that the article has a place in."""
    found = next((c for c in gazetteer.candidates(span.text) if c.country in nearby and not c.area), None)
    return gazetteer.place(found, score=0.5) if found is not None else None


def _only_country(table: PlaceTable) -> Place | None:
    """The country that all places of the article lie in, where it is named."""
    codes = {p.country for p in table.places.values()}
    countries = [p for p in table.places.values() if p.kind == "country"]
    return countries[0] if len(codes) == len(countries) == 1 else None


def _local(span: Span, kind: str, article_id: str, around: Place | None) -> Place:
    name = " ".join(span.text.split())
    return Place(
        id=f"local:{slug(name)}-{digest(article_id, length=8)}",
        name=name,
        kind=kind,
        country=around.country if around else None,
        parents=(around.id,) if around else (),
        precision=_PRECISIONS.get(kind),
        why=("in no gazetteer", *(["the article names no other country"] if around else [])),
    )


def _names(doc: Doc, table: PlaceTable, countries: Countries, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    taken = {i for m in table.mentions for i in range(m.start, m.end)}
    found = [*((span, "other") for span in find_scene_names(doc, lexicon)), *_beside_kind(doc)]
    kinds = {span.text: kind for span, kind in found if _is_name(span, countries)}
    for run in proper_runs(doc) if kinds else ():
        if run.text in kinds and taken.isdisjoint(range(run.start, run.end)):
            yield run, kinds[run.text]


def _beside_kind(doc: Doc) -> Iterator[tuple[Span, str]]:
    """ "the village of X", "in the X district": the runs of capitalised nouns beside a word that says what they are.

    The model's own place labels are not used: of those the gazetteer does not know, four in five are no places.
    """
    for run in proper_runs(doc):
        before = [t.lower_ for t in doc[max(0, run.start - 2) : run.start]]
        after = doc[run.end].lower_ if run.end < len(doc) else ""
        kind = None
        if before[1:] == ["of"]:
            kind = _UNSURE if before[0] in _DIRECTIONS else _KINDS.get(before[0])
        elif before[1:] == ["the"] and before[0] in _PREPOSITIONS:
            kind = _PARTS.get(after)
        if kind is not None:
            yield run, kind


def _is_name(span: Span, countries: Countries) -> bool:
    text = span.text
    if len(text) < 3 or not text[0].isupper() or any(t.like_num or t.is_space or t.ent_type_ == "DATE" for t in span):
        return False
    return countries.by_demonym(text) is None
