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
_MOVING = frozenset({"RETREAT", "MOBILIZE", "AID"})
# Behind these another act is named: "marched in the capital against the killings".
_OTHER_ACTS = frozenset({"against", "over", "about", "after", "following", "since", "before", "despite"})
_STOP = frozenset({"relcl", "advcl", "ccomp", "parataxis"})
# "the road from Olancho": such nouns lie between the places they are told by.
_WAYS = frozenset({"road", "highway", "route", "motorway", "railway", "path", "street", "border", "frontier", "outskirt", "outskirts"})
_BY_WAY = frozenset({"from", "to", "of", "between", "with", "into"})
# "broke off relations with Moscow": somebody, no scene.
_PARTNERS = frozenset({"with", "by", "against", "between", "like", "than"})
# "In Kalemie six people died when the police broke up a meeting": such a clause tells of the same moment.
_SAME_MOMENT = frozenset({"when", "as", "while"})
# Acts that happen somewhere; words are said anywhere.
ON_GROUND = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AID"})


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
            return _most_precise_first(sight, (*found, *_inside(sight, candidate, kind, found)))
        if node.dep_ == "relcl" and any(c.lower_ == "where" for c in node.children):
            return _most_precise_first(sight, _named_below(sight, node.head))
        if node.dep_ == "prep" and node.lower_ in _OTHER_ACTS:
            break
        if (node.dep_ in _STOP and not _is_same_moment(node)) or node.head == node or node.head.lemma_.lower() in sight.lexicon.cues.reporting:
            break
        node, came_from = node.head, node
    return _in_subject(sight, candidate.trigger, prepositions) or _in_objects(sight, candidate, kind)


def _inside(
    sight: Sight, candidate: Candidate, kind: str, countries: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """ "killed the mayor of Iguala in Mexico": a place in what was acted on that lies in the country named as the scene."""
    if any(sight.is_below_country(m) for m in countries):
        return []
    ids = {m.place for m in countries}
    inner = _in_objects(sight, candidate, kind)
    return [m for m in inner if ids & set(sight.places.places[str(m.place)].parents)]


def _in_objects(sight: Sight, candidate: Candidate, kind: str) -> tuple[PlaceMention, ...]:
    """ "bombarded an area west of Damascus", "evicted Fallujah residents": a place below a country in what was acted on."""
    if kind not in ON_GROUND:
        return ()
    tokens = [t for t in (candidate.trigger, *candidate.roles.victims) if t.dep_ not in _STOP]
    tokens += [sight.reading.doc[m.head] for m in candidate.roles.recipients if m.form != "pronoun"]
    tokens += [o for t in tokens[:1] if t.pos_ == "VERB" for o in syntax.logical_objects(t)]
    found = [m for t in tokens if t.sent == candidate.trigger.sent for m in _named_below(sight, t)]
    return _most_precise_first(sight, found) if found else ()


def only_place(sight: Sight, trigger: Token) -> tuple[PlaceMention, ...]:
    """The place below a country that the trigger's sentence names, if it is the only one and nobody speaks or comes from there."""
    found = [m for m in _named_below(sight, trigger.sent.root, clauses=True) if _is_scene(sight, m)]
    return tuple(found[:1]) if len({m.place for m in found}) == 1 else ()


def _is_scene(sight: Sight, mention: PlaceMention) -> bool:
    """Whether something happens at a named place; nobody speaks there ("told reporters in Geneva") or comes from it."""
    token = sight.reading.doc[mention.head]
    preposition = token.head
    if token.dep_ == "pobj" and preposition.lower_ in _PARTNERS:
        return False
    if preposition.lower_ == "from" and preposition.head.pos_ in ("NOUN", "PROPN"):
        return False
    if token.dep_ in ("dobj", "nsubjpass", "dative"):
        # "retook Mosul", but not "thanked Paris"
        patterns = sight.lexicon.verbs.get(token.head.lemma_.lower(), ())
        return any(
            part.slot is not None and part.slot.role in ("place", "target") for p in patterns for part in p.parts
        )
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    return verb is None or verb.lemma_.lower() not in sight.lexicon.cues.reporting


def is_elsewhere(trigger: Token) -> bool:
    """Whether an event noun stands behind a word that sets it apart from the clause's own act and place: "after the attack"."""
    return trigger.dep_ == "pobj" and trigger.head.lower_ in _OTHER_ACTS


def names_unknown(sight: Sight, trigger: Token) -> bool:
    """Whether the act's own phrase names a place that the gazetteer does not know: "near Konna"."""
    return any(
        o.pos_ == "PROPN" and o.ent_type_ not in ("DATE", "TIME") and sight.places.at(o.i) is None
        for c in trigger.children
        if c.dep_ == "prep" and c.lower_ in ("in", "near", "at", "outside")
        for o in syntax.prepositional_objects(c)
    )


def _named_below(sight: Sight, node: Token, *, clauses: bool = False) -> list[PlaceMention]:
    """The places below a country that are named in a phrase, `clauses` inside it left out or taken in."""
    found: list[PlaceMention] = []
    waiting = [node]
    while waiting:
        token = waiting.pop(0)
        mention = sight.places.at(token.i)
        if mention is not None and sight.is_below_country(mention) and not _acts(sight, token):
            found.append(mention)
        inner = [c for c in token.children if c.dep_ not in (*_STOP, "nsubj", "agent") and c.pos_ != "VERB"]
        waiting += list(token.children) if clauses else inner
    return list(dict.fromkeys(found))


def _acts(sight: Sight, token: Token) -> bool:
    """Whether a town's name stands for a government ("Damascus said") or is part of somebody's name."""
    mention = sight.actors.at(token.i)
    return token.dep_ == "nsubj" or (mention is not None and mention.form == "name" and mention.end - mention.start > 1)


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
                if child == came_from or child.dep_ in _STOP or child.dep_ in ("nsubj", "cc", "punct"):
                    continue
                if child.dep_ == "conj" and not (token == node and _shares_clause(child)):
                    continue
                by_way = token.lemma_.lower() in _WAYS and child.lower_ in _BY_WAY
                if child.dep_ in ("prep", "agent", "dative") and (child.lower_ in prepositions or by_way):
                    found += [p for o in syntax.prepositional_objects(child) for p in sight.places_of(o)]
                below.append(child)
        level = below
    return tuple(dict.fromkeys(found))


def _is_same_moment(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(
        c.lower_ in _SAME_MOMENT and c.dep_ in ("advmod", "mark") and c.i < clause.i for c in clause.children
    )


def _shares_clause(verb: Token) -> bool:
    """ "were killed and injured in bombings": the phrase behind the second verb holds for both."""
    return verb.pos_ == "VERB" and not any(c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in verb.children)


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
        if node.dep_ == "relcl" and node.i not in own:
            # "the rebels, who have held the town since 2014, fired": the date of an aside.
            return True
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
    """Whether the trigger is told beside the main act, as what came before it or what it was about."""
    node = trigger
    while node != main and node.head != node:
        if node.dep_ == "prep" and (node.lower_ in _OTHER_ACTS or (node.head == main and node.lower_ in ("for", "of"))):
            # "ended the truce on Saturday after air raids", "accused them on Sunday of an attack".
            return True
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
