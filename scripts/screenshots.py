#!/usr/bin/env python3
"""Makes the pictures of docs/images from the running workbench, with the example articles in it and Chromium on the machine.

belligraph serve --port 8071 &
python scripts/screenshots.py http://127.0.0.1:8071/
"""

import shutil
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDE = (1440, 900)
PHONE = (390, 844)
# WebP takes a quarter of what PNG does, and at this quality no letter looks worse.
QUALITY = 88
ANBAR = "?actor=islamic-state&place=gn:99592&since=2014-01-01&until=2014-01-31"
TAKEN = "captured Fallujah on Saturday"


class Picture(NamedTuple):
    """What to show, in which theme and size, and what to do before the picture is taken."""

    name: str
    address: str
    theme: str = "light"
    size: tuple[int, int] = WIDE
    act: Callable[[Any], None] | None = None
    near: bool = True


def _open_event(page: Any) -> None:
    page.locator(".card button", has_text=TAKEN).first.click()
    page.locator(".article-text mark.trigger").wait_for()


def _lay_beside(page: Any) -> None:
    _open_event(page)
    page.get_by_role("button", name="Side by side").click()


def _correct(page: Any) -> None:
    _open_event(page)
    page.get_by_role("button", name="Correct …").click()
    page.locator(".choosable").wait_for()


def _add(page: Any) -> None:
    page.get_by_role("button", name="Add article").click()


def _wait_for(wanted: str) -> Callable[[Any], None]:
    return lambda page: page.locator(wanted).first.wait_for()


PICTURES = (
    Picture("workbench", ANBAR, act=_open_event),
    Picture("workbench-event", "?actor=islamic-state&until=2014-12-31", "dark", act=_open_event),
    Picture("workbench-nodes", "?actor=islamic-state&events=nodes&select=place:gn:1132366"),
    Picture("workbench-beside", ANBAR, act=_lay_beside, near=False),
    Picture("workbench-table", "?actor=islamic-state&show=table", near=False),
    Picture("workbench-add", ANBAR, act=_add, near=False),
    Picture("workbench-correct", ANBAR, act=_correct, near=False),
    Picture("workbench-review", "?page=review", act=_wait_for(".queue .headline"), near=False),
    Picture("workbench-actor", "?page=actor:islamic-state", act=_wait_for(".counterparts"), near=False),
    Picture("workbench-place", "?page=place:gn:99592", act=_wait_for(".cards"), near=False),
    Picture("workbench-article", "?page=article:{article}&marked=names", act=_wait_for(".choice"), near=False),
    Picture(
        "workbench-compare", "?page=compare:islamic-state|us-military", "dark", act=_wait_for(".mirror"), near=False
    ),
    Picture("workbench-help", "?page=help", act=_wait_for("article.type"), near=False),
    Picture("workbench-phone", "?actor=islamic-state", size=PHONE, near=False),
)


def take(browser: Any, base: str, picture: Picture) -> None:
    """Write one picture."""
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=picture.theme)
    page.set_default_timeout(120_000)
    page.add_init_script("localStorage.setItem('belligraph-tour', 'seen')")
    page.goto(base + picture.address.format(article=_example(page, base)))
    page.locator(".count", has_text="event").wait_for()
    if picture.act:
        picture.act(page)
    if picture.near:
        page.locator("path.inner-border").first.wait_for(state="attached")
    # Leaflet fades things in, and the network hides names that would collide a moment after it has moved.
    page.wait_for_timeout(1500)
    shot = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    path = FOLDER / f"{picture.name}.webp"
    path.write_bytes(b64decode(shot["data"]))
    print(f"{path.name}: {path.stat().st_size // 1024} kB")
    page.close()


def _example(page: Any, base: str) -> str:
    """The id of the article about Fallujah."""
    (article,) = page.request.get(f"{base}v1/articles?q=Fallujah&until=2014-01-05&limit=1").json()["items"]
    return str(article["id"])


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
