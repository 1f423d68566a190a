"""Place names as look-up keys: folded, with articles, "Saint", and words such as "Province of" taken off.

A name has one exact key and perhaps reduced ones. The gazetteer indexes both and remembers which it was, so that
"Anbar" finds "Al Anbār" and "Anbar Governorate" without making a reduced name as good as an exact one.
"""

import re
import unicodedata
from collections.abc import Sequence

from ontology.ids import fold_text

# Countries where a leading "al", "ar", "ash" of a place name is the Arabic article (ISO 3166 alpha-2).
ARABIC_ARTICLE_COUNTRIES = frozenset(
    {"AE", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS"}
    | {"QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "YE"}
)
ARABIC_ARTICLES = frozenset(("ad", "adh", "al", "an", "ar", "as", "ash", "at", "ath", "az", "el"))
AREA_WORDS = (
    "autonomous community|autonomous region|autonomous republic|federal district|municipality|metropolitan city|"
    "province|governorate|oblast|okrug|krai|kray|republic|prefecture|department|district|county|parish|state|region|"
    "canton|raion|rayon|division|territory|voivodeship|wilaya|emirate|city|township|borough"
)
_SUFFIX = re.compile(rf" (?:{AREA_WORDS})$")
_PREFIX = re.compile(
    rf"^(?:the )?(?:{AREA_WORDS}|city and county|city and borough|town|village|islamic republic|kingdom) of (?:the )?"
)
_ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ABBREVIATED_LAST = {"twp": "township", "co": "county", "pt": "point", "hts": "heights"}
_TURNED = re.compile(r"^(?:muhafazat|wilayat|ostan e|shahrestan e|departamento de|provincia de|estado de) ")


def place_key(name: str) -> str:
    """The exact key: `fold_text` with "St", "Mt", "Ft" or a last "Twp" written out and a leading "the" dropped."""
    return join_key(fold_text(name).split())


def join_key(words: Sequence[str]) -> str:
    """The exact key of words that are folded already."""
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) < 2:
        return "".join(words)
    written = [_ABBREVIATED.get(w, w) for w in words[:-1]]
    return " ".join([*written, _ABBREVIATED_LAST.get(words[-1], words[-1])])


def reduced_key(key: str) -> str | None:
    """The key without its area word ("anbar province", "city of london"), None where there is none."""
    short = _TURNED.sub("", _PREFIX.sub("", _SUFFIX.sub("", key)))
    return short if short and short != key else None


def without_article(key: str) -> str | None:
    """The key without a leading Arabic article, None where there is none."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in ARABIC_ARTICLES else None


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, so that English text can contain it."""
    return name.isascii() or all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def is_code(name: str) -> bool:
    """Whether a name looks like an airport or agency code, which English text does not use for the place."""
    return name.isascii() and name.isupper() and len(name) <= 4
