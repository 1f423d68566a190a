"""The command `belligraph`. Commands import what they need when they run, so that `--help` is quick."""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from app.commands import (
    actors,
    backfill,
    backup,
    doctor,
    evaluate,
    events,
    export,
    extract,
    gazetteer,
    ingest,
    jobs,
    judgements,
    places,
    query,
    reextract,
    serve,
    sources,
    watch,
    work,
)
from app.commands.terminal import say
from ontology.errors import BelligraphError, InputError, NotFoundError

EXIT_BAD_INPUT = 2
EXIT_TROUBLE = 3
EXIT_FAULT = 4


class Commands(TyperGroup):
    """Tells every error in one line on standard error, with an exit code: docs/cli.md lists the codes."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Show the help where no command is named."""
        return super().parse_args(ctx, args or ["--help"])

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line and exit."""
        sys.exit(self._run(*args, **{**extra, "standalone_mode": False}))

    def _run(self, *args: Any, **extra: Any) -> int:
        """The exit code."""
        try:
            return super().main(*args, **extra) or 0
        except BelligraphError as error:
            say(str(error))
            return EXIT_BAD_INPUT if isinstance(error, InputError | NotFoundError) else EXIT_TROUBLE
        except TyperException as error:
            context = getattr(error, "ctx", None)
            hint = f"; see {context.command_path} --help" if context else ""
            say(error.format_message().rstrip(".") + hint)
            return error.exit_code
        except Exception as error:
            if _wants_trace():
                raise
            say(f"a fault of Belligraph, {type(error).__name__}: {error}; BELLIGRAPH_LOG_LEVEL=debug shows where")
            return EXIT_FAULT


def _wants_trace() -> bool:
    from app.settings import load_settings

    return load_settings().log_level == "debug"


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"belligraph {version('belligraph')}")
        raise typer.Exit


app = typer.Typer(
    name="belligraph",
    cls=Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.extract)
app.command("ingest")(ingest.ingest)
app.command("query")(query.query)
app.command("reextract")(reextract.reextract)
app.command("serve")(serve.serve)
app.command("work")(work.work)
app.command("watch")(watch.watch)
app.command("evaluate")(evaluate.evaluate)
app.command("backfill")(backfill.backfill)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("doctor")(doctor.doctor)
app.command("rebuild")(doctor.rebuild)
app.add_typer(export.app, name="export", cls=Commands)
app.add_typer(actors.app, name="actors", cls=Commands)
app.add_typer(events.app, name="events", cls=Commands)
app.add_typer(places.app, name="places", cls=Commands)
app.add_typer(jobs.app, name="jobs", cls=Commands)
app.add_typer(sources.app, name="sources", cls=Commands)
app.add_typer(judgements.app, name="judgements", cls=Commands)
app.add_typer(gazetteer.app, name="gazetteer", cls=Commands)


@app.callback()
def belligraph(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turns news articles into a conflict-event knowledge graph, every claim traced to its sentence.

    Settings come from the environment, such as BELLIGRAPH_DATABASE_URL; docs/settings.md lists them.
    """


def main() -> None:
    """Run the command line. Text is UTF-8 whatever the terminal's language says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
