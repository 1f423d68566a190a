"""GraphML, streamed: one element at a time, so that a million edges need no more memory than one.

Format: http://graphml.graphdrawing.org/specification.html. Attributes are typed keys with names, `label` among them; ids
are NMTOKENs, as its schema asks; characters that XML 1.0 cannot hold are left out; lists are joined with "; ".
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from io import TextIOWrapper
from math import isfinite
from typing import BinaryIO, TypeAlias

from graph.elements import Edge, Fields, Node, Value
from ontology.credits import GEONAMES_CREDIT

TYPE_NAMES: Mapping[type, str] = {str: "string", int: "int", float: "double", bool: "boolean"}

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

# All but what stands for itself: a carriage return would be read back as a line feed, some characters XML 1.0 cannot hold. As
# one class this takes a quarter of the time.
_SPECIAL = re.compile("[^\t\n !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
# How an attribute opens, and how its value is written.
_Format: TypeAlias = tuple[str, Callable[[Value], str]]
_NOT_NMTOKEN = re.compile(r"[^A-Za-z0-9.\-_:]|_(?=x[0-9A-F]+_)")


def write_graphml(out: BinaryIO, fields: Fields, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """Write a directed graph with the credit for its places. `fields` declares all attributes that nodes and edges have."""
    text = TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=False)
    try:
        text.write(_HEAD)
        for prefix, domain, declared in (("n", "node", fields.nodes), ("e", "edge", fields.edges)):
            for name, kind in declared.items():
                text.write(_key(f"{prefix}_{name}", domain, name, kind))
        text.write('<key id="g_attribution" for="graph" attr.name="attribution" attr.type="string"/>\n')
        text.write('<graph id="G" edgedefault="directed">\n')
        text.write(f'<data key="g_attribution">{plain(GEONAMES_CREDIT)}</data>\n')
        formats = _formats("n", fields.nodes)
        for node in nodes:
            text.write(f'<node id="{token(node.id)}">{_data(formats, node.attributes)}</node>\n')
        formats = _formats("e", fields.edges)
        attributes, data = None, ""
        for edge in edges:
            # The edges of one event follow each other and share their attributes.
            if edge.attributes is not attributes:
                attributes, data = edge.attributes, _data(formats, edge.attributes)
            ends = f'source="{_known_token(edge.source)}" target="{_known_token(edge.target)}"'
            text.write(f'<edge id="{token(edge.id)}" {ends}>{data}</edge>\n')
        text.write("</graph>\n</graphml>\n")
    finally:
        # The file belongs to the caller, who may go on using it.
        text.flush()
        text.detach()


def token(id: str) -> str:
    """An id as an NMTOKEN; different ids stay different."""
    return _NOT_NMTOKEN.sub(lambda found: f"_x{ord(found[0]):X}_", id)


# Those of actors and places, which are in many edges.
_known_token = lru_cache(maxsize=50_000)(token)


def plain(text: str) -> str:
    """Text as the content of an element."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], ""), text) if _SPECIAL.search(text) else text


def _key(id: str, domain: str, name: str, kind: type) -> str:
    return f'<key id="{id}" for="{domain}" attr.name="{name}" attr.type="{TYPE_NAMES[kind]}"/>\n'



def _formats(prefix: str, fields: Mapping[str, type]) -> Mapping[str, _Format]:
    return {name: (f'<data key="{prefix}_{name}">', _FORMATS[kind]) for name, kind in fields.items()}


def _data(formats: Mapping[str, _Format], attributes: Mapping[str, Value]) -> str:
    written = []
    for name, value in attributes.items():
        if value is not None:
            opening, write = formats[name]
            if text := write(value):
                written.append(f"{opening}{text}</data>")
    return "".join(written)


def _format_text(value: Value) -> str:
    if isinstance(value, str):
        return plain(value)
    return str(value) if isinstance(value, int | float) or value is None else "; ".join(map(plain, value))


def _format_number(value: Value) -> str:
    # What is infinite or not a number is unknown, and readers spell it in different ways.
    return repr(value) if isinstance(value, int | float) and isfinite(value) else ""


def _format_boolean(value: Value) -> str:
    return "true" if value else "false"


_FORMATS: Mapping[type, Callable[[Value], str]] = {str: _format_text, int: str, float: _format_number, bool: _format_boolean}
