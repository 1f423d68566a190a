"""Reads the agent dictionaries of TABARI and PETRARCH: nouns with a CAMEO agent code, as one more list of agent nouns.

    !MINIST! = MINISTER, MINISTERS, MINISTRY
    !MINIST!_OF_DEFENCE_ [~MIL]
    CONGRESSMAN {CONGRESSMEN} [~LEG] ; a comment

The plural stands in braces where it is irregular; a word between exclamation marks stands for each of several. Format:
the PETRARCH manual, section on agent dictionaries.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.agent_words import AgentWord, AgentWords
from extract.petrarch_actors import cameo_sectors, without_comment
from extract.plurals import plural
from extract.sector_kinds import KIND_OF_SECTOR
from extract.tsv_tables import TableRow, read_lines
from ontology.ids import fold_text

_ENTRY = re.compile(r"(?P<noun>[^\[\]{}]+?)\s*(?:\{(?P<plural>[^{}]*)\})?\s*\[~(?P<code>[A-Z]*)\]")
_SET = re.compile(r"(!\w+!)\s*=\s*(.+)")


def is_agent_dictionary(path: Path) -> bool:
    """Whether the first code of a file is an agent's, which begins with a tilde."""
    codes = (found for line in read_lines(path) if (found := re.search(r"\[(~?)", without_comment(line))))
    first = next(codes, None)
    return first is not None and first[1] == "~"


def read_agents(path: Path, listed: AgentWords) -> list[AgentWord]:
    """The nouns of a dictionary. One that is `listed` keeps what it is and gets the sector. Raises DataFileError."""
    sets: dict[str, list[str]] = {}
    words: list[AgentWord] = []
    for number, line in enumerate(read_lines(path), start=1):
        row, text = TableRow(path, number, {}), without_comment(line).strip()
        definition = _SET.fullmatch(text)
        if definition is not None:
            sets[definition[1]] = [word.strip() for word in definition[2].split(",") if word.strip()]
        elif text:
            words += _read_entry(row, text, sets, listed)
    return words


def _read_entry(row: TableRow, text: str, sets: Mapping[str, list[str]], listed: AgentWords) -> Iterator[AgentWord]:
    entry = _ENTRY.fullmatch(text)
    if entry is None:
        raise row.error(f"{text[:60]!r} is not an entry such as CONGRESSMAN {{CONGRESSMEN}} [~LEG]")
    code = entry["code"]
    sector = cameo_sectors().get(code[:6]) or cameo_sectors().get(code[:3])
    if code and sector is None:
        raise row.error(f"~{code} is no agent code that is known")
    for noun in _expand(row, entry["noun"], sets):
        forms = [noun, *(_plain(p) for p in (entry["plural"] or "").split(",") if p.strip())]
        yield from (_make_word(form, noun, sector, listed, many=form != noun) for form in forms)


def _expand(row: TableRow, noun: str, sets: Mapping[str, list[str]]) -> list[str]:
    found = re.search(r"!\w+!", noun)
    if found is None:
        return [_plain(noun)]
    if found[0] not in sets:
        raise row.error(f"{found[0]} is not defined above")
    return [_plain(noun.replace(found[0], word)) for word in sets[found[0]]]


def _plain(noun: str) -> str:
    return " ".join(fold_text(noun.replace("_", " ").replace("-", " ")).split())


def _make_word(form: str, noun: str, sector: str | None, listed: AgentWords, *, many: bool) -> AgentWord:
    known = listed.ending_at(noun.split(), len(noun.split()), 0)
    if known is not None and known[0].noun == noun:
        own = known[0]
        return AgentWord(form, own.cls, own.kind, sector, own.group, own.owned, many=many or own.many)
    return AgentWord(form, "people", KIND_OF_SECTOR.get(sector or "", "civilians"), sector, plural(noun), many=many)
