"""What all routes that make judgements share: signed bodies of bounded size, and how they become judgements."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

from app import judging
from app.api.services import Services
from app.judging import Signature
from graph.change_queries import Judged

_SIGNATURE = set(Signature.model_fields)


def judge(services: Services, signature: Signature, action: str, **fields: Any) -> Judged:
    """Make the judgement of these fields of the action."""
    return judging.judge(services.settings, services.store, signature, {"action": action, **fields})


def fields_of(body: Signature) -> dict[str, Any]:
    """The fields of a body that were given, without the signature."""
    return body.model_dump(exclude=_SIGNATURE, exclude_unset=True)


class SignedRoute(APIRoute):
    """A route that reads no more of a body than the settings allow, and leaves what is not set out of its answers."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        # What a judgement does not set stays as it was read, which is not the same as a null.
        super().__init__(path, endpoint, **{**options, "response_model_exclude_unset": True})

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
