"""Reviewing at the workbench: accepting, rejecting and correcting, merging and splitting, and taking all of it back."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

AUTHOR = "A. Analyst"


def _expect(locator: Any) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


@pytest.fixture
def desk(page: Any) -> Iterator[Any]:
    """The page of somebody who has said who they are; what is judged is undone in the end, and what was added deleted."""
    page.add_init_script(f"localStorage.setItem('belligraph-author', '{AUTHOR}')")
    known = {one["id"] for one in page.request.get("./v1/articles?limit=1000").json()["items"]}
    yield page
    signed = {"author": AUTHOR, "reason": "The test is over."}
    for one in page.request.get("./v1/judgements?active=true&limit=1000").json()["items"]:
        page.request.post(f"./v1/judgements/{one['id']}/undo", data=signed)
    for one in page.request.get("./v1/articles?limit=1000").json()["items"]:
        if one["id"] not in known:
            page.request.delete(f"./v1/articles/{one['id']}")


def _add(page: Any, *texts: str) -> list[dict[str, Any]]:
    added = [{"text": text, "publisher": "The desk", "published": "2015-03-04"} for text in texts]
    answers = [page.request.post("./v1/articles", data=one).json() for one in added]
    return [page.request.get(f"./v1/articles/{one['id']}").json() for one in answers]


def _sign(page: Any, reason: str | None = None) -> None:
    form = page.locator(".sign").last
    if reason is not None:
        form.get_by_label("Why").fill(reason)
    form.locator("button.primary").click()


def _event(page: Any, id: str) -> Any:
    return page.request.get(f"./v1/events/{id}").json()


def test_a_correction_is_made_from_the_text_and_by_name_and_undone(desk: Any) -> None:
    (article,) = _add(desk, "Rebels seized the town of Kirkuk on Monday. The army of Iraq left for Mosul.")
    event = article["events"][0]["id"]
    before = _event(desk, event)
    desk.goto(f"./?q=Kirkuk&select=event:{event}")
    desk.get_by_role("button", name="Correct …").click()
    dialog = desk.get_by_role("dialog", name="Correct the event")
    dialog.get_by_role("button", name="Something else").click()
    dialog.get_by_label("Find", exact=True).fill("siege")
    dialog.get_by_role("radio", name=re.compile("^siege Besieges")).check()
    # The place is one that the text names, the other side one of the graph that it does not.
    dialog.get_by_role("button", name="for: Where").click()
    dialog.locator(".choice", has_text="Mosul").click()
    dialog.get_by_role("button", name="Remove Kirkuk").click()
    dialog.get_by_role("button", name="for: To or with whom").click()
    dialog.get_by_label("Find an actor").fill("Peshmerga")
    dialog.locator(".entity-search li button").first.click()
    dialog.get_by_label("First day").fill("2015-02-27")
    dialog.get_by_role("radio", name=re.compile("^claimed")).check()
    _sign(desk, "The second sentence says so.")
    desk.locator(".chip.status", has_text="claimed").first.wait_for()
    after = _event(desk, event)
    assert (after["relation"], after["status"], after["date"]["start"]) == ("siege", "claimed", "2015-02-27")
    assert [place["name"] for place in after["places"]] == ["Mosul"]
    assert len(after["recipients"]) == len(before["recipients"]) + 1
    line = desk.locator(".earlier:not(.undone)", has_text="relation to siege")
    _expect(line).to_contain_text(AUTHOR)
    line.get_by_role("button", name="Undo").click()
    _expect(desk.locator(".notice")).to_contain_text("Undone")
    _expect(desk.locator(".earlier.undone").first).to_contain_text("relation to siege")
    assert _event(desk, event) == before


def test_words_that_name_nobody_yet_become_an_actor(desk: Any) -> None:
    (article,) = _add(desk, "Rebels seized Kirkuk on Monday. Locals said that the Zulu Column had done it.")
    event = article["events"][0]["id"]
    desk.goto(f"./?q=Kirkuk&select=event:{event}")
    desk.get_by_role("button", name="Correct …").click()
    text = desk.locator(".choosable")
    text.wait_for()
    # Marked as with the mouse: the words and the end of the pressing.
    text.evaluate(
        """box => {
          const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("done it");
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + "done it".length);
          }
          box.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }"""
    )
    field = desk.get_by_label("Find an actor")
    _expect(field).to_have_value("done it")
    field.fill("Zulu Column")
    desk.get_by_role("combobox", name="Kind").select_option("armed group")
    desk.get_by_role("button", name="Add", exact=True).click()
    _sign(desk, "Named in the second sentence.")
    desk.locator(".earlier", has_text="actors to").wait_for()
    assert "Zulu Column" in [actor["name"] for actor in _event(desk, event)["actors"]]


def test_words_are_marked_with_the_keyboard_alone(desk: Any) -> None:
    (article,) = _add(desk, "Nobody slept. Rebels seized Kirkuk on Monday with three stolen tanks.")
    event = article["events"][0]["id"]
    desk.goto(f"./?q=Kirkuk&select=event:{event}")
    desk.get_by_role("button", name="Correct …").press("Enter")
    desk.get_by_role("button", name="for: With what").press("Enter")
    text = desk.get_by_role("group", name="Mark words")
    text.focus()
    # The first arrow starts at the sentence of the event, and up and down go by sentences.
    for key, marked in [
        ("ArrowRight", "Rebels"),
        ("ArrowUp", "Nobody"),
        ("ArrowDown", "Rebels"),
        ("ArrowRight", "seized"),
    ]:
        desk.keyboard.press(key)
        assert desk.evaluate("getSelection().toString()") == marked
    for _ in range(5):
        desk.keyboard.press("ArrowRight")
    for _ in range(2):
        desk.keyboard.press("Shift+ArrowRight")
    _expect(desk.get_by_role("dialog").get_by_role("status")).to_have_text("three stolen tanks")
    desk.keyboard.press("Enter")
    _expect(desk.get_by_role("button", name="Remove three stolen tanks")).to_be_visible()
    desk.get_by_label("Why", exact=True).fill("It says so.")
    desk.keyboard.press("Enter")
    desk.locator(".earlier", has_text="instruments to three stolen tanks").wait_for()
    assert "three stolen tanks" in _event(desk, event)["instruments"]


def test_numbers_of_people_and_means_are_corrected(desk: Any) -> None:
    (article,) = _add(desk, "Rebels killed 12 civilians in Kirkuk on Monday.")
    event = next(one["id"] for one in article["events"] if one["casualties"]["killed"])
    desk.goto(f"./?q=Kirkuk&select=event:{event}")
    desk.get_by_role("button", name="Correct …").click()
    dialog = desk.get_by_role("dialog", name="Correct the event")
    assert dialog.get_by_label("killed: number").input_value() == "12"
    dialog.get_by_label("killed: at most").fill("9")
    _expect(dialog.get_by_role("alert")).to_contain_text("smaller")
    _expect(dialog.get_by_role("button", name="Save the correction")).to_be_disabled()
    dialog.get_by_label("killed: at most").fill("15")
    dialog.get_by_label("injured: at least").fill("30")
    dialog.get_by_role("button", name="for: With what").click()
    dialog.get_by_label("A weapon or other means").fill("a car bomb")
    dialog.get_by_role("button", name="Add", exact=True).click()
    _sign(desk, "The hospital's count.")
    _expect(desk.locator(".facts").first).to_contain_text("12 to 15 killed, at least 30 injured")
    after = _event(desk, event)
    assert after["instruments"] == ["a car bomb"]
    assert after["casualties"]["killed"] == {"low": 12, "best": 12, "high": 15}
    assert after["casualties"]["injured"] == {"low": 30, "best": 30, "high": None}
    desk.locator(".earlier", has_text="casualties to 12 to 15 killed").wait_for()


def test_a_standing_relation_is_accepted_and_rejected(desk: Any) -> None:
    (article,) = _add(desk, "Rebels seized Kirkuk on Monday. Iraqi Prime Minister Haider al-Abadi condemned it.")
    holds = next(one["id"] for one in article["relations"] if one["predicate"] == "holds office")
    desk.goto(f"./?page=article:{article['article']['id']}")
    line = desk.locator("li", has=desk.locator(".relation-review"), has_text="holds office").first
    line.get_by_role("button", name="Accept").click()
    _expect(line.locator(".chip.good")).to_have_text("accepted")
    reviewed = desk.request.get("./v1/relations?actor=haider-al-abadi&limit=100").json()["items"]
    assert [one["reviewed"] for one in reviewed if one["id"] == holds] == [True]
    line.get_by_role("button", name="Reject").click()
    _sign(desk)
    _expect(desk.get_by_role("button", name=re.compile("^Accept: .* holds office"))).to_have_count(0)
    desk.locator(".notice").get_by_role("button", name="Undo").click()
    _expect(line.locator(".chip.good")).to_have_text("accepted")


def test_the_queue_is_worked_through_with_keys_alone(desk: Any) -> None:
    desk.goto("./?page=review&place=Iraq")
    items = desk.locator(".queue .list .card")
    items.first.wait_for()
    before = items.count()
    desk.wait_for_url("**select=event**")
    first = desk.url
    desk.locator(".queue .headline").wait_for()
    desk.keyboard.press("j")
    desk.wait_for_url(lambda url: url != first)
    desk.keyboard.press("k")
    desk.wait_for_url(first)
    # Accepting goes on to the next; rejecting asks for a reason, and Enter gives it.
    desk.locator(".queue .headline").wait_for()
    desk.keyboard.press("a")
    _expect(items).to_have_count(before - 1)
    desk.wait_for_url(lambda url: "select=event" in url and url != first)
    desk.locator(".queue .headline").wait_for()
    desk.keyboard.press("r")
    desk.locator(".sign").wait_for()
    desk.keyboard.press("Enter")
    _expect(items).to_have_count(before - 2)
    for left in (before - 1, before):
        desk.keyboard.press("u")
        _expect(items).to_have_count(left)


def test_keys_are_listed_and_can_be_turned_off(desk: Any) -> None:
    desk.goto("./?page=review")
    desk.locator(".queue .headline").wait_for()
    desk.keyboard.press("?")
    keys = desk.get_by_role("dialog", name="Keys")
    keys.locator("kbd").first.wait_for()
    for key in ("a", "r", "u", "j", "k", "e", "/", "?"):
        assert keys.locator("kbd", has_text=re.compile(f"^{re.escape(key)}$")).count() == 1, key
    keys.get_by_label("Single keys").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("e")
    assert desk.get_by_role("dialog").count() == 0


def test_two_actors_are_merged_after_a_preview_and_parted_again(desk: Any) -> None:
    _add(
        desk,
        "Iraqi General Nouri Hadadi met Iranian President Hassan Rouhani in Baghdad on Monday.",
        "Lebanese General Nuri Hadadi met Iranian President Hassan Rouhani in Beirut on Tuesday.",
    )
    desk.goto("./?page=review:actors")
    pair = desk.locator(".queue .card button", has_text=re.compile("Nouri Hadadi ?Nuri Hadadi"))
    pair.click()
    desk.wait_for_url("**select=edge**")
    desk.keyboard.press("a")
    _expect(desk.locator(".preview")).to_contain_text("1 actor changed, 1 gone")
    _sign(desk)
    _expect(pair).to_have_count(0)
    desk.keyboard.press("u")
    _expect(pair).to_have_count(1)
    pair.click()
    desk.keyboard.press("r")
    _sign(desk)
    _expect(pair).to_have_count(0)


def test_like_events_are_joined(desk: Any) -> None:
    desk.goto("./?page=review:events")
    items = desk.locator(".queue .list .card")
    items.first.wait_for()
    before = items.count()
    desk.get_by_role("button", name="They are one").click()
    _expect(desk.locator(".preview")).to_contain_text("event")
    _sign(desk, "One attack, told twice.")
    desk.get_by_role("status").get_by_text("Joined").wait_for()
    _expect(items).not_to_have_count(before)


def test_an_actor_is_split_by_its_articles(desk: Any) -> None:
    desk.goto("./?page=actor:nouri-al-maliki")
    desk.get_by_role("button", name="Split in two").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("checkbox").first.check()
    dialog.get_by_label("What the other one is called").fill("Maliki of Basra")
    _expect(dialog.locator(".preview")).to_contain_text("new")
    _sign(desk, "Another man of that name.")
    _expect(desk.locator(".history")).to_contain_text("Maliki of Basra split off")
    found = desk.request.get("./v1/actors?q=Maliki of Basra").json()["items"]
    assert [one["name"] for one in found] == ["Maliki of Basra"]


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("only here", "A mention"),
        ("every “Mosul” in this article", "in one article"),
        ("in all articles", "everywhere"),
    ],
)
def test_a_place_is_corrected_here_in_the_article_or_always(desk: Any, scope: str, told: str) -> None:
    (article,) = _add(desk, "Rebels seized Mosul on Monday. Officials fled from Mosul.")
    desk.goto(f"./?page=article:{article['article']['id']}")
    desk.get_by_role("button", name="Names").click()
    desk.locator(".choice", has_text="Mosul").first.click()
    dialog = desk.get_by_role("dialog", name="“Mosul”")
    dialog.get_by_label("Find a place").fill("Paris")
    dialog.locator(".entity-search li button", has_text="Texas").click()
    dialog.get_by_label(scope).check()
    _expect(dialog.locator(".preview")).to_contain_text("changed")
    _sign(desk, "It is about Texas.")
    dialog.wait_for(state="detached")
    where = desk.request.get("./v1/judgements?active=true").json()["items"][0]["action"]
    assert where["place"]["country"] == "USA"
    desk.goto("./?page=review:judgements")
    _expect(desk.locator(".earlier").first).to_contain_text(told)


def test_a_mention_that_names_nobody_is_rejected(desk: Any) -> None:
    (article,) = _add(desk, "Iraqi General Nouri Hadadi met Hassan Rouhani in Baghdad on Monday.")
    desk.goto(f"./?page=article:{article['article']['id']}")
    desk.get_by_role("button", name="Names").click()
    name = desk.locator(".choice", has_text="Nouri Hadadi")
    name.click()
    desk.get_by_role("button", name="Nobody", exact=True).click()
    _sign(desk, "A slip of the reader.")
    _expect(name).to_have_count(0)


def test_all_accounts_of_an_event_are_rejected_together(desk: Any) -> None:
    events = desk.request.get("./v1/events?limit=1000").json()["items"]
    several = next(event for event in events if event["accounts"] == 2)
    desk.goto(f"./?type={several['type']}&select=event:{several['id']}")
    desk.locator(".accounts h3", has_text="of the same event").wait_for()
    desk.get_by_role("button", name="Reject", exact=True).click()
    desk.get_by_label("the same for the 1 other account").check()
    _sign(desk)
    desk.get_by_role("status").get_by_text("Rejected").wait_for()
    assert desk.request.get(f"./v1/events/{several['id']}").status == 404
    desk.locator(".notice").get_by_role("button", name="Undo").click()
    desk.wait_for_url("**select=event**")
    assert _event(desk, several["id"])["accounts"] == 2


def test_a_deleted_article_is_brought_back(desk: Any) -> None:
    (article,) = _add(desk, "Rebels seized Kirkuk on Monday.")
    own = article["article"]["id"]
    desk.goto(f"./?page=article:{own}")
    desk.get_by_role("button", name="Delete …").click()
    desk.get_by_role("button", name="Delete", exact=True).click()
    desk.get_by_text("The article is deleted").wait_for()
    assert desk.request.get(f"./v1/articles/{own}").status == 404
    desk.locator(".notice").get_by_role("button", name="Undo").click()
    desk.get_by_text("The article is back").wait_for(timeout=60_000)
    assert desk.request.get(f"./v1/articles/{own}").json()["events"] == article["events"]
