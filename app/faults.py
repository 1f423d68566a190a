"""Keeps a fault of our own over one article from touching the others."""

from collections.abc import Iterator
from contextlib import contextmanager

from ontology.errors import BelligraphError, InputError, ReadingError

# What is wrong with one article only: it is recorded, and the others go on.
ARTICLE_ERRORS = (InputError, ReadingError)


@contextmanager
def contain_faults(doing: str) -> Iterator[None]:
    """Turn any exception that nobody foresaw into a ReadingError, which has it as its cause."""
    try:
        yield
    except BelligraphError:
        raise
    except Exception as error:
        raise ReadingError(f"{doing} failed: {type(error).__name__}, a fault of Belligraph") from error
