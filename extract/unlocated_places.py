"""Place names that the gazetteer does not know: kept by name, without coordinates, so that the map never invents a pin.

They are local to their article, since nothing says that two hamlets of one name are one.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extract.countries import Countries
from extract.tables import PlaceMention, PlaceTable, Reading
from ontology.ids import digest, slug
from ontology.records import Place

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
    "neighbourhood": "city",
    "neighborhood": "city",
}
_PRECISIONS = {
    "city": "city",
    "village": "city",
    "admin2": "admin2",
    "admin1": "admin1",
    "region": "region",
    "facility": "below city",
}


def add_unlocated(reading: Reading, table: PlaceTable, countries: Countries) -> PlaceTable:
    """The table with unknown place names added, and with a record of its own for each name that resolved to nothing."""
    local = digest(reading.article.id, length=8)
    places = dict(table.places)
    mentions = [m for m in table.mentions if m.place is not None]
    unknown = [(reading.doc[m.start : m.end], "other") for m in table.mentions if m.place is None]
    for span, kind in [*unknown, *_names(reading.doc, table, countries)]:
        place_id = f"local:{slug(span.text)}-{local}"
        places.setdefault(
            place_id, Place(id=place_id, name=" ".join(span.text.split()), kind=kind, precision=_PRECISIONS.get(kind))
        )
        mentions.append(PlaceMention(span.start, span.end, span.root.i, place_id))
    return PlaceTable(places, tuple(sorted(mentions, key=lambda m: (m.start, m.end))))


def _names(doc: Doc, table: PlaceTable, countries: Countries) -> Iterator[tuple[Span, str]]:
    taken = {i for m in table.mentions for i in range(m.start, m.end)}
    for span, kind in _after_of(doc):
        if taken.isdisjoint(range(span.start, span.end)) and _is_name(span, countries):
            taken |= set(range(span.start, span.end))
            yield span, kind


def _after_of(doc: Doc) -> Iterator[tuple[Span, str]]:
    """ "the village of X": the run of capitalised nouns after "of".

    The model's own place labels are not used: of those the gazetteer does not know, four in five are no places.
    """
    for token in doc[:-2]:
        kind = _KINDS.get(token.lower_)
        if kind is None or doc[token.i + 1].lower_ != "of":
            continue
        end = token.i + 2
        while end < len(doc) and doc[end].pos_ == "PROPN":
            end += 1
        if end > token.i + 2:
            yield doc[token.i + 2 : end], kind


def _is_name(span: Span, countries: Countries) -> bool:
    text = span.text
    if len(text) < 3 or not text[0].isupper() or any(t.like_num or t.is_space for t in span):
        return False
    return countries.by_demonym(text) is None and all(t.pos_ == "PROPN" for t in span)
