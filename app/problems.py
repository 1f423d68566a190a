"""Says in one line what a validation found wrong."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

MAX_SHOWN = 5
MAX_VALUE = 60


def describe_problems(error: ValidationError) -> str:
    """Each problem as "field: what is wrong (got value)", joined by semicolons."""
    return describe_details(error.errors(include_url=False, include_context=False))


def describe_details(details: list[ErrorDetails]) -> str:
    """As `describe_problems`, for the details alone; the first few only."""
    shown = "; ".join(_describe(detail) for detail in details[:MAX_SHOWN])
    left = len(details) - MAX_SHOWN
    line = f"{shown}; and {left} more" if left > 0 else shown
    # The name of an unknown field may hold half characters, which no answer can.
    return line.encode(errors="backslashreplace").decode()


def _describe(detail: ErrorDetails) -> str:
    where = ".".join(str(part) for part in detail["loc"])
    what = detail["msg"].removeprefix("Value error, ")
    value = detail.get("input")
    got = ""
    if isinstance(value, str | int | float) and detail["type"] not in ("missing", "json_invalid"):
        text = repr(value)
        got = f" (got {text if len(text) <= MAX_VALUE else text[:MAX_VALUE] + '...'})"
    return f"{where}: {what}{got}" if where else f"{what}{got}"
