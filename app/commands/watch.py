"""`belligraph watch`: articles from a folder, as files come in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import PublishedOption, PublisherOption
from app.commands.terminal import count, printable, say

if TYPE_CHECKING:
    from app.folders import TakenFile
    from graph.store import Store

FolderArgument = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder; those in it are watched too.")]
SettleOption = Annotated[
    float, typer.Option("--settle", min=0, metavar="SECONDS", help="How long nobody may have written to a file.")
]
OnceOption = Annotated[bool, typer.Option("--once", help="Take what is whole now, and end.")]
BadOption = Annotated[bool, typer.Option("--bad", help="Only list what could not be taken from files.")]


def watch(
    folder: FolderArgument,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    settle: SettleOption = 5.0,
    once: OnceOption = False,
    bad: BadOption = False,
) -> None:
    """Put articles in line to be read as their files come into a folder, until stopped.

    Files are .txt, .md, .html, .json and .jsonl. Each is taken once, by what is in it, and none that is still being written.
    """
    from threading import Event

    from app.files import ReadOptions
    from app.folders import Watcher
    from app.intake import check_known
    from app.settings import load_settings
    from app.stopping import stop_on_signals
    from graph.store import open_store

    settings = load_settings()
    known = check_known(published=published, publisher=publisher)
    stopping = Event()
    with open_store(settings.database_url) as store, stop_on_signals(stopping):
        if bad:
            _list_bad(store)
            return
        watcher = Watcher(store, folder, ReadOptions(known, settings.max_body_bytes), settle)
        while not stopping.is_set():
            for taken in watcher.take():
                _tell(taken)
                if stopping.is_set():
                    break
            if once:
                break
            stopping.wait(1.0)


def _tell(taken: "TakenFile") -> None:
    for problem in taken.problems:
        say(problem)
    typer.echo(printable(f"{taken.path}: {count(taken.queued, 'article')} queued, {taken.known} known"))


def _list_bad(store: "Store") -> None:
    from graph.taken_files import list_bad_files

    for file in list_bad_files(store, limit=1000):
        for line in file.reason.split("\n"):
            typer.echo(printable(line))
