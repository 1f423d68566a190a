"""Words for people on a terminal. Text of articles can hold anything, so nothing of it may steer the terminal."""

import re

import typer

# C0 and C1 controls, of which escape sequences are made, and marks that turn the direction of writing.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


def printable(text: str) -> str:
    """The text as one line, without characters that steer a terminal."""
    return _STEERING.sub("", _SPACE.sub(" ", text))


def say(message: str) -> None:
    """One line on standard error, marked as ours."""
    typer.echo(f"belligraph: {printable(message)}", err=True)


def count(number: int, noun: str) -> str:
    """A number of things in words: 1 event, 2 events."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
