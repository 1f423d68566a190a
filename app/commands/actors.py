"""`belligraph actors`: the lists of actors that users bring, and corrections of actors."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands import actor_judgements, candidates
from app.commands.terminal import printable

app = typer.Typer(help="Import lists of actors of your own; find, merge, split and correct actors.")
app.command("candidates")(candidates.candidates)
app.command("merge")(actor_judgements.merge)
app.command("split")(actor_judgements.split)
app.command("rename")(actor_judgements.rename)
app.command("recode")(actor_judgements.recode)
app.command("never-merge")(actor_judgements.never_merge)


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Tables (.tsv), or dictionaries as PETRARCH reads them.")
    ],
) -> None:
    """Check lists and keep them; every article from then on is read with them. One of the same name is replaced."""
    from app.actor_lists import import_lists

    for path in import_lists(files):
        typer.echo(printable(f"imported {path}"))
    _tell_of_setting()


@app.command("list")
def list_() -> None:
    """Show the imported lists in the order they are read in."""
    from app.actor_lists import imported_lists

    for path in imported_lists():
        typer.echo(printable(str(path)))
    _tell_of_setting()


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The file name that `actors list` shows, without the folder.")],
) -> None:
    """Take an imported list away. Articles that were read with it stay as they are."""
    from app.actor_lists import remove_list

    typer.echo(printable(f"removed {remove_list(name)}"))


def _tell_of_setting() -> None:
    """The setting goes before what was imported: somebody who has both should know."""
    from app.commands.terminal import say
    from app.settings import load_settings

    if load_settings().actors:
        say("BELLIGRAPH_ACTORS is set: its lists are read, and no imported ones")
