"""What the coder sees at a token: the actors and places that stand there, and whether they fit a pattern's slot."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from spacy.tokens import Token

from extract.events import syntax
from extract.events.encoder import Encoder
from extract.events.lexicon import Lexicon, Slot
from extract.events.subjects import Subjects, read_subjects
from extract.tables import ActorMention, ActorTable, PlaceMention, PlaceTable, Reading
from ontology.records import Actor

ARMED_KINDS = frozenset({"military", "armed group"})
CIVIL_KINDS = frozenset({"civilians", "ethnic group", "religious group", "party", "ngo", "organisation", "media"})
CIVIL_SECTORS = frozenset({"CVL", "OPP", "EDU", "LAB", "REL", "SOC", "AGR", "MED", "BUS", "JRN", "ELI", "REF", "PTY"})
ARMED_SECTORS = frozenset({"MIL", "REB", "PRM", "UAF"})
STATE_KINDS = frozenset({"state", "government"})
ORGANISATION_KINDS = frozenset({"organisation", "international organisation", "party", "ngo", "court", "parliament"})
_BELONGING = frozenset({"of", "by", "from", "between", "against", "with", "on", "to"})
# "a camp on the Thai border" is not Thailand's.
_LINES = frozenset({"border", "frontier", "boundary", "side", "edge", "outskirt"})
_HELD = frozenset({"held", "controlled", "occupied", "run", "dominated", "besieged"})
_STRONGHOLDS = frozenset({
    "stronghold", "bastion", "haven", "hideout", "camp", "base", "position", "target", "redoubt", "territory", "enclave", "outpost",
    "barracks", "garrison", "post",
})  # fmt: skip
# What "the city" or "the province" may refer back to, as kinds of place.
GROUND_KINDS = {
    "capital": ("city",),
    "city": ("city",),
    "town": ("city", "village"),
    "village": ("village", "city"),
    "province": ("admin1",),
    "region": ("admin1", "region"),
    "governorate": ("admin1",),
    "district": ("admin2",),
    "country": ("country",),
    "island": ("region", "island"),
    "territory": ("region", "country"),
    "camp": ("facility",),
    "airport": ("facility",),
}
AIRCRAFT = frozenset({
    "jet", "aircraft", "warplane", "plane", "helicopter", "drone", "bomber", "gunship", "airplane", "fighter-jet", "uav",
})  # fmt: skip


@dataclass(frozen=True)
class Sight:
    """One article as the coder sees it."""

    reading: Reading
    actors: ActorTable
    places: PlaceTable
    lexicon: Lexicon
    # The second reader, None where the rules work alone.
    encoder: Encoder | None = None
    by_rules: bool = True

    def actor(self, mention: ActorMention) -> Actor | None:
        """The actor a mention stands for."""
        return self.actors.actors.get(mention.actor) if mention.actor else None

    def _is(self, token: Token, cls: str) -> bool:
        return self.lexicon.in_class(token.lemma_.lower(), cls) or self.lexicon.in_class(token.lower_, cls)

    def mention(self, token: Token) -> ActorMention | None:
        """The actor mention headed by a token, or the one that covers it; a name the gazetteer knows is no person."""
        found = self.actors.headed(token.i)
        if found is not None and self._is_only_place(found):
            return None
        if found is not None and found.actor is None and token.lower_ in ("i", "we"):
            return self.voice
        if found is None and token.lower_ == "it":
            return self._same_speaker(token)
        if found is not None and found.form == "nominal" and self._is(token, "bare"):
            return self._inner_name(token) or found
        if found is None:
            covering = self.actors.at(token.i)
            if covering is not None and token.dep_ not in ("amod", "compound", "poss", "nummod"):
                found = covering
        return found

    def _same_speaker(self, token: Token) -> ActorMention | None:
        """ "Syria says it is willing": the subject of the saying, if that is no person."""
        verb = token.head
        while verb.dep_ in ("xcomp", "acomp", "conj") and verb.head != verb:
            verb = verb.head
        if token.dep_ != "nsubj" or verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in self.lexicon.cues.reporting:
            return None
        speaker = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
        found = self.actors.headed(speaker.i) if speaker is not None else None
        return found if found is not None and found.kind != "person" else None

    def _speakers(self, token: Token) -> list[ActorMention]:
        """ "Japan and the EU said they regretted it": those who speak, where nothing else tells who "they" are."""
        found, verb = self.actors.headed(token.i), token.head
        told = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in self.lexicon.cues.reporting
        if not told or token.dep_ != "nsubj" or (found is not None and found.actor is not None):
            return []
        speakers = [c for c in verb.head.children if c.dep_ == "nsubj" and any(True for _ in c.conjuncts)]
        return [m for s in speakers for m in self.participants(s, 1)]

    def _inner_name(self, token: Token) -> ActorMention | None:
        """ "the Hezbollah group": the name before a noun that only says what it is."""
        for child in token.children:
            if child.dep_ in ("nmod", "compound", "appos"):
                found = self.actors.headed(child.i)
                if found is not None and found.form == "name" and found.actor is not None:
                    return found
        return None

    def _is_only_place(self, mention: ActorMention) -> bool:
        place = self.places.at(mention.head)
        if (
            place is None
            or place.place is None
            or mention.form != "name"
            or mention.kind not in ("person", "organisation")
        ):
            return False
        return (place.start, place.end) == (mention.start, mention.end)

    def participants(self, token: Token, depth: int = 0) -> list[ActorMention]:
        """Actor mentions a syntactic argument stands for, coordination and "thousands of ..." included."""
        found: list[ActorMention] = []
        if token.lower_ == "it" and token.dep_ == "dobj":
            # "condemned it": a deed far more often than a state
            return found
        if token.lower_ == "they" and depth == 0 and (named := self._speakers(token)):
            return named
        for part in syntax.conjuncts(token):
            mention = self.mention(part)
            several = self._joined_before(part) if depth == 0 and mention is not None and mention.actor is None else []
            if several:
                found += several
                continue
            if mention is None:
                # "his rival, General Tomé"
                found += self._apposed(part)
            if mention is None and not found and depth < 3 and (self._is(part, "quantity") or part.pos_ in ("NUM", "DET")):
                for inner in syntax.objects_of(part, {"of"}):
                    found += self.participants(syntax.antecedent(inner), depth + 1)
            elif mention is not None and mention not in found:
                found.append(mention)
                found += [m for m in self.actors.all_headed(part.i) if m.actor not in {f.actor for f in found}]
                # "President A and Vice President B": the coordination may hang inside the title and name.
                inside = [t for t in part.doc[mention.start : mention.end] if t.i != part.i]
                for other in (c for t in inside for c in t.children if c.dep_ == "conj" and c.i >= mention.end):
                    found += [m for m in self.participants(other, depth + 1) if m not in found] if depth < 3 else []
        return found

    def _apposed(self, token: Token) -> list[ActorMention]:
        names = [m for c in token.children if c.dep_ == "appos" and (m := self.actors.headed(c.i)) is not None and m.form == "name"]
        return [m for m in names if self.reading.doc[m.start].nbor(-1).text == ","]

    @cached_property
    def subjects(self) -> Subjects:
        """What the article is about besides politics."""
        return read_subjects(self.reading.doc, self.lexicon.domains)

    def _joined_before(self, pronoun: Token) -> list[ActorMention]:
        """ "Kiir and Machar signed a deal in Khartoum, where they had met": the latest subject made of several."""
        if pronoun.lower_ not in ("they", "them"):
            return []
        start = pronoun.sent[0].nbor(-1).sent.start if pronoun.sent.start > 0 else 0
        before = [t for t in self.reading.doc[start : pronoun.i] if t.dep_ in syntax.SUBJECTS and t.head != pronoun.head]
        pairs = (self.participants(t, 1) for t in reversed(before))
        return next((p for p in pairs if len({m.actor for m in p if m.actor}) > 1), [])

    @cached_property
    def voice(self) -> ActorMention | None:
        """Who speaks in an article that is itself a statement ("We call on ..."): the subject of its first full sentence."""
        for sentence in islice(self.reading.doc.sents, 3):
            for subject in (t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ in ("ROOT", "ccomp")):
                found = self.actors.headed(subject.i)
                if found is not None and found.actor is not None and found.form == "name":
                    return found
        return None

    def is_town(self, mention: ActorMention) -> bool:
        """Whether a mention is a town's name that may stand for a government: Kabul, Moscow."""
        place = self.places.at(mention.head)
        if place is None or mention.end - mention.start != place.end - place.start:
            return False
        found = self.places.places.get(place.place or "")
        return found is None or found.kind != "country"

    def is_below_country(self, mention: PlaceMention) -> bool:
        """Whether a mention is a known place smaller than a country."""
        place = self.places.places.get(mention.place or "")
        return place is not None and place.kind != "country"

    def is_only_towns(self, token: Token) -> bool:
        """Whether all actors a token stands for are towns' names."""
        found = self.participants(token)
        return bool(found) and all(self.is_town(m) for m in found)

    def content(self, token: Token) -> list[ActorMention]:
        """Actor mentions inside a noun phrase that is itself no actor: "Iran's proposal", "the deal reached between them"."""
        found = self.holders(token)
        for child in token.children:
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                mention = self.actors.headed(child.i) or self.actors.at(child.i)
                if mention is not None:
                    found.append(mention)
            elif child.dep_ in ("prep", "agent") and child.lower_ in _BELONGING:
                for inner in syntax.prepositional_objects(child):
                    if inner.lemma_.lower() not in _LINES:
                        found += self.participants(inner) or self.content(inner)
            elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() not in self.lexicon.cues.light["broker"]:
                inner_objects = [*syntax.objects_of(child, {"between"}), *syntax.agents(child)]
                found += [m for o in inner_objects for m in self.participants(o)]
        return list(dict.fromkeys(found))

    def holders(self, token: Token) -> list[ActorMention]:
        """ "the rebel-held town", "the IS-controlled camp", "the Taliban stronghold": who loses it when it is attacked."""
        found = [
            self.actors.headed(inner.i)
            for child in token.children
            if child.dep_ == "amod" and child.lower_ in _HELD
            for inner in child.children
            if inner.dep_ in ("npadvmod", "compound", "nmod", "amod", "nsubj")
        ]
        if token.lemma_.lower() in _STRONGHOLDS:
            found += [self.actors.headed(c.i) for c in token.children if c.dep_ in ("compound", "amod", "poss", "nmod")]
        return [m for m in found if m is not None and m.actor is not None and self.is_actor_class(m, "armed")]

    def place(self, token: Token, depth: int = 0) -> PlaceMention | None:
        """The place a token names, or that is inside its phrase: "the western city of Fallujah", "parts of Ramadi"."""
        found = self.places.at(token.i) or self._antecedent(token)
        if found is not None:
            return found
        if depth > 2:
            return None
        locative = self._is(token, "locative") or self._is(token, "territory")
        for child in token.children:
            if child.dep_ == "advmod" and self._is(child, "compass"):
                # "a roadblock south of the town"
                for obj in syntax.objects_of(child, {"of"}):
                    return self.place(obj, depth + 1)
            inner = child.dep_ in ("appos", "compound", "nmod", "poss") or (child.dep_ == "conj" and locative)
            if inner and locative and self._names_town(child):
                return self.places.at(child.i)
            if locative and child.dep_ == "prep" and child.lower_ in ("of", "in", "near", "outside"):
                for obj in syntax.prepositional_objects(child):
                    found = self.place(obj, depth + 1)
                    if found is not None:
                        return found
        return None

    def _names_town(self, token: Token) -> bool:
        """ "Mosul airport" is in Mosul; "US embassy" is not in the US."""
        mention = self.places.at(token.i)
        place = self.places.places.get(mention.place or "") if mention is not None else None
        return mention is not None and (place is None or place.kind != "country" or token.dep_ in ("appos", "conj"))

    def _antecedent(self, token: Token) -> PlaceMention | None:
        """ "the city", "the province": the nearest place of that kind named before, if it has no name of its own here."""
        kinds = GROUND_KINDS.get(token.lemma_.lower())
        if kinds is None or not any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in token.children):
            return None
        if any(
            c.dep_ in ("compound", "appos", "poss", "prep", "relcl", "nmod") and c.lower_ not in ("in", "at")
            for c in token.children
        ):
            return None
        before = [m for m in self.places.mentions if m.start < token.i and self._is_setting(m, kinds)]
        if token.lemma_.lower() == "capital":
            before = [m for m in before if self._is_capital(m)]
        if token.lemma_.lower() == "country" and before:
            # News about one country names others in passing: the one it is about is meant.
            counts = Counter(m.place for m in before)
            before = [m for m in before if counts[m.place] == max(counts.values())]
        return before[-1] if before else None

    def _is_capital(self, mention: PlaceMention) -> bool:
        place = self.places.places.get(mention.place or "")
        return place is not None and place.feature_code == "PPLC"

    def _is_setting(self, mention: PlaceMention, kinds: tuple[str, ...]) -> bool:
        """Whether a place of one of the kinds is named as a place here, not as somebody who acts or as a mere modifier."""
        place = self.places.places.get(mention.place or "")
        if place is None or place.kind not in kinds:
            return False
        token = self.reading.doc[mention.head]
        dep = token.dep_
        acts = dep in ("nsubj", "poss") and self.actors.headed(mention.head) is not None
        owner = self.actors.headed(token.head.head.i) if dep == "pobj" and token.head.lower_ != "of" else None
        if owner is not None and not (owner.form == "nominal" and token.head.head.tag_ == "NNS"):
            # "the ministry in Paris", but "leaders in Fallujah", "the mayor of Iguala"
            return False
        return not acts and dep not in ("compound", "npadvmod", "amod", "nmod")

    def places_of(self, token: Token) -> list[PlaceMention]:
        """Places of a token and of what is coordinated with it."""
        found = [self.place(t) for t in syntax.conjuncts(token)]
        return list(dict.fromkeys(p for p in found if p is not None))

    def fits(self, token: Token, slot: Slot) -> bool:
        """Whether a token can fill a slot."""
        lemma = token.lemma_.lower()
        cls = slot.cls
        if slot.role in ("recipient", "target") and token.lower_.endswith(("self", "selves")):
            # "blew himself up"
            return False
        if slot.role == "number":
            return (
                token.pos_ == "NUM"
                or token.like_num
                or (self._is(token, "quantity") and all(o.like_num or self._is(o, "quantity") for o in syntax.objects_of(token, {"of"})))
            )
        if slot.role == "event":
            return lemma in self.lexicon.nouns
        if slot.role in (None, "any"):
            return cls is None or self._noun_fits(token, cls)
        if slot.role == "place":
            return self._is_ground(token)
        if slot.role == "target" and cls is None:
            return syntax.is_reciprocal(token) or self._is_ground(token) or bool(self.participants(token)) or self._is(token, "territory")
        if syntax.is_reciprocal(token):
            # "accused each other": both are actors.
            return cls is None or cls == "any"
        if cls == "any":
            return bool(self.participants(token) or self.content(token))
        return any(self.is_actor_class(m, cls) for m in self.participants(token))

    def _is_ground(self, token: Token) -> bool:
        mention = self.actors.headed(token.i)
        if (
            mention is not None
            and not mention.candidate
            and mention.form != "adjective"
            and self.places.at(token.i) is None
        ):
            return False
        return self.place(token) is not None

    def _noun_fits(self, token: Token, cls: str) -> bool:
        for part in syntax.conjuncts(token):
            if self.lexicon.in_class(part.lemma_.lower(), cls) or self.lexicon.in_class(part.lower_, cls):
                return True
            # "three years of talks"
            if self._is(part, "quantity") or part.pos_ == "NUM" or (cls == "talks" and self._is(part, "timespan")):
                if any(self._noun_fits(o, cls) for o in syntax.objects_of(part, {"of", "in"})):
                    return True
                if cls == "money" and any(c.lower_ in ("$", "€", "£") for c in part.children):
                    return True
        return False

    def is_actor_class(self, mention: ActorMention, cls: str | None) -> bool:
        """Whether a mention belongs to an actor class of the lexicon; no class takes any mention."""
        if cls is None or cls == "any":
            return True
        actor = self.actor(mention)
        kind = actor.kind if actor else mention.kind
        sector = actor.sector if actor else None
        armed = kind in ARMED_KINDS or sector in ARMED_SECTORS or self._is(self.reading.doc[mention.head], "forces")
        words = self.reading.doc[mention.start : mention.end].text.lower()
        match cls:
            case "bomber":
                return "suicide" in words
            case "person":
                return kind == "person"
            case "state":
                return kind in STATE_KINDS
            case "military":
                return armed
            case "police":
                return kind == "police" or sector == "COP"
            case "armed" | "withdrawing":
                return armed or kind == "police" or kind in STATE_KINDS or mention.form == "pronoun"
            case "organisation":
                return kind in ORGANISATION_KINDS and mention.form == "name"
            case "aircraft":
                flies = self.reading.doc[mention.head].lemma_.lower() in AIRCRAFT or "air force" in words
                return flies and "suicide" not in words
            case "civilian" if self._is(self.reading.doc[mention.head], "sides"):
                return False
            case "civilian":
                return kind in CIVIL_KINDS or (sector in CIVIL_SECTORS and kind != "state")
            case "political":
                return kind not in ("civilians", "media", "company", "criminal group") or sector in ("OPP", "ELI")
        return self._is(self.reading.doc[mention.head], cls)
