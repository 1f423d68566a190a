"""Answers only to the host names of the settings, so that no web page reaches the server by a name of its own."""

import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/?#@\[\]]+)(?::[0-9]+)?")


class HostGuard:
    """ASGI middleware. Starlette's own does the same, but answers in plain text."""

    def __init__(self, app: ASGIApp, allowed_hosts: Iterable[str]) -> None:
        self._app = app
        self._patterns = [_bare(pattern) for pattern in allowed_hosts]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is allowed, refuse the rest with 400."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("host", "")
        if self._allows(given):
            await self._app(scope, receive, send)
        else:
            detail = f"not served under the host name {given!r}; see BELLIGRAPH_ALLOWED_HOSTS"
            await JSONResponse({"detail": detail}, 400)(scope, receive, send)

    def _allows(self, given: str) -> bool:
        if "*" in self._patterns:
            return True
        match = _HOST.fullmatch(given)
        host = _bare(match[1]) if match else None
        return host is not None and any(_matches(host, pattern) for pattern in self._patterns)


def _matches(host: str, pattern: str) -> bool:
    return host == pattern or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def _bare(name: str) -> str:
    return name.strip("[]").lower()
