"""Keeps the merged actors and places right after articles came or went, and tells which of them changed."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from sqlalchemy import Connection, delete, select

from graph.chunks import chunks
from graph.tables import actors, aliases, place_parents, places, votes
from graph.upsert import Row, insert_rows, upsert
from graph.votes import Tally, Vote, merge_actor, merge_place, tally_votes
from ontology.ids import fold_text
from ontology.names import name_key
from ontology.records import Actor, Place

TABLES = {"actor": actors, "place": places}


def update_merged(connection: Connection, difference: Counter[Vote]) -> dict[str, dict[str, str]]:
    """Add a difference of votes and write anew every merged actor and place that it touches.

    By node (actor, place): the ids whose record is now another, with what happened: added, changed, deleted.
    """
    moved = {vote: n for vote, n in difference.items() if n}
    upsert(connection, votes, [{**vote._asdict(), "n": n} for vote, n in sorted(moved.items())], add=["n"])
    changed: dict[str, dict[str, str]] = {}
    for node in TABLES:
        changed[node] = {}
        for ids in chunks(sorted({vote.id for vote, n in moved.items() if vote.node == node and n < 0})):
            connection.execute(delete(votes).where(votes.c.node == node, votes.c.id.in_(ids), votes.c.n <= 0))
        for ids in chunks(sorted({vote.id for vote in moved if vote.node == node})):
            changed[node].update(_rewrite(connection, node, ids))
    return changed


def _rewrite(connection: Connection, node: str, ids: Sequence[str]) -> dict[str, str]:
    table = TABLES[node]
    stored = connection.execute(select(table.c.id, table.c.record).where(table.c.id.in_(ids)))
    old: dict[str, str] = {row.id: row.record for row in stored}
    tallies = _read_tallies(connection, node, ids)
    merged = {id: merge_actor(id, tally) if node == "actor" else merge_place(tally) for id, tally in tallies.items()}
    new = {id: _merged_row(id, merged[id], tally) for id, tally in tallies.items()}
    gone = [id for id in old if id not in new]
    if gone:
        connection.execute(delete(table).where(table.c.id.in_(gone)))
        connection.execute(delete(aliases).where(aliases.c.node == node, aliases.c.id.in_(gone)))
    upsert(connection, table, [new[id] for id in sorted(new)])
    names = {id: {*tally.get("name", {}), *tally.get("alias", {}), merged[id].name} for id, tally in tallies.items()}
    _rewrite_aliases(connection, node, names)
    rewritten = sorted(id for id in new if old.get(id) != new[id]["record"])
    if node == "place":
        _rewrite_parents(connection, [place for id in rewritten if isinstance(place := merged[id], Place)])
    return dict.fromkeys(gone, "deleted") | {id: "changed" if id in old else "added" for id in rewritten}


def _read_tallies(connection: Connection, node: str, ids: Sequence[str]) -> dict[str, dict[str, dict[str, int]]]:
    columns = (votes.c.id, votes.c.field, votes.c.value, votes.c.n)
    rows = connection.execute(select(*columns).where(votes.c.node == node, votes.c.id.in_(ids)))
    return tally_votes((row[0], row[1], row[2], row[3]) for row in rows)


def _merged_row(id: str, merged: Actor | Place, tally: Tally) -> Row:
    return {
        "id": id,
        "name": merged.name,
        "kind": merged.kind,
        "country": merged.country,
        "articles": tally["articles"][""],
        "events": tally.get("events", {}).get("", 0),
        "record": merged.model_dump_json(),
    }


def _rewrite_aliases(connection: Connection, node: str, names: Mapping[str, Set[str]]) -> None:
    ids = list(names)
    if not ids:
        return
    wanted = select(aliases.c.id, aliases.c.alias).where(aliases.c.node == node, aliases.c.id.in_(ids))
    old: set[tuple[str, str]] = {(row.id, row.alias) for row in connection.execute(wanted)}
    new = {(id, name) for id, own in names.items() for name in own}
    for id in sorted({id for id, _ in old - new}):
        lost = [alias for other, alias in old - new if other == id]
        own = (aliases.c.node == node, aliases.c.id == id)
        connection.execute(delete(aliases).where(*own, aliases.c.alias.in_(lost)))
    insert_rows(connection, aliases, [_alias_row(node, id, alias) for id, alias in sorted(new - old)])


def _alias_row(node: str, id: str, alias: str) -> Row:
    return {"node": node, "id": id, "alias": alias, "folded": fold_text(alias), "name_key": name_key(alias)}


def _rewrite_parents(connection: Connection, changed: Sequence[Place]) -> None:
    if not changed:
        return
    connection.execute(delete(place_parents).where(place_parents.c.place_id.in_([place.id for place in changed])))
    pairs = [(place.id, parent) for place in changed for parent in dict.fromkeys(place.parents)]
    insert_rows(connection, place_parents, [{"place_id": id, "parent_id": parent} for id, parent in pairs])
