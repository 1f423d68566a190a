"""Fetches one web address: bounded in time and size, each redirect checked anew, connected to the address that was checked."""

import ipaddress
import socket
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from http.client import HTTPException
from importlib.metadata import version
from threading import Timer
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_match_hostname import CertificateError

from app.web_addresses import PAGE, Target, find_addresses, host_header, parse_target
from ontology.errors import InputError

MOST_REDIRECTS = 5
# Seconds that one step of a connection may take, and the whole of a request.
_STEP = 10.0
_WHOLE = 60.0
_CHUNK = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
# A connection without a pool raises what lies below too.
_HTTP_ERRORS = (urllib3.exceptions.HTTPError, HTTPException, CertificateError, OSError)
# What may stand in an address unescaped, escapes included.
_SAFE = "/%:=&?~+!$,;'@()*[]"

# Called with every address before it is fetched; raises what keeps it from being fetched.
Gate = Callable[[str], None]


class FetchError(Exception):
    """An address was not fetched, and why. `final`: trying again will not help. `wait`: seconds that the host asks for."""

    def __init__(self, reason: str, *, final: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.final = final
        self.wait = wait


class TurnError(FetchError):
    """A host was not asked, since it is not its turn yet."""


class Known(NamedTuple):
    """What a server said of the version of something that we have: its validators."""

    etag: str | None = None
    last_modified: str | None = None


NOTHING_KNOWN = Known()


class Answer(NamedTuple):
    """What was fetched, from which address in the end; `body` is None where the version that we have is the newest.

    `kind` is the content type in lower case, `charset` what it says of the text; "" where the server says nothing."""

    address: str
    body: bytes | None
    kind: str
    charset: str
    known: Known


class Rules(NamedTuple):
    """What holds for every request: hosts that may be at private addresses, how we call ourselves, the most bytes."""

    allowed: Collection[str]
    agent: str
    max_bytes: int


def describe_agent(contact: str | None) -> str:
    """How we call ourselves, with whom to write to."""
    return f"Belligraph/{version('belligraph')}" + (f" ({contact})" if contact else "")


def normal_address(address: str) -> str:
    """The address as it is sent and compared: without fragment, in ASCII. InputError if it is none."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode() if not _is_ip(parts.hostname) else f"{parts.hostname}"
        netloc = f"[{host}]" if ":" in host else host
        if parts.port and (parts.scheme, parts.port) not in (("http", 80), ("https", 443)):
            netloc += f":{parts.port}"
        if "@" in parts.netloc:
            raise InputError("a page takes no user name or password in its address")
    except (ValueError, UnicodeError):
        raise InputError(f"page {address!r} is not a web address; write it like {PAGE.example}") from None
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    plain = urlunsplit((parts.scheme.lower(), netloc, path, query, ""))
    parse_target(plain, allowed=(host,), purpose=PAGE)
    return plain


def origin_of(address: str) -> str:
    """Scheme, host and port of a normal address: whose robots.txt counts."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def fetch(address: str, rules: Rules, *, known: Known = NOTHING_KNOWN, gate: Gate | None = None) -> Answer:
    """Fetch a normal address, following redirects. FetchError says why not; the gate's own errors come through."""
    for _ in range(MOST_REDIRECTS + 1):
        if gate is not None:
            gate(address)
        found = _fetch_once(address, rules, known)
        if isinstance(found, Answer):
            return found
        address = found
    raise FetchError(f"more than {MOST_REDIRECTS} redirects", final=True)


def _fetch_once(address: str, rules: Rules, known: Known) -> Answer | str:
    """The answer, or the address that it leads to."""
    ends = time.monotonic() + _WHOLE
    try:
        target = parse_target(address, allowed=rules.allowed, purpose=PAGE)
        # The first address alone: the next attempt looks the name up anew.
        reached = find_addresses(target, allowed=rules.allowed, purpose=PAGE)[0]
        connection = _connect(target, reached)
        try:
            response = _ask(connection, target, _headers(target, rules, known), ends)
            return _read(address, response, rules.max_bytes, ends)
        finally:
            connection.close()
    except InputError as error:
        raise FetchError(str(error), final=True) from None
    except _HTTP_ERRORS as error:
        raise FetchError(f"{type(error).__name__}: {error}"[:300]) from error


def _connect(target: Target, reached: str) -> HTTPConnection:
    """A connection to the address that was checked; a certificate must be of the host that was asked for."""
    if target.scheme == "http":
        return HTTPConnection(reached, target.port, timeout=_STEP)
    return HTTPSConnection(
        reached, target.port, timeout=_STEP, server_hostname=target.host, assert_hostname=target.host
    )


def _headers(target: Target, rules: Rules, known: Known) -> Mapping[str, str]:
    headers = {
        "Host": host_header(target),
        "User-Agent": rules.agent,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def _ask(connection: HTTPConnection, target: Target, headers: Mapping[str, str], ends: float) -> urllib3.HTTPResponse:
    connection.connect()
    # A host that sends its headers a byte at a time would hold us for hours.
    watch = Timer(max(0.0, ends - time.monotonic()), _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", target.path, headers=headers, preload_content=False)
        return connection.getresponse()
    finally:
        watch.cancel()


def _cut(connection: HTTPConnection) -> None:
    # Closing would not wake who waits for it.
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _read(address: str, response: urllib3.HTTPResponse, limit: int, ends: float) -> Answer | str:
    status, headers = response.status, response.headers
    if status == 304:
        return Answer(address, None, "", "", NOTHING_KNOWN)
    location = headers.get("Location")
    if status in _REDIRECTS and location:
        return normal_address(urljoin(address, location))
    if status != 200:
        raise _refusal(status, headers.get("Retry-After"))
    body = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > limit:
            raise FetchError(f"larger than {limit} bytes", final=True)
        if time.monotonic() > ends:
            raise FetchError(f"took longer than {_WHOLE:g} seconds")
    kind, _, parameters = headers.get("Content-Type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'")
    known = Known(headers.get("ETag"), headers.get("Last-Modified"))
    return Answer(address, bytes(body), kind.strip(), charset, known)


def _refusal(status: int, retry_after: str | None) -> FetchError:
    # Too early, too many and too slow may pass; so may what is wrong with the server.
    passing = status in (408, 425, 429) or status >= 500
    wait = float(retry_after) if passing and retry_after and retry_after.isdecimal() else None
    return FetchError(f"answered {status}", final=not passing, wait=wait)


def _is_ip(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True
