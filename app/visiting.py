"""Fetches as a guest does: asks robots.txt first (RFC 9309), and leaves every host its pace."""

from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from protego import Protego

from app.fetching import NOTHING_KNOWN, Answer, FetchError, Known, Rules, TurnError, describe_agent, fetch, origin_of
from app.settings import Settings
from graph.hosts import keep_robots, load_host, note_visit
from graph.store import Clock, Store, read_clock

# What robots.txt calls us.
AGENT = "Belligraph"
# How long a robots.txt holds, and how much of it is read.
_HOLDS = timedelta(hours=24)
_ROBOTS_BYTES = 512 * 1024
# No host makes us wait longer between two pages.
_LONGEST = 120.0
# A redirect to another host waits for its turn this long, in seconds; else the page is tried again later.
_PATIENCE = 10.0
_LIST_BYTES = 50_000_000

Sleep = Callable[[float], object]


class Visitor:
    """Fetches pages of any hosts. May be shared between threads that visit different hosts."""

    def __init__(self, store: Store, settings: Settings, *, sleep: Sleep, clock: Clock = read_clock) -> None:
        """`sleep` waits some seconds, or less where the program is to end."""
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._pace = settings.fetch_pace
        self._page = Rules(settings.fetch_hosts, describe_agent(settings.fetch_contact), settings.max_body_bytes)
        self._lock = Lock()

    def visit(self, address: str, *, known: Known = NOTHING_KNOWN, is_list: bool = False) -> Answer:
        """Fetch a page, or a feed or sitemap, which may be longer. FetchError says why not."""
        rules = self._page._replace(max_bytes=_LIST_BYTES) if is_list else self._page
        return fetch(address, rules, known=known, gate=self._enter)

    def _enter(self, address: str) -> None:
        """Let in where robots.txt allows it, in the host's turn."""
        origin = origin_of(address)
        robots = Protego.parse(self._robots(origin))
        if not robots.can_fetch(address, AGENT):
            raise FetchError(f"robots.txt of {origin} does not allow it", final=True)
        asked = robots.crawl_delay(AGENT) or 0.0
        self._await_turn(origin, max(self._pace, min(float(asked), _LONGEST)))

    def _await_turn(self, origin: str, pace: float) -> None:
        with self._lock:
            now = self._clock()
            host = load_host(self._store, origin)
            turn = max(now, host.due_at) if host and host.due_at else now
            wait = (turn - now).total_seconds()
            if wait > _PATIENCE:
                raise TurnError(f"{origin} is visited often already", wait=wait)
            note_visit(self._store, origin, due_at=turn + timedelta(seconds=pace))
        if wait > 0:
            self._sleep(wait)

    def _robots(self, origin: str) -> str:
        """The robots.txt of a host; "" where it has none, which allows everything."""
        host, now = load_host(self._store, origin), self._clock()
        if host and host.robots is not None and host.robots_at and now - host.robots_at < _HOLDS:
            return host.robots
        robots = self._fetch_robots(origin)
        keep_robots(self._store, origin, robots, at=now)
        return robots

    def _fetch_robots(self, origin: str) -> str:
        try:
            answer = fetch(f"{origin}/robots.txt", self._page._replace(max_bytes=_ROBOTS_BYTES))
        except FetchError as error:
            if error.final:
                return ""
            # A host that cannot say allows nothing for now.
            raise FetchError(f"robots.txt of {origin}: {error}", wait=error.wait) from None
        return (answer.body or b"").decode("utf-8", "replace")
