"""The built workbench, served with the example articles, in a real Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from app.pages import STATIC

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY_WITHIN = 240
WIDE = {"width": 1400, "height": 900}
# In milliseconds: a machine that does much else at the same time is slow, not wrong.
PATIENCE = 40_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
OBJECTIONS = """async rules => {
  const root = document.documentElement, own = root.dataset.theme, found = [];
  for (const theme of ['light', 'dark']) {
    root.dataset.theme = theme;
    // What fades in has not the contrast yet that it will have.
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
    found.push(...violations.map(({ id, nodes }) => [theme, id, nodes[0].html]));
  }
  root.dataset.theme = own;
  return found;
}"""
# Where these tests must run, a missing part fails them instead of skipping them.
REQUIRED = os.environ.get("BELLIGRAPH_TEST_WEB") == "required"


def _miss(reason: str) -> NoReturn:
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, so that `-m "not browser"` leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the built workbench."""
    if not (STATIC / "index.html").is_file():
        _miss("the workbench is not built: make web")
    return STATIC


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, which finds what people with disabilities could not use."""
    path = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        _miss("axe-core is not installed: make web")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def browser(built: Path) -> Iterator[Any]:
    """A headless Chromium."""
    if CHROMIUM is None:
        _miss("there is no Chromium on this machine: apt install chromium")
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        _miss("Playwright is not installed: make test does it")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has read the example articles."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("workbench")
    command = [str(Path(sys.executable).with_name("belligraph")), "serve", "--port", str(port)]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("BELLIGRAPH_")}
    settings |= {"BELLIGRAPH_DATABASE_URL": f"sqlite:///{folder / 'graph.db'}", "BELLIGRAPH_WORKERS": "1"}
    with (folder / "log").open("wb") as log, subprocess.Popen(command, env=settings, stdout=log, stderr=log) as process:
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end and process.poll() is None:
        with suppress(URLError, ConnectionError), urlopen(f"{address}/readyz", timeout=5) as answer:
            if b'"loaded"' in answer.read():
                return
        time.sleep(0.3)
    pytest.fail("the server did not read its examples in time")


@pytest.fixture(scope="session")
def context(browser: Any, server: str) -> Iterator[Any]:
    """What the pages of all tests share: a cache, so that the program is fetched and compiled once."""
    shared = browser.new_context(base_url=server, viewport=WIDE)
    shared.set_default_timeout(PATIENCE)
    # The tour greets who comes for the first time; its own test starts it.
    shared.add_init_script("localStorage.setItem('belligraph-tour', 'seen')")
    yield shared
    shared.close()


@pytest.fixture
def page(context: Any, server: str) -> Iterator[Any]:
    """A fresh page that remembers nothing. What it asked of others, and what went wrong in it, fails the test."""
    opened = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda line: wrong.append(line.text) if _is_trouble(line) else None)
    yield opened
    if opened.url.startswith(server):
        opened.evaluate("localStorage.clear()")
    opened.close()
    assert [url for url in asked if not url.startswith((server, "blob:"))] == []
    assert wrong == []


def _is_trouble(line: Any) -> bool:
    """Chromium writes of every refused or lost request too, which the page tells the reader in its own words."""
    told = ("server responded with a status of 4", "net::ERR_FAILED")
    return line.type == "error" and not any(words in line.text for words in told)


class Bench:
    """The workbench in a page, and what most tests do with it."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def open(self, address: str = "") -> int:
        """Go to an address of the workbench; how many events its filter holds."""
        self.page.goto(f"./{address}")
        return self.count()

    def count(self) -> int:
        """How many events the filter holds, once they are there."""
        self.expect(self.page.locator(".count")).to_have_text(
            re.compile(r"^(the newest )?[\d,]+ events?( and \d+ around)?$")
        )
        return int(re.sub(r"\D", "", self.page.locator(".count").inner_text().split(" event")[0]))

    def expect(self, locator: Any) -> Any:
        """Playwright's assertions, which wait; `wait_for_function` is what the security policy refuses."""
        from playwright.sync_api import expect

        return expect(locator)

    def save(self, name: str, path: Path) -> bytes:
        """The file that a button of the network's menu saves."""
        self.page.locator(".network summary").click()
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=name).click()
        download.value.save_as(path)
        return path.read_bytes()

    def events(self) -> list[dict[str, Any]]:
        """All events of the server."""
        answer = self.page.request.get("./v1/events?limit=1000").json()
        return list(answer["items"])

    def objections(self, axe: str) -> list[tuple[str, str, str]]:
        """What axe finds wrong with the page as it is, in both themes: the theme, the rule, and where."""
        if self.page.evaluate("window.axe === undefined"):
            self.page.evaluate(axe)
        self.expect(self.page.locator("main[aria-busy=true]")).to_have_count(0)
        return [tuple(one) for one in self.page.evaluate(OBJECTIONS, RULES)]


@pytest.fixture
def bench(page: Any) -> Bench:
    """The workbench in a fresh page."""
    return Bench(page)
