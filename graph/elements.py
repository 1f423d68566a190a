"""Nodes and edges as every view yields them and every format writes them, with their attributes and types."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

# What an attribute can be; None is left out, a sequence is a list of texts.
Value = str | int | float | bool | Sequence[str] | None


class Node(NamedTuple):
    """An actor, place or event. Ids of the three never meet."""

    id: str
    attributes: Mapping[str, Value]


class Edge(NamedTuple):
    """A directed edge; `id` is unique in the graph."""

    id: str
    source: str
    target: str
    attributes: Mapping[str, Value]


# Of all nodes: `node` is actor, place or event. Of actors and places: kind to admin1. Of events: the same as of edges.
NODE_FIELDS: Mapping[str, type] = {
    "label": str,
    "node": str,
    "kind": str,
    "country": str,
    "sector": str,
    "aliases": str,
    "geonames_id": int,
    "admin1": str,
    "lat": float,
    "lon": float,
}

# What the graph knows of an event: attributes of the edges of the relations view and of the event nodes of the other.
EVENT_FIELDS: Mapping[str, type] = {
    "relation": str,
    "type": str,
    "mode": str,
    "cameo": str,
    "quad": int,
    "score": float,
    "status": str,
    "historical": bool,
    "date": str,
    "end_date": str,
    "confidence": float,
    "claimant_id": str,
}

# What only files carry: too much to keep in memory for millions of edges.
REPORT_FIELDS: Mapping[str, type] = {
    "claimant": str,
    "contexts": str,
    "places": str,
    "instruments": str,
    "killed": int,
    "injured": int,
    "arrested": int,
    "sentence": str,
    "article": str,
    "title": str,
    "publisher": str,
    "published": str,
    "url": str,
}

# Of all edges: `edge` is event or relation (a standing one), `event` the event it stands for, `role` that of an actor in it.
EDGE_FIELDS: Mapping[str, type] = {
    "label": str,
    "edge": str,
    "event": str,
    "role": str,
    "since": str,
    "until": str,
    **EVENT_FIELDS,
    **REPORT_FIELDS,
}

ALL_NODE_FIELDS: Mapping[str, type] = {**NODE_FIELDS, **EVENT_FIELDS, **REPORT_FIELDS}
