"""Gives every draft its actor: named people first, then bodies and states, then titles, groups and pronouns in order of the text."""

from dataclasses import replace

from extract.actor_codes import Coder
from extract.actor_drafts import Draft, Scene
from extract.actor_registry import ActorRegistry
from extract.armed_references import ArmedMention, is_armed_reference, resolve_armed
from extract.body_linking import BodyLinker
from extract.coreference import Antecedent, Antecedents, is_referential, resolve_definite, resolve_pronoun
from extract.name_spans import NameSpan
from extract.people_linking import add_person, gender_of, group_names
from extract.phrase_parts import is_person
from extract.tables import ActorMention, ActorTable
from extract.title_linking import TitleLinker
from extract.token_view import TokenView
from ontology.ids import digest
from ontology.records import Article

_BACKWARD = frozenset((
    "group", "movement", "organisation", "organization", "militia", "faction", "party", "network", "coalition", "alliance",
    "rebel group", "militant group", "armed group", "terrorist group", "extremist group", "jihadist group",
    "insurgent group", "separatist group", "agency", "council", "company", "firm",
))  # fmt: skip
_VIOLENT = frozenset((
    "abduct", "ambush", "assassinate", "attack", "behead", "bomb", "capture", "execute", "fight", "hijack", "kidnap", "kill",
    "massacre", "murder", "overrun", "pledge", "raid", "rape", "seize", "shell", "shoot", "storm", "torture",
))  # fmt: skip
_PEACEFUL = frozenset(("ngo", "international organisation", "media", "religious group"))
_PLURAL_PRONOUNS = frozenset(("they", "them", "their", "theirs", "themselves"))

Linked = list[tuple[Draft, str | None]]


