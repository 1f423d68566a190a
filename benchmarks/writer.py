"""Adds articles to a store until it is stopped: `python benchmarks/writer.py URL`. A process of `benchmarks/scale.py`."""

import sys
from itertools import count, islice

from generator import make_extractions

from graph.store import open_store

BATCH = 20


def main() -> None:
    """Add batch after batch."""
    with open_store(sys.argv[1], create=False) as store:
        made = (one for number in count(20_000_000, 1000) for one in make_extractions(5000, first=number))
        while batch := list(islice(made, BATCH)):
            for _ in store.add_many(batch):
                pass


if __name__ == "__main__":
    main()
