"""The event coder: every sentence's verbs and nouns against the lexicon, then status, place, date, claimant and confidence."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from extract.dates import historical
from extract.events.addressees import add_addressee
from extract.events.agreement import FUTURE_TYPES, agree
from extract.events.anaphora import inherit
from extract.events.candidates import Candidate
from extract.events.casualties import read_casualties
from extract.events.charges import add_charges
from extract.events.claims import add_claims
from extract.events.counterparts import add_counterparts
from extract.events.dating import date_acts, sentence_dates
from extract.events.discourse import place_acts
from extract.events.drafts import Draft, draft_sentences
from extract.events.encoder import Encoder
from extract.events.lexicon import Lexicon
from extract.events.refusals import read_refusal
from extract.events.sides import add_losers, complete_sides
from extract.events.sight import Sight
from extract.events.speech import merge_acts, read_peacekeeping, resolve_speech_acts
from extract.events.status import Verdict, judge
from extract.events.status_check import check_status, is_long_past
from extract.events.targets import aim_protest
from extract.events.territory import add_host, is_own_side
from extract.events.threats import read_threat
from extract.events.tolls import settle_tolls
from extract.mention_extent import mention_id
from extract.tables import ActorMention, ActorTable, PlaceMention, PlaceTable, Reading
from ontology.ids import slug
from ontology.records import EventMention, EventPlace, Evidence, Participant, Status, Trigger

_FUTURE_CAMEO = {"AGREE": "030", "CONCEDE": "080"}
# Nouns that say only that somebody was named before.
_BARE = frozenset({"group", "organisation", "organization", "movement", "former", "latter"})
# How many tokens there are at most between an office and the start of its holder's name.
_BESIDE = 3
_TWO_SIDED = frozenset({"clash", "meeting", "negotiation", "call", "agreement", "consultation", "summit"})


def code_events(
    reading: Reading,
    actors: ActorTable,
    places: PlaceTable,
    lexicon: Lexicon,
    extractor_id: str,
    *,
    encoder: Encoder | None = None,
    by_rules: bool = True,
) -> list[EventMention]:
    """All event mentions of an article, in text order, by the lexicon's rules, an encoder, or both."""
    sight = Sight(reading, actors, places, lexicon, encoder, by_rules)
    events: dict[str, EventMention] = {}
    earlier: list[tuple[int, Candidate]] = []
    year: int | None = None
    for draft in draft_sentences(sight):
        dates, year = sentence_dates(reading, draft.sentence, year)
        candidates = date_acts(sight, code_sentence(sight, draft, earlier), dates, earlier, draft.number)
        earlier += [(draft.number, c) for c in candidates]
    for candidate in add_losers(sight, earlier):
        event = _event(sight, candidate, extractor_id)
        if event is not None:
            events.setdefault(event.id, event)
    return list(events.values())


def read_span(sentence: Span) -> tuple[int, int]:
    """Offsets of a sentence without the blanked text that the parse may have attached to its ends."""
    words = [t for t in sentence if not t.is_space]
    return (words[0].idx, words[-1].idx + len(words[-1])) if words else (sentence.start_char, sentence.end_char)


def code_sentence(sight: Sight, draft: Draft, earlier: Sequence[tuple[int, Candidate]] = ()) -> list[Candidate]:
    """Event candidates of one sentence after merging, speech acts, pointing back to `earlier` acts, and the gate."""
    number = draft.number
    whole = shape_acts(sight, draft.found, earlier, number)
    agreed = add_charges(sight, agree(sight, draft, whole), draft)
    agreed = settle_tolls(sight, agreed, draft.sentence, earlier, number)
    claimed = add_claims(sight, agreed, draft.sentence, earlier, number)
    placed = place_acts(sight, claimed, earlier, number)
    sided = [add_addressee(sight, add_host(sight, complete_sides(sight, c, earlier, number))) for c in placed]
    return add_counterparts(sight, sided, earlier, number)