class Linker:
    """Links the drafts of one article."""

    def __init__(self, scene: Scene, article: Article) -> None:
        self._scene = scene
        self._local = digest(article.id, length=8)
        self._registry = ActorRegistry(article.published)
        self._coder = Coder(scene, article.published)
        self._people: dict[NameSpan, str] = {}
        self._gender: dict[str, str] = {}
        self._bodies = BodyLinker(scene, self._coder, self._registry, self._local)

    def link(self, drafts: list[Draft]) -> ActorTable:
        """The table of actors and mentions."""
        drafts = [d for d in drafts if not self._is_credit(d)]
        self._link_people([d for d in drafts if is_person(d.name)])
        self._bodies.link_abbreviations(
            [d for d in drafts if d.name is not None and d.name.kind in ("organisation", "known")]
        )
        self._coder.note_bodies(drafts)
        first: Linked = [(d, self._actor_of(d)) for d in drafts]
        linked = self._link_armed(self._link_definites(first))
        groups = {d.head: a for d, a in linked if a is not None and d.agent is not None}
        titles = TitleLinker(self._scene, self._coder, self._registry, self._bodies, self._people, self._local, groups)
        linked = self._link_group_appositions(titles.link(linked))
        pronouns = self._pronouns(linked)
        self._note_owners(pronouns)
        # Only what no name beside it resolved: in "her party, the NLD" it is the NLD.
        owned = [
            (d, self._bodies.group(d) if _is_theirs(d) and a == before else a)
            for (d, a), (_, before) in zip(linked, first, strict=True)
        ]
        pronouns = _follow(pronouns, linked, owned)
        linked = owned
        mentions = [
            _mention(d, a, self._registry) for d, a in linked if a is not None or not _is_bare_state(d)
        ] + pronouns
        used = {m.actor for m in mentions}
        actors = self._registry.build()
        used |= {role.of for key in used if key is not None for role in actors[key].roles}
        kept = {key: actor for key, actor in actors.items() if key in used}
        return ActorTable(kept, tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.head))))

    def _is_credit(self, draft: Draft) -> bool:
        """Whether a name stands at a slash, as in a photographer's or an agency's credit: "Hassan/AFP"."""
        span, words = draft.name, self._scene.view.words
        if span is None or span.country is not None:
            return False
        around = words[max(0, span.start - 1) : span.end + 1]
        return any("/" in w for w in around) and (span.known is None or span.known.kind == "media")

    def _link_people(self, drafts: list[Draft]) -> None:
        spans = list(dict.fromkeys(d.name for d in drafts if d.name is not None))
        for person in group_names(self._scene.view, spans):
            actor_id = add_person(person, drafts, self._coder, self._registry, self._local)
            self._people.update(dict.fromkeys(person.spans, actor_id))
            known = next((span.known for span in person.spans if span.known), None)
            if known is not None:
                self._bodies.add_listed_roles(known)
            gender = gender_of(self._scene.view, person)
            if gender is not None:
                self._gender[actor_id] = gender

    def _actor_of(self, draft: Draft) -> str | None:
        if draft.name is not None and draft.name in self._people:
            return self._people[draft.name]
        if draft.name is not None and (draft.name.kind not in ("demonym", "people") or draft.form == "adjective"):
            return self._bodies.named(draft)
        return None if draft.role is not None else self._bodies.group(draft)

    def _link_group_appositions(self, linked: Linked) -> Linked:
        """ "Hamas, a group that ..." and "the rebel group, the FDD": an unnamed group beside a named one is that one."""
        view = self._scene.view
        named = {
            d.head: a
            for d, a in linked
            if a is not None and d.name is not None and d.name.kind in ("known", "organisation")
        }
        named |= {d.head: a for d, a in linked if a is not None and d.agent is not None and a in named.values()}
        out: Linked = []
        for draft, actor in linked:
            if draft.agent is not None and draft.name is None and draft.agent.is_body:
                actor = next((named[b] for b in _beside(view, draft.head) if b in named), actor)
            out.append((draft, actor))
        return out

    def _link_definites(self, linked: Linked) -> Linked:
        """ "the group", "the movement": the body of the nearest sentence that names one."""
        view = self._scene.view
        bodies = [self._antecedent(d, a) for d, a in linked if a is not None and _is_named_body(d)]
        out: Linked = []
        for draft, actor in linked:
            if draft.agent is not None and _points_back(draft):
                kinds = {b.actor: self._registry.code(b.actor).kind for b in bodies if b.actor}
                fitting = [b for b in bodies if b.actor and _fits_noun(kinds[b.actor], draft.agent.noun)]
                named = {b.actor for b in fitting if self._goes_by(b, draft.agent.noun, draft)}
                if _is_violent(view, draft.head):
                    fitting = [b for b in fitting if kinds[b.actor or ""] not in _PEACEFUL]
                if len(named) == 1:
                    actor = named.pop()
                elif any(b.start < draft.start for b in fitting):
                    actor = resolve_definite(view, draft.head, Antecedents(view, fitting))
            out.append((draft, actor))
        return out

    def _goes_by(self, body: Antecedent, noun: str, draft: Draft) -> bool:
        """Whether the name of an earlier body has the noun in it: "the Saudi-led coalition", of "the coalition"."""
        return body.start < draft.start and noun in self._scene.view.keys[body.start : body.end]

    def _link_armed(self, linked: Linked) -> Linked:
        """ "the militants", "the rebels": an armed group that was named before."""
        earlier: list[ArmedMention] = []
        out: Linked = []
        for draft, actor in linked:
            if is_armed_reference(draft):
                actor = resolve_armed(self._scene.view, draft, earlier) or actor
            elif actor is not None and self._registry.code(actor).kind == "armed group" and self._is_named(draft, actor):
                called = self._scene.knowledge.agents.ending_at(self._scene.view.keys, draft.end, draft.start)
                earlier.append(ArmedMention(draft.head, actor, called[0].group if called is not None else None))
            out.append((draft, actor))
        return out

    def _is_named(self, draft: Draft, actor: str) -> bool:
        """Whether a mention calls its actor by name: "ISIL", "ISIL fighters", "fighters of ISIL"."""
        return _is_named_body(draft) or any(o.name is not None and o.name.known is not None and o.name.known.id == actor for o in draft.owners)

    def _antecedent(self, draft: Draft, actor: str) -> Antecedent:
        many = draft.agent is not None and draft.agent.cls == "people" and draft.form == "nominal"
        person = self._registry.code(actor).kind == "person"
        return Antecedent(draft.start, draft.end, draft.head, actor, person, many, self._gender.get(actor))

    def _note_owners(self, pronouns: list[ActorMention]) -> None:
        """ "The army said its soldiers ...": a group whose owner is a pronoun comes from where the owner does."""
        for mention in pronouns:
            country = self._registry.code(mention.actor).country if mention.actor is not None else None
            if country is not None:
                self._coder.pronoun_countries[mention.start] = country

    def _mere_places(self, linked: Linked) -> list[Antecedent]:
        """Places that nobody named as an actor: "its" may well be theirs."""
        taken = {d.head for d, a in linked if a is not None}
        mentions = [m for m in self._scene.places.mentions if m.head not in taken]
        return [Antecedent(m.start, m.end, m.head, None, person=False, many=False) for m in mentions]

    def _pronouns(self, linked: Linked) -> list[ActorMention]:
        view = self._scene.view
        mentions: list[ActorMention] = []
        named = [self._antecedent(d, a) for d, a in linked if a is not None and d.form != "adjective"]
        before = Antecedents(view, named + self._mere_places(linked))
        for i in range(len(view)):
            if not is_referential(view, i):
                continue
            actor = resolve_pronoun(view, i, before)
            kind = "person"
            if actor is not None:
                kind = self._registry.code(actor).kind
                many = view.keys[i] in _PLURAL_PRONOUNS
                before.add(Antecedent(i, i + 1, i, actor, kind == "person", many, self._gender.get(actor)))
            mentions.append(ActorMention(i, i + 1, i, "pronoun", kind, actor, candidate=True))
        return mentions


