"""Extractions as an archive of news would give them: deterministic, with a few actors and places in very much of it.

Rates are what matters: an archive of more events is a longer one, not one of busier days, so that a store of 100,000 events
answers and groups per day as one of five million does. Actors, places and relations are drawn by Zipf's law, one event in
six is told again by another article, and one article in fifty is a copy of another.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from ontology.ids import article_id, digest, slug
from ontology.records import (
    Actor,
    Article,
    Casualties,
    Count,
    DateInterval,
    EventMention,
    EventPlace,
    Evidence,
    Extraction,
    Mention,
    Participant,
    Place,
    Section,
    SectionKind,
    Status,
    Trigger,
)

EVENTS_AN_ARTICLE = 5
EVENTS_A_DAY = 700
FIRST_DAY = date(1995, 1, 1)
# Words of an article that tell of no event.
_FILLER = 160
_RETOLD, _COPIED = 6, 50
_RECENT = 300
# The share of events whose sentence gives a day.
_DATED = 0.6
_STATUSES = [Status.ASSERTED] * 12 + [Status.CLAIMED] * 4 + [Status.NEGATED, Status.FUTURE, Status.HYPOTHETICAL]
_COUNTRIES = ("IRQ", "SYR", "USA", "RUS", "IRN", "ISR", "TUR", "YEM", "AFG", "UKR", "SDN", "LBY", "SAU", "FRA", "NGA", "MMR")
_SYLLABLES = ("ba", "da", "ka", "la", "ma", "na", "ra", "sa", "ta", "za", "bi", "di", "mi", "ri", "shi", "ko", "lo", "mo")
_KINDS = ("person", "person", "person", "armed group", "military", "government", "organisation", "police")
_PUBLISHERS = tuple(f"{name} {kind}" for name in ("Morning", "Daily", "Northern", "Gulf") for kind in ("Post", "Times", "Star"))


class _Act(NamedTuple):
    relation: str
    type: str
    quad: int
    past: str


_ACTS = (
    _Act("call", "CONSULT", 1, "spoke by telephone with"),
    _Act("air strike", "ASSAULT", 4, "bombed positions of"),
    _Act("meeting", "CONSULT", 1, "met"),
    _Act("clash", "ASSAULT", 4, "fought with"),
    _Act("arrest", "COERCE", 4, "arrested members of"),
    _Act("seizure", "COERCE", 4, "took a town from"),
    _Act("arms supply", "AID", 2, "delivered arms to"),
    _Act("condemnation", "ACCUSE", 3, "condemned"),
    _Act("demand", "REQUEST", 3, "asked for the withdrawal of"),
    _Act("shelling", "ASSAULT", 4, "shelled"),
    _Act("withdrawal", "RETREAT", 2, "withdrew from the front with"),
    _Act("sanction", "SANCTION", 4, "imposed sanctions on"),
    _Act("protest", "PROTEST", 3, "marched against"),
    _Act("humanitarian aid", "AID", 2, "sent food and blankets to"),
    _Act("abduction", "ASSAULT", 4, "kidnapped an engineer of"),
    _Act("threat", "THREATEN", 3, "threatened"),
)


class _Fact(NamedTuple):
    """What happened, as any account of it may tell it."""

    act: _Act
    actor: int
    recipient: int
    place: int
    day: date
    status: Status
    killed: int | None
    dated: bool


class _Drawn(NamedTuple):
    """How many actors and places there are to draw from."""

    actors: int
    places: int


def make_extractions(events: int, *, first: int = 0, total: int | None = None, seed: int = 1) -> Iterator[Extraction]:
    """About `events` events in articles of five, from the article `first` on, of an archive of `total` events."""
    sizes = _sizes(total or events)
    recent: list[_Fact] = []
    facts: list[_Fact] = []
    for number in range(first, first + events // EVENTS_AN_ARTICLE):
        day = FIRST_DAY + timedelta(days=number * EVENTS_AN_ARTICLE // EVENTS_A_DAY)
        random = Random(seed * 1_000_003 + number)
        if facts and number % _COPIED == 0:
            # The article before, by another publisher.
            yield _make_article(Random(seed * 1_000_003 + number - 1), day, facts, "Wire Agency")
            continue
        facts = [_make_fact(random, day, sizes, recent) for _ in range(EVENTS_AN_ARTICLE)]
        recent = [*recent, *facts][-_RECENT:]
        yield _make_article(Random(seed * 1_000_003 + number), day, facts, random.choice(_PUBLISHERS))


def _sizes(total: int) -> _Drawn:
    return _Drawn(max(total // 10, 100_000), max(total // 50, 20_000))


def actor_id(number: int) -> str:
    """The id of the actor of a rank; 0 is in the most events."""
    return _actor(number).id


def place_id(number: int) -> str:
    """The id of the place of a rank."""
    return _place(number).id


def _zipf(random: Random, count: int) -> int:
    """A rank drawn by Zipf's law: the first of a million every twentieth time, the last half one time in twenty."""
    return int(count ** random.random()) - 1


