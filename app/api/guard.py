"""Who may ask: API keys where they are set, and on loopback no web page of somebody else's."""

import hmac
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from app.api.services import ServicesOf

_bearer = HTTPBearer(auto_error=False, description="An API key of BELLIGRAPH_API_KEYS, where the server has any.")
_header = APIKeyHeader(name="X-API-Key", auto_error=False, description="The same key, in a header of its own.")


async def check_key(
    services: ServicesOf,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    header: Annotated[str | None, Depends(_header)],
) -> None:
    """Refuse a request without one of the server's API keys, if it has any."""
    keys = services.settings.api_keys
    if not keys:
        return
    given = (bearer.credentials if bearer else header or "").encode()
    # Every key is compared, each in constant time, so that the time taken tells nothing.
    if not any([hmac.compare_digest(given, key.encode()) for key in keys]):  # noqa: C419
        raise HTTPException(
            401, "an API key is needed: Authorization: Bearer KEY, or X-API-Key: KEY", {"WWW-Authenticate": "Bearer"}
        )


async def check_origin(request: Request) -> None:
    """Refuse what a browser sends for another site's page, which could else write into a server without keys."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, f"requests from pages of {origin} are refused")
