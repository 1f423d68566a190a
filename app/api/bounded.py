"""Routes that take JSON of bounded size."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

from app.api.services import Services


class BoundedRoute(APIRoute):
    """A route that reads no more of a body than the settings allow."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler, behind the bound."""
        handle = super().get_route_handler()

        async def handle_bounded(request: Request) -> Response:
            services: Services = request.app.state.services
            return await handle(_bounded(request, services.settings.max_body_bytes))

        return handle_bounded


def _bounded(request: Request, limit: int) -> Request:
    size = 0

    async def receive() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise HTTPException(413, f"the body is larger than {limit} bytes (BELLIGRAPH_MAX_BODY_BYTES)")
        return message

    return Request(request.scope, receive)
