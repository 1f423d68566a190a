"""Ethnic and religious groups and people of regions by the words that news has for them: Tutsi, Sunnis, Kashmiri."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from extract.countries import Countries, check_country
from extract.tsv_tables import read_table
from ontology.ids import fold_text

COLUMNS = ("name", "aliases", "kind", "country")
KINDS = ("ethnic", "religious", "regional")


@dataclass(frozen=True)
class People:
    """A people. `country` is an ISO3 code where one country is meant unless the text says otherwise."""

    name: str
    kind: str
    country: str | None


@dataclass(frozen=True)
class Peoples:
    """The listed peoples by each of their folded names."""

    by_word: Mapping[str, People]

    @classmethod
    def load(cls, countries: Countries, path: Path | None = None) -> "Peoples":
        """Read and check a list, by default the one that comes with Belligraph. Raises DataFileError with file and line."""
        by_word: dict[str, People] = {}
        for row in read_table(path or Path(str(files("extract"))) / "data" / "peoples.tsv", COLUMNS):
            if row.text("kind") not in KINDS:
                raise row.error(f"kind {row.text('kind')!r} is not one of {', '.join(KINDS)}")
            people = People(row.text("name"), row.text("kind"), check_country(row, "country", countries))
            for name in (people.name, *row.values("aliases")):
                if by_word.setdefault(fold_text(name), people) is not people:
                    raise row.error(f"{name!r} belongs to {by_word[fold_text(name)].name!r} already")
        return cls(by_word)

    def find(self, text: str) -> People | None:
        """The people that a word or two mean; they must begin with a capital."""
        return self.by_word.get(fold_text(text)) if text[:1].isupper() else None
