#!/usr/bin/env python3
"""Makes the pictures of docs/images from the running workbench, with the example articles in it and Chromium on the machine.

belligraph serve --port 8071 &
python scripts/screenshots.py http://127.0.0.1:8071/
"""

import shutil
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDE = (1440, 900)
PHONE = (390, 844)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Picture(NamedTuple):
    """What to show, in which theme and size, and what to do before the picture is taken."""

    name: str
    address: str
    theme: str = "light"
    size: tuple[int, int] = WIDE
    act: Callable[[Any], None] | None = None
    near: bool = True


def _open_first(page: Any) -> None:
    page.locator(".card button", has_text="captured the Iraqi city of Tikrit").first.click()
    page.locator(".article-text mark.trigger").wait_for()


def _lay_beside(page: Any) -> None:
    page.locator(".card button", has_text="accounts").first.click()
    page.get_by_role("button", name="Side by side").click()


PICTURES = (
    Picture("workbench", "?actor=islamic-state&since=2014-06-01&until=2014-08-31"),
    Picture("workbench-event", "?actor=islamic-state&until=2014-12-31", "dark", act=_open_first),
    Picture("workbench-nodes", "?actor=islamic-state&events=nodes&select=place:gn:1132366"),
    Picture("workbench-beside", "?type=ASSAULT", act=_lay_beside, near=False),
    Picture("workbench-phone", "?actor=islamic-state", size=PHONE, near=False),
)


def take(browser: Any, base: str, picture: Picture) -> None:
    """Write one picture."""
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=picture.theme)
    page.set_default_timeout(120_000)
    page.add_init_script("localStorage.setItem('belligraph-tour', 'seen')")
    page.goto(base + picture.address)
    page.locator(".count", has_text="event").wait_for()
    page.locator("path.land").first.wait_for(state="attached")
    if picture.act:
        picture.act(page)
    if picture.near:
        page.locator("path.inner-border").first.wait_for(state="attached")
    # Leaflet fades things in, and the network hides names that would collide a moment after it has moved.
    page.wait_for_timeout(1500)
    path = FOLDER / f"{picture.name}.png"
    path.write_bytes(squeeze(page.screenshot()))
    print(f"{path.name}: {path.stat().st_size // 1024} kB")
    page.close()


def squeeze(png: bytes) -> bytes:
    """The same picture, compressed as well as zlib can: browsers are in a hurry, a repository is not."""
    chunks = list(_chunks(png))
    pixels = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    smaller = zlib.compress(pixels, 9)
    kept = [(kind, body) for kind, body in chunks if kind in (b"IHDR", b"IEND")]
    return SIGNATURE + b"".join(map(_write, (kept[0], (b"IDAT", smaller), kept[-1])))


def _chunks(png: bytes) -> Any:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _write(chunk: tuple[bytes, bytes]) -> bytes:
    kind, body = chunk
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def main() -> None:
    """Take all pictures."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in PICTURES:
            take(browser, sys.argv[1], picture)
        browser.close()


if __name__ == "__main__":
    main()
