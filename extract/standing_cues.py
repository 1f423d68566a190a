"""The phrases that state a standing relation: "with ties to", "led by", "based in"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from extract.tsv_tables import read_table

_COLUMNS = ("phrase", "predicate", "direction", "object")


@dataclass(frozen=True)
class StandingCue:
    """One phrase; `backward` means that the subject stands after it, `of_place` that the object is a place."""

    phrase: str
    predicate: str
    backward: bool
    of_place: bool


@dataclass(frozen=True)
class StandingCues:
    """The cues by phrase."""

    by_phrase: dict[str, StandingCue]
    longest: int

    def starting_at(self, keys: Sequence[str], start: int) -> tuple[StandingCue, int] | None:
        """The longest cue that starts at a token, with its end."""
        for end in range(min(len(keys), start + self.longest), start, -1):
            cue = self.by_phrase.get(" ".join(keys[start:end]))
            if cue is not None:
                return cue, end
        return None


@cache
def load_cues(path: Path | None = None) -> StandingCues:
    """Read and check the cue list, by default the one that ships. Raises DataFileError."""
    cues = {}
    for row in read_table(path or Path(str(files("extract"))) / "data" / "standing_cues.tsv", _COLUMNS):
        if row.text("direction") not in ("forward", "backward") or row.text("object") not in ("actor", "place"):
            raise row.error(f"direction {row.text('direction')!r} or object {row.text('object')!r} is unknown")
        backward, of_place = row.text("direction") == "backward", row.text("object") == "place"
        cues[row.text("phrase")] = StandingCue(row.text("phrase"), row.text("predicate"), backward, of_place)
    return StandingCues(cues, max(len(phrase.split()) for phrase in cues))
