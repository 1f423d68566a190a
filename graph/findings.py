"""What an examination found, in words for the people who run Belligraph."""

from enum import StrEnum

from ontology.records import Record


class Level(StrEnum):
    """How bad it is: an error keeps something from working or makes answers wrong, a warning will or may."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


class Finding(Record):
    """What a check found; `advice` says what to do, where there is something to do."""

    check: str
    level: Level
    what: str
    advice: str | None = None


def fine(check: str, what: str) -> Finding:
    """All is well."""
    return Finding(check=check, level=Level.OK, what=what)


def warning(check: str, what: str, advice: str) -> Finding:
    """Something that will or may go wrong."""
    return Finding(check=check, level=Level.WARNING, what=what, advice=advice)


def error(check: str, what: str, advice: str) -> Finding:
    """Something that is wrong."""
    return Finding(check=check, level=Level.ERROR, what=what, advice=advice)
