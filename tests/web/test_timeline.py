"""The timeline: days chosen with mouse, keyboard and date fields."""

from typing import Any


def test_days_are_chosen_with_the_mouse_and_kept_as_the_filter(bench: Any) -> None:
    everything = bench.open()
    box = bench.page.locator(".bars").bounding_box()
    bench.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 40)
    bench.page.mouse.down()
    bench.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 40, steps=4)
    bench.page.mouse.up()
    bench.page.wait_for_url("**select=days**")
    bench.page.get_by_role("button", name="Only these days").click()
    bench.page.wait_for_url("**since=**")
    assert "until=" in bench.page.url
    assert 0 < bench.count() < everything


def test_the_chosen_days_are_made_exact_by_date_fields(bench: Any) -> None:
    bench.open("?actor=islamic-state&select=days:2014-01-01|2014-12-31")
    bench.page.get_by_label("Chosen", exact=True).fill("2014-06-11")
    bench.page.get_by_label("till", exact=True).fill("2014-06-12")
    bench.page.wait_for_url("**select=days%3A2014-06-11%7C2014-06-12**")
    assert bench.page.locator(".chosen strong").inner_text() == "2014-06-11 to 2014-06-12"


def test_dates_that_no_article_gives_are_hatched(bench: Any) -> None:
    bench.open("?actor=islamic-state")
    assert bench.page.locator(".bars rect[fill='url(#hatch)']").count() > 0
    assert bench.page.locator(".bars rect.bar").count() > bench.page.locator(".bars rect[fill='url(#hatch)']").count()
