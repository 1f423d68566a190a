"""`belligraph extract`: articles in, extractions out as JSON, nothing stored."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from app.commands.options import (
    HtmlOption,
    JsonlOption,
    Paths,
    PublishedOption,
    PublisherOption,
    TitleOption,
    UrlOption,
)
from app.commands.terminal import say

if TYPE_CHECKING:
    from app.files import Item


def extract(
    files: Paths = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    title: TitleOption = None,
    url: UrlOption = None,
    jsonl: JsonlOption = False,
    html: HtmlOption = False,
) -> None:
    """Read articles and print what was read, one JSON object a line. Nothing is stored.

    With --jsonl the input is one record a line, {"id", "text", "date"?, "publisher"?, "title"?, "url"?}, and the
    output carries the id of its record; a record that cannot be read gives {"id", "error"} and exit code 1.
    """
    from app.actor_lists import check_actor_lists
    from app.faults import ARTICLE_ERRORS
    from app.files import ReadOptions, find_files, read_items
    from app.gazetteer_setup import ensure_gazetteer
    from app.intake import check_known
    from app.settings import load_settings
    from ontology.errors import InputError

    settings = load_settings()
    known = check_known(published=published, publisher=publisher, title=title, url=url)
    options = ReadOptions(known, settings.max_body_bytes, html=html, jsonl=jsonl)
    paths = find_files(files or [Path("-")])
    # What is checked above is told at once; from here on it takes seconds.
    from app.extraction import load_extractor, read_input

    ensure_gazetteer(settings, say)
    check_actor_lists(settings)
    extractor = load_extractor(settings)
    done = failed = 0
    for item in read_items(paths, options):
        try:
            if item.given is None:
                raise InputError(item.error)
            extraction = read_input(extractor, item.given, settings.max_words)
            typer.echo(_with_id(item, extraction.model_dump_json()))
            done += 1
        except ARTICLE_ERRORS as error:
            say(f"{item.where}: {error}")
            failed += 1
            if jsonl:
                typer.echo(json.dumps({"id": item.id, "error": str(error)}, ensure_ascii=False))
    if failed:
        raise typer.Exit(1 if done or jsonl else 2)


def _with_id(item: "Item", extraction: str) -> str:
    """The extraction with the record's own id as its first key."""
    if item.id is None:
        return extraction
    return f'{{"id":{json.dumps(item.id, ensure_ascii=False)},{extraction[1:]}'
