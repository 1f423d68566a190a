"""Writes a made-up dump in the format of GeoNames' allCountries.txt, to measure the full gazetteer without downloading it.

    .venv/bin/python benchmarks/synthetic_dump.py --rows 2000000 dump.txt

Classes of places, codes and alternate names come in about the shares of the real dump; names are made of syllables. The ids
are above those in use, so that every row is new to the packaged data.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

FIRST_ID = 20_000_000
COUNTRIES = ("IQ", "SY", "UA", "CD", "SD", "MM", "CO", "AF", "US", "ML", "YE", "NG", "FR", "IN", "PH", "MX")
PROVINCES, DISTRICTS = 20, 15
# Feature class and code with its weight; half of the weight is on codes that the gazetteer leaves out.
FEATURES = {
    ("P", "PPL"): 38, ("P", "PPLX"): 2, ("P", "PPLA3"): 1, ("A", "ADM3"): 1, ("A", "ADM4"): 3, ("H", "STM"): 12, ("H", "LK"): 3,
    ("H", "WLL"): 4, ("T", "HLL"): 4, ("T", "MT"): 5, ("T", "ISL"): 1, ("L", "LCTY"): 3, ("L", "RGN"): 1, ("S", "SCH"): 5,
    ("S", "CH"): 4, ("S", "FRM"): 4, ("S", "HTL"): 5, ("S", "AIRP"): 1, ("R", "RD"): 2, ("U", "RDGU"): 1,
}  # fmt: skip
SYLLABLES = (
    *("ba", "da", "ka", "ma", "na", "ra", "sa", "ta", "ga", "la", "be", "de", "ke", "me", "ne", "ré", "shi", "ti", "ki", "li"),
    *("mo", "no", "ro", "so", "do", "khu", "lu", "mu", "zu", "bur", "han", "vil", "ād"),
)


def write_dump(out: TextIO, rows: int, seed: int = 1) -> None:
    """Write `rows` lines, the divisions of every country among them."""
    chance = random.Random(seed)
    written = 0
    for line in _divisions(chance):
        out.write(line)
        written += 1
    features, weights = list(FEATURES), list(FEATURES.values())
    for number in range(FIRST_ID + written, FIRST_ID + rows):
        kind, code = chance.choices(features, weights)[0]
        where = (chance.choice(COUNTRIES), f"{chance.randrange(PROVINCES):02}", f"{chance.randrange(DISTRICTS):03}")
        out.write(_line(chance, number, kind, code, where))


def _divisions(chance: random.Random) -> Iterator[str]:
    number = FIRST_ID
    for country in COUNTRIES:
        for province in range(PROVINCES):
            yield _line(chance, number, "A", "ADM1", (country, f"{province:02}", ""))
            number += 1
            for district in range(DISTRICTS):
                yield _line(chance, number, "A", "ADM2", (country, f"{province:02}", f"{district:03}"))
                number += 1


def _line(chance: random.Random, number: int, kind: str, code: str, where: tuple[str, str, str]) -> str:
    name = _name(chance)
    alternates = ",".join(_name(chance) for _ in range(chance.choice((0, 0, 0, 1, 2, 5))))
    lat, lon = round(chance.uniform(-60, 75), 5), round(chance.uniform(-179, 179), 5)
    population = chance.choice((0, 0, 0, 0, 350, 4000)) if kind == "P" else 0
    cells = (number, name, name, alternates, lat, lon, kind, code, where[0], "", *where[1:], "", "", population, "", 100)
    return "\t".join(map(str, (*cells, "Asia/Baghdad", "2020-01-01"))) + "\n"


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4, 4)))).capitalize()


def main() -> None:
    """Write the dump to the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=2_000_000)
    options = parser.parse_args()
    with options.path.open("w", encoding="utf-8", newline="\n") as out:
        write_dump(out, options.rows)


if __name__ == "__main__":
    main()
