"""What all routes that make judgements share: signed bodies, and how they become judgements."""

from collections.abc import Callable
from typing import Any

from app import judging
from app.api.bounded import BoundedRoute
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


class SignedRoute(BoundedRoute):
    """A route that leaves what is not set out of its answers."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        # What a judgement does not set stays as it was read, which is not the same as a null.
        super().__init__(path, endpoint, **{**options, "response_model_exclude_unset": True})
