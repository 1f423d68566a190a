"""Codes a mention: kind, country and sector, from role words, agent nouns, owners and lists, in that order of trust."""

from datetime import date as Date

from extract.actor_drafts import Draft, Owner, Scene
from extract.actor_registry import Code
from extract.agent_words import AgentWord
from extract.country_focus import CountryFocus
from extract.implied_countries import NATIONAL, STATE_BODIES, STATE_KINDS, ImpliedCountries
from extract.known_actors import KnownActor
from extract.listed_people import plain_sector, sector_on_date, surname_bearer
from extract.name_spans import NameSpan
from extract.phrase_parts import is_person
from extract.role_words import RoleWord
from extract.sector_kinds import KIND_OF_SECTOR
from extract.stances import is_stance

_OVERRIDING = frozenset(("REB", "OPP", "PRM"))
_INTERNATIONAL = frozenset(("IGO", "UNO", "EUR", "NGO"))
# Offices of another country than the one spoken of.
_ABROAD = frozenset(("counterpart",))
_RULED = ("administration", "government", "regime", "cabinet", "forces", "troops", "army", "military")
_RELIGIOUS = frozenset((
    "sunni", "sunnis", "shia", "shiite", "shiites", "shi", "ite", "muslim", "muslims", "moslem", "moslems",
    "christian", "christians", "jewish", "jews", "druze", "hindu", "hindus", "buddhist", "buddhists", "catholic",
    "catholics", "protestant", "protestants", "orthodox", "sikh", "sikhs", "alawite", "alawites", "yazidi",
    "yazidis", "islamic",
))  # fmt: skip


