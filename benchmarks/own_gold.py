"""Shorthand of `belligraph evaluate` for the sentences of tests/gold: own_gold.py [FILE...] [--errors]."""

import sys
from pathlib import Path

from app.cli import app

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"

if __name__ == "__main__":
    given = sys.argv[1:]
    files = [] if any(not word.startswith("-") for word in given) else [GOLD / "events_dev.jsonl", GOLD / "ordinary.txt"]
    app(["evaluate", *map(str, files), *given])
