"""Reads a back-file without the extractor, for tests that kill it: `python backfill_stand_in.py FOLDER OUT`."""

import asyncio
import sys
import time
from pathlib import Path

from stand_in import StandIn

from app.backfill_files import Mark
from app.backfilling import backfill
from app.files import ReadOptions, find_files
from app.intake import ArticleInput
from app.settings import Settings
from ontology.records import Extraction


class SlowStandIn(StandIn):
    """Slow enough to be killed in the middle of a file."""

    def read(self, given: ArticleInput) -> Extraction:
        """The same, after a moment."""
        time.sleep(0.002)
        return super().read(given)


def load(settings: Settings) -> SlowStandIn:
    """What worker processes hold."""
    return SlowStandIn()


def tell(path: Path, mark: Mark | None) -> None:
    """A line for each file."""
    print(path.name, "again" if mark is None else mark.articles, flush=True)


if __name__ == "__main__":
    files = find_files([Path(sys.argv[1])])
    asyncio.run(backfill(files, Path(sys.argv[2]), Settings(workers=2), ReadOptions({}, 10_000), tell=tell, load=load))
