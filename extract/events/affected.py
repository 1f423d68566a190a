"""Whom a verb's act affects where its pattern names nobody: "refused them a corridor", "halted flights to Goma", "the plan Paris drew up"."""

from collections.abc import Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.sight import Sight
from extract.tables import ActorMention

# By type of event, the prepositions that name whom help goes to, or whom force and measures are meant for.
_TOWARDS = {
    "AID": frozenset({"to", "for"}),
    "AGREE": frozenset({"to", "for"}),
    "CONCEDE": frozenset({"to", "for"}),
    "MOBILIZE": frozenset({"against"}),
    "ASSAULT": frozenset({"against", "on", "at"}),
    "COERCE": frozenset({"against"}),
    "PROTEST": frozenset({"against"}),
    "SANCTION": frozenset({"against", "on", "to", "for"}),
}
_GIVING = frozenset({"AID", "AGREE", "CONCEDE", "REJECT", "SANCTION"})
_JUDGING = frozenset({"REJECT", "ACCUSE", "SUPPORT"})


def find_affected(sight: Sight, verb: Token, kind: str, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions that an act of a type is done to, none of its actors among them."""
    objects = syntax.logical_objects(verb)
    named: list[Token] = []
    if kind in _GIVING:
        named += syntax.second_objects(verb)
    if kind in _TOWARDS:
        named += [o for token in (verb, *objects) for o in syntax.objects_of(token, _TOWARDS[kind])]
    if kind in _JUDGING:
        named += [maker for o in objects for maker in _makers(o)]
    found = [m for o in named for m in sight.participants(o) if m not in actors and not (kind == "ASSAULT" and sight.is_town(m))]
    if kind == "SANCTION" and not found:
        # "suspended its Tanzanian aid"
        found = [m for o in objects for m in sight.content(o) if m.form == "adjective" and _is_foreign(sight, m, actors)]
    return found


def _makers(thing: Token) -> list[Token]:
    """ "the grant that Oslo had promised": who made, offered or said it."""
    clauses = [c for c in thing.children if c.dep_ == "relcl" and not syntax.is_passive(c)]
    subjects = [c for clause in clauses for c in clause.children if c.dep_ == "nsubj" and c.i < clause.i]
    return [s for s in subjects if s.lower_ not in syntax.RELATIVE]


def _is_foreign(sight: Sight, mention: ActorMention, actors: Sequence[ActorMention]) -> bool:
    state = sight.actor(mention)
    return state is not None and state.country not in {a.country for m in actors if (a := sight.actor(m)) is not None}
