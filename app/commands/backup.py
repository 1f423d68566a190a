"""`belligraph backup` and `restore`: the whole database to a file and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.terminal import count

if TYPE_CHECKING:
    from graph.backup_contents import Contents

NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; there must be none of this name.")]
BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="A file that `belligraph backup` wrote.")]
ToOption = Annotated[
    str,
    typer.Option("--to", metavar="URL", help="The database to make: an SQLAlchemy URL, or the path of an SQLite file."),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Where there is a database already, set that one aside.")]


def backup(file: NewFile) -> None:
    """Write the whole database to one file, as it is at this moment. Servers and workers may go on meanwhile."""
    from app.settings import load_settings
    from graph.backup import back_up

    made = back_up(load_settings().database_url, file)
    typer.echo(f"{made.file}: {_describe(made.contents)}; {made.bytes / 1e6:.1f} MB")


def restore(file: BackupFile, to: ToOption, force: ForceOption = False) -> None:
    """Make a database from a backup. One of an older version of Belligraph is brought up to date.

    A database that is there already is never overwritten: with --force it is kept under another name, which is told.
    """
    from graph.backup import restore as restore_backup
    from graph.store import read_clock

    made = restore_backup(file, to, force=force, at=read_clock())
    typer.echo(f"restored: {_describe(made.contents)}")
    if made.aside:
        typer.echo(f"the database that was there is kept as {made.aside}")


def _describe(contents: "Contents") -> str:
    return f"{count(contents.articles, 'article')}, sequence {contents.seq}, schema {contents.schema_version}"
