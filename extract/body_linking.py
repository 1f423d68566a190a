"""Gives named bodies, states and unnamed groups their actors and ids."""

from datetime import date as Date

from extract.actor_codes import Coder
from extract.actor_drafts import Draft, Scene
from extract.actor_registry import ActorRegistry, Code
from extract.countries import Country
from extract.known_actors import KnownActor
from extract.listed_people import listed_roles, plain_sector
from extract.name_spans import NameSpan
from extract.phrase_parts import is_person
from extract.stances import HYPHENS, is_stance
from ontology.ids import fold_text, slug

_WORLDWIDE = frozenset(("international organisation", "ngo", "media", "company", "armed group"))
_MEMBER_KINDS = frozenset(("armed group", "military", "police", "organisation", "party", "civilians"))
_FIGHTING = ("armed group", "party")
_MEMBERS_KEEP = frozenset(("leader", "supporter", "civilian", "people", "official", "prisoner", "refugee"))
_WITH_ARTICLE = (
    "United ", "Democratic Republic", "Central African", "Czech Republic", "Dominican Republic", "Netherlands", "Philippines",
    "Gambia", "Bahamas", "Maldives", "Palestinian Territories", "Republic of",
)  # fmt: skip


class BodyLinker:
    """Registers everything that is no person. `local` ends the ids of what is only known inside this article."""

    def __init__(self, scene: Scene, coder: Coder, registry: ActorRegistry, local: str) -> None:
        self._scene = scene
        self._coder = coder
        self._registry = registry
        self._local = local
        self._bodies: dict[str, str] = {}
        self._groups: dict[str, list[str]] = {}
        self._by_country: dict[tuple[str, str], KnownActor | None] = {}

    def link_abbreviations(self, drafts: list[Draft]) -> None:
        """ "Forces for Defence of Democracy (FDD)": the bracket is another name of what stands before it."""
        view = self._scene.view
        by_start = {d.name.start: d.name for d in drafts if d.name is not None}
        for draft in drafts:
            span = draft.name
            if (
                span is None
                or span.end + 2 >= len(view)
                or view.words[span.end] != "("
                or view.words[span.end + 2] not in (")", ",", ";")
            ):
                continue
            short, other = view.words[span.end + 1], by_start.get(span.end + 1)
            if not short[0].isalpha() or sum(c.isupper() for c in short) < 2:
                continue
            if other is not None and other.known is not None and span.known is None:
                self._bodies[self._key(span)] = (
                    self.named(Draft(other.start, other.end, other.end - 1, "name", name=other)) or ""
                )
            elif (actor_id := self.named(draft)) is not None:
                self._bodies[fold_text(short)] = actor_id
                self._registry.add_alias(actor_id, short)

    def _key(self, span: NameSpan) -> str:
        return fold_text(self._scene.view.text(span.start, span.end))

    def named(self, draft: Draft) -> str | None:
        """The actor of a named body, state or seat; None for people's names."""
        span = draft.name
        if span is None or is_person(span):
            return None
        text = self._scene.view.text(span.start, span.end)
        if span.country is not None:
            return self._state(span, text)
        if span.known is not None:
            self._listed(span.known, self._coder.code_name(draft))
            self._registry.add_alias(span.known.id, text)
            return span.known.id
        key = fold_text(text)
        if key in self._bodies:
            self._registry.add_alias(self._bodies[key], text)
            return self._bodies[key]
        code = self._coder.code_name(draft)
        plain = self._without_country(span, code)
        if plain is not None and code.country is not None:
            self._bodies[key] = self._add_state_body(plain, text, code)
            return self._bodies[key]
        self._bodies[key] = self._body_id(span, text, code)
        return self._registry.add(self._bodies[key], text, code)

    def _add_state_body(self, plain: str, text: str, code: Code) -> str:
        country = self._scene.knowledge.countries.by_iso3(code.country or "")
        listed = self._listed_group(country, plain, code) if country is not None else None
        shown = f"{country.demonyms[0]} {plain}" if country is not None and country.demonyms else text
        actor_id = listed or self._registry.add(f"{slug(plain)}-{(code.country or '').lower()}", shown, code)
        self._registry.add_alias(actor_id, text)
        return actor_id

    def _without_country(self, span: NameSpan, code: Code) -> str | None:
        """ "foreign ministry" of "Russian Foreign Ministry", which is also "Russia's foreign ministry"; "military" of "US Army"."""
        view, agents = self._scene.view, self._scene.knowledge.agents
        found = agents.ending_at(view.keys, span.end, span.start)
        if found is None or found[0].kind != code.kind or code.kind not in ("government", "military", "police"):
            return None
        start, country = self._leading_country(span)
        if found[1] != start or (country is None and code.kind != "government") or country not in (None, code.country):
            return None
        return found[0].group if code.kind != "government" else view.text(start, span.end).lower()

    def _leading_country(self, span: NameSpan) -> tuple[int, str | None]:
        """Where a name goes on after the country it opens with, and that country."""
        view, countries = self._scene.view, self._scene.knowledge.countries
        for end in (span.start + 1, span.start + 2):
            words = view.text(span.start, end)
            country = (countries.by_demonym(words) or countries.by_name(words)) if end < span.end else None
            if country is not None:
                return end + (view.tags[end] == "POS"), country.iso3
        return span.start, None

    def _body_id(self, span: NameSpan, text: str, code: Code) -> str:
        """The name, and the country where the name alone ("Congress", "Supreme Court") is not one body's in the world."""
        if code.country is None or code.kind in _WORLDWIDE or self._coder.country_inside(span) is not None:
            return slug(text)
        return f"{slug(text)}-{code.country.lower()}"

    def _state(self, span: NameSpan, text: str) -> str | None:
        country = span.country
        assert country is not None
        if span.kind == "seat":
            actor_id = f"{country.iso3.lower()}-{slug(text)}"
            return self._registry.add(
                actor_id, text, Code("government", country.iso3, "GOV", "list: seat of government")
            )
        if span.kind == "capital":
            self.government(country.iso3, "list: capital")
            self._registry.add_alias(f"{country.iso3.lower()}-gov", text)
            return f"{country.iso3.lower()}-gov"
        actor_id = self.state(country.iso3)
        if span.kind == "country":
            self._registry.add_alias(actor_id, text)
        return actor_id

    def state(self, iso3: str) -> str:
        """The state itself."""
        country = self._scene.knowledge.countries.by_iso3(iso3)
        return self._registry.add(
            iso3.lower(), country.name if country else iso3, Code("state", iso3, None, "list: country")
        )

    def government(self, iso3: str, why: str = "noun: government") -> str:
        """A state's government."""
        country = self._scene.knowledge.countries.by_iso3(iso3)
        name = country.name if country else iso3
        article = "the " if name.startswith(_WITH_ARTICLE) else ""
        return self._registry.add(
            f"{iso3.lower()}-gov", f"Government of {article}{name}", Code("government", iso3, "GOV", why)
        )

    def group(self, draft: Draft) -> str | None:
        """The actor of an unnamed group; None for "the country", which is the state that was spoken of."""
        agent = draft.agent
        if agent is None:
            return None
        if agent.noun in ("country", "nation", "state"):
            recent = self._coder.focus.last_named(draft.head) if draft.definite else None
            return self.state(recent) if recent is not None else None
        owner = self._member_of(draft)
        if owner is not None:
            return owner
        code = self._coder.code_group(draft)
        known = self._groups.get(agent.group, [])
        if code.country is None and not draft.owners and not draft.modifiers and draft.name is None and len(known) == 1:
            return known[0]
        of_people = any(o.name is not None and o.name.kind == "people" for o in draft.owners)
        if agent.group == "government" and code.country and code.sector == "GOV" and not of_people:
            return self.government(code.country)
        return self._add_group(draft, code)

    def _add_group(self, draft: Draft, code: Code) -> str:
        agent, view = draft.agent, self._scene.view
        assert agent is not None
        words = [
            view.text(o.start - 2 if is_stance(view, o) and view.words[o.start - 1] in HYPHENS else o.start, o.end)
            for o in draft.owners
            if o.name is not None and o.name.kind in ("people", "known", "organisation") and o.link == "modifier"
        ]
        marks = [m.phrase for m in draft.modifiers if m.sector in ("REB", "OPP", "ELI") and m.phrase not in agent.group]
        plain = "people" if draft.name is not None and draft.name.country is not None else agent.group
        if draft.name is not None and draft.name.kind == "people":
            plain = view.text(draft.name.start, draft.name.end)
        if agent.noun in ("force", "forces") and code.sector == "MIL":
            plain = "military"
        name = " ".join(dict.fromkeys([*words, *marks, plain]))
        country = self._scene.knowledge.countries.by_iso3(code.country) if code.country else None
        listed = self._listed_group(country, name, code) if country is not None else None
        if listed is not None:
            return listed
        shown = f"{country.demonyms[0]} {name}" if country is not None and country.demonyms else name
        actor_id = f"{slug(name)}-{code.country.lower() if code.country else self._local}"
        self._registry.add(actor_id, shown, code)
        # "Sunni leaders in Fallujah" go by "Sunni leaders" as well.
        owner = max((i + 1 for i in range(draft.start, draft.head) if view.words[i] in ("'s", "’s")), default=draft.start)
        for phrase in (view.text(draft.start, draft.end), view.text(owner, draft.head + 1)):
            if " " in phrase:
                self._registry.add_alias(actor_id, phrase)
        if code.country is not None and actor_id not in self._groups.setdefault(agent.group, []):
            self._groups[agent.group].append(actor_id)
        return actor_id

    def _listed_group(self, country: Country, name: str, read: Code) -> str | None:
        """The listed body that "Israel's army" or "American troops" is: "Israeli military" is a name of it."""
        key = (country.iso3, name)
        if key not in self._by_country:
            known = self._scene.knowledge.known
            names = (f"{word} {name}" for word in dict.fromkeys((*country.demonyms, country.name)))
            self._by_country[key] = next((found for n in names if (found := known.lookup(n)) is not None), None)
        found = self._by_country[key]
        if found is None or not _existed(found, self._coder.published):
            return None
        code = Code(found.kind, found.country, plain_sector(found.sector), f"{read.why}; list: {found.name}")
        return self._listed(found, code)

    def _listed(self, known: KnownActor, code: Code) -> str:
        """A listed body, with what the lists say about it."""
        self._registry.add(known.id, known.name, code, wikidata=known.wikidata)
        self.add_listed_roles(known)
        return known.id

    def add_listed_roles(self, known: KnownActor) -> None:
        """What the lists say a listed person or group was, and when."""
        self._registry.set_listed_roles(known.id, listed_roles(known, self._listed_owner))

    def _listed_owner(self, of: str) -> str:
        """The actor that a list names by an ISO3 code or by the id of another listed one."""
        body = self._scene.knowledge.known.by_id.get(of)
        if body is None:
            return self.state(of)
        code = Code(body.kind, body.country, plain_sector(body.sector), f"list: {body.name}")
        return self._registry.add(of, body.name, code, wikidata=body.wikidata)

    def _member_of(self, draft: Draft) -> str | None:
        """ "ISIL fighters", "fighters from ISIL", "FBI agents" stand for the body itself."""
        agent = draft.agent
        if agent is None or agent.kind not in _MEMBER_KINDS or agent.noun in _MEMBERS_KEEP:
            return None
        wanted = _FIGHTING if agent.kind == "civilians" else (*_FIGHTING, "military", "police")
        for owner in draft.owners:
            name = owner.name or (owner.draft.name if owner.draft is not None else None)
            if (
                owner.link in ("modifier", "possessive", "of")
                and not is_stance(self._scene.view, owner)
                and name is not None
                and name.kind in ("known", "organisation")
            ):
                inner = Draft(owner.start, owner.end, owner.end - 1, "name", name=name)
                if self._coder.code_name(inner).kind in wanted:
                    return self.named(inner)
        return None


def _existed(known: KnownActor, day: Date | None) -> bool:
    return day is None or ((known.since is None or known.since <= day) and (known.until is None or day <= known.until))
