"""Keeps the automatic joins of actors right when articles come and go and judgements are made and undone.

What is joined follows from the articles and judgements of the moment alone. Only what a change touches is looked at again:
the actors that share a block of names with those whose profile is another, and all that these are linked with.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sqlalchemy import Connection, delete, or_, select

from graph.chunks import chunks
from graph.identity_tables import IDENTITY_TABLES, actor_joins, like_actors, name_blocks, read_actors
from graph.joining import Join, Pair, find_joins, pair_of
from graph.likeness import Bond, Likeness, are_apart, blocks_of, compare
from graph.profiles import Profile, Sighting, add_sightings, load_profiles, sightings_of
from graph.rulebook import Rulebook
from graph.tables import judgement_targets
from graph.upsert import insert_rows, upsert
from ontology.records import Extraction

# By id of an actor that goes by another one now: what it went by before and what it goes by now, itself if nothing else.
Moves = Mapping[str, tuple[str, str]]


def update_identity(
    connection: Connection, rules: Rulebook, *, gone: Iterable[Extraction], come: Iterable[Extraction]
) -> Moves:
    """Bring the joins up to date with articles, as they were read, that came or went; who goes by another id now."""
    difference: Counter[Sighting] = Counter()
    for extraction in come:
        difference.update(sightings_of(extraction))
    for extraction in gone:
        difference.subtract(sightings_of(extraction))
    changed = add_sightings(connection, difference)
    return rejoin(connection, rules, _update_likeness(connection, changed)) if changed else {}


def rebuild_identity(connection: Connection, rules: Rulebook, living: Iterable[Sequence[Extraction]]) -> None:
    """Make all tables of identity anew from the articles that there are, given in batches."""
    for table in IDENTITY_TABLES:
        connection.execute(delete(table))
    for batch in living:
        add_sightings(connection, Counter(chain.from_iterable(map(sightings_of, batch))))
    ids = list(connection.scalars(select(read_actors.c.actor_id).distinct().order_by(read_actors.c.actor_id)))
    for chunk in chunks(ids):
        _update_likeness(connection, load_profiles(connection, chunk))
    for chunk in chunks(ids):
        rejoin(connection, rules, chunk)


def rejoin(connection: Connection, rules: Rulebook, seeds: Iterable[str]) -> Moves:
    """Find the joins of these actors, and of all that they are linked with, anew; who goes by another id now."""
    like = _load_linked(connection, seeds)
    ids = sorted({*seeds, *chain.from_iterable(like)})
    profiles = load_profiles(connection, ids)
    joins = find_joins(
        profiles,
        like,
        listed={id for id, profile in profiles.items() if profile.listed},
        apart=lambda a, b: are_apart(profiles[a], profiles[b]) or rules.never_merged.forbids(a, b),
    )
    old = _load_joins(connection, ids)
    _write_joins(connection, old, joins)
    before, after = ({id: join.to for id, join in known.items()} for known in (old, joins))
    return {id: (before.get(id, id), after.get(id, id)) for id in ids if before.get(id) != after.get(id)}


def load_joins(connection: Connection, ids: Iterable[str], *, spoken: bool = False) -> dict[str, str]:
    """From each of these ids that goes by another to that other; with `spoken` also the ids in judgements."""
    joins = {id: join.to for id, join in _load_joins(connection, sorted(ids)).items()}
    if spoken:
        named = actor_joins.c.actor_id.in_(select(judgement_targets.c.target))
        columns = (actor_joins.c.actor_id, actor_joins.c.joined_to)
        joins |= {row.actor_id: row.joined_to for row in connection.execute(select(*columns).where(named))}
    return joins


def load_families(connection: Connection, ids: Iterable[str]) -> set[str]:
    """These ids and all that are joined with them."""
    found = set(ids)
    ends = found | set(load_joins(connection, found).values())
    for chunk in chunks(sorted(ends)):
        found.update(connection.scalars(select(actor_joins.c.actor_id).where(actor_joins.c.joined_to.in_(chunk))))
    return found | ends


def _update_likeness(connection: Connection, changed: Mapping[str, Profile | None]) -> set[str]:
    """Compare changed actors anew with all that share a block; they, and those they are or were linked with."""
    linked = set(changed)
    for chunk in chunks(sorted(changed)):
        own = or_(like_actors.c.first_id.in_(chunk), like_actors.c.second_id.in_(chunk))
        for row in connection.execute(select(like_actors.c.first_id, like_actors.c.second_id).where(own)):
            linked |= {row.first_id, row.second_id}
        connection.execute(delete(like_actors).where(own))
        connection.execute(delete(name_blocks).where(name_blocks.c.actor_id.in_(chunk)))
    blocks = {id: blocks_of(profile) for id, profile in changed.items() if profile is not None}
    rows = [{"block": block, "actor_id": id} for id, own in sorted(blocks.items()) for block in sorted(own)]
    insert_rows(connection, name_blocks, rows)
    found = _compare_all(connection, changed, _load_pairs(connection, blocks))
    insert_rows(connection, like_actors, [_like_row(pair, likeness) for pair, likeness in sorted(found.items())])
    return linked.union(*found)


def _load_pairs(connection: Connection, blocks: Mapping[str, frozenset[str]]) -> set[Pair]:
    """Each of these actors with every other that shares a block with it."""
    owners: dict[str, list[str]] = {}
    for id, own in blocks.items():
        for block in own:
            owners.setdefault(block, []).append(id)
    pairs: set[Pair] = set()
    for chunk in chunks(sorted(owners)):
        for row in connection.execute(select(name_blocks).where(name_blocks.c.block.in_(chunk))):
            pairs |= {pair_of(id, row.actor_id) for id in owners[row.block] if id != row.actor_id}
    return pairs


def _compare_all(
    connection: Connection, changed: Mapping[str, Profile | None], pairs: Iterable[Pair]
) -> dict[Pair, Likeness]:
    pairs = list(pairs)
    others = sorted({id for pair in pairs for id in pair} - set(changed))
    profiles = {**load_profiles(connection, others), **{id: one for id, one in changed.items() if one is not None}}
    compared = ((pair, compare(profiles[pair[0]], profiles[pair[1]])) for pair in pairs)
    return {pair: likeness for pair, likeness in compared if likeness is not None}


def _load_linked(connection: Connection, seeds: Iterable[str]) -> dict[Pair, Likeness]:
    """All links that decide on joins, between these actors and whatever is linked with them in turn."""
    like: dict[Pair, Likeness] = {}
    seen: set[str] = set()
    frontier = set(seeds)
    while frontier:
        reached: set[str] = set()
        for chunk in chunks(sorted(frontier)):
            own = or_(like_actors.c.first_id.in_(chunk), like_actors.c.second_id.in_(chunk))
            for row in connection.execute(select(like_actors).where(own, like_actors.c.bond != Bond.ALIKE.value)):
                like[row.first_id, row.second_id] = Likeness(Bond(row.bond), row.score, tuple(row.why.split("\n")))
                reached |= {row.first_id, row.second_id}
        seen |= frontier
        frontier = reached - seen
    return like


def _load_joins(connection: Connection, ids: Iterable[str]) -> dict[str, Join]:
    joins: dict[str, Join] = {}
    for chunk in chunks(ids):
        for row in connection.execute(select(actor_joins).where(actor_joins.c.actor_id.in_(chunk))):
            joins[row.actor_id] = Join(row.joined_to, row.score, tuple(row.why.split("\n")))
    return joins


def _write_joins(connection: Connection, old: Mapping[str, Join], new: Mapping[str, Join]) -> None:
    for chunk in chunks(sorted(set(old) - set(new))):
        connection.execute(delete(actor_joins).where(actor_joins.c.actor_id.in_(chunk)))
    rows = [
        {"actor_id": id, "joined_to": join.to, "score": join.score, "why": "\n".join(join.why)}
        for id, join in sorted(new.items())
        if old.get(id) != join
    ]
    upsert(connection, actor_joins, rows)


def _like_row(pair: Pair, likeness: Likeness) -> dict[str, object]:
    first, second = pair
    why = "\n".join(likeness.why)
    return {"first_id": first, "second_id": second, "bond": likeness.bond.value, "score": likeness.score, "why": why}
