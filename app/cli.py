"""The command `belligraph`. Commands import what they need when they run, so that `--help` is quick."""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app.commands import export, extract, gazetteer, ingest, query, serve
from ontology.errors import BelligraphError, InputError, NotFoundError

EXIT_BAD_INPUT = 2
EXIT_TROUBLE = 3


class Commands(TyperGroup):
    """Turns our own errors into one line on standard error and an exit code: docs/cli.md lists the codes."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command of the context."""
        try:
            return super().invoke(ctx)
        except BelligraphError as error:
            typer.echo(f"belligraph: {error}", err=True)
            ours = isinstance(error, InputError | NotFoundError)
            raise typer.Exit(EXIT_BAD_INPUT if ours else EXIT_TROUBLE) from None


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"belligraph {version('belligraph')}")
        raise typer.Exit


app = typer.Typer(
    name="belligraph",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.extract)
app.command("ingest")(ingest.ingest)
app.command("query")(query.query)
app.command("serve")(serve.serve)
app.add_typer(export.app, name="export")
app.add_typer(gazetteer.app, name="gazetteer")


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
