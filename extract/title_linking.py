"""Gives titles to people: "Nujaifi, the speaker of parliament"; "the prime minister" is whoever the article names as that."""

from functools import cached_property

from extract.actor_codes import Coder
from extract.actor_drafts import Draft, Scene
from extract.actor_registry import ActorRegistry, Code
from extract.body_linking import BodyLinker
from extract.known_actors import KnownActor, office_on
from extract.name_spans import NameSpan
from extract.phrase_parts import is_person
from extract.plurals import plural
from ontology.ids import slug

_SAME_OFFICE = {
    "premier": "prime minister",
    "pm": "prime minister",
    "head of government": "prime minister",
    "head of state": "president",
}
_OF_THEIR_OWN = ("armed group", "party", "organisation", "ngo", "company")
# Callings that a country does not give, unlike offices.
_CALLINGS = frozenset(("JRN", "CVL", "EDU", "MED", "BUS", "LAB", "REL", "CRM", "AGR"))
# What somebody is to another person only.
_RELATIVE = frozenset(("counterpart",))
_QUALIFYING = frozenset(("acting", "opposition", "rebel"))

Linked = list[tuple[Draft, str | None]]


class TitleLinker:
    """Links the offices of one article to their holders and writes the roles down."""

    def __init__(
        self,
        scene: Scene,
        coder: Coder,
        registry: ActorRegistry,
        bodies: BodyLinker,
        people: dict[NameSpan, str],
        local: str,
        groups: dict[int, str],
    ) -> None:
        """`groups` holds the actors of unnamed groups and bodies by their heads: "the group" in "the group's spokesman"."""
        self._scene = scene
        self._coder = coder
        self._registry = registry
        self._bodies = bodies
        self._people = people
        self._local = local
        self._groups = groups

    def link(self, linked: Linked) -> Linked:
        """The drafts with those that are offices resolved."""
        for draft, actor in linked:
            if actor is not None and draft.role is not None and is_person(draft.name):
                self._add_role(actor, draft)
        linked = self._link_beside(linked)
        holders: dict[str, list[str]] = {}
        for actor_id in dict.fromkeys(self._people.values()):
            for role in self._registry.roles(actor_id):
                holders.setdefault(_office(role.title), []).append(actor_id)
        return [(d, self._holder(d, holders) if d.role is not None and a is None else a) for d, a in linked]

    def _add_role(self, person: str, draft: Draft) -> None:
        if draft.role is not None and draft.role.phrase in _RELATIVE:
            return
        owner, country = self._office_owner(draft), self._registry.code(person).country
        if owner is None and country is not None and draft.role is not None and draft.role.sector not in _CALLINGS:
            owner = self._bodies.state(country)
        self._registry.add_role(person, self._title(draft), owner)

    def _title(self, draft: Draft) -> str:
        """The title in lower case, with what changes it: "former president"."""
        assert draft.role is not None
        changed = [m.phrase for m in draft.modifiers if m.sector == "ELI" or m.phrase in _QUALIFYING]
        return " ".join([*changed, draft.role.phrase])

    def _office_owner(self, draft: Draft) -> str | None:
        """The body that an office belongs to, where the phrase names one rather than a country."""
        for owner in draft.owners:
            inner = owner.draft or (
                Draft(owner.start, owner.end, owner.end - 1, "name", name=owner.name) if owner.name else None
            )
            if owner.link == "in" and owner.name is not None and owner.name.kind not in ("known", "organisation"):
                continue
            if (
                inner is not None
                and inner.name is not None
                and inner.name.kind in ("known", "organisation", "seat")
                and not is_person(inner.name)
            ):
                return self._bodies.named(inner)
            if inner is None or inner.agent is None or owner.link == "in":
                continue
            if not inner.owners and self._is_of_its_own(self._groups.get(inner.head)):
                return self._groups[inner.head]
            if inner.agent.is_body and inner.owners:
                return self._bodies.group(inner)
        return None

    def _is_of_its_own(self, actor: str | None) -> bool:
        """Whether people speak for this actor rather than for its country: an armed group or a party."""
        return actor is not None and self._registry.code(actor).kind in _OF_THEIR_OWN

    def _link_beside(self, linked: Linked) -> Linked:
        """An office in apposition to a name, or said of it with "is"."""
        people = {d.head: a for d, a in linked if a is not None and is_person(d.name)}
        titled = {d.start: d.head for d, a in linked if a is not None and d.name is not None and is_person(d.name)}
        out: Linked = []
        for draft, actor in linked:
            if draft.role is not None and actor is None:
                actor = self._person_beside(draft, people, titled)
                if actor is not None:
                    self._give_title(actor, draft)
            elif (title := self._title_inside(draft)) is not None and actor is not None:
                person = self._person_beside(draft, people, titled)
                if person is not None:
                    self._registry.add_role(person, title, actor)
                    actor = person
            out.append((draft, actor))
        return out

    def _title_inside(self, draft: Draft) -> str | None:
        """The title in a body's name that is also its head's: High Commissioner, in "UN High Commissioner for Human Rights"."""
        span = draft.name
        if span is None or draft.nested or span.known is None or is_person(span):
            return None
        keys, roles = self._scene.view.keys, self._scene.knowledge.roles
        ends = range(span.start + 1, span.end + 1)
        found = [f[0] for end in ends if (f := roles.ending_at(keys, end, span.start)) is not None]
        return next((role.phrase for role in found if role.cls == "office" and not role.many), None)

    def _person_beside(self, draft: Draft, people: dict[int, str], titled: dict[int, int]) -> str | None:
        view, head = self._scene.view, draft.head
        beside = [c for c in view.children[head] if view.deps[c] == "appos"]
        if view.deps[head] == "appos":
            beside.append(view.heads[head])
        if view.deps[head] == "attr" and view.doc[view.heads[head]].lemma_ == "be":
            beside += [c for c in view.children[view.heads[head]] if view.deps[c] == "nsubj"]
        near = [b for b in beside if b in people and view.sentences[b] == view.sentences[head]]
        if not near and draft.end + 1 < len(view) and view.words[draft.end] == "," and view.sentences[draft.end + 1] == view.sentences[head]:
            near = [b for b in (self._apposed.get(draft.end + 1), titled.get(draft.end + 1)) if b is not None]
        if not near and draft.end in titled:
            near = [titled[draft.end]]
        return people.get(near[0]) if near else None

    @cached_property
    def _apposed(self) -> dict[int, int]:
        """The head of each name that a comma or the sentence closes, by its first token."""
        return {
            s.start: self._scene.view.root(s.start, s.end) for s in self._people if s.start > 0 and self._is_closed(s)
        }

    def _is_closed(self, span: NameSpan) -> bool:
        """Whether a name stands between commas, as appositions do."""
        return span.end < len(self._scene.view) and self._scene.view.words[span.end] in (",", ".")

    def _give_title(self, person: str, draft: Draft) -> None:
        code, old = self._code_of_title(draft), self._registry.code(person)
        owned = self._coder.country(draft)
        country = old.country if old.country and old.why else owned or old.country or code.country
        sector = old.sector or code.sector
        country = None if sector == "IGO" else country
        self._registry.recode(person, Code("person", country, sector, old.why or code.why))
        self._add_role(person, draft)

    def _code_of_title(self, draft: Draft) -> Code:
        """The code that an office gives: that of the group it belongs to, where it belongs to one."""
        code, owner = self._coder.code_person(draft), self._office_owner(draft)
        if draft.role is None or draft.role.cls != "generic" or owner is None or not self._is_of_its_own(owner):
            return code
        group = self._registry.code(owner)
        return Code("person", group.country, group.sector or code.sector, f"role: {draft.role.phrase} of {self._registry.name(owner)}")

    def _holder(self, draft: Draft, holders: dict[str, list[str]]) -> str | None:
        """The one person the article names with this title; None where it names several; an unnamed holder where it names none."""
        assert draft.role is not None
        country = self._coder.country(draft)
        title = _office(self._title(draft))
        named = list(dict.fromkeys(holders.get(title) or _holders_of_kind(holders, title) or self._listed_holders(draft, country)))
        if country is not None:
            named = [p for p in named if self._registry.code(p).country == country]
        definite = draft.definite or any(o.link == "possessive" for o in draft.owners)
        if named and definite:
            return named[0] if len(named) == 1 else None
        code = self._coder.code_person(draft)
        if draft.role.cls in ("generic", "rank"):
            owner = self._office_owner(draft)
            if owner is not None and code.country is None:
                return self._unnamed(f"{self._registry.name(owner)} {plural(draft.role.phrase)}", code)
            return self._unnamed(plural(draft.role.phrase), code)
        return self._unnamed(self._title(draft), code)

    def _listed_holders(self, draft: Draft, country: str | None) -> list[str]:
        """Listed people named before who held such an office of a country: Arafat, for "the Palestinian leader"."""
        if country is None or draft.role is None or draft.modifiers:
            return []
        title = _office(draft.role.phrase)
        before = ((s.known, a) for s, a in self._people.items() if s.known is not None and s.start < draft.start)
        return [a for known, a in before if known.country == country and self._serves(known, title)]

    def _serves(self, known: KnownActor, title: str) -> bool:
        published = self._coder.published
        office = office_on(known, published) if published is not None else next(iter(known.offices[-1:]), None)
        if office is None:
            return False
        return title in office.title.lower() if title != "leader" else office.sector in ("GOV", "REB")

    def _unnamed(self, title: str, code: Code) -> str:
        actor_id = f"{slug(title)}-{(code.country or self._local).lower()}"
        country = self._scene.knowledge.countries.by_iso3(code.country) if code.country else None
        shown = f"{country.demonyms[0]} {title}" if country is not None and country.demonyms else title
        return self._registry.add(actor_id, shown, code)


def _holders_of_kind(holders: dict[str, list[str]], title: str) -> list[str]:
    """The holders of fuller titles: "the minister" may be the defence minister."""
    return [
        p
        for full, people in holders.items()
        if full.endswith(f" {title}") or full.startswith(f"{title} ")
        for p in people
    ]


def _office(title: str) -> str:
    return _SAME_OFFICE.get(title, title)
