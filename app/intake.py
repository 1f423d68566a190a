"""What users hand in: an article as text or HTML with what they know about it, checked before anything reads it."""

import re
from datetime import date, datetime
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from app.problems import describe_problems
from ontology.errors import InputError

# NUL, which only binary files have, and half characters, which no encoding can write.
_NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")


def parse_date(value: object) -> object:
    """A date from "2014-01-07" or an ISO date and time, whose date part counts."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("a date must be written like 2014-01-07")
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise ValueError("not a date of the calendar; write it like 2014-01-07") from None


def check_url(value: str | None) -> str | None:
    """A web address; a blank one is none."""
    if value is None or not value.strip():
        return None
    try:
        parts = urlsplit(value.strip())
        fits = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        raise ValueError("not a web address; write it like https://news.example/article")
    return value.strip()


WebAddress = Annotated[str | None, AfterValidator(check_url)]
PublishedDate = Annotated[date | None, BeforeValidator(parse_date)]


class ArticleInput(BaseModel):
    """An article as handed in: `text` or `html`, and what is known about it. Nothing in it is run or fetched."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    text: str | None = Field(None, description="The article as plain text, with or without its headline.")
    html: str | None = Field(None, description="The article as a web page. Give this or `text`, not both.")
    title: str | None = Field(None, max_length=1000, description="The headline, if it is not in the text.")
    publisher: str | None = Field(None, max_length=200, description="Who published it, such as a newspaper or agency.")
    published: PublishedDate = Field(
        None,
        validation_alias=AliasChoices("published", "date"),
        description="The day it was published, like 2014-01-07. Relative dates in the text are read against it.",
    )
    url: WebAddress = Field(None, max_length=2000, description="Where it was published. Kept, not fetched.")

    @model_validator(mode="after")
    def _check_content(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise ValueError("give the article as `text` or as `html`, one of them")
        if not self.content.strip():
            raise ValueError("the article is empty")
        for name in ("text", "html", "title", "publisher", "url"):
            if found := _NOT_TEXT.search(getattr(self, name) or ""):
                raise ValueError(f"`{name}` is not text: character {found.group()!r} at offset {found.start()}")
        return self

    @property
    def content(self) -> str:
        """The text or the HTML."""
        return self.text if self.text is not None else self.html or ""


class ArticleBody(ArticleInput):
    """An article in a request body. Unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="forbid")


class AddressBody(BaseModel):
    """An article in a request body that is to be fetched: its address, and what is known about it."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="forbid")

    url: str = Field(max_length=2000, description="Where it was published.")
    title: str | None = Field(None, max_length=1000)
    publisher: str | None = Field(None, max_length=200)
    published: PublishedDate = Field(None, validation_alias=AliasChoices("published", "date"))


def decode_text(raw: bytes, what: str) -> str:
    """The UTF-8 text in `raw`, without a byte order mark; InputError names `what`."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{what} is not UTF-8 text: byte {error.start} cannot be read") from None


def check_known(**known: object) -> dict[str, object]:
    """What is known about articles still to be read, if it holds; InputError if it does not."""
    make_input(text="to be read", **known)
    return known


def make_input(**fields: object) -> ArticleInput:
    """An ArticleInput from fields; InputError says what is wrong with them."""
    try:
        return ArticleInput.model_validate(fields)
    except ValidationError as error:
        raise InputError(describe_problems(error)) from None


def write_payload(given: ArticleInput) -> str:
    """An input as the queue keeps it: the same for the same input."""
    return given.model_dump_json(exclude_none=True)


def read_payload(payload: str) -> ArticleInput:
    """An input that was kept in the queue."""
    return ArticleInput.model_validate_json(payload)
