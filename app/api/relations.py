"""Standing relations: who holds what office, belongs to whom, is where."""

from fastapi import APIRouter

from app.api.filter_query import FilterQuery
from app.api.services import StoreAsOf
from graph import relation_queries
from graph.answers import Page, RelationAnswer

router = APIRouter(prefix="/v1/relations", tags=["relations"])


@router.get("", summary="List standing relations")
def list_relations(store: StoreAsOf, query: FilterQuery) -> Page[RelationAnswer]:
    """Standing relations, newest article first. `relation` is the predicate here, `actor` and `place` either end."""
    return relation_queries.list_relations(store, query.to_filter())
