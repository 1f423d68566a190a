"""Numbers that the queue gives out, each once: positions of inputs and tokens of leases."""

from sqlalchemy import Connection, select

from graph.queue_tables import queue_counters
from graph.upsert import upsert

POSITION, TOKEN = "position", "token"


def take_numbers(connection: Connection, name: str, count: int = 1) -> int:
    """Take the next numbers of a counter; the last of them. Who takes from the same one waits until the transaction ends."""
    upsert(connection, queue_counters, [{"name": name, "value": count}], add=("value",))
    return int(connection.scalars(select(queue_counters.c.value).where(queue_counters.c.name == name)).one())
