"""Loads files of extractions into the store, each file once."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from app.backfill_files import Done, find_done, read_extractions
from app.faults import ARTICLE_ERRORS, contain_faults
from app.parquet_files import Row
from graph.store import Store, read_clock
from graph.taken_files import is_taken, keep_taken
from ontology.errors import BelligraphError, StoreError
from ontology.records import Extraction

# What became of a file's articles; None where it was loaded already.
Tell = Callable[[Done, Counter[str] | None], None]


def load_folder(store: Store, folder: Path, *, tell: Tell, complain: Callable[[str], None]) -> None:
    """Load what a back-file run made. What was loaded already is passed over, and an article that is there changes nothing,
    so a run that was cut off can be started again."""
    for done in find_done(folder):
        if is_taken(store, done.id):
            tell(done, None)
            continue
        counts = Counter(failed=done.mark.failed)
        for rows in read_extractions(done):
            counts += _load(store, rows, complain)
        keep_taken(store, done.id, str(done.file), reason=None, at=read_clock())
        tell(done, counts)


def _load(store: Store, rows: Sequence[Row], complain: Callable[[str], None]) -> Counter[str]:
    """Load rows together; where one of them is refused, each by itself."""
    good = [row for row in rows if row.extraction is not None]
    try:
        return _add(store, good)
    except StoreError:
        raise
    except BelligraphError:
        pass
    counts: Counter[str] = Counter()
    for row in good:
        try:
            counts += _add(store, [row])
        except ARTICLE_ERRORS as error:
            complain(f"{row.where}: {error}")
            counts["failed"] += 1
    return counts


def _add(store: Store, rows: Sequence[Row]) -> Counter[str]:
    with contain_faults("storing"):
        extractions = [Extraction.model_validate_json(row.extraction or "") for row in rows]
        return Counter(result.status.value for result in store.add_many(extractions, batch=len(rows) or 1))
