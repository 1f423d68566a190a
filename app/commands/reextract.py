"""`belligraph reextract`: reads the stored articles again and tells what changes before anything is kept."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.progress import show_progress
from app.commands.terminal import count, printable, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.rereading import Report

ArticleOption = Annotated[list[str] | None, typer.Option("--article", help="Only this article; may be repeated.")]
SinceOption = Annotated[str | None, typer.Option(help="Only articles published on this day or later.")]
AcceptOption = Annotated[bool, typer.Option("--accept", help="Keep the new readings.")]
AllOption = Annotated[bool, typer.Option("--all", help="Read those again too that this extractor has read.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]


def reextract(
    article: ArticleOption = None,
    since: SinceOption = None,
    accept: AcceptOption = False,
    all_articles: AllOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read stored articles again with the extractor as it is now, and report what changes. Writes nothing without --accept.

    Articles that this extractor has read are passed over, so that a run that was broken off can be started again.
    Judgements stay; the report names those that would find nothing to speak of any more.
    """
    import asyncio

    report = asyncio.run(_run(article or [], since, accept=accept, all_articles=all_articles))
    if as_json:
        typer.echo(report.model_dump_json(exclude_unset=True))
    else:
        _show(report)
    if report.articles["failed"]:
        raise typer.Exit(1)


async def _run(articles: list[str], since: str | None, *, accept: bool, all_articles: bool) -> "Report":
    from app.actor_lists import check_actor_lists
    from app.filtering import read_filter
    from app.gazetteer_setup import ensure_gazetteer
    from app.rereading import read_articles_again
    from app.settings import check_model, load_settings
    from app.workers import Workers
    from graph.rereading import list_stale
    from graph.store import open_store

    settings = load_settings()
    day = read_filter({"since": since}).since
    with open_store(settings.database_url, create=False) as store:
        check_model(settings)
        ensure_gazetteer(settings, say)
        check_actor_lists(settings)
        workers = Workers(settings)
        try:
            extractor = await workers.extractor_id()
            stale = list_stale(store, extractor, article_ids=articles, since=day, all_articles=all_articles)
            with show_progress(len(stale)) as advance:
                return await read_articles_again(
                    store,
                    workers,
                    stale,
                    at_once=2 * settings.workers,
                    accept=accept,
                    advance=lambda done: advance(_summary(done), done.total()),
                )
        finally:
            workers.stop()


def _show(report: "Report") -> None:
    """The report in lines for people."""
    for failure in report.failures:
        say(f"{failure.article_id}: {failure.detail}")
    typer.echo(f"{_summary(report.articles)}; extractor {report.extractor}")
    for title, counts in (("events", report.events), ("standing relations", report.relations)):
        for name, changes in counts.items():
            typer.echo(f"  {title} {printable(name)}: {_list(changes)}")
    if report.fields:
        typer.echo(f"  fields of changed events: {', '.join(f'{n} {name}' for name, n in report.fields.items())}")
    for judgement in report.unmatched:
        word = "waits" if report.accepted else "would wait"
        typer.echo(printable(f"  judgement {judgement.id} {word}: {judgement.action.action}, {judgement.reason}"))
    if not report.accepted and report.articles["changed"]:
        typer.echo("Nothing was written. Keep it with: belligraph reextract --accept")


def _summary(articles: "Mapping[str, int]") -> str:
    """What became of the articles, in a few words."""
    done = ", ".join(f"{number} {what}" for what, number in articles.items() if number)
    return f"{count(sum(articles.values()), 'article')} read again: {done or 'nothing to do'}"


def _list(changes: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in changes.items())
