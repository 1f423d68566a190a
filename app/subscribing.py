"""Takes on sources, and single pages once."""

from datetime import date

from app.fetching import Answer, FetchError, TurnError, normal_address
from app.handing_in import hand_in
from app.intake import ArticleInput
from app.listings import is_sitemap, read_feed
from app.pulling import check_allowed, make_article
from app.settings import Settings
from app.visiting import Sleep, Visitor
from app.web_addresses import PAGE, parse_target
from graph.inbox import Enqueued
from graph.source_tables import SourceKind
from graph.sources import Source, add_source
from graph.store import Clock, Store, read_clock
from ontology.errors import InputError, WorkerError
from ontology.ids import slug

# The job of pages that are taken once.
PAGES_JOB = "pages"


def subscribe(
    store: Store,
    settings: Settings,
    address: str,
    *,
    kind: str | None,
    name: str | None,
    publisher: str | None,
    minutes: int,
    since: date | None,
    sleep: Sleep,
    clock: Clock = read_clock,
) -> Source:
    """Look at an address from now on. Where its kind is not given it is fetched to tell. InputError if it is no source."""
    plain = normal_address(address)
    parse_target(plain, allowed=settings.fetch_hosts, purpose=PAGE)
    kinds = [known.value for known in SourceKind]
    if kind is not None and kind not in kinds:
        raise InputError(f"kind {kind!r}: there is {', '.join(kinds)}")
    if kind is None and not settings.fetch:
        raise InputError("say its --kind: nothing may be fetched to tell, unless BELLIGRAPH_FETCH=on allows it")
    found = SourceKind(kind) if kind else _tell(_visit(store, settings, plain, sleep, is_list=True, clock=clock))
    return add_source(
        store,
        slug(name or plain.partition("://")[2]),
        found,
        plain,
        publisher=publisher,
        minutes=minutes,
        since=since,
        at=clock(),
    )


def take_page(store: Store, settings: Settings, address: str, *, sleep: Sleep) -> Enqueued:
    """Fetch a page once and put it in line to be read. InputError if that cannot be done."""
    given = read_page(store, settings, address, sleep=sleep)
    return hand_in(store, [given], job=PAGES_JOB, source="single pages")


def read_page(store: Store, settings: Settings, address: str, *, sleep: Sleep, **known: object) -> ArticleInput:
    """Fetch a page as an article, with what is known about it. InputError if that cannot be done, WorkerError if not now."""
    answer = _visit(store, settings, normal_address(address), sleep, is_list=False)
    return make_article(answer, settings.max_body_bytes, **known)


def _visit(
    store: Store, settings: Settings, address: str, sleep: Sleep, *, is_list: bool, clock: Clock = read_clock
) -> Answer:
    check_allowed(settings)
    try:
        return Visitor(store, settings, sleep=sleep, clock=clock).visit(address, is_list=is_list)
    except TurnError as error:
        raise WorkerError(f"{address}: {error}; try again in {error.wait or 0:.0f} seconds") from None
    except FetchError as error:
        raise InputError(f"{address}: {error}") from None


def _tell(answer: Answer) -> SourceKind:
    body = answer.body or b""
    if is_sitemap(body):
        return SourceKind.SITEMAP
    try:
        read_feed(body, answer.kind, answer.address)
    except InputError:
        return SourceKind.PAGE
    return SourceKind.FEED
