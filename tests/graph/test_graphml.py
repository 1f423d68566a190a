import io
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from graph.elements import Edge, Fields, Node
from graph.graphml import token, write_graphml
from ontology.credits import GEONAMES_CREDIT

FIELDS = Fields(
    nodes={"label": str, "aliases": str, "lat": float, "geonames_id": int},
    edges={"label": str, "historical": bool, "confidence": float, "quad": int},
)


def write(nodes: list[Node], edges: list[Edge]) -> bytes:
    out = io.BytesIO()
    write_graphml(out, FIELDS, nodes, edges)
    return out.getvalue()


def check(document: bytes) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("graphml.xsd")))
    schema.assertValid(etree.fromstring(document))


def read_networkx(document: bytes) -> Any:
    return nx.read_graphml(io.BytesIO(document), force_multigraph=True)


def read_igraph(document: bytes, folder: Path) -> igraph.Graph:
    (folder / "x.graphml").write_bytes(document)
    return igraph.Graph.Read_GraphML(str(folder / "x.graphml"))


NODES = [
    Node("actor-1", {"label": "Nouri al-Maliki", "aliases": ("Maliki", "Nuri <al> Maliki"), "lat": None}),
    Node("place-1", {"label": "Fallūjah & Sons", "lat": 33.35, "geonames_id": 99454, "aliases": ()}),
]
EDGES = [
    Edge("e1", "actor-1", "place-1", {"label": "visit", "historical": False, "confidence": 0.75, "quad": 1}),
    Edge("e2", "actor-1", "place-1", {"label": "call", "historical": True, "confidence": None}),
]


def test_types_and_labels_are_read_back_by_networkx() -> None:
    graph = read_networkx(write(NODES, EDGES))
    assert graph.is_directed()
    assert graph.nodes["actor-1"] == {"label": "Nouri al-Maliki", "aliases": "Maliki; Nuri <al> Maliki"}
    assert graph.nodes["place-1"] == {"label": "Fallūjah & Sons", "lat": 33.35, "geonames_id": 99454}
    assert graph.edges["actor-1", "place-1", "e1"] == {
        "label": "visit",
        "historical": False,
        "confidence": 0.75,
        "quad": 1,
    }
    assert graph.edges["actor-1", "place-1", "e2"] == {"label": "call", "historical": True}


def test_types_and_labels_are_read_back_by_igraph(tmp_path: Path) -> None:
    graph = read_igraph(write(NODES, EDGES), tmp_path)
    assert (graph.is_directed(), graph.vcount(), graph.ecount()) == (True, 2, 2)
    assert graph.vs["label"] == ["Nouri al-Maliki", "Fallūjah & Sons"]
    assert graph.es["label"] == ["visit", "call"]
    assert graph.es["historical"] == [False, True]
    assert graph.es[0]["confidence"] == 0.75


def test_the_credit_for_places_is_read_back(tmp_path: Path) -> None:
    document = write(NODES, EDGES)
    assert read_networkx(document).graph["attribution"] == GEONAMES_CREDIT
    assert read_igraph(document, tmp_path)["attribution"] == GEONAMES_CREDIT


def test_the_document_fits_the_schema() -> None:
    check(write(NODES, EDGES))
    check(write([], []))


def test_the_schema_notices_what_is_wrong() -> None:
    with pytest.raises(etree.DocumentInvalid):
        check(write(NODES, [EDGES[0], EDGES[0]]))
    with pytest.raises(etree.DocumentInvalid):
        check(write(NODES[:1], EDGES))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(text=st.text(st.characters(codec=None, exclude_categories=()), max_size=20), id=st.text(min_size=1, max_size=10))
def test_any_text_and_any_id_can_be_written(text: str, id: str) -> None:
    document = write([Node(id, {"label": text})], [Edge(id, id, id, {"label": text})])
    check(document)
    (read,) = dict(read_networkx(document).nodes(data=True)).values()
    kept = "".join(c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff")
    assert read.get("label", "") == kept


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ids=st.sets(st.text(alphabet="ab_x5F0 /é", min_size=1, max_size=8), max_size=20))
def test_different_ids_stay_different(ids: set[str]) -> None:
    assert len({token(id) for id in ids}) == len(ids)


def test_the_file_stays_open_for_its_owner() -> None:
    out = io.BytesIO()
    write_graphml(out, FIELDS, NODES, EDGES)
    out.write(b"\n")
    assert not out.closed


def test_memory_does_not_grow_with_the_number_of_edges(tmp_path: Path) -> None:
    import tracemalloc

    def edges() -> Any:
        for n in range(20_000):
            yield Edge(f"e{n}", "actor-1", "place-1", {"label": "visit", "confidence": 0.5})

    with (tmp_path / "big.graphml").open("wb") as out:
        tracemalloc.start()
        write_graphml(out, FIELDS, NODES, edges())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (tmp_path / "big.graphml").stat().st_size > 2_000_000
    assert peak < 500_000


def test_values_that_come_again_after_many_others_are_written_alike() -> None:
    kinds = [Edge(f"e{n}", "actor-1", "place-1", {"label": f"<{n % 2500}>", "quad": n % 3, "confidence": 0.1}) for n in range(6000)]
    read = read_networkx(write(NODES, kinds))
    assert [d["label"] for *_, d in read.edges(data=True)] == [f"<{n % 2500}>" for n in range(6000)]
    assert {type(d["quad"]) for *_, d in read.edges(data=True)} == {int}
