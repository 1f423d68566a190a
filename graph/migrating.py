"""Brings a database of an older schema version up to date, with the modules in `graph.migrations`."""

import logging
from importlib import import_module

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select, update

from graph.rebuilding import rebuild
from graph.tables import SCHEMA_VERSION, VERSION_KEY, meta

log = logging.getLogger(__name__)


def migrate(connection: Connection, name: str) -> None:
    """Take all steps up to this version in the caller's transaction: it is done as a whole or not at all.

    What follows from the truth is then made anew, which takes about as long as adding all articles, unless no step asks for
    it (`REBUILDS = False`).
    """
    version = meta.c.key == VERSION_KEY
    # Another process may have done it while this one waited to write.
    found = int(connection.scalars(select(meta.c.value).where(version).with_for_update()).one())
    if found == SCHEMA_VERSION:
        return
    log.info("%s: migrating from schema version %d to %d", name, found, SCHEMA_VERSION)
    operations = Operations(MigrationContext.configure(connection))
    steps = [import_module(f"graph.migrations.v{number:04d}") for number in range(found + 1, SCHEMA_VERSION + 1)]
    for step in steps:
        step.upgrade(operations)
    connection.execute(update(meta).where(version).values(value=SCHEMA_VERSION))
    if any(getattr(step, "REBUILDS", True) for step in steps):
        rebuild(connection)
