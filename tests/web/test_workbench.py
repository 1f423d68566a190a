"""What a newcomer does at the workbench, done in a browser."""

import re
from pathlib import Path
from typing import Any

from lxml import etree

SEIZED = "captured the Iraqi city of Tikrit"
SCRIPT = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"


def _expect(locator: Any) -> Any:
    # The package may be missing where these tests are skipped. `wait_for_function` is what the security policy refuses.
    from playwright.sync_api import expect

    return expect(locator)


def _count(page: Any) -> int:
    _expect(page.locator(".count")).to_have_text(re.compile(r"^[\d,]+ events?$"))
    return int(page.locator(".count").inner_text().split()[0].replace(",", ""))


def _open(page: Any, address: str = "") -> int:
    page.goto(f"./{address}")
    return _count(page)


def test_a_newcomer_finds_who_took_tikrit_and_takes_it_away_as_graphml(page: Any, tmp_path: Path) -> None:
    everything = _open(page)
    page.get_by_role("combobox", name="Search").press_sequentially("ISIL")
    page.get_by_role("option", name=re.compile("Islamic State")).first.click()
    page.wait_for_url("**actor=islamic-state**")
    page.locator("summary", has_text="Relation").click()
    page.get_by_label(re.compile("^seizure")).check()
    page.get_by_label("From").fill("2014-06-01")
    page.get_by_label("to", exact=True).fill("2014-06-30")
    page.wait_for_url("**until=2014-06-30**")
    assert 0 < _count(page) < everything

    tikrit = page.locator(".chip", has_text=re.compile("^Tikrit$"))
    page.locator(".card button", has_text=SEIZED, has=tikrit).first.click()
    assert page.locator(".article-text mark.trigger").inner_text() == "captured"
    assert "Tikrit" in page.locator(".article-text mark.place").all_inner_texts()
    assert SEIZED in page.locator(".article-text").inner_text()

    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("events as nodes")).click()
    download.value.save_as(tmp_path / "view.graphml")
    exported = etree.parse(tmp_path / "view.graphml").getroot()
    assert any(node.get("id") == "islamic-state" for node in exported.iter("{*}node"))


def test_a_newcomer_finds_what_isil_did_in_anbar_and_who_says_so(page: Any, tmp_path: Path) -> None:
    everything = _open(page)
    page.get_by_role("combobox", name="Search").press_sequentially("ISIL")
    page.get_by_role("option", name=re.compile("Islamic State")).first.click()
    page.wait_for_url("**actor=islamic-state**")
    page.get_by_role("combobox", name="Place", exact=True).press_sequentially("Anbar")
    page.get_by_role("option", name=re.compile("Anbar")).first.click()
    page.get_by_label("From").fill("2014-01-01")
    page.get_by_label("to", exact=True).fill("2014-01-31")
    page.wait_for_url("**until=2014-01-31**")
    assert 3 < _count(page) < everything
    page.locator(".card button", has_text="captured Fallujah on Saturday").click()
    page.locator(".spot.lit").first.wait_for(state="attached")
    assert "senior security official" in page.locator(".article-text mark.claimant").inner_text()
    # Two publishers disagree on who took the city, and the page says who says what.
    _expect(page.locator(".facts").first).to_contain_text("Who says so")
    _expect(page.locator(".disagreement")).to_contain_text("Who did it")
    _expect(page.locator(".disagreement")).to_contain_text("Example Gazette")

    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("events as nodes")).click()
    download.value.save_as(tmp_path / "anbar.graphml")
    nodes = [node.get("id") for node in etree.parse(tmp_path / "anbar.graphml").getroot().iter("{*}node")]
    assert {"islamic-state", "gn:99454"} <= set(nodes)


def test_an_address_says_what_its_ids_are_called(page: Any) -> None:
    """Also of a province whose towns have all the events, and which no event names itself."""
    _open(page, "?actor=islamic-state&place=gn:99592&since=2014-01-01&until=2014-01-31")
    _expect(page.get_by_role("combobox", name="Place", exact=True)).to_have_value("Anbar")
    _expect(page.get_by_role("combobox", name="Actor", exact=True)).to_have_value("Islamic State")


def test_the_address_holds_all_that_is_shown(page: Any) -> None:
    everything = _open(page)
    filtered = _open(page, "?actor=islamic-state&status=claimed")
    assert filtered < everything
    page.locator(".card button").first.click()
    page.wait_for_url("**select=event**")
    sentence = page.locator(".article-text mark.sentence").first.inner_text()
    page.reload()
    assert page.locator(".article-text mark.sentence").first.inner_text() == sentence
    page.go_back()
    page.wait_for_selector(".cards")
    assert page.locator(".cards > li").count() == filtered


def test_one_selection_shows_in_every_pane(page: Any) -> None:
    everything = _open(page)
    _open(page, "?select=actor:islamic-state")
    chosen = int(page.locator(".chosen span").inner_text().split()[0])
    assert 0 < chosen < everything
    assert page.locator(".spot.lit").count() > 0
    assert page.locator(".bars g.dim").count() > 0
    page.get_by_role("button", name="Table", exact=True).click()
    page.wait_for_selector("table")
    assert page.locator("tbody tr").count() == chosen


