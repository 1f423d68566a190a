"""Reads an article: text or HTML in, an Article with marked sections, title, publisher, date and language out."""

from datetime import date

from extract.agencies import find_agency
from extract.decoding import check_text, decode
from extract.language import detect_language, language_name
from extract.metadata import find_published, find_publisher, find_title
from extract.sections import find_lines, find_sections
from extract.web_page import WebPage, is_html, read_web_page
from ontology.errors import NotEnglishError
from ontology.ids import article_id
from ontology.records import Article, Section, SectionKind

_READ = (SectionKind.TITLE, SectionKind.BODY)


def read_article(
    content: str | bytes,
    *,
    publisher: str | None = None,
    published: date | None = None,
    title: str | None = None,
    url: str | None = None,
    html: bool | None = None,
) -> Article:
    """The article in a text or an HTML page; given values win over found ones. `html` None means: look.

    Plain text is stored exactly as given, of a page the main text. Raises InputError for what is no article (empty, binary,
    wrongly encoded, a page without text), NotEnglishError for another language, TooLargeError for a huge page.
    """
    url = _given(url)
    raw = check_text(decode(content) if isinstance(content, bytes) else content)
    page = read_web_page(raw, url) if (is_html(raw) if html is None else html) else WebPage(raw, None, None, None, url)
    text, address = page.text, url or page.url
    heading = _given(title) or page.title
    lines = find_lines(text, heading)
    sections = find_sections(text, lines)
    named = _given(publisher) or page.publisher or find_publisher(lines, address)
    return Article(
        id=article_id(text, named),
        url=address,
        publisher=named,
        agency=find_agency(text, sections),
        title=heading or find_title(lines),
        published=published or page.published or find_published(text, lines, sections),
        language=_check_language(text, sections),
        text=text,
        sections=sections,
    )


def _given(value: str | None) -> str | None:
    """A value without white space around it; None if nothing is left."""
    return (value or "").strip() or None


def _check_language(text: str, sections: tuple[Section, ...]) -> str | None:
    """The language of title and body; raises NotEnglishError if it is clearly another than English."""
    language = detect_language("\n".join(text[s.start : s.end] for s in sections if s.kind in _READ))
    if language not in (None, "en"):
        raise NotEnglishError(
            f"the article is in {language_name(language)} ({language}); Belligraph reads English only"
        )
    return language
