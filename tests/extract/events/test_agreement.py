"""What becomes of an event when lexicon and encoder agree, disagree, or only one of them sees it. The encoder is a stand-in."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from spacy.tokens import Span

from extract.events.confidence import WITNESSES, Fit
from extract.events.encoder import Encoder
from extract.events.opinion import ROLE_WIDTH, Labels, Opinion
from extract.pipeline import Extractor
from extract.reader import read_article
from ontology.records import EventMention
from ontology.vocabulary import load_vocabulary

LABELS = Labels(
    types=("none", *load_vocabulary().types),
    statuses=("asserted", "claimed", "negated", "future", "hypothetical"),
    roles=("none", "actors", "recipients", "places", "claimants"),
    modes=("ASSAULT/-", "ASSAULT/heavy-weapons", "PROTEST/demo", "PROTEST/-"),
)
SURE = 8.0


@pytest.fixture(autouse=True)
def _fixed_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that do not change when the encoder is made again: a rule counts half, the encoder's log-odds fully."""
    weights = (0.0, 0.5, 0.0, 0.5, 0.5, 0.5, 0.0, 0.0)
    fit = Fit(dict.fromkeys(WITNESSES, weights), {}, 0.5)
    monkeypatch.setattr("extract.events.confidence.load_fit", lambda: fit)


class StandIn(Encoder):
    """Says of the words it knows what it was told: a type, a status, a role in every event."""

    def __init__(
        self, types: Mapping[str, str], roles: Mapping[str, str] | None = None, status: str = "asserted"
    ) -> None:
        self._types, self._roles, self._status = types, roles or {}, status

    def read(self, sentences: Sequence[Span]) -> list[Opinion]:
        return [self._read(sentence) for sentence in sentences]

    def _read(self, sentence: Span) -> Opinion:
        scores = [np.zeros((len(sentence), width), dtype=np.float32) for width in LABELS.widths]
        scores[1][:, LABELS.statuses.index(self._status)] = SURE
        scores[2][:] = -SURE
        scores[4][:] = 1.0
        for row, token in enumerate(sentence):
            scores[0][row, LABELS.types.index(self._types.get(token.text, "none"))] = SURE
            # None is certain unless a role is: the others' products stay below zero.
            scores[5][row] = -SURE / np.sqrt(ROLE_WIDTH)
            if token.text in self._roles:
                at = (LABELS.roles.index(self._roles[token.text]) - 1) * ROLE_WIDTH
                scores[5][row, at : at + ROLE_WIDTH] = SURE / np.sqrt(ROLE_WIDTH)
        return Opinion(LABELS, {token.i: row for row, token in enumerate(sentence)}, tuple(scores))


def read(extractor: Extractor, encoder: Encoder, text: str, *, by_rules: bool = True) -> list[EventMention]:
    e = extractor
    second = Extractor(e.nlp, e.gazetteer, e.knowledge, e.lexicon, "test", encoder=encoder, by_rules=by_rules)
    return list(second.extract(read_article(text)).events)


def names(text: str, event: EventMention) -> tuple[list[str], list[str]]:
    """The mentions of actors and recipients, in the article's words, without "the"."""
    spans = [[p.mention or "" for p in side] for side in (event.actors, event.recipients)]
    words = [[text[slice(*map(int, s[1:].split("-")))].removeprefix("the ") for s in side] for side in spans]
    return words[0], words[1]


ARREST = "Kenyan police arrested three opposition leaders in Mombasa."


def test_an_event_both_see_is_surer_than_one_the_encoder_doubts(extractor: Extractor) -> None:
    (agreed,) = read(extractor, StandIn({"arrested": "COERCE"}), ARREST)
    (doubted,) = read(extractor, StandIn({"arrested": "ASSAULT"}), ARREST)
    assert agreed.relation == doubted.relation == "arrest"
    assert agreed.confidence > doubted.confidence
    assert (agreed.evidence.rule or "").endswith("encoder agrees")
    assert (doubted.evidence.rule or "").endswith("encoder doubts")


def test_what_the_encoder_takes_for_no_event_is_dropped(extractor: Extractor) -> None:
    assert read(extractor, StandIn({}), ARREST) == []


def test_rules_count_only_in_a_sentence_where_the_encoder_hears_some_event(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Rules that are always believed.
    fit = Fit(dict.fromkeys(WITNESSES, (20.0, *[0.0] * 7)), {}, 0.5)
    monkeypatch.setattr("extract.events.confidence.load_fit", lambda: fit)
    (event,) = read(extractor, StandIn({"leaders": "COERCE"}), ARREST)
    assert event.relation == "arrest"
    assert read(extractor, StandIn({}), ARREST) == []


def test_a_promised_cooperation_may_be_an_agreement_to_the_encoder(extractor: Extractor) -> None:
    (event,) = read(extractor, StandIn({"send": "AGREE"}), "Germany will send food to refugees in Sudan.")
    assert (event.type, event.status) == ("AGREE", "future")
    assert "agrees" in (event.evidence.rule or "")


def test_a_trigger_without_a_rule_is_added_with_the_plainest_name(extractor: Extractor) -> None:
    text = "Rebels thrashed the Nigerian army."
    roles = {"Rebels": "actors", "army": "recipients"}
    (event,) = read(extractor, StandIn({"thrashed": "ASSAULT"}, roles), text)
    assert (event.relation, event.type, event.evidence.rule) == ("attack", "ASSAULT", "encoder: ASSAULT")
    assert names(text, event) == (["Rebels"], ["Nigerian army"])


def test_a_trigger_without_anybody_known_is_not_added(extractor: Extractor) -> None:
    assert read(extractor, StandIn({"thrashed": "ASSAULT"}), "Somebody thrashed the wall in Berlin.") == []


def test_a_word_beside_a_trigger_is_no_second_event(extractor: Extractor) -> None:
    text = "The Syrian army launched an attack on Aleppo."
    events = read(extractor, StandIn({"launched": "ASSAULT", "attack": "ASSAULT"}, {"army": "actors"}), text)
    assert len(events) == 1


def test_an_empty_role_is_filled_and_named_in_the_rule(extractor: Extractor) -> None:
    text = "In Mombasa three opposition leaders were arrested, a raid that the Kenyan police had planned for weeks."
    events = read(extractor, StandIn({"arrested": "COERCE"}, {"police": "actors"}), text)
    (event,) = (event for event in events if event.relation == "arrest")
    assert names(text, event)[0] == ["Kenyan police"]
    assert "participants: encoder" in (event.evidence.rule or "")


@pytest.mark.parametrize(
    ("text", "status"),
    [(ARREST, "claimed"), ("Kenyan police did not arrest opposition leaders.", "negated")],
)
def test_the_encoder_decides_the_status_only_where_no_cue_does(extractor: Extractor, text: str, status: str) -> None:
    encoder = StandIn({"arrested": "COERCE", "arrest": "COERCE"}, status="claimed")
    assert [event.status for event in read(extractor, encoder, text)] == [status]


def test_the_encoder_alone_needs_no_rule(extractor: Extractor) -> None:
    roles = {"police": "actors", "leaders": "recipients", "Mombasa": "places"}
    (event,) = read(extractor, StandIn({"arrested": "COERCE"}, roles), ARREST, by_rules=False)
    assert event.evidence.rule == "encoder: COERCE"
    assert (len(event.actors), len(event.recipients), len(event.places)) == (1, 1, 1)
