"""Whose an unnamed group is that does not say so: bodies of the state by the country that acts, other people by where things happen."""

from collections.abc import Iterable, Sequence

from extract.actor_drafts import Draft, Scene
from extract.agent_words import AgentWord
from extract.country_focus import CountryFocus
from extract.sector_kinds import KIND_OF_SECTOR

STATE_KINDS = frozenset(("military", "police", "government", "parliament", "court"))
STATE_BODIES = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "SPY"))
# Offices that are of some country even where the phrase names none; a cleric or a reporter may be from anywhere.
NATIONAL = STATE_BODIES | {"ELI", "OPP", "PTY", "REB", "PRM"}
_LOCAL = frozenset(("REB", "UAF", "CVL", "REF", "CRM", "OPP"))
_ARMED = frozenset(("REB", "UAF"))
_ABROAD = frozenset(("foreign", "international", "allied", "multinational", "western", "overseas"))
# Whom a country sends away is hardly its own.
_SENDING_AWAY = frozenset(("expel", "deport"))
_SEVERAL = frozenset(("two", "both", "rival", "warring", "respective"))
_UNCOUNTED = frozenset(("soldier", "troop", "officer", "official", "diplomat", "marine", "serviceman"))
_ANYWHERE = frozenset(("organisation", "party", "company", "religious group"))


class ImpliedCountries:
    """Answers for the groups of one article. `bodies` are kind, country and token of each body of a state that has an owner."""

    def __init__(self, scene: Scene, focus: CountryFocus, bodies: Iterable[tuple[str, str, int]] = ()) -> None:
        self._view = scene.view
        self._focus = focus
        self._peoples = scene.knowledge.peoples
        # The first sentence that names a body of a kind as a country's.
        self._by_kind: dict[str, dict[str, int]] = {}
        for kind, country, token in bodies:
            first = self._by_kind.setdefault(kind, {})
            first[country] = min(scene.view.sentences[token], first.get(country, len(scene.view)))

    def of(self, draft: Draft, agent: AgentWord, sector: str | None) -> str | None:
        """The country of a group; None where it speaks of several or of none, or where two are as likely."""
        if self._is_of_none(draft, agent):
            return None
        if any(o.link == "pronoun" for o in draft.owners):
            return self._focus.of(draft.head, sure=True)
        if sector not in NATIONAL or sector in _LOCAL:
            return self._of_people(draft, sector)
        if any(o.name is not None and o.name.kind == "people" for o in draft.owners):
            return self._if_ground(self._focus.where(draft.head)) or self._home(draft)
        return self._of_body(draft, agent, sector)

    def _of_people(self, draft: Draft, sector: str | None) -> str | None:
        """Of people who are anywhere: where they are; the armed of a people are at home unless the text says otherwise."""
        home = self._home(draft)
        if home is not None and sector in _ARMED:
            return home
        where = self._focus.where(draft.head, armed=sector in _ARMED)
        is_people = draft.name is not None and draft.name.kind == "people"
        return (self._if_ground(where) if is_people else where) or home

    def _home(self, draft: Draft) -> str | None:
        """The one country that a people's name makes one think of: China, for Uyghurs."""
        spans = [draft.name, *(o.name for o in draft.owners)]
        for span in spans:
            people = self._peoples.find(self._view.text(span.start, span.end)) if span and span.kind == "people" else None
            if people is not None and people.country is not None:
                return people.country
        return None

    def _if_ground(self, country: str | None) -> str | None:
        return country if country is not None and self._focus.is_ground(country) else None

    def _of_body(self, draft: Draft, agent: AgentWord, sector: str | None) -> str | None:
        """Of a known body that of the same kind elsewhere, of several the one where things happen."""
        kind = KIND_OF_SECTOR.get(sector or "", agent.kind)
        if kind not in STATE_KINDS:
            return self._focus.where(draft.head, armed=True) or self._focus.of(draft.head)
        if kind == "police" and (located := self._focus.located(draft.head)) is not None:
            return located
        if kind == "government" and draft.definite and (addressed := self._focus.addressed(draft.head)) is not None:
            return addressed
        countries = self._spoken_of(kind, draft)
        here = self._focus.of(draft.head, sure=True)
        if not countries or not (draft.definite or self._is_bare_body(draft, agent)):
            return here or _only(countries) or self._focus.of(draft.head)
        if len(countries) == 1:
            return _only(countries)
        grounds = [country for country in countries if self._focus.is_ground(country)]
        return grounds[0] if len(grounds) == 1 else here if here in countries else None

    def _spoken_of(self, kind: str, draft: Draft) -> list[str]:
        """Whose bodies of a kind "the army" may mean: those named by then, and that of the ground; in a headline any."""
        here = self._view.sentences[draft.head]
        named = self._by_kind.get(kind, {})
        headline = here == 0 and self._focus.titled
        return [c for c, first in named.items() if headline or first <= here or self._focus.is_ground(c)]

    def _is_bare_body(self, draft: Draft, agent: AgentWord) -> bool:
        """Whether a collective goes without an article ("army planes"), which is as good as "the"."""
        before = self._view.keys[max(0, draft.start - 2) : draft.start]
        return agent.cls == "body" and draft.end - draft.start <= 2 and "a" not in before and "an" not in before

    def _is_of_none(self, draft: Draft, agent: AgentWord) -> bool:
        """ "foreign soldiers", "the two ministers", "both sides", "the group", diplomats expelled: no single country's by themselves."""
        view, words = self._view, self._view.keys[draft.start : draft.end]
        if view.deps[draft.head] in ("dobj", "nsubjpass") and view.doc[view.heads[draft.head]].lemma_ in _SENDING_AWAY:
            return agent.many
        if any(key in _ABROAD for key in words) or any(_are_states(o.draft) for o in draft.owners):
            return True
        if agent.many and self._is_counted(draft) and (agent.kind != "civilians" or agent.owned == "GOV"):
            return agent.sector in (None, "GOV", "MIL", "LEG") and agent.noun not in _UNCOUNTED
        return agent.kind in _ANYWHERE and agent.sector in (None, "PTY") and draft.end - draft.start == 1

    def _is_counted(self, draft: Draft) -> bool:
        first = max(0, draft.start - 2)
        same = [i for i in range(first, draft.end) if self._view.sentences[i] == self._view.sentences[draft.head]]
        return any(self._view.keys[i] in _SEVERAL for i in same)


def _are_states(draft: Draft | None) -> bool:
    """Whether an owner is several countries: "the defence chiefs of 12 countries"."""
    agent = draft.agent if draft is not None else None
    return agent is not None and agent.many and agent.noun in ("country", "nation", "state")


def _only(countries: Sequence[str]) -> str | None:
    return countries[0] if len(countries) == 1 else None
