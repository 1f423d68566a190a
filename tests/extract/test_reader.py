import socket
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reader import read_article
from extract.web_page import MAX_CHARACTERS, is_html
from ontology.errors import InputError, NotEnglishError, TooLargeError
from ontology.ids import article_id
from ontology.records import Article, SectionKind

PLAIN = "Rebels enter Goma\n\nJanuary 7, 2014\n\nRebels entered the city on Sunday.\n\nThe army left."
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Army retakes town - BBC News</title>
<meta property="og:site_name" content="BBC News"><meta property="og:title" content="Army retakes town">
<meta property="article:published_time" content="2014-01-07T23:30:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Army retakes town</h1>
<p>BAMA, Nigeria (AFP) - The army said on Monday it had retaken the town of Bama after two days of fighting.</p>
<figure><img src="x.jpg"><figcaption>Soldiers in Bama. Photo: AFP</figcaption></figure>
<h2>Heavy losses</h2><p>A spokesman said 40&nbsp;militants had been killed.</p>
</article><footer>Copyright BBC 2014</footer></body></html>"""


def _parts(article: Article, kind: SectionKind) -> list[str]:
    return [article.text[s.start : s.end] for s in article.sections if s.kind is kind]


def test_plain_text_is_stored_as_given() -> None:
    text = " \n" + PLAIN.replace("\n", "\r\n") + "\n\n"
    article = read_article(text)
    assert article.text == text
    assert (article.title, article.published, article.language) == ("Rebels enter Goma", date(2014, 1, 7), "en")
    assert article.id == article_id(text, None)


def test_given_values_win() -> None:
    article = read_article(
        PLAIN, publisher=" DW ", published=date(2015, 1, 1), title="Goma falls", url="https://www.bbc.com/x"
    )
    assert (article.publisher, article.published, article.title) == ("DW", date(2015, 1, 1), "Goma falls")
    assert article.id == article_id(PLAIN, "DW")


def test_publisher_comes_from_the_address() -> None:
    assert read_article(PLAIN, url="https://www.bbc.com/news/1").publisher == "BBC News"


def test_blank_given_values_are_unknown() -> None:
    article = read_article(PLAIN, publisher=" ", title="", url="")
    assert (article.publisher, article.title, article.url) == (None, "Rebels enter Goma", None)


def test_single_sentence_is_body() -> None:
    article = read_article("Rebels seized Goma on Sunday.")
    assert article.title is None
    assert _parts(article, SectionKind.BODY) == [article.text]


def test_a_site_is_called_as_it_calls_itself_before_its_host_name() -> None:
    page = PAGE.replace("BBC News", "The Goma Courier")
    assert read_article(page).publisher == "The Goma Courier"
    assert read_article(page, url="https://goma-courier.example/1").publisher == "The Goma Courier"
    assert read_article(page, url="https://www.bbc.com/news/1").publisher == "BBC News"
    nameless = page.replace('property="og:site_name"', 'property="x"').replace(" - The Goma Courier", "")
    assert read_article(nameless, url="https://www.goma-courier.example/1").publisher == "goma-courier.example"


def test_web_page_is_read() -> None:
    article = read_article(PAGE)
    assert (article.title, article.publisher, article.published) == ("Army retakes town", "BBC News", date(2014, 1, 7))
    assert article.text.startswith("Army retakes town\n\nBAMA")
    assert _parts(article, SectionKind.TITLE) == ["Army retakes town"]
    assert _parts(article, SectionKind.DATELINE) == ["BAMA, Nigeria (AFP) -"]
    assert _parts(article, SectionKind.BODY)[1:] == ["Heavy losses", "A spokesman said 40 militants had been killed."]
    assert "Photo" not in article.text
    assert "Home" not in article.text


def test_web_page_is_read_without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("network used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    redirecting = PAGE.replace("<head>", '<head><meta http-equiv="refresh" content="0; url=https://example.org/b">')
    assert read_article(redirecting, url="https://example.org/a").url == "https://example.org/a"


def test_date_of_a_page_without_meta_is_read_from_its_time_element() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2014-01-07T23:30:00Z">', "")
    assert read_article(page).published is None
    page = page.replace("</h1>", '</h1><time datetime="2014-01-08">8 January</time>')
    assert read_article(page).published == date(2014, 1, 8)


def test_html_fragment_is_read() -> None:
    article = read_article("<p>Rebels entered Goma on Sunday.</p><p>The army <b>left</b>.<br>Two died.</p>")
    assert article.text == "Rebels entered Goma on Sunday.\n\nThe army left.\nTwo died."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, True),
        ("\ufeff<html>x", False),
        ("<?xml version='1.0'?>\n<!-- c --><html>", True),
        ("<p>One</p><p>Two</p>", True),
        ("Losses were <10 and >5, a </p> stray tag", False),
        (PLAIN, False),
    ],
)
def test_html_is_recognised(text: str, expected: bool) -> None:
    assert is_html(text) is expected


def test_caller_decides_about_html() -> None:
    text = "<p>Rebels entered Goma.</p><p>The army left.</p>"
    assert read_article(text, html=False).text == text
    with pytest.raises(InputError, match="no article text"):
        read_article("Rebels entered Goma on Sunday.", html=True)


@pytest.mark.parametrize(
    "content",
    [
        "The army left – at last.".encode(),
        b"\xef\xbb\xbf" + "The army left – at last.".encode(),
        "The army left – at last.".encode("utf-16"),
    ],
)
def test_bytes_are_decoded(content: bytes) -> None:
    assert read_article(content).text == "The army left – at last."


def test_declared_charset_of_a_page_is_used() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("spokesman", "“Müller”")
    assert "A “Müller” said" in read_article(page.encode("cp1252")).text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the article has no text"),
        (b"", "the article has no text"),
        (" \n\t — \ufeff", "the article has no text"),
        ("The army\x00left.", "NUL character at position 8"),
        ("The army \ud800 left.", "half a surrogate pair at position 9"),
        (b"The army left \xff at dawn.", "not valid UTF-8: byte 0xff at position 14"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"%PDF-1.4\nabc", "a PDF file"),
        ("a\x01\x02\x03\x04 b", "binary data"),
        ("abc \ufffd\ufffd\ufffd", "binary data or wrongly decoded"),
        (b"<html><meta charset=klingon>\xff</html>", "unknown character set 'klingon'"),
        (b"<html><meta charset=rot13>\xff</html>", "unknown character set 'rot13'"),
        (b"<html><meta charset=utf-8>\xff</html>", "not valid UTF-8"),
        (b"<html><meta charset=shift_jis>\xff\xff</html>", "not valid shift_jis"),
        ("<html><body></body></html>", "no text|no article text"),
        ("<html><head><title>x</title></head><body><script>var a = 1;</script></body></html>", "no article text"),
    ],
)
def test_what_is_no_article_is_refused(content: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_article(content)


def test_huge_page_is_refused() -> None:
    with pytest.raises(TooLargeError, match="5000000"):
        read_article("<html><body>" + "<p>Rebels entered Goma.</p>" * (MAX_CHARACTERS // 20))


def test_deeply_nested_page_is_read_or_refused() -> None:
    page = "<html><body>" + "<div>" * 3000 + "<p>Rebels entered Goma on Sunday.</p>" + "</div>" * 3000
    with pytest.raises(InputError):
        read_article(page)


def test_foreign_text_is_refused_by_name() -> None:
    with pytest.raises(NotEnglishError, match=r"German \(de\)"):
        read_article("Die Bundesregierung hat am Montag neue Sanktionen gegen die Führung des Landes angekündigt.")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300) | st.text(alphabet="<>/phtml bod=\"'!-aA.\n", max_size=120))
def test_anything_else_is_an_article_or_an_input_error(content: str | bytes) -> None:
    try:
        article = read_article(content)
    except InputError:
        return
    assert [s.start for s in article.sections] == sorted(s.start for s in article.sections)
    assert all(0 <= s.start < s.end <= len(article.text) for s in article.sections)