class Coder:
    """Codes the drafts of one scene. Holds the countries counted per sentence, which a bare "troops" falls back on."""

    def __init__(self, scene: Scene, published: Date | None) -> None:
        self.scene = scene
        self.published = published
        self.focus = CountryFocus(scene)
        self._implied = ImpliedCountries(scene, self.focus)
        self.person_codes: dict[NameSpan, Code] = {}
        self.pronoun_countries: dict[int, str] = {}

    def code_person(self, draft: Draft) -> Code:
        """The code of a titled person: the title's sector unless the body it belongs to or a word before it says otherwise."""
        known = draft.name.known if draft.name else None
        role, country = draft.role, self.country(draft)
        listed = known or (self._listed_surname(draft) if country is None else None)
        if role is None:
            if listed is not None:
                return Code(
                    "person", listed.country or country, sector_on_date(listed, self.published), f"list: {listed.name}"
                )
            return Code("person", country)
        body = self.body(draft) or self._listed_body(listed)
        sector = self._role_sector(draft, role, body)
        international = body is not None and body.sector in _INTERNATIONAL
        if country is None and body is not None:
            country = body.country
        if country is None and listed is not None:
            country = listed.country
        if country is None and not international and sector in NATIONAL and role.phrase not in _ABROAD:
            country = self.focus.of(draft.head)
        if country is None and not international and draft.name is None and sector not in NATIONAL:
            country = self.focus.where(draft.head)
        country = None if international else country
        reason = f"role: {role.phrase}" if listed is None else f"role: {role.phrase}; list: {listed.name}"
        return Code("person", country, sector, self._because(reason, draft, country) if listed is None else reason)

    def _listed_body(self, listed: KnownActor | None) -> Code | None:
        """The international organisation that a listed person serves as of the article's date: the United Nations, for Annan."""
        if listed is None or (sector := sector_on_date(listed, self.published)) not in _INTERNATIONAL:
            return None
        return Code("international organisation", None, sector, f"list: {listed.name}")

    def _listed_surname(self, draft: Draft) -> KnownActor | None:
        """A listed person that a surname alone may mean. It lends its country and sector, never its id: nobody is joined on a surname."""
        span = draft.name
        if span is None or span.end - span.start > 3:
            return None
        surname = self.scene.view.text(span.start, span.end)
        found = surname_bearer(self.scene.knowledge.known, surname, draft.role, self.published)
        if found is None:
            return None
        return found if draft.role is not None or self.focus.mentions(found.country) or self._governs(draft) else None

    def _governs(self, draft: Draft) -> bool:
        """Whether a name stands before a word for a government or its forces: "the Bush administration", "Putin's troops"."""
        view, end = self.scene.view, draft.end
        following = end + 1 if end + 1 < len(view) and view.tags[end] == "POS" else end
        return following < len(view) and view.keys[following] in _RULED

    def _role_sector(self, draft: Draft, role: RoleWord, body: Code | None) -> str | None:
        first = [m.sector for m in draft.modifiers]
        if "ELI" in first and role.sector in ("GOV", "LEG", "MIL"):
            return "ELI"
        changed = next((s for s in first if s in _OVERRIDING), None)
        if changed:
            return changed
        if (
            body is not None
            and body.sector is not None
            and (role.cls == "generic" or body.sector not in STATE_BODIES or body.sector == "LEG")
        ):
            return body.sector
        if role.cls == "generic":
            return next((s for s in first if s not in (None, "ELI")), role.sector)
        return role.sector

    def code_group(self, draft: Draft) -> Code:
        """The code of an unnamed group or body."""
        agent = draft.agent
        assert agent is not None
        body, country = self.body(draft), self.country(draft)
        sector = self._agent_sector(draft, agent, body)
        international = body is not None and body.sector in _INTERNATIONAL
        own = agent.sector in ("GOV", "MIL", "COP") or (agent.is_body and agent.kind in ("court", "organisation"))
        if body is not None and international and own:
            sector = body.sector
        elsewhere = international or _is_transnational(draft)
        if country is None and not elsewhere and agent.kind not in ("media", "ngo", "international organisation"):
            country = self._implied.of(draft, agent, sector)
        fixed = sector == agent.sector or sector is None or (agent.kind in STATE_KINDS - {"military"} and not international)
        kind = agent.kind if fixed else KIND_OF_SECTOR.get(sector or "", agent.kind)
        if agent.sector is None and sector is None and any(_is_religious(self.scene, o.name) for o in draft.owners):
            kind, sector = "religious group", "REL"
        country = None if international else country
        span = draft.name
        noun = agent.noun if span is None else self.scene.view.text(span.start, span.end)
        reason = f"noun: {noun}" if span is None else f"people: {noun}"
        return Code(kind, country, sector, self._because(reason, draft, country))

    def note_bodies(self, drafts: list[Draft]) -> None:
        """Remember whose the bodies of the state are that the article gives an owner."""
        listed = [(d.head, d.name.known) for d in drafts if d.name is not None and d.name.known is not None]
        bodies = [d for d in drafts if d.agent is not None and d.agent.kind in STATE_KINDS and d.form == "nominal"]
        owned = [(d.agent.kind, self.country(d), d.head) for d in bodies if d.agent is not None]
        owned += [(k.kind, k.country, i) for i, k in listed if k.kind in STATE_KINDS and k.kind != "government"]
        known = ((kind, country, i) for kind, country, i in owned if country is not None)
        self._implied = ImpliedCountries(self.scene, self.focus, known)

    def _agent_sector(self, draft: Draft, agent: AgentWord, body: Code | None) -> str | None:
        found = [m.sector for m in draft.modifiers]
        changed = next((s for s in found if s in _OVERRIDING), None)
        if changed is not None and (changed == "REB" or agent.sector not in ("MIL", "COP")):
            return changed
        if agent.sector is not None:
            return agent.sector
        plain = next((s for s in found if s not in (None, "ELI")), None)
        if plain is not None:
            return plain
        if body is not None and body.sector is not None:
            return body.sector
        # Leaders of a people or a faith do not govern.
        of_people = any(_is_religious(self.scene, o.name) or self._is_tribe(o.name) for o in draft.owners)
        owned = any(o.link in ("modifier", "possessive", "of") for o in draft.owners)
        if owned and not (of_people and agent.owned == "GOV"):
            return agent.owned
        return None

    def _is_tribe(self, span: NameSpan | None) -> bool:
        """Whether a name is that of a people inside countries, by its last word at least: "Crimean Tatar"."""
        if span is None or span.kind != "people":
            return False
        words = (self.scene.view.text(start, span.end) for start in (span.start, span.end - 1))
        found = [people for word in words if (people := self.scene.knowledge.peoples.find(word)) is not None]
        return bool(found) and found[0].kind == "ethnic"

    def code_name(self, draft: Draft) -> Code:
        """The code of a named body: its list entry, else the word after or inside its name that says what it is."""
        span = draft.name
        assert span is not None
        country = self.country(draft)
        if span.known is not None:
            known = span.known
            sector = plain_sector(known.sector)
            lent = country if known.kind in ("party", "armed group") and known.nonstate is None else None
            return Code(known.kind, known.country or lent, sector, f"list: {known.name}")
        keys = self.scene.view.keys[span.start : span.end]
        inside = self.country_inside(span)
        changed = next((m.sector for m in draft.modifiers if m.sector in _OVERRIDING), None)
        word = self.scene.knowledge.agents.in_name(keys)
        agent = draft.agent if draft.agent is not None and draft.agent.sector else word
        sector = changed or (agent.sector if agent else None)
        kind = (
            KIND_OF_SECTOR.get(sector or "", agent.kind if agent else "organisation")
            if changed or agent is None
            else agent.kind
        )
        country = country or inside
        if country is None and sector in (*STATE_BODIES, "REB", "PTY", "OPP", "LAB"):
            country = self.focus.of(draft.head)
        return Code(kind, country, sector, self._because(f"word: {agent.noun}" if agent else "name", draft, country))

    def country_inside(self, span: NameSpan) -> str | None:
        """The country or people named inside a body's name: Kenya in "Kenya Anti-Corruption Commission"."""
        view, countries = self.scene.view, self.scene.knowledge.countries
        for i in range(span.start, span.end):
            for end in range(min(i + 3, span.end), i, -1):
                if self.scene.knowledge.may_be_listed(view.keys[i:end]):
                    words = view.text(i, end)
                    country = countries.by_name(words) or countries.by_demonym(words)
                    if country is not None:
                        return country.iso3
        return None

    def country(self, draft: Draft) -> str | None:
        """The country that the phrase itself names; of "Bosnian Serbs" the first, of "ethnic Albanians in Serbia" the last."""
        own = draft.name.country.iso3 if draft.name is not None and draft.name.country is not None else None
        if own is not None and draft.agent is None:
            return own
        owner = self._country_owner(draft)
        if owner is not None:
            return self._owner_country(owner)
        lent = (self.pronoun_countries.get(o.start) for o in draft.owners if o.link == "pronoun")
        return None if own is not None and self._is_ethnic(draft) else own or next((c for c in lent if c), None)

    def _country_owner(self, draft: Draft) -> Owner | None:
        """The part of the phrase that says the country."""
        for links in (("modifier", "possessive"), ("of",), ("in",)):
            for owner in draft.owners:
                if owner.link in links and not is_stance(self.scene.view, owner) and self._owner_country(owner) is not None:
                    return owner
        return None

    def _because(self, reason: str, draft: Draft, country: str | None) -> str:
        """The reason for a kind and sector, and what gave the country: words of the phrase, or the text around it."""
        if country is None:
            return reason
        owner, span = self._country_owner(draft), draft.name
        if owner is not None:
            return f"{reason}; country: {self.scene.view.text(owner.start, owner.end)}"
        if span is not None and (span.country is not None or span.known is not None or self.country_inside(span) == country):
            return f"{reason}; country: {self.scene.view.text(span.start, span.end)}"
        lent = any(o.link == "pronoun" and o.start in self.pronoun_countries for o in draft.owners)
        return f"{reason}; country: {'that of the possessor' if lent else 'from context'}"

    def _is_ethnic(self, draft: Draft) -> bool:
        span = draft.name
        return span is not None and span.start > 0 and self.scene.view.keys[span.start - 1] == "ethnic"

    def _owner_country(self, owner: Owner) -> str | None:
        if owner.name is not None and owner.name.country is not None:
            return owner.name.country.iso3
        if owner.name is not None and owner.name in self.person_codes:
            return self.person_codes[owner.name].country
        if owner.name is not None and owner.name.known is not None:
            return owner.name.known.country
        if (
            owner.draft is not None
            and owner.draft.agent is not None
            and owner.draft.agent.noun in ("country", "nation", "state")
        ):
            return self.focus.last_named(owner.start)
        if owner.draft is not None:
            return self.code(owner.draft).country
        if owner.place is not None:
            return owner.place.country
        return self.country_inside(owner.name) if owner.name is not None and owner.name.kind == "organisation" else None

    def body(self, draft: Draft) -> Code | None:
        """The code of the organisation that a role or group belongs to, where the phrase names one."""
        for owner in draft.owners:
            if owner.link == "in" or is_stance(self.scene.view, owner):
                continue
            if is_person(owner.name):
                return self._of_person(owner)
            if owner.name is not None and (owner.name.known is not None or owner.name.kind == "organisation"):
                return self.code_name(Draft(owner.start, owner.end, owner.end - 1, "name", name=owner.name))
            if owner.name is not None and owner.name.kind in ("seat", "capital"):
                return Code("government", owner.name.country.iso3 if owner.name.country else None, "GOV", "seat")
            if owner.draft is not None and owner.draft.agent is not None and owner.draft.agent.is_body:
                return self.code_group(owner.draft)
            if owner.draft is not None and owner.draft.name is not None and owner.draft.role is None:
                return self.code_name(owner.draft)
        return None

    def _of_person(self, owner: Owner) -> Code:
        """The code of somebody to whom others belong, as of the article's date: "Assad's aides"."""
        assert owner.name is not None
        read = self.person_codes.get(owner.name)
        return read or self.code_person(Draft(owner.start, owner.end, owner.end - 1, "name", name=owner.name))

    def code(self, draft: Draft) -> Code:
        """The code of any draft."""
        span = draft.name
        if span is not None and span in self.person_codes:
            return self.person_codes[span]
        if span is not None and span.kind == "country":
            return Code("state", span.country.iso3 if span.country else None, None, "list: country")
        if span is not None and span.kind in ("capital", "seat"):
            return Code("government", span.country.iso3 if span.country else None, "GOV", f"list: {span.kind}")
        if draft.role is not None or (
            span is not None and (span.kind == "person" or (span.known and span.known.kind == "person"))
        ):
            return self.code_person(draft)
        if span is not None and span.kind in ("known", "organisation"):
            return self.code_name(draft)
        if draft.agent is not None:
            return self.code_group(draft)
        return Code("organisation", self.country(draft))


def _is_transnational(draft: Draft) -> bool:
    """ "al-Qaeda leaders": of a listed group that belongs to no one country."""
    listed = (o.name.known for o in draft.owners if o.name is not None and o.name.known is not None)
    return any(known.nonstate is not None and known.country is None for known in listed)


def _is_religious(scene: Scene, span: NameSpan | None) -> bool:
    return (
        span is not None
        and span.kind == "people"
        and any(scene.view.keys[i] in _RELIGIOUS for i in range(span.start, span.end))
    )
