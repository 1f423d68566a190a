"""What is no event: acts without anybody political in them, storms that kill, bills that are killed."""

from itertools import pairwise

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate
from extract.events.sight import Sight
from extract.tables import ActorMention

_POLITICAL = frozenset(
    {
        "state",
        "government",
        "military",
        "police",
        "armed group",
        "party",
        "international organisation",
        "court",
        "parliament",
        "criminal group",
    }
)
_VICTIMS = frozenset({"civilians", "ethnic group", "religious group", "ngo", "media"})
_WEAK_TYPES = frozenset({"SUPPORT", "CONSULT", "COOPERATE", "AGREE", "AID", "REQUEST", "REJECT", "CONCEDE", "ACCUSE"})
# Who keeps an act in an article on sport or business political.
_GOVERNING = frozenset({"government", "military", "police", "armed group", "parliament", "court", "international organisation"})
_OFFICES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "REB", "OPP"})
# Posts in teams and companies as well as in states and armies.
_POSTS = frozenset({"captain", "chairman", "chairwoman", "director", "president", "executive", "chief", "manager", "coach"})
# Words of violence that keep a sentence about a bus or a storm among the events.
_VIOLENCE = frozenset(
    {"gunman", "gunmen", "looter", "rioter", "mob", "torch", "rebel", "militant", "attacker", "hijacker", "bomber", "attack", "shoot", "ambush"}
)
_ANSWERS = frozenset({"comment", "name", "identify", "elaborate", "say", "discuss", "speculate", "quote", "specify"})
_SPATIAL = frozenset({"seizure", "recapture", "siege", "blockade", "invasion", "destruction", "curfew", "martial law"})


def is_event(sight: Sight, candidate: Candidate) -> bool:
    """Whether a candidate is an act by or on political actors, rather than weather, sport, business or a figure of speech."""
    roles = candidate.roles
    relation = sight.lexicon.vocabulary.relations[candidate.relation]
    if not candidate.noun and _foreign_subject(sight, candidate):
        return False
    if _other_subject(sight, candidate) or _gives_no_answer(candidate):
        return False
    if (
        candidate.noun
        and relation.type in ("RETREAT", "COERCE")
        and not (roles.recipients or roles.places or roles.actors)
    ):
        return False
    if candidate.relation in ("prisoner release", "evacuation", "rescue", "pardon") and not (roles.recipients or roles.victims):
        return False
    if candidate.relation == "end of talks" and not candidate.noun and not roles.actors:
        return any(t.lower_ in ("peace", "ceasefire", "truce", "nuclear") for t in candidate.trigger.subtree)
    if not roles.actors and not roles.recipients:
        return _placed_violence(sight, candidate, relation.type)
    everyone = [*roles.actors, *roles.recipients]
    if any(_is_political(sight, m) for m in everyone):
        return _complete(sight, candidate, relation.type)
    if relation.type in ("THREATEN", "REQUEST") and any(_is_victim(sight, m) for m in roles.actors):
        return True
    if relation.type in ("ASSAULT", "PROTEST", "COERCE", "AID") or candidate.relation == "prisoner release":
        return any(_is_victim(sight, m) for m in everyone) and (relation.type != "AID" or bool(roles.recipients))
    return False


def _other_subject(sight: Sight, candidate: Candidate) -> bool:
    """Whether the sentence is about sport, business, science or an accident, or tells a made-up story."""
    domains = sight.lexicon.domains
    sentence = [t for t in candidate.trigger.sent if not t.is_space]
    if is_fiction(sight, candidate):
        return True
    main = sight.subjects.main
    if main is not None and _is_about_it(sight, candidate, main):
        return True
    if candidate.relation not in domains.soft:
        return False
    lemmas = [t.lemma_.lower() for t in sentence]
    if main is None and not any(w in domains.cues for w in (*lemmas, *(f"{a} {b}" for a, b in pairwise(lemmas)))):
        return False
    everyone = (*candidate.roles.actors, *candidate.roles.recipients)
    if any(sight.is_actor_class(m, cls) for m in everyone for cls in ("military", "police")):
        return False
    if candidate.relation == "weapons test":
        return True
    return not any(sight.lexicon.in_class(w, "weapon") or w in _VIOLENCE for w in lemmas)


def is_fiction(sight: Sight, candidate: Candidate) -> bool:
    """Whether the sentence tells a made-up story."""
    fiction = sight.lexicon.domains.fiction
    return any(t.lemma_.lower() in fiction and _sets_scene(t) for t in candidate.trigger.sent)


