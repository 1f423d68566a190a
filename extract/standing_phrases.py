"""Standing relations that a phrase states between what stands before and after it: "with ties to", "US-led", "soldiers from"."""

import re
from collections.abc import Iterator, Mapping

from extract.stances import HYPHENS
from extract.standing_cues import StandingCue, load_cues
from extract.standing_found import Field, Found
from extract.standing_sides import objects_of, pairs, subjects_of
from extract.tables import ActorMention, PlaceMention
from extract.token_view import TokenView

_HYPHENED = dict.fromkeys(("linked", "affiliated", "funded", "inspired"), "affiliated with")
_HYPHENED |= dict.fromkeys(("allied", "aligned", "backed", "supported"), "allied with")
_HYPHENED |= {"led": "leads", "controlled": "controls", "held": "controls"}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
_OPPOSED = ("anti", "counter")
_DENYING = frozenset((
    "not", "n't", "nt", "no", "never", "lost", "lose", "loses", "losing", "without", "denied", "denies", "deny",
    "former", "formerly", "left", "might", "could", "would", "if",
))  # fmt: skip
_APART = frozenset(("both", "each", "respectively", "either", "separately"))
_SEATED = ("government", "organisation", "international organisation", "ngo", "company", "media", "court", "parliament")
_COLLECTIVE = ("organisation", "international organisation", "armed group", "party", "military", "police", "ngo")
_WITH_FIGHTERS = ("armed group", "military", "party")
_FIGHTING = ("armed group", "military", "police", "organisation", "criminal group", "party")


def find_cued(field: Field) -> Iterator[Found]:
    """The relations of the phrases in standing_cues.tsv."""
    cues, view = load_cues(), field.view
    i = 0
    while i < len(view):
        hit = cues.starting_at(view.keys, i) if view.keys[i] else None
        if hit is None:
            i += 1
            continue
        cue, end = hit
        hyphened = end < len(view) and view.words[end] in HYPHENS and not view.doc[end - 1].whitespace_
        if not hyphened and not _is_denied(view, i):
            yield from _around(field, cue, (i, end))
        i = end


def _is_denied(view: TokenView, start: int) -> bool:
    """Whether the words just before a cue take it back: "lost control of", "no longer part of"."""
    return any(view.keys[i] in _DENYING for i in range(max(0, start - 3), start))


def _around(field: Field, cue: StandingCue, span: tuple[int, int]) -> Iterator[Found]:
    if cue.predicate == "member of" and cue.backward:
        left = _whole(field, span[0])
    else:
        left = [] if _is_of_others(field.view, cue, span[0]) else subjects_of(field, span[0])
    if cue.of_place:
        yield from _of_place(field, cue, span, left)
        return
    right = objects_of(field, span[1])
    subjects, targets = (right, left) if cue.backward else (left, right)
    for subject in subjects:
        for target in targets:
            if (
                subject.actor is not None
                and target.actor is not None
                and _may_hold(field, cue.predicate, subject, target)
            ):
                yield Found(cue.predicate, subject, target, target.actor, span)
    if cue.predicate == "fights against" and targets:
        yield from fight_together(field, subjects, span)


def _of_place(field: Field, cue: StandingCue, span: tuple[int, int], left: list[ActorMention]) -> Iterator[Found]:
    place = (
        (_place_taken(field, span[0]) or field.place_before(span[0])) if cue.backward else field.place_after(span[1])
    )
    holders = objects_of(field, span[1]) if cue.backward else [m for m in left if field.kind(m) != "state"]
    if place is not None and place.place is not None:
        for holder in holders:
            yield Found(cue.predicate, holder, place, place.place, span)


def _whole(field: Field, token: int) -> list[ActorMention]:
    """The body that "including" counts members of: that of its own phrase only."""
    mention = field.actors.headed(field.view.heads[token])
    return [mention] if mention is not None and field.kind(mention) in _COLLECTIVE else []


def _place_taken(field: Field, token: int) -> PlaceMention | None:
    """The place that is the subject of a passive: Goma, in "the town of Goma in the east was taken by"."""
    view = field.view
    for subject in view.children[token]:
        if view.deps[subject] == "nsubjpass":
            inner = [k for c in view.children[subject] if view.words[c] == "of" for k in view.children[c]]
            return next((p for i in (subject, *inner) if (p := field.places.at(i)) is not None), None)
    return None


def fight_together(field: Field, subjects: list[ActorMention], span: tuple[int, int]) -> Iterator[Found]:
    """ "Britain and France are fighting the group": those who fight one enemy in one sentence are on one side."""
    view = field.view
    sentence = view.sentences[span[0]]
    first = min((m.start for m in subjects), default=span[0])
    apart = any(view.keys[i] in _APART for i in range(first, span[1]) if view.sentences[i] == sentence)
    if not apart:
        for one, other in pairs([m for m in subjects if field.kind(m) not in ("person", "civilians")]):
            if other.actor is not None:
                yield Found("allied with", one, other, other.actor, span)


