"""The trained network as int8 ONNX, with its vocabulary: all that the package needs."""

import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import EventEncoder

_OPSET = 17


def export(model: EventEncoder, vocabulary: Path, folder: Path) -> None:
    """Write model.onnx and vocabulary.txt. The graph takes sentences as `pieces` (b, n) and which of them are `real` and no padding,
    and gives `scores` (b, n, scores)."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(vocabulary, folder / "vocabulary.txt")
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _write_graph(model, plain)
        # Seven bits a weight: with eight, processors without VNNI overflow, and give other results than those with it.
        quantize_dynamic(plain, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def _write_graph(model: EventEncoder, path: Path) -> None:
    pieces = torch.arange(1000, 1072).reshape(3, 24)
    example = (pieces, torch.ones_like(pieces, dtype=torch.bool))
    sizes = {name: {0: "b", 1: "n"} for name in ("pieces", "real", "scores")}
    with warnings.catch_warnings():
        # The exporter by tracing is deprecated; the one to come needs another package and writes a slower graph.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            example,
            str(path),
            input_names=["pieces", "real"],
            output_names=["scores"],
            dynamic_axes=sizes,
            opset_version=_OPSET,
            dynamo=False,
        )
