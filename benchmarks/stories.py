"""Articles on synthetic stories, of which many articles tell: deterministic, for measuring how accounts are grouped.

Half of the stories are told once, most of the others by up to five articles, some by up to fifty, and a few by a thousand.
Accounts of one story differ as those of real articles do: one names no actor, the next only the province or no day, tolls
rise. Every tenth story is of a place where the same was done on the day before.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

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
    Participant,
    Place,
    Status,
)

# Accounts that an article tells, and accounts of one epoch: stories of different epochs have no days in common.
ACCOUNTS, EPOCH = 5, 5000
_FIRST_DAY = date(1700, 1, 1)
_DAYS, EPOCH_DAYS = 60, 160
# One story of every fourth epoch is told by so many.
_LARGE, LARGE_EVERY = 1000, 4
_ACTS = (
    ("air strike", "ASSAULT"),
    ("shelling", "ASSAULT"),
    ("seizure", "COERCE"),
    ("arrest", "COERCE"),
    ("meeting", "CONSULT"),
    ("protest", "PROTEST"),
    ("attack", "ASSAULT"),
)
_PUBLISHERS = tuple(f"Publisher {number}" for number in range(40))
_TOWNS, _GROUPS, _PEOPLE = 400, 120, 1500
_PLACES = tuple(
    Place(
        id=f"p-{n}",
        name=f"Town {n}",
        kind="city",
        country=f"C{n % 20:02d}",
        parents=(f"p-prov-{n % 60}", f"p-c-{n % 20}"),
    )
    for n in range(_TOWNS)
)
_PROVINCES = tuple(
    Place(id=f"p-prov-{n}", name=f"Province {n}", kind="admin1", country=f"C{n % 20:02d}", parents=(f"p-c-{n % 20}",))
    for n in range(60)
)
_ACTORS = (
    *(
        Actor(id=f"g-{n}", name=f"Group {n}", kind="armed group", country=f"C{n % 20:02d}", sector="REB")
        for n in range(_GROUPS)
    ),
    *(
        Actor(id=f"h-{n}", name=f"Given{n} Family{n % 400}", kind="person", country=f"C{n % 20:02d}")
        for n in range(_PEOPLE)
    ),
)


class _Story(NamedTuple):
    """Something that happened, and by how many articles it is told."""

    act: tuple[str, str]
    day: date
    town: int
    actor: Actor
    recipient: Actor
    toll: int
    words: tuple[str, ...]
    told: int


def make_extractions(accounts: int) -> Iterator[Extraction]:
    """Articles of five accounts each, about `accounts` in all, in the order of their days."""
    for epoch in range(-(-accounts // EPOCH)):
        yield from make_epoch(epoch, min(EPOCH, accounts - epoch * EPOCH))


def make_epoch(epoch: int, accounts: int = EPOCH) -> Iterator[Extraction]:
    """The articles of one epoch, so many accounts of its stories, in the order of their days."""
    random = Random(f"tellings {epoch}")
    told = sorted(_tellings(random, _stories(epoch))[:accounts], key=lambda one: one[1])
    for number, start in enumerate(range(0, len(told), ACCOUNTS)):
        yield _article(random, f"a-{epoch}-{number}", told[start : start + ACCOUNTS])


def make_new(accounts: int, count: int, *, written: int) -> list[Extraction]:
    """Further articles on the stories of so many accounts, of which the first `written` are repeated on later days."""
    made = []
    for number in range(count):
        random = Random(f"new {number}")
        epoch = random.randrange(max(accounts // EPOCH, 1))
        stories = random.sample(_stories(epoch % (written // EPOCH)), EPOCH // 10)
        later = timedelta(days=(epoch - epoch % (written // EPOCH)) * EPOCH_DAYS)
        told = sorted(_tellings(random, (one._replace(day=one.day + later) for one in stories)), key=lambda one: one[1])
        start = random.randrange(len(told) - ACCOUNTS)
        made.append(_article(random, f"new-{number}", told[start : start + ACCOUNTS]))
    return made


def _tellings(random: Random, stories: Iterable[_Story]) -> list[tuple[_Story, date]]:
    """Stories with the days on which they are told."""
    return [(story, story.day + timedelta(days=min(int(random.expovariate(1)), 6))) for story in stories]


@lru_cache(maxsize=4)
def _stories(epoch: int) -> list[_Story]:
    """The stories of an epoch, each as often as it is told."""
    random = Random(f"stories {epoch}")
    first = _FIRST_DAY + timedelta(days=epoch * EPOCH_DAYS)
    found: list[_Story] = []
    before: _Story | None = None
    while len(found) < EPOCH:
        story = _Story(
            act=random.choice(_ACTS),
            day=first + timedelta(days=random.randrange(_DAYS)),
            # A power law: a few towns and groups are in very much of it.
            town=int(_TOWNS ** random.random()) - 1,
            actor=_ACTORS[int(len(_ACTORS) ** random.random()) - 1],
            recipient=_ACTORS[int(len(_ACTORS) ** random.random()) - 1],
            toll=int(200 ** random.random()),
            words=tuple(f"word{random.randrange(5000)}" for _ in range(8)),
            told=_LARGE if not found and epoch % LARGE_EVERY == LARGE_EVERY - 1 else _told(random),
        )
        if before and random.random() < 0.1:
            story = story._replace(
                act=before.act, town=before.town, actor=before.actor, day=before.day + timedelta(days=1)
            )
        before = story
        found += [story] * story.told
    return found


def _told(random: Random) -> int:
    kind = random.random()
    return 1 if kind < 0.5 else random.randint(2, 5) if kind < 0.85 else random.randint(6, 50)


def _article(random: Random, id: str, told: Sequence[tuple[_Story, date]]) -> Extraction:
    published = max(day for _, day in told)
    events = [_event(random, f"{id}:{n}", n, story, published) for n, (story, _) in enumerate(told)]
    text = " ".join(event.evidence.sentence for event in events)
    named = {part.id for event in events for part in (*event.actors, *event.recipients)}
    where = {part.id for event in events for part in event.places}
    return Extraction(
        article=Article(id=id, text=f"{text} {id}", publisher=random.choice(_PUBLISHERS), published=published),
        actors=tuple(actor for actor in _ACTORS if actor.id in named),
        places=tuple(place for place in (*_PLACES, *_PROVINCES) if place.id in where),
        events=tuple(events),
    )


def _event(random: Random, id: str, n: int, story: _Story, published: date) -> EventMention:
    words = " ".join(random.sample(story.words, 5))
    sentence = f"Report {n} tells of a {story.act[0]} and of {words}."
    town = _PLACES[story.town]
    spot = town.id if random.random() < 0.8 else town.parents[0]
    day = story.day if random.random() < 0.6 else None
    toll = story.toll + random.randrange(3) if random.random() < 0.5 and story.act[1] == "ASSAULT" else None
    return EventMention(
        id=id,
        relation="attack" if story.act[1] == "ASSAULT" and random.random() < 0.2 else story.act[0],
        type=story.act[1],
        quad=4,
        score=1.0,
        actors=(Participant(id=story.actor.id),) if random.random() < 0.8 else (),
        recipients=(Participant(id=story.recipient.id),)
        if random.random() < 0.6 and story.recipient != story.actor
        else (),
        places=(EventPlace(id=spot, precision="city" if spot == town.id else "admin1"),)
        if random.random() < 0.9
        else (),
        date=DateInterval(start=day, end=day, granularity="day") if day else DateInterval(),
        status=Status.ASSERTED,
        casualties=Casualties(killed=Count(best=toll)) if toll else Casualties(),
        confidence=0.8,
        evidence=Evidence(start=n * 100, end=n * 100 + len(sentence), sentence=sentence, extractor="bench"),
    )
