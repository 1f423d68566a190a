"""Makes one actor of all the names of a person in an article: full names first, then surnames and given names that fit just one."""

from dataclasses import dataclass

from extract.actor_codes import Coder
from extract.actor_drafts import Draft
from extract.actor_registry import ActorRegistry, Code
from extract.coreference import FEMALE, MALE
from extract.listed_people import plain_sector
from extract.name_spans import NameSpan
from extract.person_names import PersonName, matches_single, read_name, same_person, surname_forms
from extract.token_view import TokenView
from ontology.ids import slug

_MALE_WORDS = (
    "mr", "sir", "lord", "king", "prince", "emir", "chairman", "spokesman", "sheikh", "imam", "congressman", "businessman",
)  # fmt: skip
_FEMALE_WORDS = (
    "mrs", "ms", "miss", "lady", "queen", "princess", "chairwoman", "spokeswoman", "congresswoman", "businesswoman", "baroness",
)  # fmt: skip
_GENDER_WORDS = dict.fromkeys(_MALE_WORDS, MALE) | dict.fromkeys(_FEMALE_WORDS, FEMALE)


@dataclass
class Person:
    """One person and the places of the names; `name` is the longest one read."""

    name: PersonName
    spans: list[NameSpan]


def group_names(view: TokenView, spans: list[NameSpan]) -> list[Person]:
    """The people behind the name spans. A single name that fits two people stays a person of its own."""
    people: list[Person] = []
    singles: list[tuple[NameSpan, PersonName]] = []
    for span in spans:
        name = read_name(view.keys[span.start : span.end])
        if name is not None and not name.is_full:
            singles.append((span, name))
        elif name is not None:
            _add_full(people, span, name)
    full = tuple(people)
    for span, name in singles:
        _add_single(people, full, span, name)
    return people


def _add_full(people: list[Person], span: NameSpan, name: PersonName) -> None:
    person = next((p for p in people if same_person(p.name, name)), None)
    if person is None:
        people.append(Person(name, [span]))
        return
    person.spans.append(span)
    person.name = max(person.name, name, key=lambda n: len(n.words))


def _add_single(people: list[Person], full: tuple[Person, ...], span: NameSpan, name: PersonName) -> None:
    single = name.words[0]
    fitting = [p for p in full if p.name.surname == single] or [p for p in full if matches_single(p.name, single)]
    if len(fitting) > 1:
        earlier = [p for p in fitting if any(s.start < span.start for s in p.spans)]
        fitting = earlier if len(earlier) == 1 else []
    fitting = fitting or [p for p in people if p.name == name]
    if fitting:
        fitting[0].spans.append(span)
    else:
        people.append(Person(name, [span]))


def add_person(person: Person, drafts: list[Draft], coder: Coder, registry: ActorRegistry, local: str) -> str:
    """Register a person coded by the titles before the name; `local` ends the id of somebody without a full name."""
    view = coder.scene.view
    names = [view.text(s.start, s.end) for s in person.spans]
    name = max(names, key=lambda n: (len(n.split()), len(n)))
    known = next((s.known for s in person.spans if s.known), None)
    actor_id = known.id if known else slug(name) if person.name.is_full else f"{slug(name)}-{local}"
    own = [d for d in drafts if d.name in person.spans]
    titled = [d for d in own if d.role is not None]
    codes = [coder.code_person(d) for d in titled or own]
    country = next((c.country for c in codes if c.country), known.country if known else None)
    sector = next((c.sector for c in codes if c.sector), plain_sector(known.sector) if known else None)
    code = Code("person", country, sector, next((c.why for c in codes if c.why), None))
    registry.add(actor_id, known.name if known else name, code, wikidata=known.wikidata if known else None)
    for alias in (*names, *surname_forms(name)):
        registry.add_alias(actor_id, alias)
    for span in person.spans:
        coder.person_codes[span] = code
    return actor_id


def gender_of(view: TokenView, person: Person) -> str | None:
    """The gender that a form of address or a title says."""
    for span in person.spans:
        for i in range(max(0, span.start - 3), span.start):
            gender = _GENDER_WORDS.get(view.keys[i])
            if gender is not None:
                return gender
    return None
