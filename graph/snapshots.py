"""The graph as it was: the truth up to a sequence number, put into a temporary SQLite database of its own."""

import shutil
import tempfile
import weakref
from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, Engine, Table, func, select, update

from graph.changes import read_sequence
from graph.engine import WRITES, make_engine
from graph.rebuilding import rebuild
from graph.schema import SEQUENCE_KEY, prepare_schema
from graph.tables import changes, extractions, judgement_targets, judgements, meta, reversals
from graph.upsert import insert_rows
from ontology.errors import InputError

# Rows copied at a time.
ROWS = 500
# A sequence number, a day (to its end, in UTC) or a time (UTC where it has no zone).
Moment: TypeAlias = int | date | datetime


def find_sequence(connection: Connection, moment: Moment) -> int:
    """The sequence number that the store had reached at a moment. InputError for a number that it has not reached.

    What was recorded before times were kept counts as known at any moment.
    """
    if isinstance(moment, int):
        last = read_sequence(connection)
        if not 0 <= moment <= last:
            raise InputError(f"as of {moment}: no such sequence number; the last is {last}")
        return moment
    before = stamp(_end_of(moment))
    columns = (
        (extractions.c.seq, extractions.c.recorded_at),
        (judgements.c.seq, judgements.c.made_at),
        (reversals.c.seq, reversals.c.at),
    )
    found = [connection.scalar(select(func.max(seq)).where(at < before)) or 0 for seq, at in columns]
    return max(found)


def stamp(moment: datetime) -> str:
    """A time as it is stored: ISO text in UTC to the millisecond, so that times sort as texts."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Snapshots:
    """The last few past states that were asked for, each an engine that lives as long as somebody uses it."""

    def __init__(self, *, limit: int = 4) -> None:
        self._limit = limit
        self._kept: OrderedDict[int, Engine] = OrderedDict()
        self._lock = Lock()

    def get(self, connection: Connection, seq: int) -> Engine:
        """The state after a sequence number, built if it is not kept."""
        with self._lock:
            if seq not in self._kept:
                self._kept[seq] = _build(connection, seq)
            self._kept.move_to_end(seq)
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)
            return self._kept[seq]

    def clear(self) -> None:
        """Let go of all of them."""
        with self._lock:
            self._kept.clear()


def _end_of(moment: date | datetime) -> datetime:
    """The first time after the moment."""
    if isinstance(moment, datetime):
        known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return known + timedelta(milliseconds=1)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC) + timedelta(days=1)


def _build(source: Connection, seq: int) -> Engine:
    folder = tempfile.mkdtemp(prefix="belligraph-as-of-")
    try:
        engine = make_engine(str(Path(folder) / f"{seq}.db"), create=True)
        prepare_schema(engine, create=True)
        with engine.connect().execution_options(**{WRITES: True}) as target, target.begin():
            _copy_truth(source, target, seq)
            rebuild(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
    return engine


def _copy_truth(source: Connection, target: Connection, seq: int) -> None:
    for table in (extractions, judgements, reversals, changes):
        _copy(source, target, table, table.c.seq <= seq)
    made = select(judgements.c.id).where(judgements.c.seq <= seq)
    _copy(source, target, judgement_targets, judgement_targets.c.judgement_id.in_(made))
    target.execute(update(meta).where(meta.c.key == SEQUENCE_KEY).values(value=seq))


def _copy(source: Connection, target: Connection, table: Table, condition: ColumnElement[bool]) -> None:
    rows = source.execute(select(table).where(condition), execution_options={"yield_per": ROWS}).mappings()
    for part in rows.partitions():
        insert_rows(target, table, [dict(row) for row in part])
