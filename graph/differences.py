"""What differs between two readings of one article, whichever extractor they name."""

from collections.abc import Sequence
from typing import TypeAlias

from ontology.records import EventMention, Extraction, Record, Relation

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
Statement: TypeAlias = EventMention | Relation


class StatementDifference(Record):
    """An event or standing relation that only one reading has, or both and not alike in `fields`. `type` is the PLOVER type
    of an event, `name` its relation or the predicate."""

    id: str
    action: str
    type: str | None
    name: str
    fields: tuple[str, ...] = ()


class ReadingDifference(Record):
    """What another reading of an article would add, remove and change. `other` says that mentions, actors, places, warnings
    or what the reader found differ; nothing does where it is false and both lists are empty."""

    article_id: str
    title: str | None
    events: tuple[StatementDifference, ...] = ()
    relations: tuple[StatementDifference, ...] = ()
    other: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the readings are alike."""
        return not (self.events or self.relations or self.other)


def compare_readings(before: Extraction, after: Extraction) -> ReadingDifference:
    """The difference between what was read before and after; by which extractor it was read does not count."""
    old, new = _without_extractor(before), _without_extractor(after)
    emptied = {"events": (), "relations": ()}
    return ReadingDifference(
        article_id=before.article.id,
        title=before.article.title,
        events=_compare(old.events, new.events),
        relations=_compare(old.relations, new.relations),
        other=old.model_copy(update=emptied) != new.model_copy(update=emptied),
    )


def _compare(before: Sequence[Statement], after: Sequence[Statement]) -> tuple[StatementDifference, ...]:
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    gone = [_difference(one, REMOVED) for id, one in old.items() if id not in new]
    come = [_difference(one, ADDED) for id, one in new.items() if id not in old]
    changed = [
        _difference(one, CHANGED, _fields_that_differ(old[id], one))
        for id, one in new.items()
        if id in old and old[id] != one
    ]
    return (*gone, *come, *changed)


def _fields_that_differ(before: Statement, after: Statement) -> tuple[str, ...]:
    return tuple(name for name in type(before).model_fields if getattr(before, name) != getattr(after, name))


def _difference(one: Statement, action: str, fields: tuple[str, ...] = ()) -> StatementDifference:
    if isinstance(one, EventMention):
        return StatementDifference(id=one.id, action=action, type=one.type, name=one.relation, fields=fields)
    return StatementDifference(id=one.id, action=action, type=None, name=one.predicate, fields=fields)


def _without_extractor(extraction: Extraction) -> Extraction:
    def strip(statements: Sequence[Statement]) -> tuple[Statement, ...]:
        return tuple(
            one.model_copy(update={"evidence": one.evidence.model_copy(update={"extractor": ""})}) for one in statements
        )

    return extraction.model_copy(update={"events": strip(extraction.events), "relations": strip(extraction.relations)})