def test_an_event_shows_its_other_accounts_and_leads_to_them(page: Any) -> None:
    events = page.request.get("./v1/events?limit=1000").json()["items"]
    several = next(event for event in events if event["accounts"] > 1)
    page.goto(f"./?type={several['type']}&select=event:{several['id']}")
    page.locator(".accounts h3", has_text="of the same event").wait_for()
    if several["accounts"] > 2:
        page.get_by_text("Their sentences").click()
    page.locator(".accounts .card button").first.click()
    page.wait_for_url(lambda url: "select=event" in url and not url.endswith(several["id"]))
    page.locator(".article-text mark.trigger").wait_for()


def test_the_table_has_every_event(page: Any) -> None:
    everything = _open(page, "?show=table")
    assert page.locator("tbody tr").count() == everything


def test_days_are_chosen_with_the_keyboard_alone(page: Any) -> None:
    _open(page, "?actor=islamic-state")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**select=days**")
    one_step = page.url
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url(lambda url: "select=days" in url and url != one_step)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "select" not in url)


def test_a_pasted_article_opens_at_once_and_its_text_never_runs(page: Any) -> None:
    _open(page, "?actor=islamic-state")
    page.get_by_role("button", name="Add article").click()
    page.get_by_label("Text", exact=True).fill(f"Police in Nairobi arrested two opposition leaders. {SCRIPT}")
    page.get_by_label("Published").fill("2021-03-04")
    page.get_by_role("button", name="Read and keep").click()
    page.wait_for_url("**select=article**", timeout=60_000)
    assert "onerror" in page.locator(".article-text").inner_text()
    page.locator(".in-text", has_text="arrested").click()
    page.wait_for_selector(".headline >> text=arrest")
    assert page.title() == "Belligraph"


def test_an_event_is_rejected_and_brought_back(page: Any) -> None:
    before = _open(page, "?q=Tikrit")
    page.locator(".card button").first.click()
    page.get_by_role("button", name="Reject", exact=True).click()
    page.get_by_label("Your name").fill("A. Analyst")
    page.get_by_label("Why", exact=True).fill("It is not in the sentence.")
    page.locator(".sign button.primary").click()
    page.get_by_role("button", name="Undo").wait_for()
    _expect(page.locator(".count")).to_have_text(re.compile(f"^{before - 1} events?$"))
    page.get_by_role("button", name="Undo").click()
    _expect(page.locator(".count")).to_have_text(f"{before} events")


def test_an_accepted_event_says_who_accepted_it(page: Any) -> None:
    _open(page, "?actor=islamic-state")
    page.locator(".card button").last.click()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_label("Your name").fill("A. Analyst")
    page.locator(".sign button.primary").click()
    line = page.locator(".earlier:not(.undone)", has_text="A. Analyst")
    line.get_by_role("button", name="Undo").click()
    line.wait_for(state="detached")
    page.locator(".earlier.undone").first.get_by_role("button", name="Redo").wait_for()


def test_a_wrong_filter_says_what_is_wrong(page: Any) -> None:
    page.goto("./?actor=nobody-at-all")
    assert "nobody-at-all" in page.get_by_role("alert").inner_text()


def test_a_server_that_stops_is_told_of_and_asked_again(page: Any) -> None:
    events = _open(page, "?actor=islamic-state")
    page.route("**/v1/**", lambda route: route.abort())
    # What is there already stays, and nothing is lost by choosing.
    page.locator(".card button").first.click()
    _expect(page.locator(".notice")).to_contain_text("does not answer")
    page.wait_for_url("**select=event**")
    page.locator(".headline").wait_for()
    page.locator("summary", has_text="Relation").click()
    page.get_by_label(re.compile("^seizure")).check()
    _expect(page.get_by_role("alert")).to_contain_text("does not answer")
    page.unroute("**/v1/**")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".headline")
    page.goto("./?actor=islamic-state")
    assert _count(page) == events


def test_odd_names_and_texts_stay_in_their_places(page: Any) -> None:
    """One word without end, names from right to left, markup, and nothing that is an event."""
    odd = {"title": "<b>" + "W" * 900, "publisher": "\u0635\u062d\u064a\u0641\u0629", "published": "2019-02-03"}
    text = "The garden was green, and nobody spoke of it. " + "x" * 10_000
    stored = page.request.post("./v1/articles", data={**odd, "text": text}).json()
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (f"?select=article:{stored['id']}", f"?page=article:{stored['id']}"):
        page.goto(f"./{address}")
        page.locator(".article-text").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.goto(f"./?q=nothing-like-this&select=article:{stored['id']}")
    page.get_by_text("No event was read from this article").wait_for()
    note = page.locator(".source .note").first.inner_text()
    assert note.startswith("\u2068")
    assert note.endswith("\u2069, 2019-02-03, 0 events")
    page.request.delete(f"./v1/articles/{stored['id']}")
