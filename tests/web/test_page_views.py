"""The pages beside the panes: actors, places, articles, two actors compared, saved views, help and the tour."""

import json
import re
from pathlib import Path
from typing import Any


def _expect(locator: Any) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _article(page: Any) -> str:
    return str(page.request.get("./v1/articles?limit=1").json()["items"][0]["id"])


def test_an_actor_page_tells_who_it_is_with_whom_and_by_whom(page: Any) -> None:
    page.goto("./?page=actor:nouri-al-maliki")
    page.get_by_role("heading", name="Nouri al-Maliki").wait_for()
    assert page.title() == "Nouri al-Maliki · Belligraph"
    assert page.locator(".roles li", has_text="prime minister").count() > 1
    assert page.get_by_text("asked parliament to declare a state of emergency").count() > 0
    page.locator(".counterparts tbody tr").first.wait_for()
    other = page.locator(".counterparts tbody th a").first
    name = other.inner_text()
    other.click()
    page.get_by_role("heading", name=name, exact=True, level=2).wait_for()
    page.go_back()
    page.get_by_role("heading", name="Nouri al-Maliki").wait_for()
    page.get_by_label("On the day").fill("2015-01-01")
    page.wait_for_url("**at=2015-01-01**")
    _expect(page.locator(".roles li")).to_have_count(1)
    _expect(page.locator(".roles")).to_contain_text("vice president")


def test_the_filter_waits_while_a_page_is_shown(page: Any) -> None:
    page.goto("./?actor=islamic-state&type=ASSAULT&select=actor:islamic-state")
    page.get_by_role("link", name="Its page").click()
    page.get_by_role("heading", name="Islamic State", level=2).wait_for()
    page.get_by_role("button", name="Graph", exact=True).click()
    page.wait_for_url(lambda url: "page=" not in url and "type=ASSAULT" in url)
    page.locator(".cards > li").first.wait_for()


def test_a_place_page_tells_who_held_it_on_a_day(page: Any) -> None:
    page.goto("./?page=place:gn:99237")
    page.get_by_role("link", name="Mosul", exact=True).first.wait_for()
    page.get_by_label("At the end of").fill("2014-06-11")
    page.wait_for_url("**at=2014-06-11**")
    page.reload()
    holders = page.locator(".block-of", has_text="Who holds it").locator("ul.plain > li")
    _expect(holders.first).to_contain_text("Tikrit: Islamic State")
    assert not any("Sinjar" in text for text in holders.all_inner_texts())
    page.get_by_text(re.compile(r"\d+ reports? on it")).click()
    _expect(page.locator(".claim").first).to_contain_text("Islamic State")


def test_an_article_page_shows_all_that_was_read(page: Any) -> None:
    own = _article(page)
    read = page.request.get(f"./v1/articles/{own}").json()
    page.goto(f"./?page=article:{own}")
    page.get_by_role("heading", name=read["article"]["title"]).wait_for()
    assert page.locator(".in-text").count() > 0
    for actor in read["actors"][:3]:
        assert page.locator(".names a", has_text=actor["name"]).count() > 0
    page.get_by_role("button", name="Names").click()
    page.wait_for_url("**marked=names**")
    page.reload()
    page.locator(".choice").first.wait_for()
    assert page.locator(".choice").count() > 3
    page.get_by_role("button", name="Show in the graph").click()
    page.wait_for_url("**select=article**")


def test_two_actors_are_compared(page: Any) -> None:
    page.goto("./?page=actor:islamic-state")
    page.get_by_role("link", name="Compare …").click()
    page.get_by_label("Compare Islamic State with").fill("US military")
    page.locator(".entity-search li button", has_text="US military").first.click()
    page.get_by_role("heading", name="Islamic State and US military").wait_for()
    assert "islamic-state" in page.url
    assert page.locator(".mirror svg rect.bar").count() > 2
    assert page.locator(".cards .card").count() > 0
    page.get_by_role("button", name="Swap").click()
    page.get_by_role("heading", name="US military and Islamic State").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Islamic State and US military").wait_for()


