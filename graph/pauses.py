"""How long to wait before something that failed is tried again."""

from datetime import timedelta

from ontology.ids import digest


def doubled_pause(attempts: int, id: str, *, first: timedelta, longest: timedelta) -> timedelta:
    """How long to wait after this many attempts: twice as long each time, and up to a quarter more or less, which the id
    decides, so that not everything that failed at once comes back at once."""
    # No pause is doubled sixty times, and no larger power of two is a timedelta.
    doubled = min(first * (1 << min(attempts - 1, 30)), longest)
    share = int(digest(id, str(attempts), length=8), 16) / 0xFFFFFFFF
    return doubled * (0.75 + share / 2)