def _make_fact(random: Random, day: date, sizes: _Drawn, recent: list[_Fact]) -> _Fact:
    if recent and random.randrange(_RETOLD) == 0:
        return random.choice(recent)
    act = _ACTS[_zipf(random, len(_ACTS))]
    actor, recipient = _zipf(random, sizes.actors), _zipf(random, sizes.actors)
    return _Fact(
        act,
        actor,
        recipient if recipient != actor else (actor + 1) % sizes.actors,
        _zipf(random, sizes.places),
        day - timedelta(days=random.randrange(3)),
        random.choice(_STATUSES),
        random.randrange(1, 60) if act.quad == 4 and random.random() < 0.3 else None,
        random.random() < _DATED,
    )


def _make_article(random: Random, day: date, facts: list[_Fact], publisher: str) -> Extraction:
    """The text, and what was read from it, every span where it stands in the text."""
    title = f"{_actor(facts[0].actor).name} and {_actor(facts[0].recipient).name}: {' '.join(_fillers(random, 4))}"
    parts, length, sentences = [title + "\n\n"], len(title) + 2, []
    for fact in facts:
        sentence = _sentence(random, fact)
        sentences.append((length, sentence))
        rest = f" {' '.join(_fillers(random, _FILLER // len(facts)))}.\n\n"
        parts += [sentence, rest]
        length += len(sentence) + len(rest)
    text = "".join(parts)
    own = article_id(text, publisher)
    article = Article(
        id=own,
        url=f"https://news.example/{slug(publisher)}/{own[2:]}",
        publisher=publisher,
        title=title,
        published=day,
        language="en",
        text=text,
        sections=(
            Section(kind=SectionKind.TITLE, start=0, end=len(title)),
            Section(kind=SectionKind.BODY, start=len(title) + 2, end=len(text)),
        ),
    )
    told = [
        _tell(own, number, start, sentence, fact)
        for number, ((start, sentence), fact) in enumerate(zip(sentences, facts, strict=True))
    ]
    return Extraction(
        article=article,
        mentions=tuple(mention for mentions, _ in told for mention in mentions),
        actors=tuple(_actor(n) for n in sorted({n for fact in facts for n in (fact.actor, fact.recipient)})),
        places=tuple(_place(n) for n in sorted({fact.place for fact in facts})),
        events=tuple(event for _, event in told),
    )


def _sentence(random: Random, fact: _Fact) -> str:
    toll = f", killing {fact.killed} people" if fact.killed else ""
    actor, recipient, place = _actor(fact.actor).name, _actor(fact.recipient).name, _place(fact.place).name
    day = f" on {fact.day:%A}" if fact.dated else ""
    words = " ".join(_fillers(random, 8))
    return f"{actor} {fact.act.past} {recipient} near {place}{day}{toll}, said the {words}."


