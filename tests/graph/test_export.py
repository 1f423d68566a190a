import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import igraph
import networkx as nx
import pytest
from lxml import etree

from graph.export import FORMATS, VIEWS, export_graph
from graph.filters import make_filter
from graph.projection import project
from graph.store import Store
from ontology.errors import InputError, NotFoundError


def export(store: Store, view: str = "relations", depth: int = 1, **values: Any) -> bytes:
    out = io.BytesIO()
    export_graph(store, out, make_filter(**values), view=view, depth=depth)
    return out.getvalue()


def labels(document: bytes) -> tuple[set[str], list[str]]:
    graph = nx.read_graphml(io.BytesIO(document), force_multigraph=True)
    return set(nx.get_node_attributes(graph, "label").values()), sorted(d["label"] for *_, d in graph.edges(data=True))


@pytest.mark.parametrize("view", VIEWS)
def test_an_export_fits_the_schema_and_has_what_the_projection_has(
    calls_and_seizures: Store, view: str, tmp_path: Path
) -> None:
    document = export(calls_and_seizures, view)
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("graphml.xsd")))
    schema.assertValid(etree.fromstring(document))
    graph = project(calls_and_seizures, view=view)
    read = nx.read_graphml(io.BytesIO(document), force_multigraph=True)
    assert set(read.nodes) == set(graph.nodes)
    assert set(read.edges(keys=True)) == set(graph.edges(keys=True))
    (tmp_path / "x.graphml").write_bytes(document)
    other = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    assert (other.vcount(), other.ecount()) == (graph.number_of_nodes(), graph.number_of_edges())
    assert "" not in other.vs["label"] + other.es["label"]


def test_an_edge_carries_sentence_article_and_who_says_so(calls_and_seizures: Store) -> None:
    read = nx.read_graphml(io.BytesIO(export(calls_and_seizures, relation="seizure")), force_multigraph=True)
    ((source, target, attributes),) = read.edges(data=True)
    assert (source, target) == ("actor-isil", "place-fallujah")
    assert attributes["sentence"] == "Report of a seizure."
    assert (attributes["publisher"], attributes["published"]) == ("DW", "2014-01-07")
    assert (attributes["claimant"], attributes["date"], attributes["quad"]) == ("Joe Biden", "2014-01-06", 1)


def test_the_filter_decides_what_is_exported(calls_and_seizures: Store) -> None:
    nodes, edges = labels(export(calls_and_seizures, place="Ramadi", type="ASSAULT"))
    assert nodes == {"Iraqi army", "Islamic State of Iraq and the Levant", "Ramadi"}
    assert edges == ["clash"] * 3


def test_an_actor_is_exported_with_its_neighbourhood(calls_and_seizures: Store) -> None:
    _, near = labels(export(calls_and_seizures, actor="Iraqi army"))
    _, far = labels(export(calls_and_seizures, actor="Iraqi army", depth=2))
    assert near == ["air strike", "clash", "clash", "clash"]
    assert far == ["air strike", "clash", "clash", "clash", "located in", "seizure"]


def test_control_characters_in_a_sentence_do_no_harm(store: Store, make: SimpleNamespace) -> None:
    actors = [make.actor("A\x01B"), make.actor("C", aliases=("<&>", "\x0b"))]
    store.add(make.extraction(actors=actors, events=[make.event(actors=["A\x01B", "C"])]))
    nodes, _ = labels(export(store))
    assert nodes == {"AB", "C"}


def test_an_empty_store_exports_an_empty_graph(store: Store) -> None:
    assert labels(export(store)) == (set(), [])


def test_an_unknown_actor_view_or_format_is_refused_before_anything_is_written(calls_and_seizures: Store) -> None:
    out = io.BytesIO()
    with pytest.raises(NotFoundError, match="Nobody"):
        export_graph(calls_and_seizures, out, make_filter(actor="Nobody"))
    with pytest.raises(InputError, match=f"xls.*{FORMATS[0]}"):
        export_graph(calls_and_seizures, out, make_filter(), format="xls")
    with pytest.raises(InputError, match="sideways"):
        export_graph(calls_and_seizures, out, make_filter(), view="sideways")
    assert out.getvalue() == b""
