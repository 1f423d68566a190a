"""`belligraph doctor` and `rebuild`: what is wrong, and making anew what can be made anew."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.terminal import count, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.findings import Finding

FullOption = Annotated[bool, typer.Option("--full", help="Look at every page and every row of the database.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one finding a line as JSON.")]


def doctor(full: FullOption = False, as_json: JsonOption = False) -> None:
    """Examine settings, knowledge, disk and database, and say what is wrong and what to do. Nothing is changed.

    The exit code is 1 where there is an error. With --full it takes as long as adding all articles did.
    """
    errors = warnings = 0
    for finding in _examine(full=full):
        typer.echo(finding.model_dump_json() if as_json else _show(finding))
        errors += finding.level == "error"
        warnings += finding.level == "warning"
    if not as_json:
        typer.echo(f"{count(errors, 'error')}, {count(warnings, 'warning')}")
    if errors:
        raise typer.Exit(1)


def rebuild() -> None:
    """Make everything that follows from what was read and judged anew, where `belligraph doctor` says so.

    What was read and judged is not touched. It takes about as long as adding all articles; others wait to write meanwhile.
    """
    from app.settings import load_settings
    from graph.article_queries import count_records
    from graph.store import open_store

    with open_store(load_settings().database_url, create=False) as store:
        store.rebuild()
        made = count_records(store)
    typer.echo(
        f"made anew: {count(made.articles, 'article')}, {count(made.events, 'event')}, {count(made.actors, 'actor')}"
    )


def _examine(*, full: bool) -> "Iterator[Finding]":
    from app.doctor import examine
    from app.settings import load_settings
    from graph.engine import sqlite_file
    from graph.findings import error
    from ontology.errors import BelligraphError

    try:
        settings = load_settings()
        database = sqlite_file(settings.database_url)
    except BelligraphError as failure:
        yield error("settings", str(failure), "docs/settings.md says what each setting takes")
        return
    yield from examine(settings, database, full=full)


def _show(finding: "Finding") -> str:
    line = printable(f"{finding.level:<8} {finding.check}: {finding.what}")
    return f"{line}\n         {printable(finding.advice)}" if finding.advice else line
