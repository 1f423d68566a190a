"""Fine-tuning: the sentences in buckets of like length, one loss from all heads, the same result for the same seed and data."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from extract.events.opinion import Labels
from training.labels import IGNORED, Example
from training.network import EventEncoder, role_scores


@dataclass(frozen=True)
class Plan:
    """How to train. `layers` of MiniLM's six are kept, the lowest, and `inner` of the 1536 inner units of each, for speed;
    `body_rate` is for them, `head_rate` for the new heads. Sentences tagged `plain` count `plain` times: their words are rare among
    ours and common in news.

    One thread: the sum of two would depend on how the work was split.
    """

    layers: int = 4
    inner: int = 1536
    epochs: int = 8
    plain: int = 3
    batch: int = 24
    body_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.1
    decay: float = 0.01
    seed: int = 7
    threads: int = 1


@dataclass(frozen=True)
class Batch:
    """Padded examples. `triggers` are (example, piece) of every trigger, `roles` the labels of all pieces for each of them."""

    pieces: Tensor
    real: Tensor
    types: Tensor
    statuses: Tensor
    historical: Tensor
    modes: Tensor
    triggers: Tensor
    roles: Tensor


def fit(model: EventEncoder, examples: Sequence[Example], labels: Labels, plan: Plan) -> Iterator[float]:
    """Train the model in place; yields the mean loss of each epoch. The word vectors stay as published."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    torch.use_deterministic_algorithms(True)
    model.pieces.requires_grad_(False)
    batches = _batches(examples, plan)
    optimizer = _optimizer(model, plan)
    steps = plan.epochs * len(batches)
    warm = max(1, int(steps * plan.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / (steps - warm + 1))
    )
    shuffle = random.Random(plan.seed)
    model.train()
    for _ in range(plan.epochs):
        shuffle.shuffle(batches)
        total = 0.0
        for batch in batches:
            loss = _loss(model(batch.pieces, batch.real), batch, labels)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        yield total / len(batches)
    model.eval()


def _optimizer(model: EventEncoder, plan: Plan) -> torch.optim.Optimizer:
    heads = list(model.heads.parameters())
    known = {id(p) for p in heads}
    body = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": body, "lr": plan.body_rate}, {"params": heads, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=plan.decay)


def _batches(examples: Sequence[Example], plan: Plan) -> list[Batch]:
    """Examples of like length together, so that little is padding."""
    order = list(range(len(examples)))
    random.Random(plan.seed).shuffle(order)
    order.sort(key=lambda i: len(examples[i].pieces))
    groups = [order[at : at + plan.batch] for at in range(0, len(order), plan.batch)]
    return [_batch([examples[i] for i in group]) for group in groups]


def _batch(examples: Sequence[Example]) -> Batch:
    size = max(len(e.pieces) for e in examples)

    def padded(rows: Sequence[object], fill: int) -> Tensor:
        tensors = [torch.as_tensor(row) for row in rows]
        filled = [functional.pad(t, (0, size - len(t)), value=fill) for t in tensors]
        return torch.stack(filled) if filled else torch.zeros((0, size), dtype=torch.long)

    triggers = [(i, int(piece)) for i, e in enumerate(examples) for piece in e.triggers]
    return Batch(
        pieces=padded([e.pieces for e in examples], 0),
        real=torch.tensor([[at < len(e.pieces) for at in range(size)] for e in examples]),
        types=padded([e.types for e in examples], IGNORED),
        statuses=padded([e.statuses for e in examples], IGNORED),
        historical=padded([e.historical for e in examples], IGNORED),
        modes=padded([e.modes for e in examples], IGNORED),
        triggers=torch.tensor(triggers, dtype=torch.long).reshape(-1, 2),
        roles=padded([row for e in examples for row in e.roles], IGNORED),
    )


def _loss(scores: Tensor, batch: Batch, labels: Labels) -> Tensor:
    types, statuses, historical, modes, queries, keys = scores.split(list(labels.widths), dim=-1)
    loss = functional.cross_entropy(types.flatten(0, 1), batch.types.flatten(), ignore_index=IGNORED) * 8
    if not len(batch.triggers):
        return loss
    at, piece = batch.triggers.T
    loss = loss + functional.cross_entropy(statuses[at, piece], batch.statuses[at, piece]) * 0.5
    loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(
        historical[at, piece, 0], batch.historical[at, piece].float()
    )
    loss = loss + functional.cross_entropy(modes[at, piece], batch.modes[at, piece]) * 0.3
    pairs = role_scores(queries[at, piece], keys[at], len(labels.roles) - 1)
    return loss + functional.cross_entropy(pairs.flatten(0, 1), batch.roles.flatten(), ignore_index=IGNORED) * 4
