"""Event nouns read with their frames: "a Russian missile strike on Kharkiv", "talks between A and B", "launched an offensive"."""

from collections.abc import Iterator, Mapping, Set

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.lexicon import EventNoun
from extract.events.sight import Sight
from extract.tables import ActorMention, PlaceMention

# "responded with an air strike": who answers does it.
_ANSWERING = frozenset({"respond", "retaliate", "reply", "answer", "counter", "react", "follow"})
# "spoke after a meeting with", "raised in a call with": who speaks took part.
_OCCASION = frozenset({"after", "during", "in", "at", "following", "before", "for"})
# "announced an agreement between them": who only tells of it is no party.
_TELLING = frozenset({"announce", "declare"})
# An article with these words tells of strikes by those who work.
_LABOUR = frozenset({"striker", "strikers", "unions", "walkout", "stoppage", "picket", "pickets"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})


def match_noun(sight: Sight, token: Token) -> Candidate | None:
    """The event a noun reports, with the participants its frame and a light verb give it; None if it is no event noun."""
    entry = _entry(sight, token)
    if entry is None or token.dep_ in ("compound", "amod", "nmod") or _inside_name(sight, token) or _is_manner(token):
        return None
    frame = sight.lexicon.frames[entry.frame]
    used = set(range(token.i - len(entry.words) + 1, token.i + 1))
    roles = _own_roles(sight, token, frame, used)
    light = _light_roles(sight, token, frame)
    if sight.lexicon.in_class(entry.words[-1], "weapon") and not _does_harm(sight, token):
        return None
    if light is not None:
        verb, lent = light
        told = verb.lemma_ in _TELLING and len({m.actor for m in roles.actors}) > 1
        roles = roles if told else roles.joined(lent)
        used.add(verb.i)
    relation = entry.relation
    if entry.words == ("strike",) and _is_stoppage(sight, token, roles):
        relation = "strike"
    return Candidate(
        trigger=token,
        relation=relation,
        roles=roles,
        rule=f"noun: {' '.join(entry.words)}",
        noun=True,
        used=frozenset(used),
        weight=0.6 + 0.05 * (len(entry.words) - 1) + (0.1 if light else 0.0),
    )


def _is_stoppage(sight: Sight, strike: Token, roles: Roles) -> bool:
    """Workers strike without weapons; else the words around tell: "the crews walked off in the second week of a strike"."""
    if roles.actors:
        return all(sight.is_actor_class(m, "civilian") for m in roles.actors)
    bare = not any(c.dep_ in ("amod", "compound", "nmod") for c in strike.children)
    in_labour = bare and any(t.lower_ in _LABOUR for t in strike.doc)
    return in_labour or any((a := sight.actor(m)) is not None and a.sector == "LAB" for t in strike.sent for m in _mentions_at(sight, t))


def _entry(sight: Sight, token: Token) -> EventNoun | None:
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    doc = token.doc
    for head in dict.fromkeys((token.lower_, token.lemma_.lower())):
        for entry in sight.lexicon.nouns.get(head, ()):
            before = entry.words[:-1]
            start = token.i - len(before)
            if entry.needs is not None and not syntax.objects_of(token, {entry.needs}):
                continue
            if start >= 0 and all(
                w in (t.lower_, t.lemma_.lower()) for w, t in zip(before, doc[start : token.i], strict=True)
            ):
                return entry
    return None


def _does_harm(sight: Sight, weapon: Token) -> bool:
    """A rocket or a bomb is an attack only where it hits or kills: "received rockets" is none."""
    light = sight.lexicon.cues.light
    for verb, dep in _governing_verbs(weapon):
        if dep == "nsubj" and verb.lemma_.lower() in light["harm"] | light["happen"]:
            return True
    preposition = weapon.head
    return weapon.dep_ == "pobj" and preposition.lower_ in light["cause"] and preposition.head.pos_ == "VERB"


