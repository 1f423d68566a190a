"""What places cost: the gazetteer's build time, size and memory, its look-ups, and toponyms per second.

    .venv/bin/python benchmarks/places.py [--build] [--rows N] [--repeat N] [--json]

Place finding is timed on the parsed example articles, in CPU seconds of this process, against spaCy on the same text. Every
build runs in a process of its own, so that its memory is measured alone. --rows builds the full gazetteer from a made-up
dump of so many lines (benchmarks/synthetic_dump.py); 2000000 take some minutes and a gigabyte of disk.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

# Started as a script, this folder's extract.py would be found before the package of the same name.
sys.path[:] = [path for path in sys.path if not path.endswith("benchmarks")]

# ruff: noqa: E402
from app.examples import read_examples
from app.extraction import make_article
from app.settings import load_settings
from extract.countries import Countries
from extract.gazetteer import Gazetteer
from extract.gazetteer_build import default_gazetteer_path
from extract.parsing import load_model, read_many
from extract.places import find_places

MAX_WORDS = 1_000_000
DUMP_WRITER = Path(__file__).with_name("synthetic_dump.py")
COMMAND = (sys.executable, "-c", "from app.cli import main; main()", "gazetteer", "build")
NAMES = (
    *("Fallujah", "Anbar province", "San Antonio", "Washington", "the Sahel", "no such place", "Mosul", "Kharkiv", "Goma"),
    *("Aleppo", "United States", "Gaza Strip", "Kabul", "Springfield", "North Kivu", "Marawi", "La.", "El Fasher"),
)


@dataclass(frozen=True)
class Build:
    """What one build took, in CPU and wall seconds and as the peak of its memory, and the file and look-ups it made."""

    cpu_seconds: float
    wall_seconds: float
    peak_mb: float
    file_mb: float
    cold_lookup_microseconds: float


@dataclass(frozen=True)
class Figures:
    """Sizes in MB (1e6 bytes), memory as the peak of the process. `ratio` is place finding over spaCy."""

    gazetteer_mb: float
    packaged_build: Build | None
    full_build: Build | None
    cold_lookup_microseconds: float
    warm_lookup_microseconds: float
    articles: int
    toponyms: int
    toponyms_per_second: float
    ratio: float
    peak_mb: float


def peak_mb() -> float:
    """The peak resident memory of this process so far, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 1)


def time_build(rows: int = 0) -> Build:
    """Compile the gazetteer, from a made-up dump of `rows` lines where there are any, into a temporary file."""
    with tempfile.TemporaryDirectory() as folder:
        target, dump = Path(folder) / "gazetteer.sqlite", Path(folder) / "dump.txt"
        command = [*COMMAND, "--output", str(target)]
        if rows:
            subprocess.run([sys.executable, str(DUMP_WRITER), "--rows", str(rows), str(dump)], check=True)
            command += ["--geonames", str(dump)]
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        if status:
            raise SystemExit(f"the build ended with {os.waitstatus_to_exitcode(status)}")
        return Build(
            cpu_seconds=round(used.ru_utime + used.ru_stime, 1),
            wall_seconds=round(wall, 1),
            peak_mb=round(used.ru_maxrss / 1000),
            file_mb=round(target.stat().st_size / 1e6, 1),
            cold_lookup_microseconds=time_lookups(target)[0],
        )


def time_lookups(path: Path) -> tuple[float, float]:
    """Median microseconds of a look-up, the first time and from the cache."""
    gazetteer = Gazetteer(path)
    medians = []
    for _ in range(2):
        taken = []
        for name in NAMES:
            started = time.perf_counter()
            gazetteer.candidates(name)
            taken.append((time.perf_counter() - started) * 1e6)
        medians.append(round(statistics.median(taken), 1))
    gazetteer.close()
    return medians[0], medians[1]


def measure(repeat: int, build: bool, rows: int) -> Figures:
    """Run the benchmark."""
    settings = load_settings()
    path = settings.gazetteer or default_gazetteer_path()
    cold, warm = time_lookups(path)
    gazetteer, countries = Gazetteer(path), Countries.load()
    articles = [make_article(example, MAX_WORDS) for example in read_examples()] * repeat
    started = time.process_time()
    readings = list(read_many(load_model(settings.model), articles))
    parsed = time.process_time()
    toponyms = sum(len(find_places(reading, gazetteer, countries).mentions) for reading in readings)
    found = time.process_time()
    peak = peak_mb()
    return Figures(
        gazetteer_mb=round(path.stat().st_size / 1e6, 1),
        packaged_build=time_build() if build else None,
        full_build=time_build(rows) if rows else None,
        cold_lookup_microseconds=cold,
        warm_lookup_microseconds=warm,
        articles=len(articles),
        toponyms=toponyms,
        toponyms_per_second=round(toponyms / (found - parsed)),
        ratio=round((found - parsed) / (parsed - started), 3),
        peak_mb=peak,
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", action="store_true", help="also compile the gazetteer")
    parser.add_argument("--rows", type=int, default=0, help="also compile the full gazetteer from so many lines")
    parser.add_argument("--repeat", type=int, default=5, help="how often to read the example articles")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = asdict(measure(options.repeat, options.build, options.rows))
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name.replace('_', ' '):28} {value}")


if __name__ == "__main__":
    main()