def _tell(article: str, number: int, start: int, sentence: str, fact: _Fact) -> tuple[list[Mention], EventMention]:
    named: list[Actor | Place] = [_actor(fact.actor), _actor(fact.recipient), _place(fact.place)]
    mentions = [_mention(article, start, sentence, one) for one in named]
    trigger = start + sentence.index(fact.act.past)
    casualties = Casualties(killed=Count(low=fact.killed, best=fact.killed, high=fact.killed)) if fact.killed else Casualties()
    event = EventMention(
        id=f"e-{digest(article, str(trigger), fact.act.relation)}",
        relation=fact.act.relation,
        type=fact.act.type,
        quad=fact.act.quad,
        score=1.0,
        actors=(Participant(id=named[0].id, mention=mentions[0].id),),
        recipients=(Participant(id=named[1].id, mention=mentions[1].id),),
        places=(EventPlace(id=named[2].id, mention=mentions[2].id, precision="city"),),
        casualties=casualties,
        date=DateInterval(start=fact.day, end=fact.day, granularity="day") if fact.dated else DateInterval(),
        status=fact.status,
        confidence=round(0.5 + 0.5 * (number + 1) / 10, 3),
        evidence=Evidence(
            start=start,
            end=start + len(sentence),
            sentence=sentence,
            trigger=Trigger(start=trigger, end=trigger + len(fact.act.past)),
            extractor="benchmark",
            rule="verb",
            score=0.8,
        ),
    )
    return mentions, event


def _mention(article: str, start: int, sentence: str, named: Actor | Place) -> Mention:
    first = start + sentence.index(named.name)
    kind = "place" if isinstance(named, Place) else "person"
    return Mention(
        id=f"m-{digest(article, str(first))}",
        start=first,
        end=first + len(named.name),
        text=named.name,
        kind=kind,
        entity=named.id,
    )


@lru_cache(maxsize=200_000)
def _actor(number: int) -> Actor:
    random = Random(number)
    kind = _KINDS[number % len(_KINDS)]
    country = random.choice(_COUNTRIES)
    given, own = _name(random.randrange(3_000), 2), _name(number, 4)
    name = f"{given} {own}" if kind == "person" else f"{own} {kind.title()}"
    return Actor(
        id=f"actor-{slug(name)}",
        name=name,
        kind=kind,
        country=country if random.random() < 0.6 else None,
        aliases=(f"{name.split()[0]} {_name(number + 7, 3)}",) if kind != "person" and random.random() < 0.3 else (),
        why=f"name: {name}",
    )


@lru_cache(maxsize=50_000)
def _place(number: int) -> Place:
    random = Random(-number - 1)
    country = random.choice(_COUNTRIES)
    province = f"gn:p{random.randrange(200)}"
    return Place(
        id=f"gn:{number + 10_000_000}",
        name=f"{_name(number, 4)}{random.choice(('abad', 'ville', 'grad', ' City'))}",
        geonames_id=number + 10_000_000,
        kind="city",
        feature_code="PPL",
        lat=round(random.uniform(10, 60), 4),
        lon=round(random.uniform(-10, 90), 4),
        country=country,
        admin1="Province",
        parents=(province, f"gn:{country.lower()}"),
        precision="city",
        score=0.9,
    )


@lru_cache(maxsize=200_000)
def _name(number: int, syllables: int) -> str:
    """A name for a number, none twice below 18 to the power of `syllables`."""
    parts = []
    for _ in range(syllables):
        number, rest = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[rest])
    return "".join(parts).capitalize()


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    random = Random(0)
    return tuple("".join(random.choices(_SYLLABLES, k=random.randrange(1, 4))) for _ in range(20_000))


def _fillers(random: Random, count: int) -> list[str]:
    words = _words()
    return [words[int(len(words) ** random.random()) - 1] for _ in range(count)]

