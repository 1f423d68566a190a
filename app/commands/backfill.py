"""`belligraph backfill`: large archives, from files of articles to files of extractions, and from these to the store."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import PublishedOption, PublisherOption
from app.commands.terminal import count, printable, say

if TYPE_CHECKING:
    from collections import Counter

    from app.backfill_files import Done, Mark
    from app.backfilling import Share

Sources = Annotated[
    list[Path] | None, typer.Argument(metavar="[FILE|FOLDER...]", help="Articles as .jsonl, .parquet, .json, .txt ...")
]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where the extractions go.")]
LoadOption = Annotated[Path | None, typer.Option("--load", metavar="DIR", help="Load the extractions in this folder.")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="How many processes read.")]
ShareOption = Annotated[
    str | None, typer.Option("--share", metavar="N/M", help="Only every Mth file, from the Nth on.")
]


def backfill(
    sources: Sources = None,
    out: OutOption = None,
    load: LoadOption = None,
    workers: WorkersOption = None,
    share: ShareOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
) -> None:
    """Read files of articles into Parquet files of extractions, without a database; or with --load put these into the store.

    Each file is done as a whole: start the same command again after it was cut off, and it goes on with the next file.
    """
    from ontology.errors import InputError

    if load is not None:
        if sources or out or workers or share:
            raise InputError("--load takes a folder that `belligraph backfill IN... --out` made, and nothing else")
        _load(load)
    elif out is None or not sources:
        raise InputError("say what to read and where to: belligraph backfill IN... --out DIR, or --load DIR")
    else:
        _read(sources, out, workers, _parse_share(share), {"published": published, "publisher": publisher})


def _read(sources: list[Path], out: Path, workers: int | None, share: "Share | None", given: dict[str, object]) -> None:
    import asyncio

    from app.actor_lists import check_actor_lists
    from app.backfilling import backfill as read_files
    from app.backfilling import choose
    from app.files import ReadOptions, find_files
    from app.gazetteer_setup import ensure_gazetteer
    from app.intake import check_known
    from app.parquet_files import check_parquet
    from app.settings import check_model, load_settings

    settings = load_settings(workers=workers)
    options = ReadOptions(check_known(**given), settings.max_body_bytes)
    files = choose(find_files(sources), share)
    check_parquet()
    check_model(settings)
    ensure_gazetteer(settings, say)
    check_actor_lists(settings)
    out.mkdir(parents=True, exist_ok=True)
    asyncio.run(read_files(files, out, settings, options, tell=_tell_read))


def _load(folder: Path) -> None:
    from app.backfill_loading import load_folder
    from app.parquet_files import check_parquet
    from app.settings import load_settings
    from graph.store import open_store

    check_parquet()
    with open_store(load_settings().database_url) as store:
        load_folder(store, folder, tell=_tell_loaded, complain=say)


def _parse_share(text: str | None) -> "Share | None":
    from app.backfilling import Share
    from ontology.errors import InputError

    if text is None:
        return None
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise InputError(f"--share {text}: write it like 3/16, for the third of sixteen")
    return Share(int(found[1]), int(found[2]))


def _tell_read(source: Path, mark: "Mark | None") -> None:
    done = "done before" if mark is None else f"{count(mark.articles, 'article')}, {mark.failed} failed"
    typer.echo(printable(f"{source}: {done}"))


def _tell_loaded(done: "Done", counts: "Counter[str] | None") -> None:
    parts = (
        [f"{counts[what]} {what}" for what in ("added", "unchanged", "replaced", "failed") if counts[what]]
        if counts
        else []
    )
    said = "loaded before" if counts is None else ", ".join(parts) or "nothing in it"
    typer.echo(printable(f"{done.mark.path}: {said}"))
