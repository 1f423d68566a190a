"""What the build leaves: small, and asking nobody else for anything."""

import gzip
import re
from pathlib import Path

MOST_BYTES = 320_000
# Fetched only when somebody looks closely at the map, opens a page or corrects something.
PROVINCES = "provinces-"
LATER = (PROVINCES, "pages-", "dialogs-", "merge-")
MOST_PROVINCE_BYTES = 450_000


def _texts(built: Path) -> dict[str, str]:
    files = [path for path in built.rglob("*") if path.suffix in (".html", ".js", ".css", ".json", ".svg")]
    return {path.name: path.read_text("utf-8") for path in files}


def test_what_is_fetched_at_once_travels_small(built: Path) -> None:
    sizes = {name: len(gzip.compress(text.encode())) for name, text in _texts(built).items()}
    assert sum(size for name, size in sizes.items() if not name.startswith(LATER)) < MOST_BYTES
    assert 0 < sum(size for name, size in sizes.items() if name.startswith(PROVINCES)) < MOST_PROVINCE_BYTES


def test_the_page_has_no_script_or_style_of_its_own(built: Path) -> None:
    page = (built / "index.html").read_text("utf-8")
    assert not re.search(r"<style|style=|<script(?![^>]*\bsrc=)|\son\w+=", page)


def test_style_sheets_ask_nobody_else(built: Path) -> None:
    for name, text in _texts(built).items():
        if name.endswith(".css"):
            assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", text), name
