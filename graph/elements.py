"""Nodes and edges as every view yields them and every format writes them, with their attributes and types."""

from collections.abc import Mapping
from typing import NamedTuple

# What an attribute can be; None is left out, a tuple is a list of texts.
Value = str | int | float | bool | tuple[str, ...] | None


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


# Of actors and places; `node` says which of them, or event.
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

# Of an event: on the edges of the relations view, on the event nodes of the events view.
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
    "accounts": int,
}

# Of an event, in files only: too much to keep in memory for millions of edges.
EVENT_DETAILS: Mapping[str, type] = {
    "claimant": str,
    "contexts": str,
    "places": str,
    "instruments": str,
    "killed": int,
    "injured": int,
    "arrested": int,
}

# Where an event or relation was read, in files only.
SOURCE_FIELDS: Mapping[str, type] = {
    "sentence": str,
    "article": str,
    "title": str,
    "publisher": str,
    "published": str,
    "url": str,
}

# Of all edges: `edge` is event or relation (a standing one), `role` that of the source or target in the event, `support` the
# number of accounts that say so.
EDGE_FIELDS: Mapping[str, type] = {
    "label": str,
    "edge": str,
    "role": str,
    "event": str,
    "support": int,
    "relation": str,
    "since": str,
    "until": str,
}


class Fields(NamedTuple):
    """The attributes that the nodes and edges of a view can have, with their types."""

    nodes: Mapping[str, type]
    edges: Mapping[str, type]
