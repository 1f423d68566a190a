"""What the queue hands out and takes back. Apart from it, so that those who only read need not import a database."""

from typing import NamedTuple


class Claimed(NamedTuple):
    """An input to be read, and how often that failed."""

    id: str
    payload: str
    attempts: int = 0


class Claim(NamedTuple):
    """Inputs leased under a token."""

    token: int
    inputs: tuple[Claimed, ...]


class Failure(NamedTuple):
    """Why an input could not be read; one that is `final` is not tried again."""

    reason: str
    final: bool = False