def shape_acts(
    sight: Sight, found: Sequence[Candidate], earlier: Sequence[tuple[int, Candidate]], number: int
) -> list[Candidate]:
    """One candidate an act, speech acts with their content folded in, and what points back to `earlier` acts filled."""
    merged = merge_acts(sight, found)
    acts = [read_refusal(sight, read_threat(sight, c)) for c in resolve_speech_acts(sight, merged)]
    return [aim_protest(sight, inherit(sight, read_peacekeeping(sight, c), earlier, number)) for c in acts]


def _event(sight: Sight, candidate: Candidate, extractor_id: str) -> EventMention | None:
    verdict = check_status(sight, candidate, judge(sight, candidate))
    if verdict.purpose or not candidate.told:
        return None
    vocabulary = sight.lexicon.vocabulary
    relation = vocabulary.relations[candidate.relation]
    kind, mode, cameo = relation.type, relation.mode, relation.cameo
    if verdict.status is Status.FUTURE and kind in FUTURE_TYPES:
        kind, mode = FUTURE_TYPES[kind], None
        cameo = "0332" if candidate.relation == "arms supply" else _FUTURE_CAMEO[kind]
    actors, recipients = _sides(sight, candidate)
    verdict = verdict if candidate.carried else _stake(sight, verdict, kind, actors)
    return EventMention(
        id=f"{sight.reading.article.id}:{candidate.trigger.idx}:{slug(candidate.relation)}",
        relation=candidate.relation,
        type=kind,
        mode=mode,
        contexts=tuple(relation.contexts),
        cameo=cameo,
        quad=vocabulary.types[kind].quad,
        score=vocabulary.score(kind, mode),
        actors=_participants(sight, actors, candidate.trigger.sent),
        recipients=_participants(sight, recipients, candidate.trigger.sent),
        places=tuple(_event_place(sight, m) for m in candidate.roles.places if m.place),
        instruments=tuple(dict.fromkeys(_phrase(sight, t) for t in candidate.instruments)),
        casualties=read_casualties(candidate, sight.lexicon),
        date=candidate.date,
        status=verdict.status,
        cue=verdict.cue,
        historical=historical(candidate.date, sight.reading.article.published) or is_long_past(candidate),
        claimant=_claimant(sight, verdict.claimant, candidate.trigger.sent),
        confidence=candidate.chance,
        evidence=_evidence(sight, candidate, extractor_id),
    )


def _sides(sight: Sight, candidate: Candidate) -> tuple[list[ActorMention], list[ActorMention]]:
    actors = [m for m in candidate.roles.actors if m.actor]
    recipients = [m for m in candidate.roles.recipients if m.actor and m.actor not in {a.actor for a in actors}]
    recipients = [m for m in recipients if not is_own_side(sight, candidate, m)]
    actors, recipients = _outermost(actors, recipients), _outermost(recipients, actors)
    if candidate.relation == "clash":
        actors = _without_own_state(sight, actors)
    if candidate.relation in _TWO_SIDED and len({m.actor for m in actors}) + len(recipients) > 1:
        # "fought for a fourth day, leaving 12 residents dead": they fought nobody.
        hurt = [m for m in recipients if candidate.relation == "clash" and len(actors) > 1 and sight.is_actor_class(m, "civilian")]
        return actors + [m for m in recipients if m not in hurt], hurt
    return actors, recipients


def _without_own_state(sight: Sight, sides: Sequence[ActorMention]) -> list[ActorMention]:
    """ "Eritrea, whose troops fought": a state does not fight its own army."""
    found = [(m, sight.actor(m)) for m in sides]
    armies = {a.country for _, a in found if a is not None and a.kind == "military" and a.sector == "MIL"}
    return [m for m, a in found if a is None or a.kind != "state" or a.country not in armies]


def _outermost(side: Sequence[ActorMention], other: Sequence[ActorMention]) -> list[ActorMention]:
    """A side without those who only tell whose somebody else in the act is: Iraq beside "Iraqi government"."""
    spans = [(m.start, m.end) for m in (*side, *other)]
    return [m for m in side if not any(s <= m.start and m.end <= e and (s, e) != (m.start, m.end) for s, e in spans)]