def _is_manner(noun: Token) -> bool:
    """ "resigned in protest", "killed in revenge": why, no act of its own."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.lemma_.lower() in ("protest", "revenge") and noun.i == noun.head.i + 1


def _inside_name(sight: Sight, token: Token) -> bool:
    mention = sight.actors.at(token.i)
    if mention is not None and mention.form == "name":
        return True
    return token.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "LAW", "PRODUCT") and token.pos_ == "PROPN"


def _own_roles(sight: Sight, noun: Token, frame: Mapping[str, str], used: Set[int]) -> Roles:
    roles = Roles()
    for child in noun.children:
        if child.dep_ in _MODIFIERS and child.i < noun.i and child.i not in used:
            role = frame.get("poss" if child.dep_ == "poss" else "mod")
            roles = roles.joined(_modifier(sight, child, role))
        elif child.dep_ in ("prep", "agent"):
            roles = roles.joined(_prepositional(sight, child, frame.get(child.lower_)))
            roles = roles.joined(_nested(sight, child, frame, roles))
        elif child.dep_ == "acl":
            roles = roles.joined(_participle(sight, child, frame))
        elif (
            child.dep_ == "relcl"
            and child.lemma_ in sight.lexicon.cues.light["responsibility"]
            and _has_responsibility(child)
        ):
            # "an attack for which the group claimed responsibility"
            roles = roles.joined(
                Roles(actors=tuple(m for s in syntax.logical_subjects(child) for m in sight.participants(s)))
            )
    return roles


def _nested(sight: Sight, preposition: Token, frame: Mapping[str, str], known: Roles) -> Roles:
    """ "the arrest of officials by police": the parser may hang the second phrase on the first one's noun."""
    roles = Roles()
    for token in syntax.prepositional_objects(preposition):
        if preposition.lower_ != "of" and not sight.participants(token):
            # "demonstrations against abuses by the police": whose abuses they are
            continue
        for child in token.children:
            role = frame.get(child.lower_) if child.dep_ in ("prep", "agent") else None
            free = (role == "actor" and not known.actors) or (role in ("target", "recipient") and not known.recipients)
            if free and child.lower_ in ("by", "on", "against"):
                roles = roles.joined(_prepositional(sight, child, role))
    return roles


def _modifier(sight: Sight, child: Token, role: str | None) -> Roles:
    place = sight.places.at(child.i)
    if place is not None and child.dep_ != "poss" and sight.is_below_country(place):
        # "the Kabul bombing", "Geneva talks": a town before an event noun says where, a country who.
        return Roles(places=(place,))
    tokens = syntax.conjuncts(child)
    if child.lower_ == "led":
        # "the US-led invasion"
        tokens += [c for c in child.children if c.dep_ in ("npadvmod", "compound", "nmod", "amod", "nsubj")]
    mentions = [m for t in tokens for m in _mentions_at(sight, t)]
    if role in ("actor", "party"):
        return Roles(actors=tuple(mentions))
    if role == "recipient":
        return Roles(recipients=tuple(mentions))
    return Roles()


def _mentions_at(sight: Sight, token: Token) -> list[ActorMention]:
    found = sight.actors.headed(token.i) or sight.actors.at(token.i)
    return [found] if found is not None else []


def _prepositional(sight: Sight, preposition: Token, role: str | None) -> Roles:
    roles = Roles()
    for token in syntax.prepositional_objects(preposition):
        roles = roles.joined(_fill(sight, token, role))
    return roles


def _fill(sight: Sight, token: Token, role: str | None) -> Roles:
    mentions = tuple(sight.participants(token))
    places: tuple[PlaceMention, ...] = tuple(sight.places_of(token))
    match role:
        case "actor" | "party":
            return Roles(actors=mentions)
        case "recipient" | "host":
            mentions = mentions or tuple(sight.content(token))
            return Roles(recipients=mentions, places=places if role == "host" else (), victims=(token,))
        case "place":
            return Roles(places=places)
        case "target":
            firm = tuple(m for m in mentions if not (m.candidate and sight.places.at(m.head)))
            firm = firm or tuple(sight.holders(token))
            return Roles(recipients=firm, places=places, victims=(token,))
    return Roles()


def _participle(sight: Sight, verb: Token, frame: Mapping[str, str]) -> Roles:
    """ "attacks targeting Israelis", "an offensive launched by rebels", "the attack carried out by IS"."""
    if syntax.is_passive(verb):
        # "a bombing blamed on rebels"
        doers = syntax.objects_of(verb, {"on"}) if verb.lemma_ in ("blame", "pin") else syntax.agents(verb)
        return Roles(actors=tuple(m for t in doers for m in sight.participants(t)))
    role = frame.get(verb.lower_)
    roles = Roles()
    if role or verb.lemma_ in sight.lexicon.cues.light["harm"]:
        for token in (c for c in verb.children if c.dep_ == "dobj"):
            roles = roles.joined(_fill(sight, token, role or "target"))
    return roles


