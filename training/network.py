"""The network: MiniLM-L6 and linear heads over its word pieces, plain PyTorch so that training needs nothing else."""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.events.opinion import ROLE_WIDTH, Labels

WIDTH = 384
HEADS = 12
_PIECES = 30522
_POSITIONS = 512
_EPSILON = 1e-12


class Layer(nn.Module):
    """A BERT layer: self-attention and a feed-forward step, each with its residual and normalisation."""

    def __init__(self, inner: int, dropout: float) -> None:
        super().__init__()
        # Query, key and value in one: one multiplication instead of three.
        self.asked = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.widened = nn.Linear(WIDTH, inner)
        self.narrowed = nn.Linear(inner, WIDTH)
        self.narrowed_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, blocked: Tensor) -> Tensor:
        """(batch, pieces, width) in and out; `blocked` (batch, 1, 1, pieces) is -inf where a piece is padding."""
        batch = hidden.shape[0]
        parts = self.asked(hidden).reshape(batch, -1, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        weights = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + blocked
        weights = self.dropout(weights.softmax(-1))
        mixed = (weights @ value).transpose(1, 2).reshape(batch, -1, WIDTH)
        hidden = self.attended_norm(hidden + self.dropout(self.attended(mixed)))
        wide = functional.gelu(self.widened(hidden))
        return self.narrowed_norm(hidden + self.dropout(self.narrowed(wide)))


class EventEncoder(nn.Module):
    """Word pieces in, the scores of all heads side by side out."""

    def __init__(self, labels: Labels, *, layers: int, inner: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(_PIECES, WIDTH)
        self.positions = nn.Embedding(_POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(inner, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(WIDTH, sum(labels.widths))

    def forward(self, pieces: Tensor, real: Tensor) -> Tensor:
        """(batch, n) ids, and which of them are no padding, to (batch, n, scores)."""
        blocked = torch.where(real, 0.0, -torch.inf)[:, None, None, :]
        positions = self.positions(torch.arange(pieces.shape[1]))
        hidden = self.dropout(self.norm(self.pieces(pieces) + positions))
        for layer in self.layers:
            hidden = layer(hidden, blocked)
        scores: Tensor = self.heads(self.dropout(hidden))
        return scores


def role_scores(queries: Tensor, keys: Tensor, roles: int) -> Tensor:
    """(triggers, roles * width) and (triggers, n, roles * width) to (triggers, n, 1 + roles), the first column being `none`."""
    asked = queries.unflatten(-1, (roles, ROLE_WIDTH))
    offered = keys.unflatten(-1, (roles, ROLE_WIDTH))
    scores = torch.einsum("trw,tnrw->tnr", asked, offered) / math.sqrt(ROLE_WIDTH)
    return torch.cat([torch.zeros_like(scores[..., :1]), scores], dim=-1)


_ASKED = ("query", "key", "value")
_LAYER_NAMES = {
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "widened": "intermediate.dense",
    "narrowed": "output.dense",
    "narrowed_norm": "output.LayerNorm",
}


def load_pretrained(model: EventEncoder, weights: Mapping[str, Tensor]) -> None:
    """Put the published weights of MiniLM-L6 in: of as many of its lowest layers as there are, and of each layer's inner units
    those with the largest weights. The heads stay as they are."""
    first_kind = weights["embeddings.token_type_embeddings.weight"][0]
    state = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        # Every piece is of the first segment: its vector is added to the positions once and for all.
        "positions.weight": weights["embeddings.position_embeddings.weight"] + first_kind,
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(len(model.layers)):
        for ours, theirs in _LAYER_NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = weights[f"encoder.layer.{number}.{theirs}.{part}"]
        for part in ("weight", "bias"):
            asked = [weights[f"encoder.layer.{number}.attention.self.{name}.{part}"] for name in _ASKED]
            state[f"layers.{number}.asked.{part}"] = torch.cat(asked)
        _keep_largest(state, f"layers.{number}", model.layers[number].widened.out_features)
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or {name.split(".")[0] for name in missing} != {"heads"}:
        raise ValueError(f"the published weights do not fit: missing {missing}, unexpected {unexpected}")


def _keep_largest(state: dict[str, Tensor], layer: str, inner: int) -> None:
    """Drop the inner units of a layer that count least, by the norms of the weights into and out of them."""
    into, out = state[f"{layer}.widened.weight"], state[f"{layer}.narrowed.weight"]
    kept = (into.norm(dim=1) * out.norm(dim=0)).topk(inner).indices.sort().values
    state[f"{layer}.widened.weight"] = into[kept]
    state[f"{layer}.widened.bias"] = state[f"{layer}.widened.bias"][kept]
    state[f"{layer}.narrowed.weight"] = out[:, kept]
