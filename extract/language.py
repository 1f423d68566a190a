"""Tells English from other languages: by its function words where they are plain, else by py3langid's model.

The model (n-gram naive Bayes, inside the package) is sure of paragraphs but not of headlines and lists of names, so a
short or doubtful text has no language rather than a wrong one.
"""

import re
from functools import cache
from pathlib import Path

from extract.tsv_tables import read_table

_NAMES = Path(__file__).parent / "data" / "languages.tsv"
_SAMPLE = 6_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_FUNCTION_WORDS = (
    "the of and to in a that is was for on with said by from has have had were are as at he it its his they their which "
    "who be been but not an or this would will after over into"
)
# At least one of these must be there: the others are words of other languages too.
_PLAIN_WORDS = "the and that with said from their which been would has have after were by"
_ENGLISH, _PLAINLY_ENGLISH = frozenset(_FUNCTION_WORDS.split()), frozenset(_PLAIN_WORDS.split())
_ENGLISH_SHARE = 0.2
# What the model calls English text with many foreign names: Nigerian Pidgin, no language.
_TAKEN_FOR_ENGLISH = frozenset({"en", "pcm", "zxx"})
_FEW_WORDS, _KIN, _SURE = 6, 2, 0.9
_FOREIGN_LETTERS = 8


def detect_language(text: str) -> str | None:
    """An ISO 639 code ("en", "de", "ar"), None where the text is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if _is_english(words):
        return "en"
    letters = [c for c in sample if c.isalpha()]
    foreign = sum(not _LATIN.match(c) for c in letters)
    if foreign * 2 > len(letters) and foreign >= _FOREIGN_LETTERS:
        code = _rank(sample)[0][0]
        return code if code not in _TAKEN_FOR_ENGLISH else None
    if len(words) < _FEW_WORDS:
        return None
    return _likely(_rank(sample.lower()))


def _likely(ranking: list[tuple[str, float]]) -> str | None:
    """The first of a ranking if it and its next of kin (Malay beside Indonesian) leave English no chance."""
    codes = [code for code, _ in ranking[:_KIN]]
    if codes[0] == "en":
        return "en"
    sure = sum(probability for _, probability in ranking[:_KIN]) >= _SURE
    return codes[0] if sure and _TAKEN_FOR_ENGLISH.isdisjoint(codes) else None


def language_name(code: str) -> str:
    """The English name of a language, its code where it has none here."""
    return _language_names().get(code, code)


def _is_english(words: list[str]) -> bool:
    hits = [word for word in words if word in _ENGLISH]
    return len(hits) >= _ENGLISH_SHARE * len(words) and not _PLAINLY_ENGLISH.isdisjoint(hits)


@cache
def _language_names() -> dict[str, str]:
    return {row.text("code"): row.text("name") for row in read_table(_NAMES, ("code", "name"))}


def _rank(text: str) -> list[tuple[str, float]]:
    return [(str(code), float(probability)) for code, probability in _model().rank(text)]


@cache
def _model():  # type: ignore[no-untyped-def]
    # Imported here because loading takes a second, and plainly English text never needs it.
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_DIR / MODEL_FILE, norm_probs=True)
