"""A thousand nodes and five thousand lines: the workbench still answers. benchmarks/workbench.py tells how fast."""

import re
import runpy
from pathlib import Path
from typing import Any

BENCHMARK = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "workbench.py"))


def test_a_thousand_nodes_and_five_thousand_lines_stay_usable(bench: Any) -> None:
    page = bench.page
    page.set_default_timeout(60_000)
    events = BENCHMARK["make_events"](1000, 5000)
    BENCHMARK["serve_events"](page, events)
    page.goto("./?nodes=1000&load=5000")
    page.locator(".count", has_text=re.compile(rf"^{len(events):,} events$")).wait_for()
    assert page.locator(".network .note").inner_text() == "1,000 nodes"
    assert len(BENCHMARK["measure_pan"](page)) > 10
    page.locator(".card button").first.click()
    page.wait_for_url("**select=event**")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "select" not in url)


def test_a_view_holds_the_newest_until_more_are_wanted(bench: Any) -> None:
    BENCHMARK["serve_events"](bench.page, BENCHMARK["make_events"](200, 1500))
    assert bench.open("?show=table") == 1000
    assert bench.page.locator(".count").inner_text() == "the newest 1,000 events"
    assert bench.page.locator(".table .note").inner_text() == "1,000 events of the newest events"
