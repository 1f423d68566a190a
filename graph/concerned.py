"""Which articles a judgement or a join concerns: all that it changes, and perhaps some that it does not."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from graph.actions import action_targets
from graph.chunks import chunks
from graph.identity import Moves, load_families
from graph.rulebook import Rulebook, scope_of
from graph.tables import article_actors, articles, raw_actors


def articles_with(connection: Connection, rules: Rulebook, actor_ids: Iterable[str]) -> set[str]:
    """The articles in which one of these actors was read or stands, or can come to stand by joins and judgements."""
    ids, brought = set(actor_ids), set[str]()
    size = -1
    while size != len(ids):
        size = len(ids)
        ids, named = rules.sources_of(load_families(connection, ids))
        brought |= named
    return _articles_naming(connection, ids) | existing_articles(connection, brought)


def articles_moved(connection: Connection, rules: Rulebook, moves: Moves) -> set[str]:
    """The articles that change when actors go by other ids than before: those that name them and, where judgements speak
    of them, those that these judgements may reach."""
    if not moves:
        return set()
    found = _articles_naming(connection, moves)
    spoken: set[str] = set()
    for _, action in rules.judged:
        moved = moves.keys() & set(action_targets(action))
        if moved:
            scope = scope_of(action)
            spoken |= {*moved, *(id for one in moved for id in moves[one]), *scope.actors, *scope.makes}
            found |= existing_articles(connection, scope.articles)
    return found | (articles_with(connection, rules, spoken) if spoken else set())


def existing_articles(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of these articles that there are."""
    found: set[str] = set()
    for chunk in chunks(sorted(ids)):
        found.update(connection.scalars(select(articles.c.id).where(articles.c.id.in_(chunk))))
    return found


def _articles_naming(connection: Connection, actor_ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(sorted(actor_ids)):
        for table in (article_actors, raw_actors):
            found.update(connection.scalars(select(table.c.article_id).where(table.c.actor_id.in_(chunk))))
    return found
