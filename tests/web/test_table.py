"""The table: everything that is drawn on a canvas, in words."""

import re
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("name", "pane"),
    [("Actors and places", ".network .note"), ("Map", ".map .note"), ("Lines", None), ("Timeline", None)],
)
def test_every_canvas_has_its_list(bench: Any, name: str, pane: str | None) -> None:
    bench.open("?country=IRQ&nodes=1000")
    drawn = bench.page.locator(pane).inner_text().split()[0] if pane else None
    bench.page.get_by_role("button", name="Table", exact=True).click()
    bench.page.get_by_role("group", name="List").get_by_role("button", name=name).click()
    bench.page.wait_for_url("**list=**")
    rows = bench.page.locator("tbody tr").count()
    assert rows > 5
    assert drawn is None or rows == int(drawn.replace(",", ""))
    bench.page.locator("tbody button").first.press("Enter")
    bench.page.wait_for_url("**select=**")


def test_a_list_is_sorted_by_any_column(bench: Any) -> None:
    bench.open("?country=IRQ&show=table&list=nodes")
    header = bench.page.get_by_role("columnheader", name="Events")
    header.get_by_role("button").click()
    header.get_by_role("button").click()
    bench.expect(header).to_have_attribute("aria-sort", "descending")
    counts = [int(re.sub(r"\D", "", text)) for text in bench.page.locator("tbody td:last-child").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
