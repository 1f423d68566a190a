"""A part of the graph, ready to be drawn."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from app.api.export import ViewParameters
from app.api.services import StoreAsOf
from graph.filters import MAX_LIMIT
from graph.node_link import NodeLink, read_node_link

router = APIRouter(prefix="/v1/graph", tags=["graph"])


class GraphParameters(ViewParameters):
    """The filter, the view, and how many edges to return."""

    limit: int = Field(500, ge=1, le=MAX_LIMIT, description=f"How many edges to return at most, up to {MAX_LIMIT}.")


@router.get("", summary="Nodes and edges")
def get_graph(store: StoreAsOf, query: Annotated[GraphParameters, Query()]) -> NodeLink:
    """The filtered view as nodes and edges; `truncated` says that there are more, so that the filter is too wide."""
    return read_node_link(store, query.to_filter(), view=query.view, depth=query.depth, most=query.limit)
