"""`belligraph ingest`: articles into the store."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import (
    HtmlOption,
    JsonlOption,
    PublishedOption,
    PublisherOption,
    TitleOption,
    UrlOption,
)
from app.commands.progress import show_progress
from app.commands.terminal import count, say

if TYPE_CHECKING:
    from app.files import Item
    from app.settings import Settings
    from extract.pipeline import Extractor
    from graph.store import Store

Sources = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE|FOLDER|-...", help="Articles as .txt, .md, .html, .json or .jsonl; - is standard input."
    ),
]


def ingest(
    sources: Sources,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    title: TitleOption = None,
    url: UrlOption = None,
    jsonl: JsonlOption = False,
    html: HtmlOption = False,
) -> None:
    """Read articles and keep them in the store. An article that is there already changes nothing.

    A bad article is reported and skipped. A line at the end says what was done.
    """
    from app.actor_lists import check_actor_lists
    from app.files import ReadOptions, count_articles, find_files, read_items
    from app.gazetteer_setup import ensure_gazetteer
    from app.intake import check_known
    from app.settings import load_settings
    from graph.store import open_store

    settings = load_settings()
    known = check_known(published=published, publisher=publisher, title=title, url=url)
    options = ReadOptions(known, settings.max_body_bytes, html=html, jsonl=jsonl)
    paths = find_files(sources)
    # What is checked above is told at once; from here on it takes seconds.
    from app.extraction import load_extractor

    ensure_gazetteer(settings, say)
    check_actor_lists(settings)
    counts: Counter[str] = Counter()
    with open_store(settings.database_url) as store, show_progress(count_articles(paths, options)) as advance:
        extractor = load_extractor(settings)
        for item in read_items(paths, options):
            counts += _keep(item, extractor, store, settings)
            advance(_summary(counts), _articles(counts))
    typer.echo(_summary(counts))
    if counts["failed"]:
        raise typer.Exit(1 if _articles(counts) > counts["failed"] else 2)


def _keep(item: "Item", extractor: "Extractor", store: "Store", settings: "Settings") -> Counter[str]:
    """Keep one article and count what became of it."""
    from app.extraction import read_input
    from app.faults import ARTICLE_ERRORS, contain_faults
    from ontology.errors import InputError

    try:
        if item.given is None:
            raise InputError(item.error)
        extraction = read_input(extractor, item.given, settings.max_words)
        with contain_faults("storing"):
            result = store.add(extraction)
    except ARTICLE_ERRORS as error:
        say(f"{item.where}: {error}")
        return Counter(failed=1)
    for warning in extraction.warnings:
        say(f"{item.where}: {warning}")
    return Counter({result.status.value: 1, "events": len(extraction.events)})


def _articles(counts: Counter[str]) -> int:
    return counts.total() - counts["events"]


def _summary(counts: Counter[str]) -> str:
    """One line on the whole run."""
    parts = [f"{counts[what]} {what}" for what in ("added", "unchanged", "replaced", "failed") if counts[what]]
    done = ", ".join(parts) or "nothing to do"
    return f"{count(_articles(counts), 'article')}: {done}; {count(counts['events'], 'event')}"
