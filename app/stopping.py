"""Ends a long run when it is asked to: after what is in hand."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stop_on_signals(stopping: Event) -> Iterator[None]:
    """Set the event where the process is interrupted or told to end; a second time ends it at once."""
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def stop(number: int, _frame: object) -> None:
        stopping.set()
        signal.signal(number, signal.SIG_DFL)

    try:
        for number in _SIGNALS:
            signal.signal(number, stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
