"""Runs the HTTP server until it is stopped."""

import gc
import math
import socket
from contextlib import suppress
from threading import Event

import uvicorn

from app.server import create_app
from app.settings import Settings
from ontology.errors import SettingsError


class Server(uvicorn.Server):
    """Tells streams to end before it waits for open connections, which streams would hold open for ever."""

    def __init__(self, config: uvicorn.Config, stopping: Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._stopping.set()
        await super().shutdown(sockets)


def make_server(settings: Settings) -> Server:
    """The server of these settings, not yet running. StoreError if its store cannot be opened."""
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        timeout_graceful_shutdown=math.ceil(settings.timeout),
    )
    return Server(config, app.state.services.stopping)


def run_server(settings: Settings) -> None:
    """Serve until it is stopped; SettingsError if it cannot start."""
    server = make_server(settings)
    _spare_collector()
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SettingsError("the server could not start; its log says why")


def _spare_collector() -> None:
    """Look for garbage less often, and not among what was loaded to start: an answer makes thousands of records and no cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
