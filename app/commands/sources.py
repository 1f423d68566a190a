"""`belligraph sources`: feeds, sitemaps and pages that articles are pulled from."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.terminal import count, printable, say

if TYPE_CHECKING:
    from graph.sources import Source

app = typer.Typer(help="Pull articles from feeds, sitemaps and pages, where BELLIGRAPH_FETCH=on allows it.")

Address = Annotated[str, typer.Argument(metavar="URL", help="The web address of the feed, sitemap or page.")]
KindOption = Annotated[
    str | None, typer.Option("--kind", help="feed, sitemap or page; unset, it is looked at to tell.")
]
NameOption = Annotated[str | None, typer.Option("--name", help="What to call it; unset, its address says.")]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="Who publishes its articles.")]
EveryOption = Annotated[int, typer.Option("--every", min=1, metavar="MINUTES", help="How often to look at it.")]
SinceOption = Annotated[str | None, typer.Option("--since", help="Leave out what it dates before this day.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one record a line as JSON.")]
SourceId = Annotated[str, typer.Argument(metavar="ID", help="The source.")]
SourceIds = Annotated[list[str] | None, typer.Argument(metavar="[ID...]", help="Only these sources; unset, all.")]
FollowOption = Annotated[bool, typer.Option("--follow", help="Go on until stopped.")]


@app.command()
def add(
    address: Address,
    kind: KindOption = None,
    name: NameOption = None,
    publisher: PublisherOption = None,
    every: EveryOption = 60,
    since: SinceOption = None,
) -> None:
    """Look at a feed, a sitemap or a page regularly, and read the articles that it names."""
    from time import sleep

    from app.filtering import read_filter
    from app.settings import load_settings
    from app.subscribing import subscribe
    from graph.store import open_store

    settings = load_settings()
    day = read_filter({"since": since}).since
    with open_store(settings.database_url) as store:
        source = subscribe(
            store, settings, address, kind=kind, name=name, publisher=publisher, minutes=every, since=day, sleep=sleep
        )
    typer.echo(printable(f"{source.id}: {source.kind} {source.address}, every {count(source.minutes, 'minute')}"))
    if not settings.fetch:
        say("it will be looked at when BELLIGRAPH_FETCH=on allows it")


@app.command(name="list")
def list_all(as_json: JsonOption = False) -> None:
    """Show all sources, what became of the pages they named, and what is wrong with them."""
    from app.settings import load_settings
    from graph.sources import list_sources
    from graph.store import open_store

    with open_store(load_settings().database_url, create=False) as store:
        for source in list_sources(store):
            typer.echo(source.model_dump_json() if as_json else printable(_show(source)))


@app.command()
def refused(
    source_id: SourceId,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 100,
) -> None:
    """Show the pages of a source that were given up, and why."""
    from app.settings import load_settings
    from graph.source_pages import list_refused
    from graph.store import open_store

    with open_store(load_settings().database_url, create=False) as store:
        for page in list_refused(store, source_id, limit=limit):
            typer.echo(printable(f"{page.address}: {page.reason}"))


@app.command()
def pause(source_id: SourceId) -> None:
    """Look at a source no more until it is resumed."""
    from app.settings import load_settings
    from graph.sources import pause_source
    from graph.store import open_store

    with open_store(load_settings().database_url, create=False) as store:
        typer.echo(printable(_show(pause_source(store, source_id))))


@app.command()
def resume(source_id: SourceId) -> None:
    """Go on with a source that was paused."""
    from app.settings import load_settings
    from graph.sources import resume_source
    from graph.store import open_store, read_clock

    with open_store(load_settings().database_url, create=False) as store:
        typer.echo(printable(_show(resume_source(store, source_id, at=read_clock()))))


@app.command()
def remove(source_id: SourceId) -> None:
    """Look at a source no more. Articles that came from it stay."""
    from app.settings import load_settings
    from graph.sources import remove_source
    from graph.store import open_store

    with open_store(load_settings().database_url, create=False) as store:
        gone = remove_source(store, source_id)
    typer.echo(printable(f"{gone.id}: removed; {count(gone.waiting, 'page')} had not been fetched yet"))


@app.command()
def fetch(source_ids: SourceIds = None, follow: FollowOption = False) -> None:
    """Look at sources now, and put the articles that they name in line to be read.

    It ends when nothing is left to be fetched in the next minute; with --follow it goes on, and looks at each when it is due.
    """
    from threading import Event

    from app.pulling import Puller, pull
    from app.settings import load_settings
    from app.stopping import stop_on_signals
    from graph.sources import hurry
    from graph.store import open_store, read_clock
    from ontology.errors import WorkerError

    settings = load_settings()
    stopping = Event()
    with open_store(settings.database_url, create=False) as store, stop_on_signals(stopping):
        puller = Puller(store, settings, sleep=stopping.wait)
        if source_ids or not follow:
            hurry(store, source_ids or [], at=read_clock())
        try:
            pull(puller, store, stopping, follow=follow)
        except WorkerError as busy:
            say(str(busy))
        finally:
            puller.stop()


@app.command()
def take(addresses: Annotated[list[str], typer.Argument(metavar="URL...", help="Web addresses of articles.")]) -> None:
    """Fetch single pages once, and put them in line to be read."""
    from time import sleep

    from app.settings import load_settings
    from app.subscribing import take_page
    from graph.store import open_store
    from ontology.errors import InputError

    settings = load_settings()
    taken = failed = 0
    with open_store(settings.database_url) as store:
        for address in addresses:
            try:
                taken += take_page(store, settings, address, sleep=sleep).queued
            except InputError as error:
                say(str(error))
                failed += 1
    typer.echo(
        f"{count(len(addresses), 'page')}: {taken} queued, {len(addresses) - taken - failed} known, {failed} failed"
    )
    if failed:
        raise typer.Exit(1 if failed < len(addresses) else 2)


def _show(source: "Source") -> str:
    pages = f"{source.taken} taken, {source.waiting} waiting, {source.refused} refused"
    trouble = f"; failed {count(source.failures, 'time')}: {source.problem}" if source.problem else ""
    when = f"every {source.minutes} min" if source.due_at else "paused"
    return f"{source.id}: {source.kind} {source.address}, {when}; {pages}{trouble}"
