"""axe finds nothing to object to, whatever is shown, light or dark, wide or on a phone; and all is done with the keyboard."""

from collections.abc import Callable
from typing import Any

import pytest

PHONE = {"width": 390, "height": 844}
ISIL = "?actor=islamic-state"
TILES = {"tiles": {"address": "/tiles/{z}/{x}/{y}.png", "credit": "Tiles Inc."}, "fetch": True}
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
RUNNING = {
    "id": "j-1", "state": "running", "total": 2, "known": 0, "waiting": 1, "added": 1, "replaced": 0, "unchanged": 0,
    "superseded": 0, "dead": 0, "dead_letters": [],
}  # fmt: skip

Act = Callable[[Any], None]


def _click(role: str, name: str) -> Act:
    return lambda page: page.get_by_role(role, name=name, exact=True).first.click()


def _open_menu(place: str, label: str) -> Act:
    return lambda page: page.locator(f"{place} summary", has_text=label).click()


def _search(page: Any) -> None:
    page.get_by_role("combobox", name="Search").press_sequentially("ISIL")
    page.get_by_role("option").first.wait_for()


def _open_card(page: Any) -> None:
    page.locator(".card button", has_text="captured the Iraqi city of Tikrit").first.click()
    page.locator(".article-text mark.trigger").wait_for()


def _explain(page: Any) -> None:
    _open_card(page)
    page.get_by_text("Why this code?").click()


def _in_event(name: str) -> Act:
    def act(page: Any) -> None:
        _open_card(page)
        page.get_by_role("button", name=name, exact=True).click()

    return act


