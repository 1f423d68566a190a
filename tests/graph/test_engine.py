"""How databases are opened."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from graph.engine import IDLE_SETTING, LONGEST_IDLE
from graph.standstill import end_standstill
from graph.store import open_store


def test_no_transaction_stands_idle_for_ever_on_postgresql(new_postgresql_url: Callable[[], str]) -> None:
    url = new_postgresql_url()
    for address, longest in ((url, LONGEST_IDLE), (f"{url}&options=-c%20{IDLE_SETTING}%3D7s", "7s")):
        with open_store(address) as store, store.reading() as connection:
            assert connection.scalar(text(f"SHOW {IDLE_SETTING}")) == longest


def test_a_process_that_stands_still_while_it_sends_rows_is_ended(new_postgresql_url: Callable[[], str]) -> None:
    url = new_postgresql_url()
    with open_store(f"{url}&options=-c%20{IDLE_SETTING}%3D100ms") as store, psycopg.connect(plain(url)) as other:
        assert end_standstill(store) == 0
        with suppress(psycopg.Error), other.cursor().copy("COPY jobs FROM STDIN"):
            while not end_standstill(store):
                pass
        with pytest.raises(psycopg.OperationalError):
            ask_until_it_fails(other)


def test_others_than_ours_may_take_their_time(new_postgresql_url: Callable[[], str]) -> None:
    url = new_postgresql_url()
    with (
        open_store(f"{url}&options=-c%20{IDLE_SETTING}%3D100ms") as store,
        psycopg.connect(plain(url)) as ours,
        psycopg.connect(plain(url), application_name="pg_restore") as restoring,
        restoring.cursor().copy("COPY jobs FROM STDIN"),
    ):
        with suppress(psycopg.Error), ours.cursor().copy("COPY meta FROM STDIN"):
            while not (ended := end_standstill(store)):
                pass
        assert (ended, restoring.broken, end_standstill(store)) == (1, False, 0)


def test_on_sqlite_there_is_nothing_to_end() -> None:
    with open_store("sqlite://") as store:
        assert end_standstill(store) == 0


def ask_until_it_fails(connection: psycopg.Connection[Any]) -> None:
    while True:
        connection.rollback()
        connection.execute("SELECT 1")


def plain(url: str) -> str:
    """As the driver knows it, under our name."""
    return url.replace("postgresql+psycopg", "postgresql") + "&application_name=belligraph"
