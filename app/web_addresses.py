"""Where connections of ours may go: to public addresses, and to hosts that the settings name. Never where only this machine can
reach."""

import ipaddress
import socket
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

from ontology.errors import InputError

_PORTS = {"http": 80, "https": 443}
# IPv6 addresses that stand for IPv4 ones behind a translator, which may be private.
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


class Purpose(NamedTuple):
    """What an address is for, as refusals tell it: the setting that allows private hosts, and how addresses are written."""

    what: str
    setting: str
    example: str


WEBHOOK = Purpose("webhook", "BELLIGRAPH_WEBHOOK_HOSTS", "https://desk.example/hook")
PAGE = Purpose("page", "BELLIGRAPH_FETCH_HOSTS", "https://news.example/article")


class Target(NamedTuple):
    """The parts of a web address; `path` has the query too."""

    scheme: str
    host: str
    port: int
    path: str


def parse_target(url: str, *, allowed: Collection[str], purpose: Purpose = WEBHOOK) -> Target:
    """The parts of a web address. InputError if it is none, or names an address that is refused."""
    what = purpose.what
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise InputError(f"{what} {url!r} is not a web address; write it like {purpose.example}") from None
    if parts.scheme not in _PORTS or not host or not url.isascii() or not url.isprintable() or " " in url:
        raise InputError(f"{what} {url!r} is not a web address; write it like {purpose.example}")
    try:
        host.encode("idna")
    except UnicodeError:
        raise InputError(f"{what} {url!r}: {host!r} is no name of a host") from None
    if parts.username is not None or parts.password is not None:
        raise InputError(f"a {what} takes no user name or password in its address")
    if _is_address(host):
        check_address(host, host, allowed=allowed, purpose=purpose)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path)


def find_addresses(target: Target, *, allowed: Collection[str], purpose: Purpose = WEBHOOK) -> list[str]:
    """The addresses of the host, all of them checked: connect to these, since a name may lead elsewhere the next time.

    InputError if one is refused, OSError if the name has none.
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        check_address(address, target.host, allowed=allowed, purpose=purpose)
    return addresses


def check_address(address: str, host: str, *, allowed: Collection[str], purpose: Purpose = WEBHOOK) -> None:
    """Refuse an address that is not public, unless the settings name the host."""
    if host.lower() in {name.lower().strip("[]") for name in allowed}:
        return
    if not _is_public(ipaddress.ip_address(address.partition("%")[0])):
        raise InputError(
            f"{purpose.what} at {host}: {address} is not a public address; {purpose.setting} can allow the host"
        )


def host_header(target: Target) -> str:
    """What a request says it is for, whatever address it is sent to."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == _PORTS[target.scheme] else f"{host}:{target.port}"


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo or any(address in network for network in _TRANSLATED):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
