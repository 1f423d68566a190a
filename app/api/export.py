"""Files of a view of the graph for other tools."""

import os
import tempfile
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse
from pydantic import Field, model_validator
from starlette.background import BackgroundTask

from app.api.filter_query import FilterParameters
from app.api.services import StoreAsOf
from graph.export import export_graph

router = APIRouter(prefix="/v1/export", tags=["export"])


class ViewParameters(FilterParameters):
    """The filter, and which view of the graph to write."""

    view: Literal["relations", "events"] = Field(
        "relations", description="`relations`: actors and places joined by edges; `events`: with events as nodes."
    )
    depth: int = Field(1, ge=1, le=2, description="With `actor`: 2 adds the events of everybody it meets.")


class ExportParameters(ViewParameters):
    """Refuses the parameters of pages, with a word on why."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_pages(cls, values: Any) -> Any:
        for name in ("limit", "cursor"):
            if name in values:
                raise ValueError(f"no {name} here: an export is whole; make it smaller with the filter")
        return values


@router.get("/graphml", summary="GraphML", response_class=FileResponse)
def export_graphml(store: StoreAsOf, query: Annotated[ExportParameters, Query()]) -> FileResponse:
    """The filtered graph for Gephi, Cytoscape, igraph, NetworkX or yEd."""
    # A file, so that trouble half way is an error and not half an answer, and memory stays flat.
    handle, path = tempfile.mkstemp(suffix=".graphml")
    try:
        with os.fdopen(handle, "wb") as out:
            export_graph(store, out, query.to_filter(), format="graphml", view=query.view, depth=query.depth)
    except BaseException:
        os.unlink(path)
        raise
    return FileResponse(
        path,
        media_type="application/graphml+xml",
        filename=f"belligraph-{query.view}.graphml",
        background=BackgroundTask(os.unlink, path),
    )
