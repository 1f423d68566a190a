"""axe finds nothing to object to, whatever is shown; on a phone everything stands in one column."""

from collections.abc import Callable
from typing import Any

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def _choose(role: str, name: str) -> Callable[[Any], None]:
    return lambda page: page.get_by_role(role, name=name, exact=True).first.click()


def _open_menu(label: str) -> Callable[[Any], None]:
    return lambda page: page.locator(".filters summary", has_text=label).click()


def _search(page: Any) -> None:
    page.get_by_role("combobox", name="Search").press_sequentially("ISIL")
    page.get_by_role("option").first.wait_for()


STATES: dict[str, tuple[str, Callable[[Any], None] | None]] = {
    "everything": ("", None),
    "an actor": ("?select=actor:islamic-state", None),
    "a province": ("?select=place:gn:1132366", None),
    "days": ("?select=days:2014-06-01|2014-08-31", None),
    "events as nodes": ("?actor=islamic-state&events=nodes&around=place:gn:99237", None),
    "the events as a table": ("?show=table&type=ASSAULT", None),
    "the lines as a table": ("?show=table&list=lines", None),
    "an event": ("?actor=islamic-state", lambda page: page.locator(".card button").first.click()),
    "nothing found": ("?q=nothing-like-this", None),
    "a filter with choices": ("", _open_menu("Relation")),
    "more filters": ("", _open_menu("More")),
    "the menu of the network": ("", lambda page: page.locator(".network summary").click()),
    "suggestions": ("", _search),
    "adding an article": ("", _choose("button", "Add article")),
    "exporting": ("", _choose("button", "Export")),
}


def _violations(page: Any, axe: str) -> list[tuple[str, str]]:
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_to_object_to(bench: Any, axe: str, state: str) -> None:
    address, act = STATES[state]
    bench.open(address)
    if act:
        act(bench.page)
    for theme in ("light", "dark"):
        bench.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        assert _violations(bench.page, axe) == [], theme


def test_axe_finds_nothing_in_accounts_side_by_side(bench: Any, axe: str) -> None:
    bench.open()
    event = next(event for event in bench.events() if event["accounts"] > 1)
    bench.open(f"?select=event:{event['id']}")
    bench.page.get_by_role("button", name="Side by side").click()
    assert _violations(bench.page, axe) == []


def test_a_phone_shows_one_column(bench: Any, axe: str) -> None:
    bench.page.set_viewport_size({"width": 390, "height": 844})
    bench.open()
    assert bench.page.evaluate("document.documentElement.scrollWidth") == 390
    lefts = bench.page.locator(".pane").evaluate_all("panes => panes.map(pane => pane.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    assert _violations(bench.page, axe) == []
