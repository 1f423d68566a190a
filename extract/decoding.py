"""Turns what a user gave into text that can be stored: decodes bytes, refuses what is no text."""

import codecs
import re
import unicodedata

from ontology.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (or a Word, OpenDocument or e-book file)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{2,40})", re.I
)
_HEAD = 4096
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE, _BINARY_SHARE = 20_000, 0.1


def decode(content: bytes) -> str:
    """The text of bytes: by their byte order mark, as UTF-8, or in the charset that an HTML page declares. Raises InputError."""
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise InputError(f"the article is {name}; give its text or HTML")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content[len(mark) :] if encoding == "utf-8" else content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _CHARSET.search(content, 0, _HEAD)
        if declared is None or _is_utf8(declared):
            raise _invalid(error, "UTF-8") from error
    return _decode(content, (declared[1] or declared[2]).decode("ascii"))


def check_text(text: str) -> str:
    """The text itself; raises InputError if it is blank, has NUL or lone surrogate characters, or is mostly not text."""
    if "\x00" in text:
        raise InputError(
            f"the article has a NUL character at position {text.index(chr(0))}; it is binary data, not text"
        )
    if surrogate := _SURROGATE.search(text):
        raise InputError(
            f"the article has half a surrogate pair at position {surrogate.start()}; it is not valid Unicode"
        )
    if not any(character.isalnum() for character in text):
        raise InputError("the article has no text")
    sample = text[:_SAMPLE]
    if sum(map(_is_odd, sample)) > _BINARY_SHARE * len(sample):
        raise InputError("the article is binary data or wrongly decoded, not text")
    return text


def _is_odd(character: str) -> bool:
    """Control, private, unassigned and replacement characters; white space is fine."""
    if character.isprintable() or character.isspace():
        return character == "\ufffd"
    return unicodedata.category(character) != "Cf"


def _is_utf8(declared: re.Match[bytes]) -> bool:
    return (declared[1] or declared[2]).lower().replace(b"-", b"") == b"utf8"


def _decode(content: bytes, encoding: str) -> str:
    # Browsers read Latin-1 as Windows-1252, and pages rely on it.
    actual = "cp1252" if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else encoding
    try:
        return content.decode(actual)
    except UnicodeDecodeError as error:
        raise _invalid(error, encoding) from error
    except (LookupError, ValueError) as error:
        raise InputError(f"the page declares the unknown character set {encoding!r}; convert it to UTF-8") from error


def _invalid(error: UnicodeDecodeError, encoding: str) -> InputError:
    byte = error.object[error.start]
    return InputError(
        f"the article is not valid {encoding}: byte 0x{byte:02x} at position {error.start}; convert it to UTF-8"
    )
