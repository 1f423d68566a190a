"""The words of the graph: what relations, types, modes, kinds and sectors there are and what they mean."""

from fastapi import APIRouter

from ontology.actor_terms import ActorKind, Predicate, Sector
from ontology.place_terms import PlaceKind, Precision, StatusTerm
from ontology.plover import AuxiliaryMode, Context, EventType, QuadClass
from ontology.records import Record
from ontology.relation_names import RelationName
from ontology.vocabulary import load_vocabulary

router = APIRouter(prefix="/v1/vocabulary", tags=["vocabulary"])


class VocabularyAnswer(Record):
    """Every vocabulary as a list of its terms, each with a gloss."""

    relations: tuple[RelationName, ...]
    types: tuple[EventType, ...]
    contexts: tuple[Context, ...]
    auxiliary_modes: tuple[AuxiliaryMode, ...]
    quad_classes: tuple[QuadClass, ...]
    predicates: tuple[Predicate, ...]
    actor_kinds: tuple[ActorKind, ...]
    sectors: tuple[Sector, ...]
    place_kinds: tuple[PlaceKind, ...]
    precisions: tuple[Precision, ...]
    statuses: tuple[StatusTerm, ...]


@router.get("", summary="All terms")
def get_vocabulary() -> VocabularyAnswer:
    """All terms that records and filters use: one short page, not a list to be paged."""
    known = load_vocabulary()
    return VocabularyAnswer(
        relations=tuple(known.relations.values()),
        types=tuple(known.types.values()),
        contexts=tuple(known.contexts.values()),
        auxiliary_modes=tuple(known.plover.auxiliary_modes.values()),
        quad_classes=tuple(known.plover.quad_classes.values()),
        predicates=tuple(known.predicates.values()),
        actor_kinds=tuple(known.kinds.values()),
        sectors=tuple(known.sectors.values()),
        place_kinds=tuple(known.place_kinds.values()),
        precisions=tuple(known.precisions.values()),
        statuses=tuple(known.statuses.values()),
    )