def _correct(page: Any) -> None:
    _in_event("Correct …")(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Something else").click()
    dialog.get_by_role("button", name="for: To or with whom").click()
    dialog.get_by_label("Find an actor").fill("Iraq")
    dialog.locator(".entity-search li button").first.wait_for()
    dialog.get_by_label("killed: at least").fill("-1")


def _copy(page: Any) -> None:
    _in_event("Copy as citation")(page)
    page.locator(".notice span").wait_for()


def _run_a_job(page: Any) -> None:
    job = {"job": {"id": "j-1"}, "refused": []}
    page.route("**/v1/articles", lambda route: route.fulfill(status=202, json=job))
    page.route("**/v1/jobs/*", lambda route: route.fulfill(json=RUNNING))
    page.get_by_role("button", name="Add article").click()
    files = [{"name": f"{at}.txt", "mimeType": "text/plain", "buffer": b"Police arrested six."} for at in "ab"]
    page.locator("dialog input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Read and keep").click()
    page.locator("dialog progress").wait_for()


def _refuse(page: Any) -> None:
    page.route("**/v1/articles", lambda route: route.fulfill(status=422, json={"detail": "This is not English."}))
    page.get_by_role("button", name="Add article").click()
    page.get_by_label("Text", exact=True).fill("Nein.")
    page.get_by_role("button", name="Read and keep").click()
    page.get_by_role("alert").wait_for()


def _put_away(page: Any) -> None:
    """Escape closes a dialog first, and clears what is selected then."""
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


# What is shown one after the other at one address.
PANES: dict[str, tuple[str, dict[str, Act | None]]] = {
    "a filter": (
        ISIL,
        {
            "as it is": None,
            "choices": _open_menu(".filters", "Relation"),
            "more filters": _open_menu(".filters", "More"),
            "the menu of the network": _open_menu(".network", "More"),
            "suggestions": _search,
            "adding an article": _click("button", "Add article"),
            "exporting": _click("button", "Export"),
            "the keys": lambda page: page.keyboard.press("?"),
        },
    ),
    "an event": (
        f"{ISIL}&until=2014-12-31",
        {
            "opened": _open_card,
            "explained": _explain,
            "accepting": _in_event("Accept"),
            "rejecting": _in_event("Reject"),
            "correcting": _correct,
            "a notice": _copy,
        },
    ),
    "a refusal": (ISIL, {"of an article": _refuse}),
    "a job": (ISIL, {"waited for": _run_a_job, "in the background": _put_away}),
    "everything": ("", {"as it is": None}),
    "an actor": ("?select=actor:islamic-state", {"as it is": None}),
    "a province": (f"{ISIL}&select=place:gn:1132366", {"as it is": None}),
    "a line": (f"{ISIL}&select=edge:islamic-state|gn:99454", {"as it is": None}),
    "days": (f"{ISIL}&select=days:2014-06-01|2014-08-31", {"as it is": None}),
    "events as nodes": (f"{ISIL}&events=nodes&around=place:gn:99237", {"as it is": None}),
    "the events as a table": ("?show=table&type=ASSAULT", {"as it is": None}),
    "the lines as a table": (f"{ISIL}&show=table&list=lines", {"as it is": None}),
    "nothing found": ("?q=nothing-like-this", {"as it is": None}),
}
PAGES = (
    "?page=review",
    "?page=review:actors",
    "?page=review:events",
    "?page=review:judgements",
    "?page=actor:islamic-state",
    "?page=actor:nouri-al-maliki&at=2014-06-12",
    "?page=place:gn:99237&at=2014-08-10",
    "?page=article:{article}",
    "?page=article:{article}&marked=names",
    "?page=compare:islamic-state|us-military",
    "?page=compare:islamic-state",
    f"{ISIL}&page=views",
    "?page=help",
)
DIALOGS = {
    "correct": ("?page=review", "Correct …"),
    "merge": ("?page=actor:islamic-state", "Same as …"),
    "split": ("?page=actor:islamic-state", "Split in two …"),
    "keys": ("?page=review", "Keys"),
    "a name": ("?page=article:{article}&marked=names", "Islamic State"),
}


def _at(bench: Any, address: str) -> str:
    """The address with an example article in it."""
    if "{article}" not in address:
        return address
    (article,) = bench.page.request.get("./v1/articles?q=Tikrit&limit=1").json()["items"]
    return address.format(article=article["id"])


def _open_page(bench: Any, address: str) -> None:
    bench.page.goto(f"./{_at(bench, address)}")
    bench.page.locator("main.page h2").wait_for()
    bench.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("state", PANES)
def test_axe_finds_nothing_to_object_to(bench: Any, axe: str, state: str) -> None:
    address, acts = PANES[state]
    bench.open(address)
    for name, act in acts.items():
        if act:
            act(bench.page)
        assert bench.objections(axe) == [], name
        _put_away(bench.page)


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_to_object_to_on_any_page_and_it_fits_a_phone(bench: Any, axe: str, address: str) -> None:
    _open_page(bench, address)
    assert bench.objections(axe) == []
    bench.page.set_viewport_size(PHONE)
    assert bench.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert bench.objections(axe) == []


@pytest.mark.parametrize("dialog", DIALOGS)
def test_axe_finds_nothing_to_object_to_in_any_dialog(bench: Any, axe: str, dialog: str) -> None:
    address, button = DIALOGS[dialog]
    _open_page(bench, address)
    bench.page.locator("main.page").get_by_role("button", name=button).first.click()
    bench.page.get_by_role("dialog").wait_for()
    bench.page.wait_for_load_state("networkidle")
    assert bench.objections(axe) == []
    bench.page.set_viewport_size(PHONE)
    assert bench.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert bench.page.evaluate("(box => box.scrollWidth - box.clientWidth)(document.querySelector('dialog'))") == 0
    assert bench.objections(axe) == []


def test_axe_finds_nothing_in_accounts_side_by_side(bench: Any, axe: str) -> None:
    event = next(event for event in bench.events() if event["accounts"] > 1)
    bench.open(f"?type={event['type']}&select=event:{event['id']}")
    bench.page.get_by_role("button", name="Side by side").click()
    assert bench.objections(axe) == []


def test_axe_finds_nothing_in_the_map_over_tiles(bench: Any, axe: str) -> None:
    bench.page.route("**/v1/workbench", lambda route: route.fulfill(json=TILES))
    bench.page.route("**/tiles/**", lambda route: route.fulfill(body=PIXEL, content_type="image/gif"))
    bench.open(f"{ISIL}&select=place:gn:99454")
    bench.page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    assert bench.objections(axe) == []


def test_axe_finds_nothing_where_the_server_does_not_answer_or_wants_a_key(bench: Any, axe: str) -> None:
    bench.page.route("**/v1/events?*", lambda route: route.abort())
    bench.page.goto("./")
    bench.expect(bench.page.get_by_role("alert")).to_contain_text("does not answer")
    assert bench.objections(axe) == []
    bench.page.route("**/v1/events?*", lambda route: route.fulfill(status=401, json={"detail": "a key is needed"}))
    bench.page.reload()
    bench.page.get_by_label("API key").wait_for()
    assert bench.objections(axe) == []


def test_a_phone_shows_one_column(bench: Any, axe: str) -> None:
    bench.page.set_viewport_size(PHONE)
    bench.open(ISIL)
    assert bench.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    lefts = bench.page.locator(".pane").evaluate_all("panes => panes.map(pane => pane.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    assert bench.objections(axe) == []
    for name, act in (PANES["a filter"][1] | PANES["an event"][1]).items():
        if act and name != "the keys":
            act(bench.page)
        assert bench.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], name
        assert bench.objections(axe) == [], name
        _put_away(bench.page)


def _tab_to(bench: Any, wanted: str) -> None:
    """Press Tab until something that CSS selects has the focus."""
    for _ in range(120):
        if bench.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        bench.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {wanted}")


def test_a_newcomer_goes_from_search_to_export_with_the_keyboard_alone(bench: Any) -> None:
    page, keys = bench.page, bench.page.keyboard
    everything = bench.open()
    keys.press("/")
    keys.type("ISIL")
    page.get_by_role("option", name="Islamic State").first.wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_url("**actor=islamic-state**")
    assert bench.count() < everything
    _tab_to(bench, ".filters details:first-of-type summary")
    keys.press("Enter")
    _tab_to(bench, "input[type=search]")
    keys.type("seizure")
    _tab_to(bench, ".menu .list label:first-of-type input[type=checkbox]")
    keys.press("Space")
    page.wait_for_url("**relation=seizure**")
    keys.press("Escape")
    seizures = bench.count()
    _tab_to(bench, "[role=slider]")
    keys.press("ArrowRight")
    page.wait_for_url("**select=days**")
    keys.press("Escape")
    for _ in range(seizures):
        keys.press("j")
        page.locator(".article-text mark.trigger").wait_for()
    bench.expect(page.locator(".chosen")).to_contain_text(f"event {seizures} of {seizures}")
    page.get_by_role("button", name="Export").focus()
    keys.press("Enter")
    _tab_to(bench, "dialog .choices button")
    with page.expect_download() as download:
        keys.press("Enter")
    assert download.value.suggested_filename == "belligraph-events.graphml"
