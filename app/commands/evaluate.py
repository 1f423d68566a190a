"""`belligraph evaluate`: how good is the installed version on somebody's own annotated texts?"""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.terminal import say

if TYPE_CHECKING:
    from extract.evaluation.matching import Comparison


class ReportFormat(StrEnum):
    """How the figures are written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


Gold = Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl...", help="Annotated texts; docs/evaluation.md has the format.")]
Format = Annotated[ReportFormat, typer.Option("--format", help="How to write the figures.")]
Errors = Annotated[bool, typer.Option("--errors", help="List every missed, false and wrong event with its sentence.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")]


def evaluate(gold: Gold, form: Format = ReportFormat.TEXT, errors: Errors = False, output: Output = None) -> None:
    """Score the event coder on annotated texts: precision, recall, false events, per type, and what it confuses.

    A .jsonl file has annotated texts, a .txt file one sentence a line that holds no event: all that is found there is false.
    """
    from app.actor_lists import check_actor_lists
    from app.files import find_files
    from app.gazetteer_setup import ensure_gazetteer
    from app.settings import load_settings
    from extract.evaluation.annotations import read_annotations

    texts = {path: read_annotations(path) for path in find_files(gold)}
    # What is checked above is told at once; from here on it takes seconds.
    from app.extraction import load_extractor
    from extract.evaluation.measuring import measure

    settings = load_settings()
    ensure_gazetteer(settings, say)
    check_actor_lists(settings)
    extractor = load_extractor(settings)
    report = _write({str(path): measure(extractor, own) for path, own in texts.items()}, form, errors)
    if output:
        output.write_text(report, encoding="utf-8")
    else:
        typer.echo(report)


def _write(results: "dict[str, Comparison]", form: ReportFormat, errors: bool) -> str:
    from extract.evaluation.report import error_lines, figures, html_report, text_report

    if form is ReportFormat.HTML:
        return html_report(results)
    if form is ReportFormat.JSON:
        listed = {
            name: figures(result) | ({"errors": error_lines(result)} if errors else {})
            for name, result in results.items()
        }
        return json.dumps(listed, indent=2, ensure_ascii=False)
    return "\n\n".join(f"== {name}\n{text_report(result, errors=errors)}" for name, result in results.items())
