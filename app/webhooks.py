"""One signed message to one webhook: https://datatracker.ietf.org/doc/html/rfc2104 over the time and the body."""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping

import urllib3

from app.web_addresses import Target, find_addresses, host_header, parse_target

SIGNATURE = "Belligraph-Signature"
DELIVERY = "Belligraph-Delivery"
# Seconds to connect, and to wait for an answer.
_TIMEOUT = urllib3.Timeout(connect=5, read=10)
_HTTP_ERRORS = (urllib3.exceptions.HTTPError, OSError)


class WebhookError(Exception):
    """A message was not received, and why."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


def make_secret() -> str:
    """A new secret to sign with."""
    return secrets.token_urlsafe(32)


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """The value of the signature header: the time, and the HMAC-SHA256 of time, dot and body."""
    signed = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
    return f"t={timestamp},v1={signed.hexdigest()}"


def post(url: str, body: bytes, headers: Mapping[str, str], *, allowed: Collection[str]) -> None:
    """Send a body once, without following redirects. WebhookError unless the answer is 2xx; InputError if it may not go there."""
    target = parse_target(url, allowed=allowed)
    try:
        # The first address alone: the next attempt looks the name up anew.
        address = find_addresses(target, allowed=allowed)[0]
        status = _request(target, address, body, headers)
    except _HTTP_ERRORS as error:
        raise WebhookError(_describe(error)) from error
    if not 200 <= status < 300:
        raise WebhookError(f"answered {status}", final=status == 410)


def _request(target: Target, address: str, body: bytes, headers: Mapping[str, str]) -> int:
    named = {**headers, "Host": host_header(target), "Content-Type": "application/json", "User-Agent": "Belligraph"}
    with _open_pool(target, address) as pool:
        answer = pool.urlopen("POST", target.path, body, named, retries=False, redirect=False, preload_content=False)
        status = answer.status
        answer.close()
    return status


def _open_pool(target: Target, address: str) -> urllib3.HTTPConnectionPool:
    """A connection to the address that was checked; a certificate must be of the host that was asked for."""
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(address, target.port, timeout=_TIMEOUT)
    return urllib3.HTTPSConnectionPool(
        address, target.port, timeout=_TIMEOUT, server_hostname=target.host, assert_hostname=target.host
    )


def _describe(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0]}"[:300] if text else type(error).__name__
