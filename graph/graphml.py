"""GraphML, streamed: one element at a time, so that a million edges need no more memory than one.

Format: http://graphml.graphdrawing.org/specification.html. Attributes are typed keys with names, `label` among them; ids
are NMTOKENs, as its schema asks; characters that XML 1.0 cannot hold are left out; lists are joined with "; ".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from math import isfinite
from typing import Any, BinaryIO

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
# Lines written at a time.
_LINES = 200
# Values of an attribute that are kept as they are written: most come again and again.
_KEPT = 2_000
# Most ids are plain, which is told in a third of the time that replacing nothing takes.
_PLAIN_ID = re.compile(r"[A-Za-z0-9.\-:]*")
_NOT_NMTOKEN = re.compile(r"[^A-Za-z0-9.\-_:]|_(?=x[0-9A-F]+_)")


def write_graphml(out: BinaryIO, fields: Fields, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """Write a directed graph with the credit for its places. `fields` declares all attributes that nodes and edges have."""
    lines = _lines(fields, nodes, edges)
    while lot := "".join(islice(lines, _LINES)):
        out.write(lot.encode())


def _lines(fields: Fields, nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    yield _HEAD
    for prefix, domain, declared in (("n", "node", fields.nodes), ("e", "edge", fields.edges)):
        for name, kind in declared.items():
            yield _key(f"{prefix}_{name}", domain, name, kind)
    yield '<key id="g_attribution" for="graph" attr.name="attribution" attr.type="string"/>\n'
    yield '<graph id="G" edgedefault="directed">\n'
    yield f'<data key="g_attribution">{plain(GEONAMES_CREDIT)}</data>\n'
    known = _written("n", fields.nodes)
    for node in nodes:
        yield f'<node id="{token(node.id)}">{_data(known, node.attributes)}</node>\n'
    known = _written("e", fields.edges)
    attributes, data = None, ""
    for id, source, target, own in edges:
        # The edges of one event follow each other and share their attributes.
        if own is not attributes:
            attributes, data = own, _data(known, own)
        ends = f'source="{_known_token(source)}" target="{_known_token(target)}"'
        yield f'<edge id="{token(id)}" {ends}>{data}</edge>\n'
    yield "</graph>\n</graphml>\n"


def token(id: str) -> str:
    """An id as an NMTOKEN; different ids stay different."""
    if _PLAIN_ID.fullmatch(id):
        return id
    return _NOT_NMTOKEN.sub(lambda found: f"_x{ord(found[0]):X}_", id)


# Those of actors and places, which are in many edges.
_known_token = lru_cache(maxsize=50_000)(token)


def plain(text: str) -> str:
    """Text as the content of an element."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], ""), text) if _SPECIAL.search(text) else text


def _key(id: str, domain: str, name: str, kind: type) -> str:
    return f'<key id="{id}" for="{domain}" attr.name="{name}" attr.type="{TYPE_NAMES[kind]}"/>\n'


class _Written(dict[Any, str]):
    """The values of an attribute that came last, each as it is written with its tags."""

    def __init__(self, opening: str, write: Callable[[Any], str]) -> None:
        self._opening = opening
        self._write = write

    def __missing__(self, value: Any) -> str:
        if len(self) >= _KEPT:
            self.clear()
        text = self._write(value)
        written = self[value] = f"{self._opening}{text}</data>" if text else ""
        return written


def _written(prefix: str, fields: Mapping[str, type]) -> Mapping[str, _Written]:
    return {name: _Written(f'<data key="{prefix}_{name}">', _WRITERS[kind]) for name, kind in fields.items()}


def _data(written: Mapping[str, _Written], attributes: Mapping[str, Value]) -> str:
    return "".join([written[name][value] for name, value in attributes.items() if value is not None])


def _write_text(value: str | tuple[str, ...]) -> str:
    return plain(value) if isinstance(value, str) else "; ".join(map(plain, value))


def _write_number(value: float) -> str:
    # What is infinite or not a number is unknown, and readers spell it in different ways.
    return repr(value) if isfinite(value) else ""


def _write_boolean(value: bool) -> str:
    return "true" if value else "false"


_WRITERS: Mapping[type, Callable[[Any], str]] = {str: _write_text, int: str, float: _write_number, bool: _write_boolean}
