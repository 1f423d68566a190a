"""What worker processes do: they hold a reader and read articles with it. Importing this does not load spaCy."""

import logging
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from app.faults import contain_faults
from app.intake import ArticleInput, read_payload
from app.settings import Settings
from graph.queue_records import Claimed, Failure
from ontology.errors import BelligraphError, InputError, ReadingError, SettingsError
from ontology.records import Article, Extraction

log = logging.getLogger(__name__)


class Reader(Protocol):
    """Reads articles. InputError for one that is no good, ReadingError where the fault is ours."""

    @property
    def extractor_id(self) -> str:
        """What names the extractor."""
        ...

    def read(self, given: ArticleInput) -> Extraction:
        """Everything read from the article in an input."""
        ...

    def read_again(self, article: Article) -> Extraction:
        """Everything read from a stored article."""
        ...


LoadReader: TypeAlias = Callable[[Settings], Reader]


class Outcome(NamedTuple):
    """What became of reading an input: the Extraction as JSON, or why there is none."""

    id: str
    extraction: str | None = None
    failure: Failure | None = None


def load_reader(settings: Settings) -> Reader:
    """The reader of the settings; takes some seconds."""
    from app.extraction import ExtractingReader

    return ExtractingReader(settings)


# What a worker process holds: set once by `hold`, then only read. In the process of the server it stays empty.
_held: dict[str, Reader | BelligraphError] = {}


def hold(settings: Settings, load: LoadReader) -> None:
    """Load the reader of this process. What went wrong is kept for those to say who want it."""
    try:
        _held["reader"] = load(settings)
    except Exception as error:
        log.debug("loading the extractor failed", exc_info=True)
        _held["reader"] = SettingsError(f"the extractor cannot start: {error}")


def held_reader() -> Reader:
    """The reader of this process; raises what went wrong when it was loaded."""
    held = _held["reader"]
    if isinstance(held, BelligraphError):
        raise held
    return held


def read_claimed(inputs: Sequence[Claimed]) -> list[Outcome]:
    """What this process's reader makes of inputs, each by itself."""
    return read_with(held_reader(), inputs)


def read_with(reader: Reader, inputs: Sequence[Claimed]) -> list[Outcome]:
    """The same with a given reader."""
    return [_read_one(reader, given) for given in inputs]


def _read_one(reader: Reader, given: Claimed) -> Outcome:
    try:
        with contain_faults("reading"):
            extraction = reader.read(read_payload(given.payload))
        return Outcome(given.id, extraction.model_dump_json())
    except InputError as error:
        return Outcome(given.id, failure=Failure(str(error), final=True))
    except ReadingError as error:
        log.exception("reading an article failed")
        return Outcome(given.id, failure=Failure(str(error)))


def read_input(given: ArticleInput) -> str:
    """The Extraction of one input as JSON: ready to be sent, and cheaper to hand over than the record."""
    try:
        return held_reader().read(given).model_dump_json()
    except ReadingError as error:
        raise _plain(error) from None


def read_stored(article: str) -> str:
    """The same for an article that is stored, as JSON."""
    try:
        return held_reader().read_again(Article.model_validate_json(article)).model_dump_json()
    except ReadingError as error:
        raise _plain(error) from None


def held_id() -> str:
    """What names the extractor of this process."""
    return held_reader().extractor_id


def _plain(error: ReadingError) -> ReadingError:
    """The error alone: a cause that cannot be pickled would break the pool, and its trace is of use here only."""
    log.exception("reading an article failed")
    return ReadingError(str(error))
