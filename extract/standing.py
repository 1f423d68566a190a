"""Finds the standing relations that an article states: offices held, ties, membership, command, alliance, enmity, control, seat."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span

from extract.standing_cues import StandingCue, load_cues
from extract.tables import ActorMention, ActorTable, PlaceMention, PlaceTable, Reading
from extract.token_view import TokenView
from ontology.ids import slug
from ontology.records import Evidence, Relation, Trigger

_LEADING = frozenset((
    "leader", "chief", "commander", "head", "chairman", "chairwoman", "emir", "president", "director", "founder",
))  # fmt: skip
_NOT_IN_OFFICE = frozenset(("former", "ex", "late", "deputy", "designate", "elect"))
_TIED = ("linked", "affiliated", "backed", "aligned", "supported", "funded", "inspired")
_HYPHENED = dict.fromkeys(_TIED, "affiliated with") | {
    "allied": "allied with", "led": "leads", "controlled": "controls", "held": "controls",
}  # fmt: skip
_DENYING = frozenset((
    "not", "n't", "nt", "no", "never", "lost", "lose", "loses", "losing", "without", "denied", "denies", "deny",
    "former", "formerly", "left",
))  # fmt: skip
# What a person is or heads is said once an article: every later mention of the title says nothing new.
_LASTING = ("holds office", "leads")
_SEATED = ("government", "organisation", "international organisation", "ngo", "company", "media", "court", "parliament")
_BARRIERS = frozenset((";", ":", "\n"))


@dataclass(frozen=True)
class _Found:
    predicate: str
    subject: ActorMention
    object: ActorMention | PlaceMention | None
    object_id: str
    trigger: tuple[int, int]
    title: str | None = None


def find_relations(reading: Reading, actors: ActorTable, places: PlaceTable, extractor_id: str) -> list[Relation]:
    """The relations in order of the text, offices once an article, others once a sentence. Mention ids are m/p plus character offsets."""
    view = reading.view
    found = [
        *_offices(view, actors),
        *_cued(view, actors, places),
        *_hyphened(view, actors, places),
        *_seats(view, actors, places),
    ]
    relations: dict[tuple[str | int | None, ...], Relation] = {}
    for item in sorted(found, key=lambda f: f.trigger):
        relation = _relation(reading, actors, item, extractor_id)
        if relation is not None:
            where = None if item.predicate in _LASTING else relation.evidence.start
            relations.setdefault((item.predicate, relation.subject, relation.object, item.title, where), relation)
    return sorted(relations.values(), key=lambda r: (r.evidence.start, r.id))


def _relation(reading: Reading, actors: ActorTable, item: _Found, extractor_id: str) -> Relation | None:
    subject = item.subject.actor
    if subject is None or subject == item.object_id:
        return None
    start, end = _stripped(reading.doc[item.trigger[0]].sent)
    text = reading.article.text
    trigger = reading.doc[item.trigger[0] : item.trigger[1]]
    title = [slug(item.title)] if item.title else []
    return Relation(
        id=":".join([reading.article.id, slug(item.predicate), *title, subject, item.object_id, str(start)]),
        predicate=item.predicate,
        title=item.title,
        subject=subject,
        object=item.object_id,
        subject_mention=_mention_id(reading, item.subject),
        object_mention=_mention_id(reading, item.object) if item.object is not None else None,
        evidence=Evidence(
            start=start, end=end, sentence=text[start:end], trigger=Trigger(start=trigger.start_char, end=trigger.end_char),
            extractor=extractor_id, rule=f"standing: {item.predicate}",
        ),
    )  # fmt: skip


def _stripped(sentence: Span) -> tuple[int, int]:
    """The characters of a sentence without the white space, or the blanked boilerplate, around it."""
    words = sentence.text
    start = sentence.start_char + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _mention_id(reading: Reading, mention: ActorMention | PlaceMention) -> str:
    span = reading.doc[mention.start : mention.end]
    return f"{'p' if isinstance(mention, PlaceMention) else 'm'}{span.start_char}-{span.end_char}"


def _offices(view: TokenView, actors: ActorTable) -> Iterator[_Found]:
    """An office for each mention of a person that says the title; the name in the sentence is the mention of its holder."""
    inner = _by_last_token(actors)
    named = {(m.actor or "", view.sentences[m.head]): m for m in reversed(actors.mentions) if m.form == "name"}
    for mention in actors.mentions:
        actor = actors.actors.get(mention.actor or "")
        if actor is None or actor.kind != "person" or mention.form == "pronoun":
            continue
        for role in actor.roles:
            trigger = _title_tokens(view, mention, role.title) if role.of else None
            if trigger is None or role.of is None:
                continue
            inside, holder = (
                _inside(inner, mention, role.of),
                named.get((actor.id, view.sentences[mention.head]), mention),
            )
            yield _Found("holds office", holder, inside, role.of, trigger, role.title)
            owner = actors.actors.get(role.of)
            if (
                owner is not None
                and owner.kind != "state"
                and set(role.title.split()) & _LEADING
                and not set(role.title.split()) & _NOT_IN_OFFICE
                and inside is not None
            ):
                yield _Found("leads", holder, inside, role.of, trigger)


def _title_tokens(view: TokenView, mention: ActorMention, title: str) -> tuple[int, int] | None:
    words = title.split()
    for start in range(mention.start, mention.end):
        for end in range(start + 1, min(mention.end, start + 2 * len(words)) + 1):
            if (
                [w for key in view.keys[start:end] for w in key.split()] == words
                and view.keys[start]
                and view.keys[end - 1]
            ):
                return start, end
    base = words[1:]
    return (
        _title_tokens(view, mention, " ".join(base))
        if len(words) > 1 and words[0] in ("former", "acting", "opposition", "rebel", "ex")
        else None
    )


def _inside(inner: Mapping[int, list[ActorMention]], mention: ActorMention, actor_id: str) -> ActorMention | None:
    """The mention of an actor inside another mention; `inner` holds the mentions by their last token."""
    for i in range(mention.start, mention.end):
        for other in inner.get(i, ()):
            if other.actor == actor_id and other.start >= mention.start and other is not mention:
                return other
    return None


def _by_last_token(actors: ActorTable) -> dict[int, list[ActorMention]]:
    found: dict[int, list[ActorMention]] = {}
    for mention in actors.mentions:
        found.setdefault(mention.end - 1, []).append(mention)
    return found


def _cued(view: TokenView, actors: ActorTable, places: PlaceTable) -> Iterator[_Found]:
    cues = load_cues()
    i = 0
    while i < len(view):
        hit = cues.starting_at(view.keys, i) if view.keys[i] else None
        if hit is None:
            i += 1
            continue
        cue, end = hit
        if not _is_denied(view, i):
            yield from _around(view, actors, places, cue, (i, end))
        i = end


def _around(
    view: TokenView, actors: ActorTable, places: PlaceTable, cue: StandingCue, span: tuple[int, int]
) -> Iterator[_Found]:
    left = None if _is_of_others(view, cue, span[0]) else _before(view, actors, span[0])
    if cue.of_place and cue.backward:
        place, holder = _place_before(view, places, span[0]), _after(view, actors, span[1])
        if place is not None and place.place is not None and holder is not None:
            yield _Found(cue.predicate, holder, place, place.place, span)
        return
    if cue.of_place:
        place = _place_after(view, places, span[1])
        if left is not None and place is not None and place.place is not None and not _is_country_name(actors, left):
            yield _Found(cue.predicate, left, place, place.place, span)
        return
    right = _after(view, actors, span[1])
    if left is None or right is None or left.actor is None or right.actor is None:
        return
    subject, target = (right, left) if cue.backward else (left, right)
    if target.actor is not None and _may_hold(cue.predicate, actors, subject, target):
        yield _Found(cue.predicate, subject, target, target.actor, span)


def _may_hold(predicate: str, actors: ActorTable, subject: ActorMention, target: ActorMention) -> bool:
    """Nobody is a member of a person, and a minister who talks of a fight is no party to it."""
    kinds = {m: actors.actors[m.actor].kind for m in (subject, target) if m.actor is not None}
    if predicate in ("member of", "part of"):
        return kinds.get(target) != "person"
    return predicate != "fights against" or kinds.get(subject) != "person"


def _is_of_others(view: TokenView, cue: StandingCue, token: int) -> bool:
    """Whether members or leaders are themselves who a verb or preposition is about: "he met the leaders of the party"."""
    people = cue.predicate in ("member of", "leads") and view.tags[token].startswith("N")
    return people and not cue.backward and view.deps[token] in ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "dative")


def _is_country_name(actors: ActorTable, mention: ActorMention) -> bool:
    actor = actors.actors.get(mention.actor or "")
    return actor is not None and actor.kind == "state"


def _before(view: TokenView, actors: ActorTable, token: int) -> ActorMention | None:
    """The actor that a cue speaks of: the phrase it belongs to, or the subject of its clause, never of a clause further out."""
    node, seen = token, set()
    while node not in seen:
        seen.add(node)
        mention = actors.headed(node)
        if mention is not None and mention.end <= token and mention.form != "adjective":
            return mention
        if view.deps[node] == "conj" and view.tags[node].startswith("N"):
            return None
        subject = next((c for c in view.children[node] if view.deps[c] in ("nsubj", "nsubjpass") and c < token), None)
        if subject is not None and view.tags[subject] in ("WDT", "WP"):
            return actors.headed(view.heads[node])
        if subject is not None:
            return actors.headed(subject)
        node = view.heads[node]
    return None


def _is_denied(view: TokenView, start: int) -> bool:
    """Whether the words just before a cue take it back: "lost control of", "no longer part of"."""
    return any(view.keys[i] in _DENYING for i in range(max(0, start - 3), start))


def _after(view: TokenView, actors: ActorTable, token: int) -> ActorMention | None:
    """The actor that starts within three tokens, determiners and adjectives between."""
    for i in range(token, min(len(view), token + 4)):
        if view.tags[i] in ("VBD", "VBZ", "IN", ",", ".") or view.words[i] in _BARRIERS or "\n" in view.words[i]:
            return None
        mention = _starting_at(actors, i)
        if mention is not None and mention.form != "pronoun":
            return mention if mention.form != "adjective" else None
    return None


def _starting_at(actors: ActorTable, token: int) -> ActorMention | None:
    """The longest mention that starts at a token: NATO in "members of NATO", not the members."""
    return max(actors.starting_at(token), key=lambda m: m.end, default=None)


def _place_after(view: TokenView, places: PlaceTable, token: int) -> PlaceMention | None:
    for i in range(token, min(len(view), token + 5)):
        if (mention := places.at(i)) is not None:
            return mention
        if view.words[i] in (",", ".") or view.tags[i] == "IN" or "\n" in view.words[i]:
            return None
    return None


def _place_before(view: TokenView, places: PlaceTable, token: int) -> PlaceMention | None:
    for i in range(token - 1, max(-1, token - 5), -1):
        if view.words[i] == "." or "\n" in view.words[i]:
            return None
        if (mention := places.at(i)) is not None:
            return mention
    return None


def _hyphened(view: TokenView, actors: ActorTable, places: PlaceTable) -> Iterator[_Found]:
    """ "an al-Qaeda-linked group", "the US-led coalition", "rebel-held Aleppo"."""
    inner = _by_last_token(actors)
    for i in range(2, len(view) - 1):
        predicate = _HYPHENED.get(view.keys[i])
        if predicate is None or view.tags[i - 1] != "HYPH":
            continue
        named = actors.at(i - 2)
        if named is not None and named.end > i:
            named = next(iter(inner.get(i - 2, ())), None)
        if named is None or named.actor is None:
            continue
        target = actors.headed(view.heads[i])
        if predicate == "controls":
            place = _place_after(view, places, i + 1)
            if place is not None and place.place is not None:
                yield _Found(predicate, named, place, place.place, (i, i + 1))
        elif target is not None and target.actor is not None and target.actor != named.actor:
            subject, other = (named, target) if predicate == "leads" else (target, named)
            assert other.actor is not None
            yield _Found(predicate, subject, other, other.actor, (i, i + 1))


def _seats(view: TokenView, actors: ActorTable, places: PlaceTable) -> Iterator[_Found]:
    """A body whose own phrase says where it is: "the Turkish consulate in Mosul". People who happen to be somewhere have no seat."""
    by_end: Mapping[int, PlaceMention] = {p.end: p for p in places.mentions}
    for mention in actors.mentions:
        place = by_end.get(mention.end)
        if mention.form == "pronoun" or place is None or place.place is None or place.start <= mention.head:
            continue
        actor = actors.actors.get(mention.actor or "")
        if actor is None or actor.kind not in _SEATED or view.words[mention.head + 1].lower() not in ("in", "at"):
            continue
        yield _Found("located in", mention, place, place.place, (place.start, place.end))