def test_views_are_saved_carried_away_and_brought_back(page: Any, tmp_path: Path) -> None:
    page.goto("./?actor=islamic-state&status=claimed")
    page.locator(".cards").wait_for()
    page.get_by_role("link", name="Views").click()
    page.locator(".line", has_text="Save this view").get_by_label("Name").fill("What ISIL is said to do")
    page.get_by_role("button", name="Save this view").click()
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all as a file").click()
    download.value.save_as(tmp_path / "views.json")
    kept = json.loads((tmp_path / "views.json").read_text("utf-8"))
    assert kept["views"] == [{"name": "What ISIL is said to do", "search": "?actor=islamic-state&status=claimed"}]
    page.get_by_role("button", name="Remove What ISIL").click()
    page.get_by_text("None yet").wait_for()
    page.locator(".hidden-file").set_input_files(tmp_path / "views.json")
    page.get_by_role("link", name="What ISIL is said to do").click()
    page.wait_for_url("**status=claimed**")
    page.locator(".cards > li").first.wait_for()


def test_a_file_that_holds_no_views_is_refused_in_plain_words(page: Any, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    page.goto("./?page=views")
    for text in ("no json", '{"format": "other"}'):
        wrong.write_text(text, "utf-8")
        page.locator(".hidden-file").set_input_files(wrong)
        page.get_by_text("This file holds no saved views").wait_for()
    wrong.write_text(
        '{"format": "belligraph-views", "views": [{"name": "x", "search": "javascript:alert(1)"}]}', "utf-8"
    )
    page.locator(".hidden-file").set_input_files(wrong)
    page.get_by_text("0 views added").wait_for()


def test_a_filter_is_followed_by_a_feed(page: Any) -> None:
    page.goto("./?place=gn:99237&min_confidence=0.5&page=views")
    form = page.locator(".line", has_text="Webhook")
    form.get_by_label("Name").fill("Iraq, fairly sure")
    form.get_by_role("button", name="Follow").click()
    line = page.locator("li", has_text="Iraq, fairly sure")
    feed = line.get_by_role("link", name="Feed")
    answer = page.request.get(f"./{feed.get_attribute('href')}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    (query,) = page.request.get("./v1/saved-queries").json()["items"]
    assert query["filter"]["min_confidence"] == 0.5
    line.get_by_role("button", name="Stop following").click()
    page.get_by_text("Nothing is followed yet").wait_for()


def test_help_explains_the_codes(page: Any) -> None:
    page.goto("./?page=help")
    page.get_by_label("Find a word").fill("drone")
    page.get_by_text("Strikes from unmanned aircraft").wait_for()
    _expect(page.locator("article.type")).not_to_have_count(16)
    page.get_by_label("Find a word").fill("")
    _expect(page.locator("article.type")).to_have_count(16)
    for status in ("asserted", "claimed", "negated", "future", "hypothetical"):
        assert page.locator(f"[data-term={status}]").count() == 1


def test_the_tour_greets_once_and_waits_in_the_help(bench: Any, axe: str) -> None:
    page = bench.page
    page.goto("./")
    assert page.get_by_role("complementary", name="First steps").count() == 0
    page.evaluate("localStorage.removeItem('belligraph-tour')")
    page.goto("./?page=help")
    page.get_by_role("button", name="Show the tour").click()
    tour = page.get_by_role("complementary", name="First steps")
    for step in ("1", "2", "3"):
        _expect(tour).to_contain_text(f"Step {step} of 3")
        assert page.locator(".toured").count() == 1
        assert step != "1" or bench.objections(axe) == []
        tour.get_by_role("button").last.click()
    _expect(tour).to_have_count(0)
    assert page.evaluate("localStorage.getItem('belligraph-tour')") == "seen"


def test_the_actor_page_is_used_with_the_keyboard_alone(page: Any) -> None:
    page.goto("./?select=actor:islamic-state")
    page.get_by_role("link", name="Its page").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Islamic State", level=2).wait_for()
    assert page.evaluate("document.activeElement.matches('main.page')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show in the graph"


def test_a_page_of_nobody_says_so(page: Any) -> None:
    page.goto("./?page=actor:nobody-at-all")
    _expect(page.get_by_role("alert")).to_contain_text("nobody-at-all")
