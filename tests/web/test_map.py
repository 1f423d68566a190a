"""The map: areas and points, near and far, for the mouse and the keyboard."""

import re
from typing import Any

NANGARHAR = "gn:1132366"
ISIL = "?actor=islamic-state"


def test_a_province_is_shaded_within_its_boundary(bench: Any) -> None:
    bench.open(f"{ISIL}&select=place:{NANGARHAR}")
    bench.page.locator("path.inner-border").first.wait_for(state="attached")
    bench.expect(bench.page.locator("path.area.admin1.lit")).to_have_count(1)
    assert bench.page.locator("path.area.admin1.lit").get_attribute("stroke-dasharray") is None


def test_provinces_are_fetched_only_for_the_map(bench: Any) -> None:
    asked: list[str] = []
    bench.page.on("request", lambda request: asked.append(request.url))
    bench.open("?show=table")
    assert not [url for url in asked if "provinces-" in url]


def test_an_area_is_chosen_with_the_keyboard(bench: Any) -> None:
    bench.open(ISIL)
    bench.page.locator("path.area.country").first.focus()
    bench.page.keyboard.press("Enter")
    bench.page.wait_for_url("**select=place**")


def test_a_town_is_chosen_and_several_are_come_closer_to(bench: Any) -> None:
    bench.open(ISIL)
    scale = bench.page.locator(".leaflet-control-scale-line")
    before = scale.inner_text()
    bench.page.locator(".spot.several").first.press("Enter")
    bench.expect(scale).not_to_have_text(before)
    assert "select" not in bench.page.url
    bench.page.locator(".spot:not(.several)").first.press("Enter")
    bench.page.wait_for_url("**select=place**")


def test_boundaries_and_data_are_credited(bench: Any) -> None:
    bench.open(ISIL)
    credit = bench.page.locator(".leaflet-control-attribution").inner_text()
    assert "Natural Earth" in credit
    assert "GeoNames" in credit


def test_tiles_lie_under_the_map_where_the_server_says_so(bench: Any) -> None:
    words = {"tiles": {"address": "/tiles/{z}/{x}/{y}.png", "credit": "<b>Tiles</b> Inc."}, "fetch": False}
    bench.page.route("**/v1/workbench", lambda route: route.fulfill(json=words))
    asked: list[str] = []
    pixel = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(body=pixel, content_type="image/gif")

    bench.page.route("**/tiles/**", answer)
    bench.open(ISIL)
    bench.page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    assert all(re.search(r"/tiles/\d+/\d+/\d+\.png$", url) for url in asked)
    assert "<b>Tiles</b> Inc." in bench.page.locator(".leaflet-control-attribution").inner_text()