def _light_roles(sight: Sight, noun: Token, frame: Mapping[str, str]) -> tuple[Token, Roles] | None:
    """What the verb around the noun adds: a light verb its subject, a verb of harm its object."""
    light = sight.lexicon.cues.light
    role = "party" if frame.get("between") == "party" else "actor"
    talks = role == "party" or ("to" in frame and frame["to"] == "host")
    for verb, dep in _governing_verbs(noun):
        lemma = verb.lemma_.lower()
        subjects = [m for s in syntax.logical_subjects(verb) for m in sight.participants(s)]
        if dep in ("dobj", "nsubjpass", "pobj"):
            if lemma in light["actor"] or (lemma in light["responsibility"] and _has_responsibility(verb)):
                given = (
                    [m for o in syntax.second_objects(verb) for m in sight.participants(o)] if role == "actor" else []
                )
                return verb, Roles(actors=tuple(subjects), recipients=tuple(given))
            if lemma in light["recipient"] and role == "actor":
                # "drew condemnation from Japan", "came under fire from rebels"
                doers = [m for o in syntax.objects_of(verb, {"from", "by"}) for m in sight.participants(o)]
                return verb, Roles(actors=tuple(doers), recipients=tuple(subjects))
        elif (dep == "responsible" and role == "actor") or (dep == "during" and talks and lemma not in light["harm"]):
            return verb, Roles(actors=tuple(subjects))
        elif dep == "subjected":
            objects = [m for o in syntax.logical_objects(verb) for m in sight.participants(o)]
            return verb, Roles(actors=tuple(subjects), recipients=tuple(objects))
        elif dep == "nsubj" and lemma in light["harm"]:
            roles = Roles()
            for obj in syntax.logical_objects(verb):
                roles = roles.joined(_fill(sight, obj, "target"))
            return verb, roles
    return None


def _has_responsibility(verb: Token) -> bool:
    return any(c.lemma_.lower() in ("responsibility", "blame") for c in verb.children)


def _lends(preposition: Token) -> bool:
    """ "came under attack", "went on strike"; not "fired on a march"."""
    if preposition.lower_ in ("out", "under"):
        return True
    return preposition.lower_ == "on" and preposition.head.lemma_ in ("go", "embark", "be")


def _verb_of_blame(preposition: Token) -> Token | None:
    """ "was responsible for the killing", "are behind the attack": the verb whose subject did it."""
    head: Token = preposition.head
    if preposition.dep_ != "prep":
        return None
    if preposition.lower_ == "behind" and head.lemma_ == "be":
        return head
    guilty = head.lower_ in ("responsible", "guilty") and preposition.lower_ in ("for", "of")
    return head.head if guilty and head.dep_ == "acomp" else None


def _governing_verbs(noun: Token) -> Iterator[tuple[Token, str]]:
    head: Token = noun
    while head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    governor = head.head
    if governor.pos_ in ("VERB", "AUX"):
        yield governor, head.dep_
    elif (
        governor.dep_ in ("prep", "dative")
        and governor.lower_ == "to"
        and governor.head.lemma_ in ("subject", "expose")
    ):
        yield governor.head, "subjected"
    elif governor.dep_ == "prep" and governor.lower_ == "with" and governor.head.lemma_ in _ANSWERING:
        yield governor.head, "responsible"
    elif (blamed := _verb_of_blame(governor)) is not None:
        yield blamed, "responsible"
    elif governor.dep_ == "prep" and governor.head.pos_ == "VERB" and governor.lower_ in _OCCASION:
        yield governor.head, "during"
    elif governor.dep_ == "prep" and governor.head.pos_ == "VERB" and _lends(governor):
        yield governor.head, "pobj"
    elif (
        governor.dep_ == "prep"
        and governor.head.dep_ == "dobj"
        and governor.head.lemma_ in ("responsibility", "series", "wave", "round", "number", "string", "phase", "spate")
    ):
        yield governor.head.head, "dobj"
