"""Adding articles: several files at once, what is refused, and addresses where the server fetches them."""

import re
from typing import Any


def _file(name: str, text: str, kind: str = "text/plain") -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": text.encode()}


def _open_form(bench: Any) -> Any:
    bench.open("?actor=islamic-state")
    bench.page.get_by_role("button", name="Add article").click()
    return bench.page.get_by_role("dialog")


def test_several_files_are_read_as_one_job(bench: Any) -> None:
    form = _open_form(bench)
    texts = [f"Police in Mombasa arrested {word} opposition leaders." for word in ("six", "seven")]
    files = [_file(f"mombasa-{at}.txt", text) for at, text in enumerate(texts)]
    form.locator("input[type=file]").set_input_files([*files, _file("numbers.pdf", "%PDF", "application/pdf")])
    form.get_by_role("alert").get_by_text("numbers.pdf is neither plain text nor a web page.").wait_for()
    form.get_by_label("Published").fill("2021-05-06")
    form.get_by_role("button", name="Read and keep").click()
    bench.page.locator(".notice", has_text="2 new articles read").wait_for(timeout=60_000)
    bench.expect(form).to_have_count(0)
    bench.open("?q=Mombasa")
    assert bench.count() >= 1


def test_what_the_server_refuses_is_said_in_its_words(bench: Any) -> None:
    form = _open_form(bench)
    form.get_by_label("Text", exact=True).fill(
        "Der Minister sagte am Montag, die Armee habe die Stadt nicht verlassen."
    )
    form.get_by_role("button", name="Read and keep").click()
    alert = form.get_by_role("alert")
    alert.wait_for(timeout=60_000)
    assert "English" in alert.inner_text()


def test_an_address_is_a_reference_unless_the_server_fetches(bench: Any) -> None:
    form = _open_form(bench)
    assert "never fetched" in form.get_by_label("Address").get_attribute("placeholder")
    bench.expect(form.get_by_role("button", name="Read and keep")).to_be_disabled()


def test_an_address_alone_is_enough_where_the_server_fetches(bench: Any) -> None:
    bench.page.route("**/v1/workbench", lambda route: route.fulfill(json={"tiles": None, "fetch": True}))
    sent: list[Any] = []

    def refuse(route: Any) -> None:
        sent.append(route.request.post_data_json)
        route.fulfill(status=422, json={"detail": "https://news.example/1 was not fetched: no such host"})

    bench.page.route("**/v1/articles", refuse)
    form = _open_form(bench)
    form.get_by_label("Address").fill("https://news.example/1")
    form.get_by_role("button", name="Read and keep").click()
    bench.expect(form.get_by_role("alert")).to_have_text(re.compile("was not fetched"))
    assert sent == [{"url": "https://news.example/1"}]