def _follow(pronouns: list[ActorMention], before: Linked, after: Linked) -> list[ActorMention]:
    """The pronouns with the actors of those they speak of: "His supporters marched and police dispersed them"."""
    moved = [(d.start, old, new) for (d, old), (_, new) in zip(before, after, strict=True)]
    if all(old == new for _, old, new in moved):
        return pronouns
    out = []
    for pronoun in pronouns:
        latest = [new for start, old, new in moved if old == pronoun.actor and start < pronoun.start]
        out.append(replace(pronoun, actor=latest[-1]) if latest and pronoun.actor else pronoun)
    return out


def _beside(view: TokenView, head: int) -> list[int]:
    """The heads of what stands in apposition to a noun, or is said of it with "is". The parser takes the start of a list for one."""
    beside = [view.heads[head]] if view.deps[head] in ("appos", "attr") and not _opens_list(view, head) else []
    if view.deps[head] == "attr":
        beside = [c for c in view.children[view.heads[head]] if view.deps[c] == "nsubj"]
    listed = view.tags[head] in ("NNS", "NNPS")
    return beside + [
        c for c in view.children[head] if view.deps[c] == "appos" and not (listed and _opens_list(view, c))
    ]


def _opens_list(view: TokenView, token: int) -> bool:
    """Whether "and" joins something to a noun in the plural: "Iraqi forces, Kurdish fighters and tribesmen"."""
    many = view.tags[token] in ("NNS", "NNPS") or view.tags[view.heads[token]] in ("NNS", "NNPS")
    return many and any(view.deps[c] == "conj" for c in view.children[token])


def _is_theirs(draft: Draft) -> bool:
    return draft.agent is not None and draft.name is None and any(o.link == "pronoun" for o in draft.owners)


def _is_named_body(draft: Draft) -> bool:
    return draft.name is not None and draft.name.kind in ("known", "organisation") and not is_person(draft.name)


def _points_back(draft: Draft) -> bool:
    """Whether a bare definite noun, such as "the group", needs an earlier body to mean anything."""
    bare = draft.name is None and not draft.owners and not draft.modifiers
    if not bare or not draft.definite or draft.agent is None or draft.agent.noun not in _BACKWARD:
        return False
    # "the Western-backed alliance" says itself which one.
    return draft.head - draft.start == draft.agent.noun.count(" ")


def _is_violent(view: TokenView, head: int) -> bool:
    """Whether a noun is the subject of an act that no charity does: "The group abducted 200 schoolgirls"."""
    return view.deps[head] in ("nsubj", "conj") and view.doc[view.heads[head]].lemma_ in _VIOLENT


def _is_bare_state(draft: Draft) -> bool:
    """ "Borno state": no state of the world, and no actor where it was not resolved."""
    return draft.agent is not None and draft.name is None and draft.agent.noun in ("country", "nation", "state")


def _fits_noun(kind: str, noun: str) -> bool:
    """Whether a body of this kind may be called "the company", "the party", "the group" later on."""
    if noun in ("company", "firm"):
        return kind == "company"
    if noun == "party":
        return kind == "party"
    if noun in ("agency", "council"):
        return kind in ("international organisation", "ngo", "government", "organisation", "media")
    return kind not in ("company", "media", "government", "parliament", "court")


def _mention(draft: Draft, actor: str | None, registry: ActorRegistry) -> ActorMention:
    kind = (
        registry.code(actor).kind
        if actor
        else "person"
        if draft.role
        else draft.agent.kind
        if draft.agent
        else "organisation"
    )
    span = draft.name
    stands_for_state = (
        span is not None and span.kind in ("country", "demonym", "capital", "seat") and draft.agent is None
    )
    vague = draft.agent is not None and span is None and (actor is None or registry.code(actor).sector is None)
    candidate = draft.form == "adjective" or stands_for_state or vague or (draft.nested and not is_person(span))
    return ActorMention(draft.start, draft.end, draft.head, draft.form, kind, actor, candidate=candidate)