def _stake(sight: Sight, verdict: Verdict, kind: str, actors: Sequence[ActorMention]) -> Verdict:
    """Violence reported on the word of a side with a stake in it is a claim."""
    if verdict.status is not Status.ASSERTED or verdict.claimant is None or kind not in ("ASSAULT", "COERCE"):
        return verdict
    speaker = sight.actor(verdict.claimant)
    doers = [a for a in map(sight.actor, actors) if a is not None]
    if speaker is None or any(speaker.id == a.id or (speaker.country and speaker.country == a.country) for a in doers):
        return verdict
    if speaker.kind == "armed group" or (
        doers and speaker.kind in ("state", "government", "military", "media") and speaker.country
    ):
        return Verdict(Status.CLAIMED, verdict.cue, verdict.claimant)
    return verdict


def _named(sight: Sight, mention: ActorMention, sentence: Span) -> ActorMention:
    """The mention that names the actor best for a reader of the sentence.

    What stands in the sentence itself, unless it is a pronoun or a bare "the group"; else the nearest earlier name.
    """
    inside = sentence.start <= mention.start < sentence.end
    if inside and _tells(sight, mention):
        return _apposed_name(sight, mention) or mention
    same = [m for m in sight.actors.mentions if m.actor == mention.actor and _tells(sight, m)]
    here = [m for m in same if sentence.start <= m.start < sentence.end]
    names = [m for m in same if m.form == "name"]
    earlier = [m for m in names or same if m.start < sentence.start]
    if here:
        return here[0]
    return max(earlier, key=lambda m: m.start) if earlier else min(same, key=lambda m: m.start, default=mention)


def _apposed_name(sight: Sight, mention: ActorMention) -> ActorMention | None:
    """ "the chairman of the court, Valery Zorkin": the name beside an office."""
    if mention.form != "nominal" or mention.kind != "person":
        return None
    beside = (m for m in sight.actors.mentions if m.form == "name" and m.kind == "person" and m.actor == mention.actor)
    return next((m for m in beside if mention.end < m.start <= mention.end + _BESIDE), None)


def _tells(sight: Sight, mention: ActorMention) -> bool:
    if mention.form == "adjective" and sight.reading.doc[mention.head].is_lower:
        # "the insurgent-held town"
        return False
    bare = mention.form == "nominal" and sight.reading.doc[mention.head].lemma_.lower() in _BARE
    return mention.form != "pronoun" and not bare


def _participants(sight: Sight, mentions: Sequence[ActorMention], sentence: Span) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for mention in (_named(sight, m, sentence) for m in mentions):
        if mention.actor:
            found.setdefault(mention.actor, Participant(id=mention.actor, mention=mention_id(sight.reading.doc, mention)))
    return tuple(found.values())


def _claimant(sight: Sight, mention: ActorMention | None, sentence: Span) -> Participant | None:
    return next(iter(_participants(sight, [mention], sentence)), None) if mention is not None else None


def _event_place(sight: Sight, mention: PlaceMention) -> EventPlace:
    span = sight.reading.doc[mention.start : mention.end]
    place = sight.places.places[str(mention.place)]
    return EventPlace(id=place.id, mention=f"p{span.start_char}-{span.end_char}", precision=place.precision)


def _phrase(sight: Sight, token: Token) -> str:
    words = [
        t
        for t in token.subtree
        if t.dep_ in ("compound", "amod", "nmod", "punct") and t.head == token and t.i < token.i
    ]
    start = words[0].i if words else token.i
    return " ".join(sight.reading.doc[start : token.i + 1].text.split())


def _evidence(sight: Sight, candidate: Candidate, extractor_id: str) -> Evidence:
    trigger = candidate.trigger
    start, end = read_span(trigger.sent)
    return Evidence(
        start=start,
        end=end,
        sentence=sight.reading.article.text[start:end],
        trigger=Trigger(start=trigger.idx, end=trigger.idx + len(trigger)),
        extractor=extractor_id,
        rule=candidate.rule,
        score=candidate.chance,
    )
