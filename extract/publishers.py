"""The news publishers that Belligraph knows by name, alias and web domain, from data/publishers.tsv."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from extract.tsv_tables import read_table
from ontology.errors import DataFileError

_PATH = Path(__file__).parent / "data" / "publishers.tsv"


@dataclass(frozen=True)
class Publishers:
    """Canonical names by every name pages use, and by domain."""

    names: Mapping[str, str]
    domains: Mapping[str, str]

    def of_url(self, url: str) -> str | None:
        """The publisher of a web address: a known one, else its host name without www."""
        host = web_host(url)
        if host is None:
            return None
        parts = host.split(".")
        tails = (".".join(parts[i:]) for i in range(len(parts) - 1))
        return next((self.domains[tail] for tail in tails if tail in self.domains), host)


def web_host(url: str) -> str | None:
    """The host name of an http address, without www; None if it has none."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    host = host.removeprefix("www.").strip(".")
    return host if parts.scheme in ("http", "https") and "." in host else None


@cache
def known_publishers() -> Publishers:
    """The publishers that come with the package."""
    return load_publishers(_PATH)


def load_publishers(path: Path) -> Publishers:
    """Read and check the list; raises DataFileError where a name or domain is given twice."""
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for row in read_table(path, ("name", "aliases", "domains")):
        name = row.text("name")
        for key, table in [(n, names) for n in (name, *row.values("aliases"))] + [
            (d, domains) for d in row.values("domains")
        ]:
            if key in table:
                raise row.error(f"{key!r} is listed already, for {table[key]!r}")
            table[key] = name
    if not names:
        raise DataFileError(path, None, "no publishers")
    return Publishers(names, domains)
