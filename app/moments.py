"""The graph of a past day: `as_of` as users give it."""

from datetime import MAXYEAR, MINYEAR, date, datetime

from graph.snapshots import Moment, find_sequence
from graph.store import Store
from ontology.errors import InputError

AS_OF = "The graph as it was: at the end of a day (2014-01-07), at a time (2014-01-07T10:00Z) or at a sequence number."

AT = "A day like 2014-01-07: what the actor was then. Without it, the day of `as_of` if that is given."


def valid_day(at: str | None, as_of: str | None) -> date | None:
    """The day on which something is to have been true: `at`, else the day of `as_of`. InputError for what is no day."""
    if at is not None and at.strip():
        try:
            if len(at.strip()) == len("2014-01-07"):
                return date.fromisoformat(at.strip())
        except ValueError:
            pass
        raise InputError(f"at: {at!r} is no day; write it like 2014-01-07")
    moment = parse_moment(as_of) if as_of is not None and as_of.strip() else None
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None


def parse_moment(given: str) -> Moment:
    """A day, a time or a sequence number; days end and times without a zone are in UTC. InputError for anything else."""
    text = given.strip()
    try:
        if text.isascii() and text.isdigit():
            return int(text)
        moment = date.fromisoformat(text) if len(text) == len("2014-01-07") else datetime.fromisoformat(text)
    except ValueError:
        raise _no_moment(given) from None
    # The day after must be one of the calendar too, and a time in any zone.
    if not MINYEAR < moment.year < MAXYEAR:
        raise _no_moment(given)
    return moment


def _no_moment(given: str) -> InputError:
    return InputError(
        f"as_of: {given!r} is no day, time or sequence number; write it like 2014-01-07 or 2014-01-07T10:00Z"
    )


def store_as_of(store: Store, given: str | None) -> Store:
    """The store as it was at a moment; the store itself where nothing was recorded since, or no moment is given."""
    if given is None or not given.strip():
        return store
    moment = parse_moment(given)
    with store.reading() as connection:
        seq = find_sequence(connection, moment)
    return store if seq == store.sequence() else store.as_of(seq)
