"""What a judgement would change: it is made, counted and taken back in one transaction, so that nothing of it stays."""

from sqlalchemy import func, select

from graph.actions import Action
from graph.judging import make_judgement
from graph.store import Store
from graph.tables import changes
from ontology.records import Record

# More than anybody reads before deciding.
_MOST_SHOWN = 200
_NOBODY = "preview"


class Effect(Record):
    """An article, actor, place, event or relation that would be added, changed or deleted."""

    kind: str
    id: str
    action: str


class Preview(Record):
    """What a judgement would change: how many of each kind and action, and the first 200 of them."""

    counts: dict[str, dict[str, int]]
    effects: tuple[Effect, ...]


def preview_judgement(store: Store, action: Action) -> Preview:
    """The effects of a judgement that is not made. NotFoundError or InputError as when it is."""
    with store.writing() as connection:
        made = make_judgement(connection, action, author=_NOBODY, reason=_NOBODY, at=store.now())
        own = (changes.c.seq == made.seq, changes.c.kind != "judgement")
        shown = select(changes).where(*own).order_by(changes.c.position).limit(_MOST_SHOWN)
        effects = tuple(Effect(kind=row.kind, id=row.id, action=row.action) for row in connection.execute(shown))
        kinds = (changes.c.kind, changes.c.action)
        counts: dict[str, dict[str, int]] = {}
        for kind, what, number in connection.execute(select(*kinds, func.count()).where(*own).group_by(*kinds).order_by(*kinds)):
            counts.setdefault(kind, {})[what] = number
        connection.rollback()
    return Preview(counts=counts, effects=effects)
