"""What several commands share: their options, and those of the filter."""

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[list[Path] | None, typer.Argument(metavar="[FILE...|-]", help="Files; - is standard input.")]
PublishedOption = Annotated[str | None, typer.Option("--date", help="The day of publication, like 2014-01-07.")]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="Who published it.")]
TitleOption = Annotated[str | None, typer.Option("--title", help="The headline, if it is not in the text.")]
UrlOption = Annotated[str | None, typer.Option("--url", help="Where it was published. Kept, never fetched.")]
HtmlOption = Annotated[bool, typer.Option("--html", help="Take the input for HTML, whatever the file is called.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="Take the input for JSON Lines, one article a line.")]

QOption = Annotated[str | None, typer.Option("--q", help="Words, \"phrases\" or beginn* of words to look for.")]
WithOption = Annotated[str | None, typer.Option("--with", help="A second actor in the same event.")]
RelationOption = Annotated[list[str] | None, typer.Option("--relation", help="Plain relation name; may be repeated.")]
TypeOption = Annotated[list[str] | None, typer.Option("--type", help="PLOVER type; may be repeated.")]
ModeOption = Annotated[list[str] | None, typer.Option("--mode", help="PLOVER mode; may be repeated.")]
StatusOption = Annotated[list[str] | None, typer.Option("--status", help="asserted, claimed, negated, future ...")]
PlaceOption = Annotated[str | None, typer.Option("--place", help="A place, with the places within it.")]
CountryOption = Annotated[str | None, typer.Option("--country", help="ISO 3166 alpha-3 code such as IRQ.")]
SinceOption = Annotated[str | None, typer.Option("--since", help="The first day, like 2014-01-07.")]
UntilOption = Annotated[str | None, typer.Option("--until", help="The last day.")]
PublisherFilter = Annotated[list[str] | None, typer.Option("--publisher", help="Publisher; may be repeated.")]
ConfidenceOption = Annotated[float | None, typer.Option("--min-confidence", help="The lowest confidence, 0 to 1.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="The graph as it was on a day like 2014-01-07.")]
