"""Whether the server lives and can work, and plain counters for monitoring."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from app.api.services import ServicesOf, StoreOf
from app.examples import ExampleState
from graph.article_queries import count_records, list_articles
from graph.filters import Filter
from graph.jobs import read_backlog
from graph.store import Store
from ontology.errors import StoreError

router = APIRouter(tags=["health"])
metrics_router = APIRouter(tags=["health"])


class Health(BaseModel):
    """That the server answers."""

    status: str


class Readiness(BaseModel):
    """Whether the parts of the server can work; `detail` says why not. `examples` says whether the example articles of a
    first start are in the store; `none`: not wanted, or the store has articles of its own."""

    ready: bool
    workers: bool
    store: bool
    examples: ExampleState
    detail: str | None = None


@router.get("/healthz", summary="Does the server answer?")
async def get_health() -> Health:
    """Answers at once, whatever else the server does."""
    return Health(status="ok")


@router.get("/readyz", summary="Can the server work?", responses={503: {"model": Readiness}})
def get_readiness(services: ServicesOf, response: Response) -> Readiness:
    """200 when the store can be asked and a worker has loaded, else 503."""
    store_problem = _find_problem(services.store)
    problem = store_problem or services.workers.problem
    ready = store_problem is None and services.workers.ready
    response.status_code = 200 if ready else 503
    return Readiness(
        ready=ready,
        workers=services.workers.ready,
        store=store_problem is None,
        examples=services.examples.state,
        detail=problem,
    )


def _find_problem(store: Store) -> str | None:
    try:
        list_articles(store, Filter(limit=1))
    except StoreError as error:
        return str(error)
    return None


@metrics_router.get("/metrics", summary="Counters in Prometheus' text format", response_class=Response)
def get_metrics(services: ServicesOf, store: StoreOf) -> Response:
    """How much the store and the queue hold, and how many requests wait for an article to be read."""
    counts = count_records(store).model_dump()
    values = {f"belligraph_{name}": value for name, value in counts.items()}
    values["belligraph_articles_waiting"] = services.workers.waiting
    values |= {f"belligraph_queue_{name}": value for name, value in read_backlog(store).model_dump().items()}
    lines = (f"# TYPE {name} gauge\n{name} {value}\n" for name, value in values.items())
    return Response("".join(lines), media_type="text/plain; version=0.0.4")
