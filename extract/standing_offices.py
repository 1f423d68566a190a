"""Offices that people hold, as the title beside their name says, and what they lead or belong to by them."""

from collections.abc import Iterator, Mapping

from extract.actor_registry import FROM_ARTICLE
from extract.standing_found import Field, Found
from extract.tables import ActorMention
from extract.token_view import TokenView
from ontology.records import Role

_LEADING = frozenset((
    "leader", "chief", "commander", "head", "chairman", "chairwoman", "emir", "president", "director", "founder",
))  # fmt: skip
_NOT_IN_OFFICE = frozenset(("former", "ex", "late", "deputy", "designate", "elect"))
_AMONG_OTHERS = frozenset(("a", "an", "another", "one", "senior", "top", "local", "regional", "field", "gang"))
_OF_ALL = frozenset((
    "supreme", "overall", "military", "rebel", "army", "police", "party", "militia", "political", "opposition", "spiritual",
    "air", "force", "navy",
))  # fmt: skip
# Bodies whose officers belong to them; an envoy of the United Nations is no member of it.
_WITH_MEMBERS = ("armed group", "party", "military", "police", "criminal group")


def find_offices(field: Field) -> Iterator[Found]:
    """An office for each mention of a person that says the title; the name in the sentence is the mention of its holder."""
    view, actors = field.view, field.actors
    inner = field.by_last_token()
    named = {(m.actor or "", view.sentences[m.head]): m for m in reversed(actors.mentions) if m.form == "name"}
    for mention in actors.mentions:
        actor = actors.actors.get(mention.actor or "")
        if actor is None or actor.kind != "person" or mention.form == "pronoun":
            continue
        holder = named.get((actor.id, view.sentences[mention.head]), mention)
        for role in (r for r in actor.roles if r.source == FROM_ARTICLE):
            trigger = _title_tokens(view, mention, role.title) if role.of else None
            if trigger is None or role.of is None:
                continue
            inside = _inside(inner, mention, role.of)
            yield Found("holds office", holder, inside, role.of, trigger, role.title)
            tie = _tie(field, role, one_of_many=_is_one_of_many(view, mention, trigger[0]))
            if inside is not None and tie is not None:
                yield Found(tie, holder, inside, role.of, trigger)


def _is_one_of_many(view: TokenView, mention: ActorMention, title: int) -> bool:
    """Whether a title is that of one among others: "an ISIL commander", "senior Hamas leader"."""
    return any(view.keys[i] in _AMONG_OTHERS for i in range(max(0, mention.start - 2), title))


def _tie(field: Field, role: Role, *, one_of_many: bool) -> str | None:
    """What an office in a body means besides: to lead it, or to be one of its members."""
    owner, words = field.actors.actors.get(role.of or ""), set(role.title.split())
    if owner is None or owner.kind == "state" or words & _NOT_IN_OFFICE:
        return None
    if _leads(role.title) and not one_of_many:
        return "leads"
    return "member of" if owner.kind in _WITH_MEMBERS else None


def _leads(title: str) -> bool:
    """Whether a title is that of the head of the whole: "rebel leader", not "foreign policy chief" or "chief negotiator"."""
    *before, last = title.split(" of ")[0].split()
    return (last in _LEADING and set(before) <= _OF_ALL) or title in ("secretary general", "director general")


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
