"""Making, undoing and redoing judgements, within the caller's transaction: kept, and applied to the articles they concern."""

from sqlalchemy import Connection, select

from graph.actions import Action, MergeActors, NeverMerge, action_targets
from graph.changes import LogEntry, append_changes, read_sequence
from graph.chunks import chunks
from graph.completing import complete_action
from graph.concerned import articles_moved, articles_with, existing_articles
from graph.identity import Moves, rejoin
from graph.judgements import (
    REDONE,
    UNDONE,
    Judgement,
    add_judgement,
    describe_judgements,
    judgement_query,
    read_rules,
)
from graph.rulebook import Rulebook, scope_of
from graph.tables import judgement_articles, judgements, place_names, reversals
from graph.upsert import insert_rows
from graph.writing import reapply
from ontology.errors import InputError, NotFoundError


def make_judgement(connection: Connection, action: Action, *, author: str, reason: str, at: str) -> Judgement:
    """Keep a judgement and apply it. NotFoundError for unknown ids; InputError for values or judgements that clash."""
    _check_signed(author, reason)
    rules = read_rules(connection)
    complete = complete_action(connection, rules, action)
    seq = read_sequence(connection) + 1
    id = f"j-{seq}"
    after = Rulebook([*rules.judged, (id, complete)])
    after.never_merged.check()
    row = {"id": id, "seq": seq, "made_at": at, "author": author.strip(), "reason": reason.strip()}
    add_judgement(connection, row, complete)
    _apply(connection, id, complete, after, LogEntry("judgement", id, "made"), at)
    return read_judgement(connection, id)


def reverse_judgement(
    connection: Connection, id: str, *, redo: bool, author: str, reason: str, at: str
) -> Judgement:
    """Undo a judgement, or redo one that was undone. The graph is then as if it had never been made, or never been undone."""
    _check_signed(author, reason)
    old = read_judgement(connection, id)
    if old.active is redo:
        last = old.reversals[-1] if old.reversals else None
        by = f", by {last.author}: {last.reason}" if last else ""
        raise InputError(f"judgement {id} is {'in force' if redo else 'undone'} already{by}")
    turn = LogEntry("judgement", id, REDONE if redo else UNDONE)
    row = {"seq": read_sequence(connection) + 1, "judgement_id": id, "at": at, "action": turn.action}
    insert_rows(connection, reversals, [{**row, "author": author.strip(), "reason": reason.strip()}])
    after = read_rules(connection)
    after.never_merged.check()
    _apply(connection, id, old.action, after, turn, at)
    return read_judgement(connection, id)


def read_judgement(connection: Connection, id: str) -> Judgement:
    """The judgement of this id. NotFoundError if there is none."""
    rows = connection.execute(judgement_query().where(judgements.c.id == id)).all()
    if not rows:
        raise NotFoundError(f"no judgement {id!r}")
    return describe_judgements(connection, rows)[0]


def _check_signed(author: str, reason: str) -> None:
    for name, given in (("author", author), ("reason", reason)):
        if not given.strip():
            raise InputError(f"judgement: no {name} given; every judgement says who made it and why")


def _apply(
    connection: Connection, id: str, action: Action, after: Rulebook, entry: LogEntry, at: str
) -> None:
    moves: Moves = {}
    if isinstance(action, NeverMerge | MergeActors):
        moves = rejoin(connection, after, {*after.never_merged.actors, *action_targets(action)})
    concerned = _concerned_articles(connection, id, action, after) | articles_moved(connection, after, moves)
    append_changes(connection, [[entry, *reapply(connection, sorted(concerned), after)]], at=at)


def _concerned_articles(connection: Connection, id: str, action: Action, rules: Rulebook) -> set[str]:
    """The articles that a judgement changes, and perhaps some that it does not."""
    scope = scope_of(action)
    own = select(judgement_articles.c.article_id).where(judgement_articles.c.judgement_id == id)
    found = {*connection.scalars(own), *existing_articles(connection, scope.articles)}
    for names in chunks(sorted(scope.names)):
        found.update(connection.scalars(select(place_names.c.article_id).where(place_names.c.folded.in_(names))))
    return found | (articles_with(connection, rules, scope.actors) if scope.actors else set())
