"""Gives every draft its actor: named people first, then bodies and states, then titles, groups and pronouns in order of the text."""

from dataclasses import dataclass

from extract.actor_codes import Coder
from extract.actor_drafts import Draft, Scene
from extract.actor_registry import ActorRegistry, Code
from extract.coreference import FEMALE, MALE, Antecedent, is_referential, resolve_definite, resolve_pronoun
from extract.name_spans import NameSpan
from extract.person_names import PersonName, matches_single, read_name, same_person
from extract.tables import ActorMention, ActorTable
from ontology.ids import digest, fold_text, slug
from ontology.records import Article

_GENDER_WORDS = {
    "mr": MALE, "sir": MALE, "lord": MALE, "king": MALE, "prince": MALE, "emir": MALE, "chairman": MALE, "spokesman": MALE, "sheikh": MALE, "imam": MALE,
    "congressman": MALE, "businessman": MALE, "mrs": FEMALE, "ms": FEMALE, "miss": FEMALE, "lady": FEMALE, "queen": FEMALE, "princess": FEMALE,
    "chairwoman": FEMALE, "spokeswoman": FEMALE, "congresswoman": FEMALE, "businesswoman": FEMALE, "baroness": FEMALE, "first lady": FEMALE,
}  # fmt: skip
_BACKWARD = frozenset(("group", "movement", "organisation", "organization", "militia", "faction", "party", "network", "coalition", "alliance", "rebel group", "militant group", "armed group", "terrorist group", "extremist group", "agency", "council", "company", "firm", "body"))


@dataclass
class _Person:
    """The mentions of one person's name."""

    name: PersonName
    spans: list[NameSpan]