def _may_hold(field: Field, predicate: str, subject: ActorMention, target: ActorMention) -> bool:
    """Nobody is a member of a person, and a minister who talks of a fight or of support is no party to it."""
    if predicate in ("member of", "part of"):
        return field.kind(target) != "person" and (target.form == "name" or field.kind(target) in _WITH_FIGHTERS)
    if predicate == "allied with":
        return not {field.kind(subject), field.kind(target)} & {"person", "civilians"}
    return predicate != "fights against" or field.kind(subject) != "person"


def _is_of_others(view: TokenView, cue: StandingCue, token: int) -> bool:
    """Whether members or leaders are themselves who a verb or preposition is about: "he met the leaders of the party"."""
    people = cue.predicate in ("member of", "leads") and view.tags[token].startswith("N")
    return people and not cue.backward and view.deps[token] in ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "dative")


def find_hyphened(field: Field) -> Iterator[Found]:
    """ "an al-Qaeda-linked group", "the US-led coalition", "rebel-held Aleppo", "anti-IS fighters"."""
    view, inner = field.view, field.by_last_token()
    for i in range(2, len(view) - 1):
        if view.words[i - 1] not in HYPHENS:
            continue
        if view.keys[i - 2] in _OPPOSED:
            yield from _opposed(field, i)
        predicate = _HYPHENED.get(view.keys[i])
        named = _hyphen_name(field, i - 2, i, inner) if predicate is not None else None
        if predicate is None or named is None or named.actor is None:
            continue
        target = field.actors.headed(view.heads[i])
        if predicate == "controls":
            place = field.place_after(i + 1)
            if place is not None and place.place is not None:
                yield Found(predicate, named, place, place.place, (i, i + 1))
        elif target is not None and target.actor is not None and target.actor != named.actor:
            subject, other = (named, target) if predicate == "leads" else (target, named)
            assert other.actor is not None
            yield Found(predicate, subject, other, other.actor, (i, i + 1))


def _hyphen_name(field: Field, last: int, i: int, inner: Mapping[int, list[ActorMention]]) -> ActorMention | None:
    named = field.actors.at(last)
    return next(iter(inner.get(last, ())), None) if named is not None and named.end > i else named


def _opposed(field: Field, i: int) -> Iterator[Found]:
    """ "the counter-IS coalition", "anti-Houthi forces": fighters named by whom they fight."""
    enemy = next(iter(field.actors.starting_at(i)), None)
    if enemy is None or enemy.actor is None:
        return
    fighters = field.actors.headed(field.view.heads[enemy.head])
    if fighters is None or fighters.head < enemy.end:
        return
    if field.kind(fighters) in _FIGHTING and fighters.actor != enemy.actor:
        yield Found("fights against", fighters, enemy, enemy.actor, (i - 2, i - 1))


def find_memberships(field: Field) -> Iterator[Found]:
    """ "soldiers from the 3rd Battalion", "ministers of the Coalition": people whose own phrase says what they belong to."""
    view = field.view
    for mention in field.actors.mentions:
        after = mention.head + 1
        if mention.form != "nominal" or after >= len(view) or view.words[after].lower() not in ("of", "from"):
            continue
        body = next((c for c in view.children[after] if view.deps[c] == "pobj"), None)
        inner = field.actors.headed(body) if body is not None and view.heads[after] == mention.head else None
        if inner is None or inner.actor is None or inner.form != "name" or field.kind(inner) not in _COLLECTIVE:
            continue
        # "Members of NATO" says no more than its name does.
        if view.tags[mention.head] in ("NNS", "NNPS") and view.keys[mention.head] != "members":
            yield Found("member of", mention, inner, inner.actor, (after, after + 1))


def find_units(field: Field) -> Iterator[Found]:
    """ "2nd Battalion, 5th Regiment": of two units parted by a comma alone the second has the first as its part."""
    view = field.view
    for mention in field.actors.mentions:
        comma = mention.end
        if (
            mention.form != "name"
            or comma >= len(view)
            or view.words[comma] != ","
            or not _is_numbered(view, mention.start)
        ):
            continue
        larger = next((m for m in field.actors.starting_at(comma + 1) if m.form == "name"), None)
        if larger is not None and larger.actor is not None and _is_numbered(view, larger.start):
            yield Found("part of", mention, larger, larger.actor, (comma, comma + 1))


def _is_numbered(view: TokenView, start: int) -> bool:
    """Whether a name begins with an ordinal: "3rd Battalion"."""
    return _ORDINAL.fullmatch(view.words[start].lower()) is not None


def find_seats(field: Field) -> Iterator[Found]:
    """A body whose own phrase says where it is: "the Turkish consulate in Mosul". People who happen to be somewhere have no seat."""
    by_end: Mapping[int, PlaceMention] = {p.end: p for p in field.places.mentions}
    for mention in field.actors.mentions:
        place = by_end.get(mention.end)
        if mention.form == "pronoun" or place is None or place.place is None or place.start <= mention.head:
            continue
        people = field.view.tags[mention.head] in ("NNS", "NNPS")
        if (
            people
            or field.kind(mention) not in _SEATED
            or field.view.words[mention.head + 1].lower() not in ("in", "at")
        ):
            continue
        yield Found("located in", mention, place, place.place, (place.start, place.end))
