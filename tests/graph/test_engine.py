"""How databases are opened."""

from collections.abc import Callable

from sqlalchemy import text

from graph.engine import IDLE_SETTING, LONGEST_IDLE
from graph.store import open_store


def test_no_transaction_stands_idle_for_ever_on_postgresql(new_postgresql_url: Callable[[], str]) -> None:
    url = new_postgresql_url()
    for address, longest in ((url, LONGEST_IDLE), (f"{url}&options=-c%20{IDLE_SETTING}%3D7s", "7s")):
        with open_store(address) as store, store.reading() as connection:
            assert connection.scalar(text(f"SHOW {IDLE_SETTING}")) == longest
