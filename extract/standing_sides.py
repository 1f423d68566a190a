"""Who stands on either side of a phrase such as "fight against" or "part of": its subject, its owner, whom it helps, its object."""

from collections.abc import Iterator

from extract.standing_found import Field
from extract.tables import ActorMention

_BARRIERS = frozenset((";", ":", "\n"))
_OWNING = ("poss", "compound", "amod", "nmod")
# Who is helped in a fight fights it: "support for Iraq in its struggle against the group".
_HELPING = frozenset(("support", "help", "assist", "back", "aid", "assistance", "backing"))
_BODIES = ("organisation", "international organisation", "military", "armed group")
_NEAR = 15
# What happened before or after a war has other subjects than the war.
_TIMES = ("since", "after", "before", "until")
_SUBJECTS = ("nsubj", "nsubjpass")


def subjects_of(field: Field, token: int) -> list[ActorMention]:
    """The actors that a phrase at `token` speaks of: its owner, the phrase it belongs to, or the subject of its clause.

    Coordinated ones are all of them. Never the subject of a clause further out.
    """
    charged = _charged(field, token)
    if charged is not None:
        return [charged]
    node, seen = token, set()
    while node not in seen:
        seen.add(node)
        found = _own_subject(field, node, token)
        if found is not None:
            return [m for m in field.joined(found) if m.end <= token]
        view = field.view
        timed = view.words[node].lower() in _TIMES
        if timed or view.deps[node] in _SUBJECTS or (view.deps[node] == "conj" and view.tags[node].startswith("N")):
            return []
        subject = next((c for c in view.children[node] if view.deps[c] in _SUBJECTS and c < token), None)
        if subject is not None and view.tags[subject] in ("WDT", "WP"):
            mention = field.actors.headed(view.heads[node])
            return [] if mention is None else [mention]
        if subject is None:
            subject = _fronting(field, node, token)
        if subject is not None:
            mention = field.actors.headed(subject)
            return [] if mention is None else list(field.joined(mention))
        node = view.heads[node]
    return []


def _charged(field: Field, token: int) -> ActorMention | None:
    """A body whose purpose the phrase is: "the coalition to defeat the group"."""
    if token < 2 or field.view.words[token - 1] != "to":
        return None
    ending = [m for m in field.actors.mentions if m.end == token - 1 and field.kind(m) in _BODIES]
    return max(ending, key=lambda m: m.end - m.start, default=None)


def _fronting(field: Field, verb: int, token: int) -> int | None:
    """The subject that follows what opens its sentence: "In the campaign to defeat the group, the army took the town"."""
    view = field.view
    after = [c for c in view.children[verb] if view.deps[c] in _SUBJECTS and token < c < verb]
    return after[0] if after and view.words[view.left_edges[after[0]] - 1] == "," else None


def _own_subject(field: Field, node: int, token: int) -> ActorMention | None:
    """The actor at a node on the way up, or the one that the noun or the verb of helping there speaks of."""
    view = field.view
    mention = field.actors.headed(node)
    if mention is not None and mention.end <= token and mention.form != "adjective":
        return mention
    if node != token and view.doc[node].lemma_.lower() in _HELPING:
        return _helped(field, node, token)
    if view.tags[node].startswith("N"):
        return _owner(field, node, token)
    return None


def _helped(field: Field, node: int, token: int) -> ActorMention | None:
    view = field.view
    objects = [c for c in view.children[node] if view.deps[c] in ("dobj", "nsubj") and node < c < token]
    for preposition in view.children[node]:
        if node < preposition < token and view.words[preposition].lower() in ("for", "of", "to"):
            objects += [c for c in view.children[preposition] if view.deps[c] == "pobj"]
    found = [m for c in objects if (m := field.actors.headed(c)) is not None and m.form != "adjective"]
    return found[0] if found else None


def _owner(field: Field, noun: int, token: int) -> ActorMention | None:
    """Whose a noun is: "the SDF's fight", "coalition efforts", "the resolve of the allies", "their struggle"."""
    view = field.view
    owners = [c for c in view.children[noun] if view.deps[c] in _OWNING and c < noun]
    for preposition in view.children[noun]:
        if noun < preposition < token and view.words[preposition].lower() == "of":
            owners += [c for c in view.children[preposition] if view.deps[c] == "pobj" and c < token]
    for owner in owners:
        mention = field.actors.headed(owner)
        if mention is not None and mention.form == "pronoun":
            return _helped_above(field, noun, token) or _named_before(field, mention)
        if mention is not None and mention.actor is not None:
            return mention
    return None


def _helped_above(field: Field, noun: int, token: int) -> ActorMention | None:
    """Whose "their" is in "support for the government in their fight": of whom a word of helping shortly before speaks."""
    view = field.view
    for node in range(noun - 1, max(-1, noun - _NEAR), -1):
        if view.sentences[node] == view.sentences[noun] and view.doc[node].lemma_.lower() in _HELPING:
            return _helped(field, node, token)
    return None


def _named_before(field: Field, pronoun: ActorMention) -> ActorMention | None:
    """The mention of the same actor in the same sentence that is no pronoun, else the pronoun itself where it is resolved."""
    if pronoun.actor is None:
        return None
    sentence = field.view.sentences[pronoun.head]
    same = [
        m
        for m in field.actors.mentions
        if m.actor == pronoun.actor and m.form in ("name", "nominal") and field.view.sentences[m.head] == sentence
    ]
    return same[0] if same else pronoun


def objects_of(field: Field, token: int) -> list[ActorMention]:
    """The actor that starts within three tokens, determiners and adjectives between, and those joined to it."""
    view = field.view
    for i in range(token, min(len(view), token + 4)):
        if view.tags[i] in ("VBD", "VBZ", "IN", ",", ".") or view.words[i] in _BARRIERS or "\n" in view.words[i]:
            return []
        # The longest: NATO in "members of NATO", not the members.
        mention = max(field.actors.starting_at(i), key=lambda m: m.end, default=None)
        if mention is not None and mention.form != "pronoun":
            return [] if mention.form == "adjective" else list(field.joined(mention))
    return []


def pairs(found: list[ActorMention]) -> Iterator[tuple[ActorMention, ActorMention]]:
    """Every two of several mentions, in order."""
    for i, first in enumerate(found):
        for second in found[i + 1 :]:
            yield first, second
