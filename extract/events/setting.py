"""Where and when: the place of an event chosen by syntax, and the date of the clause it stands in."""

from collections.abc import Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate
from extract.events.sight import Sight
from extract.tables import DateMention, PlaceMention
from ontology.records import DateInterval

_AT = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "around",
        "throughout",
        "on",
        "along",
        "off",
        "into",
        "within",
        "from",
        "towards",
        "toward",
        "over",
        "to",
        "through",
        "between",
    }
)
# For most acts only these say where; movement also takes "from" and "to".
_WHERE = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "throughout", "along", "within", "on", "off", "over"}
)
_TAKEN_AWAY = frozenset({"abduction", "displacement", "deportation", "evacuation", "rescue"})
_MOVING = frozenset({"RETREAT", "MOBILIZE"})
_STOP = frozenset({"relcl", "advcl", "ccomp", "parataxis"})


def find_places(sight: Sight, candidate: Candidate) -> tuple[PlaceMention, ...]:
    """Places of an event: those its rule bound, then those of its own phrase, then those of the clause above it."""
    if candidate.roles.places:
        return _most_precise_first(sight, candidate.roles.places)
    kind = sight.lexicon.vocabulary.relations[candidate.relation].type
    prepositions = _AT if kind in _MOVING or candidate.relation in _TAKEN_AWAY else _WHERE
    node, came_from = candidate.trigger, None
    for _ in range(4):
        found = _places_under(sight, node, prepositions, came_from)
        if found:
            return _most_precise_first(sight, found)
        if node.dep_ in _STOP or node.head == node or node.head.lemma_.lower() in sight.lexicon.cues.reporting:
            break
        node, came_from = node.head, node
    return _in_subject(sight, candidate.trigger, prepositions)


def _in_subject(sight: Sight, trigger: Token, prepositions: frozenset[str]) -> tuple[PlaceMention, ...]:
    """ "rebels in the east attacked": the place of the subject, where nothing nearer says where."""
    for subject in syntax.grammatical_subjects(trigger):
        found = _places_under(sight, subject, prepositions, trigger)
        if found:
            return _most_precise_first(sight, found)
    return ()


def _places_under(
    sight: Sight, node: Token, prepositions: frozenset[str], came_from: Token | None
) -> tuple[PlaceMention, ...]:
    """Places behind a preposition of place under a node, breadth first, without entering other clauses."""
    found: list[PlaceMention] = []
    level = [node]
    while level and not found:
        below: list[Token] = []
        for token in level:
            for child in token.children:
                if child == came_from or child.dep_ in _STOP or child.dep_ in ("conj", "nsubj", "cc", "punct"):
                    continue
                if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
                    found += [p for o in syntax.prepositional_objects(child) for p in sight.places_of(o)]
                below.append(child)
        level = below
    return tuple(dict.fromkeys(found))


def _most_precise_first(sight: Sight, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """A town before its province and country, and containers of a place already there left out."""
    ids = {m.place for m in mentions if m.place}
    containers = {p for i in ids for p in (sight.places.places[i].parents if i in sight.places.places else ())}
    kept = [m for m in mentions if m.place not in containers] or list(mentions)
    unique: dict[str | int, PlaceMention] = {}
    for mention in kept:
        unique.setdefault(mention.place or mention.start, mention)
    return tuple(unique.values())


def find_date(candidate: Candidate, dates: Sequence[DateMention], others: Sequence[Candidate]) -> DateInterval:
    """The date of the event: the nearest time expression of its sentence that belongs to no other act; unknown otherwise."""
    taken = {c.trigger.i for c in others if c is not candidate}
    near: list[tuple[tuple[int, int], DateMention]] = []
    for mention in dates:
        span = candidate.trigger.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and not _belongs_elsewhere(candidate.trigger, span.root, taken):
            near.append((_distance(candidate.trigger, span.root), mention))
    if not near:
        return DateInterval()
    return min(near, key=lambda pair: (pair[0], pair[1].start))[1].interval


def _belongs_elsewhere(trigger: Token, root: Token, taken: set[int]) -> bool:
    """Whether the time expression hangs on another act."""
    own = {trigger.i, *(a.i for a in trigger.ancestors)}
    node = root
    while node.head != node:
        node = node.head
        if node.i in own:
            break
        if node.i in taken:
            return True
    if node.i == trigger.i or node.i not in taken:
        return False
    # "captured it on Wednesday, a day after they seized Mosul": the day is that of the main act.
    return node.pos_ == "NOUN" or _in_time_clause(trigger, node)


def _in_time_clause(trigger: Token, main: Token) -> bool:
    node = trigger
    while node != main and node.head != node:
        if node.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("after", "before", "since") for c in node.children
        ):
            return True
        node = node.head
    return False


def _distance(trigger: Token, root: Token) -> tuple[int, int]:
    """How far a time expression hangs from the trigger in the tree; a clause border counts much."""
    above = {trigger.i: 0}
    node, cost = trigger, 0
    while node.head != node:
        cost += 6 if node.dep_ in _STOP else 1
        node = node.head
        above[node.i] = cost
    node, cost = root, 0
    while node.i not in above:
        cost += 6 if node.dep_ in (*_STOP, "acl") else 1
        node = node.head
    return cost + above[node.i], abs(root.i - trigger.i)
