"""Ends sessions of PostgreSQL whose process stands still while it sends rows (COPY): with locks that all others wait for, and where
no time limit of the server holds."""

from sqlalchemy import text

from graph.store import Store

# As long as it may stand still anywhere else in a transaction (`graph.engine`). Of ours alone: a restore may take its time.
_END = text("""
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND application_name = current_setting('application_name')
AND pid <> pg_backend_pid() AND state = 'active' AND wait_event = 'ClientRead'
AND query_start < now() - current_setting('idle_in_transaction_session_timeout')::interval
""")


def end_standstill(store: Store) -> int:
    """End what stands still; how many sessions. What they had not committed is as if it had never been."""
    with store.reading() as connection:
        return int(connection.scalar(_END) or 0) if connection.dialect.name == "postgresql" else 0