class Linker:
    """Links the drafts of one article."""

    def __init__(self, scene: Scene, article: Article) -> None:
        self._scene = scene
        self._local = digest(article.id, length=8)
        self._registry = ActorRegistry(article.published)
        self._coder = Coder(scene)
        self._people: dict[NameSpan, str] = {}
        self._bodies: dict[str, str] = {}
        self._gender: dict[str, str] = {}

    def link(self, drafts: list[Draft]) -> ActorTable:
        """The table of actors and mentions."""
        drafts = [d for d in drafts if not self._is_credit(d)]
        self._link_people([d for d in drafts if _is_person(d)])
        self._link_abbreviations([d for d in drafts if d.name is not None and d.name.kind in ("organisation", "known")])
        linked: list[tuple[Draft, str | None]] = [(d, self._actor_of(d)) for d in drafts]
        linked = self._link_appositions(linked)
        linked = self._link_titles(linked)
        linked = self._link_definites(linked)
        mentions = [_mention(d, a, self._registry) for d, a in linked] + self._pronouns(linked)
        used = {m.actor for m in mentions}
        actors = {key: actor for key, actor in self._registry.build().items() if key in used}
        return ActorTable(actors, tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.head))))

    def _is_credit(self, draft: Draft) -> bool:
        span = draft.name
        return span is not None and span.known is None and "/" in self._scene.view.doc[span.start : span.end].text

    # People

    def _link_people(self, drafts: list[Draft]) -> None:
        people: list[_Person] = []
        singles: list[tuple[NameSpan, PersonName]] = []
        for span in dict.fromkeys(d.name for d in drafts if d.name is not None):
            name = read_name(self._scene.view.keys[span.start : span.end])
            if name is None:
                continue
            if not name.is_full:
                singles.append((span, name))
                continue
            person = next((p for p in people if same_person(p.name, name)), None)
            if person is None:
                people.append(_Person(name, [span]))
            else:
                person.spans.append(span)
                person.name = max(person.name, name, key=lambda n: len(n.words))
        full = list(people)
        for span, name in singles:
            self._place_single(span, name, people, full)
        titled = {d.name: d for d in drafts if d.role is not None}
        for person in people:
            self._add_person(person, [titled[s] for s in person.spans if s in titled], drafts)

    def _place_single(self, span: NameSpan, name: PersonName, people: list[_Person], full: list[_Person]) -> None:
        single = name.words[0]
        fitting = [p for p in full if p.name.surname == single] or [p for p in full if matches_single(p.name, single)]
        if len(fitting) > 1:
            earlier = [p for p in fitting if any(s.start < span.start for s in p.spans)]
            fitting = earlier if len(earlier) == 1 else fitting
        if len(fitting) == 1:
            fitting[0].spans.append(span)
            return
        same = next((p for p in people if p.name == name), None)
        if same is not None:
            same.spans.append(span)
        else:
            people.append(_Person(name, [span]))

    def _add_person(self, person: _Person, titled: list[Draft], drafts: list[Draft]) -> None:
        view, knowledge = self._scene.view, self._scene.knowledge
        names = [view.text(s.start, s.end) for s in person.spans]
        name = max(names, key=lambda n: (len(n.split()), len(n)))
        known = next((s.known for s in person.spans if s.known), None)
        actor_id = known.id if known else slug(name) if person.name.is_full else f"{slug(name)}-{self._local}"
        span = person.spans[0]
        plain = next(d for d in drafts if d.name in person.spans)
        codes = [self._coder.code_person(d) for d in titled or [plain]]
        country = next((c.country for c in codes if c.country), known.country if known else None)
        sector = next((c.sector for c in codes if c.sector), known.sector if known else None)
        code = Code("person", country, sector, next((c.why for c in codes if c.why), None))
        self._registry.add(actor_id, known.name if known else name, code, wikidata=known.wikidata if known else None)
        for alias in names:
            self._registry.add_alias(actor_id, alias)
        for s in person.spans:
            self._people[s] = actor_id
            self._coder.person_codes[s] = code
        for draft in titled:
            self._add_role(actor_id, draft, code)
        self._note_gender(actor_id, span)

    def _note_gender(self, actor_id: str, span: NameSpan) -> None:
        for i in range(max(0, span.start - 3), span.start):
            gender = _GENDER_WORDS.get(self._scene.view.keys[i])
            if gender is not None:
                self._gender.setdefault(actor_id, gender)

    def _add_role(self, actor_id: str, draft: Draft, code: Code) -> None:
        if draft.role is None or draft.role_start is None:
            return
        owner = self._office_owner(draft)
        self._registry.add_role(actor_id, self._title(draft), owner or (code.country.lower() if code.country else None))

    def _title(self, draft: Draft) -> str:
        """The title in lower case, with what changes it: "former president"."""
        assert draft.role is not None
        changed = [m.phrase for m in draft.modifiers if m.sector == "ELI" or m.phrase in ("acting", "opposition", "rebel")]
        return " ".join([*changed, draft.role.phrase])

    def _office_owner(self, draft: Draft) -> str | None:
        """The actor that an office belongs to, where the phrase names a body rather than a country."""
        for owner in draft.owners:
            if owner.name is not None and owner.name.kind in ("seat", "known", "organisation") and owner.link != "in":
                return self._named_actor(Draft(owner.start, owner.end, owner.end - 1, "name", name=owner.name))
            if owner.draft is not None and owner.draft.name is not None and owner.draft.name.kind in ("known", "organisation", "seat"):
                return self._actor_of(owner.draft)
        return None

    # Bodies, states, groups

    def _link_abbreviations(self, drafts: list[Draft]) -> None:
        """ "Forces for Defence of Democracy (FDD)": the bracket is another name of what stands before it."""
        view = self._scene.view
        by_start = {d.name.start: d for d in drafts if d.name is not None}
        for draft in drafts:
            span = draft.name
            assert span is not None
            if span.end + 2 >= len(view) or view.words[span.end] != "(" or view.words[span.end + 2] not in (")", ",", ";"):
                continue
            short = view.words[span.end + 1]
            if not (short.isupper() or any(c.isupper() for c in short[1:])) or not short[0].isalpha():
                continue
            other = by_start.get(span.end + 1)
            if other is not None and other.name is not None and other.name.known is not None and span.known is None:
                continue
            actor_id = self._named_actor(draft)
            if actor_id is not None:
                self._bodies[fold_text(short)] = actor_id
                self._registry.add_alias(actor_id, short)

    def _actor_of(self, draft: Draft) -> str | None:
        if draft.name is not None and draft.name in self._people:
            return self._people[draft.name]
        if draft.name is not None and draft.name.kind not in ("demonym", "people") or (draft.name is not None and draft.form == "adjective"):
            return self._named_actor(draft)
        if draft.role is not None:
            return None
        return self._group_actor(draft)

    def _named_actor(self, draft: Draft) -> str | None:
        span, view = draft.name, self._scene.view
        assert span is not None
        text = view.text(span.start, span.end)
        if span.country is not None:
            return self._state_actor(span, text)
        if span.known is not None:
            code = self._coder.code_name(draft)
            self._registry.add(span.known.id, span.known.name, code, wikidata=span.known.wikidata)
            self._registry.add_alias(span.known.id, text)
            return span.known.id
        if span.kind == "person":
            return self._people.get(span)
        key = fold_text(text)
        actor_id = self._bodies.setdefault(key, slug(text))
        self._registry.add(actor_id, text, self._coder.code_name(draft))
        return actor_id

    def _state_actor(self, span: NameSpan, text: str) -> str | None:
        country = span.country
        assert country is not None
        iso3 = country.iso3.lower()
        if span.kind == "seat":
            actor_id = f"{iso3}-{slug(text)}"
            return self._registry.add(actor_id, text, Code("government", country.iso3, "GOV", "list: seat of government"))
        if span.kind == "capital":
            self._add_government(country.iso3)
            self._registry.add_alias(f"{iso3}-gov", text)
            return f"{iso3}-gov"
        self._registry.add(iso3, country.name, Code("state", country.iso3, None, "list: country"))
        if span.kind == "country":
            self._registry.add_alias(iso3, text)
        return iso3

    def _add_government(self, iso3: str) -> str:
        country = self._scene.knowledge.countries.by_iso3(iso3)
        name = f"Government of {country.name}" if country else f"Government of {iso3}"
        return self._registry.add(f"{iso3.lower()}-gov", name, Code("government", iso3, "GOV", "noun: government"))

    def _group_actor(self, draft: Draft) -> str | None:
        if draft.agent is None:
            return None
        owner = self._member_of(draft)
        if owner is not None:
            return owner
        code = self._coder.code_group(draft)
        if draft.agent.noun in ("country", "nation", "state"):
            return None
        if draft.agent.group == "government" and draft.agent.noun in _GOVERNMENT and code.country and code.sector == "GOV":
            return self._add_government(code.country)
        words = [self._scene.view.text(o.start, o.end) for o in draft.owners if o.name is not None and o.name.kind in ("people", "known", "organisation") and o.link == "modifier"]
        marks = [m.phrase for m in draft.modifiers if m.sector in ("REB", "OPP", "ELI")]
        plain = " ".join([*marks, draft.agent.group]) if draft.agent.group not in marks else draft.agent.group
        name = " ".join([*words, plain])
        demonym = None
        if code.country is not None:
            country = self._scene.knowledge.countries.by_iso3(code.country)
            demonym = country.demonyms[0] if country and country.demonyms else code.country
        if draft.name is not None and draft.name.country is not None:
            name = "people"
        tail = code.country.lower() if code.country else self._local
        actor_id = f"{slug(name)}-{tail}"
        shown = f"{demonym} {name}" if demonym else name
        self._registry.add(actor_id, shown, code)
        self._registry.add_alias(actor_id, self._scene.view.text(draft.start, draft.end))
        return actor_id

    def _member_of(self, draft: Draft) -> str | None:
        """ "ISIL fighters", "fighters from ISIL", "Hezbollah guerrillas" stand for the group itself."""
        assert draft.agent is not None
        if draft.agent.kind not in ("armed group", "military", "organisation", "party", "civilians") or draft.agent.noun in ("leader", "supporter", "civilian", "people"):
            return None
        for owner in draft.owners:
            if owner.link in ("modifier", "possessive", "of") and owner.name is not None and owner.name.kind in ("known", "organisation"):
                inner = Draft(owner.start, owner.end, owner.end - 1, "name", name=owner.name)
                if self._coder.code_name(inner).kind in ("armed group", "party"):
                    return self._named_actor(inner)
        return None

    # Titles, definite groups and pronouns

    def _link_appositions(self, linked: list[tuple[Draft, str | None]]) -> list[tuple[Draft, str | None]]:
        """ "Osama al-Nujaifi, the speaker of parliament": the title goes to the name beside it."""
        view = self._scene.view
        heads = {d.head: (d, a) for d, a in linked if d.name is not None and d.name in self._people}
        out = []
        for draft, actor in linked:
            if draft.role is not None and actor is None:
                beside = [view.heads[draft.head]] if view.deps[draft.head] in ("appos", "conj") else []
                beside += [c for c in view.children[draft.head] if view.deps[c] == "appos"]
                verb = view.heads[draft.head]
                if view.deps[draft.head] == "attr" and view.doc[verb].lemma_ == "be":
                    beside += [c for c in view.children[verb] if view.deps[c] == "nsubj"]
                person = next((heads[b][1] for b in beside if b in heads and view.sentences[b] == view.sentences[draft.head]), None)
                if person is not None and (view.deps[draft.head] != "conj"):
                    actor = person
                    self._give_title(person, draft)
            out.append((draft, actor))
        return out

    def _give_title(self, person: str, draft: Draft) -> None:
        code, old = self._coder.code_person(draft), self._registry.code(person)
        owned = self._coder.country(draft) or (self._coder.body(draft) or Code("")).country
        self._registry.recode(person, Code("person", old.country or owned or code.country, old.sector or code.sector, old.why or code.why))
        self._add_role(person, draft, self._registry.code(person))

    def _link_titles(self, linked: list[tuple[Draft, str | None]]) -> list[tuple[Draft, str | None]]:
        """ "the prime minister" is whoever the article names as that, else an unnamed holder of that office."""
        holders: dict[str, list[str]] = {}
        for actor_id in dict.fromkeys(self._people.values()):
            for role in self._registry.roles(actor_id):
                holders.setdefault(role.title, []).append(actor_id)
        out = []
        for draft, actor in linked:
            if draft.role is not None and actor is None and not _is_person(draft):
                actor = self._holder(draft, holders)
            out.append((draft, actor))
        return out

    def _holder(self, draft: Draft, holders: dict[str, list[str]]) -> str | None:
        assert draft.role is not None
        title = self._title(draft)
        country = self._coder.country(draft)
        named = list(dict.fromkeys(holders.get(title, []) + (holders.get("prime minister", []) if title == "premier" else [])))
        if country is not None:
            named = [p for p in named if self._registry.code(p).country == country]
        definite = draft.definite or any(o.link == "possessive" for o in draft.owners)
        if len(named) == 1 and definite:
            return named[0]
        if len(named) > 1 and definite:
            return None
        code = self._coder.code_person(draft)
        if draft.role.cls == "generic":
            return self._unnamed(f"{draft.role.phrase}s" if not draft.role.phrase.endswith("man") else draft.role.phrase, code)
        return self._unnamed(title, code, of=code.country)

    def _unnamed(self, title: str, code: Code, of: str | None = None) -> str:
        actor_id = f"{slug(title)}-{(code.country or self._local).lower()}"
        country = self._scene.knowledge.countries.by_iso3(code.country) if code.country else None
        name = f"{title} of {country.name}" if country else title
        self._registry.add(actor_id, name, code)
        if of is not None:
            self._registry.add_role(actor_id, title, of.lower())
        return actor_id

    def _link_definites(self, linked: list[tuple[Draft, str | None]]) -> list[tuple[Draft, str | None]]:
        before = [self._antecedent(d, a) for d, a in linked if a is not None and d.name is not None and d.name.kind in ("known", "organisation")]
        bodies = [b for b in before if not b.person]
        out = []
        for draft, actor in linked:
            if draft.agent is not None and draft.name is None and draft.definite and not draft.owners and not draft.modifiers and draft.agent.noun in _BACKWARD:
                actor = resolve_definite(self._scene.view, draft.head, bodies)
            out.append((draft, actor))
        return out

    def _antecedent(self, draft: Draft, actor: str) -> Antecedent:
        many = draft.agent is not None and draft.agent.cls == "people" and draft.form == "nominal"
        person = self._registry.code(actor).kind == "person"
        return Antecedent(draft.start, draft.end, draft.head, actor, person, many, self._gender.get(actor))

    def _pronouns(self, linked: list[tuple[Draft, str | None]]) -> list[ActorMention]:
        view, mentions = self._scene.view, []
        before = [self._antecedent(d, a) for d, a in linked if a is not None and d.form != "adjective"]
        before.sort(key=lambda a: (a.start, -a.end))
        for i in range(len(view)):
            if not is_referential(view, i):
                continue
            actor = resolve_pronoun(view, i, before)
            mentions.append(ActorMention(i, i + 1, i, "pronoun", self._registry.code(actor).kind if actor else "pronoun", actor, candidate=True))
            if actor is not None:
                code = self._registry.code(actor)
                before.append(Antecedent(i, i + 1, i, actor, code.kind == "person", view.keys[i] in ("they", "them", "their"), self._gender.get(actor)))
                before.sort(key=lambda a: (a.start, -a.end))
        return mentions


_GOVERNMENT = frozenset(("government", "administration", "authority", "authorities", "regime", "official", "government official", "cabinet", "executive"))


def _is_person(draft: Draft) -> bool:
    span = draft.name
    return span is not None and (span.kind == "person" or (span.known is not None and span.known.kind == "person"))


def _mention(draft: Draft, actor: str | None, registry: ActorRegistry) -> ActorMention:
    kind = registry.code(actor).kind if actor else "person" if draft.role else draft.agent.kind if draft.agent else "organisation"
    span = draft.name
    stands_for_state = span is not None and span.kind in ("country", "demonym", "capital", "seat") and draft.agent is None
    candidate = draft.form == "adjective" or stands_for_state or (draft.nested and not _is_person(draft))
    return ActorMention(draft.start, draft.end, draft.head, draft.form, kind, actor, candidate=candidate)
