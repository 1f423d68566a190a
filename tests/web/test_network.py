"""The network: what it draws, how it is expanded and bounded, and how it is saved."""

import re
from pathlib import Path
from typing import Any

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
NAME = "Islamic State"


def _nodes(page: Any) -> int:
    return int(re.sub(r"\D", "", page.locator(".network .note").inner_text().split(" node")[0]))


def _names(svg: bytes) -> dict[str, float]:
    """Where each name stands across, in the network's own measure, which no zoom changes."""
    return {str(text.text): float(text.get("x", "")) for text in etree.fromstring(svg).iter(f"{SVG}text")}


def test_events_are_lines_or_nodes_and_the_address_says_which(bench: Any) -> None:
    events = bench.open("?actor=islamic-state")
    as_lines = _nodes(bench.page)
    bench.page.get_by_role("button", name="Nodes", exact=True).click()
    bench.page.wait_for_url("**events=nodes**")
    assert as_lines < _nodes(bench.page) <= as_lines + events
    bench.page.reload()
    bench.count()
    bench.expect(bench.page.get_by_role("button", name="Nodes", exact=True)).to_have_attribute("aria-pressed", "true")


def test_neighbours_come_and_go(bench: Any) -> None:
    own = bench.open("?actor=islamic-state&select=place:gn:99237")
    before = _nodes(bench.page)
    bench.page.get_by_role("button", name="Neighbours").click()
    bench.expect(bench.page.locator(".count")).to_have_text(re.compile(rf"^{own} events and \d+ around$"))
    assert "around=place" in bench.page.url
    assert _nodes(bench.page) > before
    bench.page.locator(".chip.removable", has_text="around").click()
    bench.expect(bench.page.locator(".count")).to_have_text(f"{own} events")


def test_what_is_hidden_is_counted(bench: Any) -> None:
    bench.open("?nodes=1000")
    everything = _nodes(bench.page)
    bench.open("?nodes=100")
    note = bench.page.locator(".network .note").inner_text()
    assert note == f"100 of {everything} nodes"


def test_the_same_network_lies_the_same_way(bench: Any, tmp_path: Path) -> None:
    bench.open("?actor=islamic-state")
    first = bench.save("Save as SVG", tmp_path / "first.svg")
    bench.page.reload()
    bench.count()
    assert bench.save("Save as SVG", tmp_path / "second.svg") == first


def test_nodes_keep_their_places_when_the_filter_changes(bench: Any, tmp_path: Path) -> None:
    bench.open("?actor=islamic-state")
    wide = _names(bench.save("Save as SVG", tmp_path / "wide.svg"))
    bench.page.get_by_label("From").fill("2014-08-01")
    bench.page.wait_for_url("**since=2014-08-01**")
    bench.expect(bench.page.locator(".count")).not_to_have_text("Loading …")
    narrow = _names(bench.save("Save as SVG", tmp_path / "narrow.svg"))
    assert narrow[NAME] == wide[NAME]


def test_pictures_hold_what_is_drawn(bench: Any, tmp_path: Path) -> None:
    bench.open("?actor=islamic-state")
    assert bench.save("Save as PNG", tmp_path / "network.png").startswith(b"\x89PNG")
    root = etree.fromstring(bench.save("Save as SVG", tmp_path / "network.svg"))
    assert NAME in [text.text for text in root.iter(f"{SVG}text")]
    assert len([*root.iter(f"{SVG}path")]) > 20
    assert root.find(f"{SVG}title").text.startswith("Belligraph")


def test_places_can_be_left_out(bench: Any) -> None:
    bench.open("?actor=islamic-state")
    before = _nodes(bench.page)
    bench.page.locator(".network summary").click()
    bench.page.get_by_label("Places", exact=True).uncheck()
    bench.page.wait_for_url("**places=no**")
    assert _nodes(bench.page) < before