def _is_about_it(sight: Sight, candidate: Candidate, subject: str) -> bool:
    """Whether words or a resignation in an article on sport or business are those of a captain or a board, not of politics."""
    if sight.lexicon.vocabulary.relations[candidate.relation].type not in _WEAK_TYPES | {"THREATEN", "RETREAT", "SANCTION"}:
        return False
    # A team goes by the name of its country.
    firm = _GOVERNING if subject == "sport" else _GOVERNING | {"state"}
    heads = sight.reading.doc
    doers = [sight.actor(m) for m in candidate.roles.actors if heads[m.head].lemma_.lower() not in _POSTS]
    return not any(a.kind in firm or (a.kind == "person" and a.sector in _OFFICES) for a in doers if a is not None)


def _gives_no_answer(candidate: Candidate) -> bool:
    """ "declined to comment", "refused to be named": talk with reporters is no politics."""
    return candidate.relation in ("rejection", "refusal to yield", "denial") and any(
        c.lemma_.lower() in _ANSWERS for c in candidate.clauses
    )


def _sets_scene(token: Token) -> bool:
    """ "In the film, rebels seize ...", "the thriller opens with": the noun itself, not "film director"."""
    opening = token.dep_ == "pobj" and token.head.lower_ in ("in", "of") and token.i - token.sent.start < 6
    return opening or (token.dep_ == "nsubj" and token.head.dep_ == "ROOT")


def _complete(sight: Sight, candidate: Candidate, kind: str) -> bool:
    """Cooperation and words need somebody who acts; an agent-less "was praised" says too little."""
    if kind in _WEAK_TYPES and not candidate.roles.actors:
        return kind == "ACCUSE" and bool(candidate.roles.recipients)
    if candidate.roles.actors and not any(_can_act(sight, m, kind) for m in candidate.roles.actors):
        return False
    if kind in ("AID", "SANCTION", "COOPERATE") and candidate.noun:
        return bool(candidate.roles.actors or candidate.roles.recipients)
    return True


def _can_act(sight: Sight, mention: ActorMention, kind: str) -> bool:
    """Whether somebody of this kind does such a thing in political news: a company bombs nobody, a bystander agrees to nothing."""
    if _is_political(sight, mention):
        return True
    actor = sight.actor(mention)
    who = actor.kind if actor else mention.kind
    if kind in ("ACCUSE", "REQUEST", "REJECT", "AID", "THREATEN", "PROTEST", "ASSAULT", "CONSULT", "AGREE", "SUPPORT"):
        return (
            who in ("civilians", "ethnic group", "religious group", "ngo", "person", "organisation")
            or kind == "PROTEST"
        )
    return kind == "RETREAT" or who in ("person", "ethnic group", "religious group", "organisation")


def _placed_violence(sight: Sight, candidate: Candidate, kind: str) -> bool:
    if candidate.relation == "arrest" and not candidate.noun and candidate.roles.victims:
        return True
    if not candidate.roles.places and not (candidate.roles.victims and kind == "ASSAULT"):
        return False
    return candidate.relation in _SPATIAL or kind in ("ASSAULT", "PROTEST")


def _foreign_subject(sight: Sight, candidate: Candidate) -> bool:
    """An active verb whose subject is neither an actor nor a weapon nor an act: "the storm killed", "prices hit"."""
    verb = candidate.trigger
    if candidate.roles.actors:
        return False
    # Of a passive the by-agent is looked at: "hit by a heat wave".
    subjects = syntax.agents(verb) if syntax.is_passive(verb) else syntax.grammatical_subjects(verb)
    if not subjects or any(s.pos_ == "PRON" for s in subjects):
        return False
    bound = {m.head for m in candidate.roles.recipients} | {m.head for m in candidate.roles.places}
    for subject in subjects:
        lemma = subject.lemma_.lower()
        if (
            subject.i in bound
            or lemma in sight.lexicon.nouns
            or sight.lexicon.in_class(lemma, "weapon")
            or sight.lexicon.in_class(lemma, "platform")
            or sight.place(subject) is not None
            # "tens of thousands rallied"
            or subject.like_num
            or (subject.tag_ == "NNS" and sight.lexicon.in_class(lemma, "quantity"))
        ):
            return False
        if sight.content(subject) and sight.lexicon.vocabulary.relations[candidate.relation].type != "ASSAULT":
            return False
    return True


def _is_political(sight: Sight, mention: ActorMention) -> bool:
    actor = sight.actor(mention)
    kind = actor.kind if actor else mention.kind
    head = sight.reading.doc[mention.head].lemma_.lower()
    if kind in _POLITICAL or sight.lexicon.in_class(head, "sides") or sight.lexicon.in_class(head, "forces"):
        return True
    return (
        actor is not None
        and actor.sector is not None
        and actor.sector not in ("CVL", "BUS", "MED", "EDU", "JRN", "AGR", "LAB", "CRM", "UNK")
    )


def _is_victim(sight: Sight, mention: ActorMention) -> bool:
    actor = sight.actor(mention)
    kind = actor.kind if actor else mention.kind
    return kind in _VICTIMS or (actor is not None and actor.country is not None)
