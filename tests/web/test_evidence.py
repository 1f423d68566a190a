"""The evidence: exact spans with a legend, why a code was given, other accounts, and a citation to take away."""

from typing import Any


def _select(bench: Any, wanted: Any) -> dict[str, Any]:
    event: dict[str, Any] = next(event for event in bench.events() if wanted(event))
    bench.open(f"?type={event['type']}&select=event:{event['id']}")
    bench.page.locator(".article-text mark.trigger").wait_for()
    return event


def test_the_marks_are_the_spans_that_were_read_and_the_legend_names_them(bench: Any) -> None:
    event = _select(bench, lambda event: event["claimant"] and event["actors"] and event["accounts"] == 1)
    page = bench.page
    legend = page.locator(".legend.marks").inner_text()
    assert "what happened" in legend
    assert "who did it" in legend
    marked = "".join(page.locator(".article-text mark.sentence").all_inner_texts())
    assert "".join(marked.split()) == "".join(event["evidence"]["sentence"].split())


def test_why_a_code_was_given_is_told(bench: Any) -> None:
    event = _select(bench, lambda event: event["evidence"]["rule"] and event["status"] == "claimed")
    bench.page.get_by_text("Why this code?").click()
    told = bench.page.locator(".why").inner_text()
    assert event["evidence"]["rule"] in told
    assert event["type"] in told
    assert "claimed" in told


def test_accounts_lie_side_by_side_with_what_differs(bench: Any) -> None:
    event = _select(bench, lambda event: event["accounts"] > 1)
    bench.page.get_by_role("button", name="Side by side").click()
    table = bench.page.locator(".beside table")
    assert table.locator("thead th").count() == event["accounts"]
    assert event["evidence"]["sentence"] in table.inner_text()
    assert "≠" in table.inner_text()
    table.locator("thead button").last.click()
    bench.page.wait_for_url(lambda url: "select=event" in url and not url.endswith(event["id"]))


def test_an_event_is_copied_as_a_citation(bench: Any) -> None:
    bench.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    event = _select(bench, lambda event: event["places"])
    bench.page.get_by_role("button", name="Copy as citation").click()
    bench.page.get_by_text("Citation copied.").wait_for()
    copied = bench.page.evaluate("navigator.clipboard.readText()")
    assert event["evidence"]["sentence"] in copied
    assert event["article"]["publisher"] in copied
    assert bench.page.url in copied
