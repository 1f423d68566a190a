"""The example articles: what a first start shows, and the sample in the API's documentation."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.intake import ArticleInput, decode_text, make_input
from ontology.errors import InputError

SAMPLE = {
    "text": (
        "Iraqi Prime Minister Nouri al-Maliki spoke by telephone with US Vice President Joe Biden on Monday. "
        "Fighters from the Islamic State of Iraq and the Levant have seized Fallujah."
    ),
    "title": "Maliki and Biden speak about Fallujah",
    "publisher": "Example News",
    "published": "2014-01-07",
}


ExampleState = Literal["loading", "loaded", "none"]


@dataclass
class ExampleProgress:
    """How far the examples are: `none` where none are wanted, or the store has articles of its own."""

    state: ExampleState = "none"


def example_folder() -> Path:
    """Where the examples lie: inside the installed package, or beside it in a source tree."""
    packaged = Path(__file__).parent / "examples"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "examples"


def read_examples() -> Iterator[ArticleInput]:
    """All example articles, by file name."""
    for path in sorted(example_folder().glob("*.json")):
        record = json.loads(decode_text(path.read_bytes(), path.name))
        if not isinstance(record, dict):
            raise InputError(f"{path.name}: not a JSON object")
        yield make_input(**record)
