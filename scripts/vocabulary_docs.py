"""Write docs/vocabulary.md from the vocabulary data, so that the page never says anything else than the code."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ontology.cameo import CameoCode
from ontology.plover import EventType
from ontology.vocabulary import Vocabulary, load_vocabulary

PAGE = Path(__file__).resolve().parent.parent / "docs" / "vocabulary.md"
INTRODUCTION = """\
# The vocabulary

Written by `scripts/vocabulary_docs.py` from `ontology/data/`: edit the data and run it again. Types, modes, contexts,
quad classes and scores are those of PLOVER 2.0, codes those of CAMEO; the explanations are our own words. The same
terms come as JSON from `GET /v1/vocabulary`.
"""


def make_page(vocabulary: Vocabulary) -> str:
    """The whole page as Markdown."""
    sections = [
        INTRODUCTION,
        _relations(vocabulary),
        _types(vocabulary),
        _contexts(vocabulary),
        _statuses(vocabulary),
        _kinds(vocabulary),
        _sectors(vocabulary),
        _predicates(vocabulary),
        _places(vocabulary),
        _cameo(vocabulary),
    ]
    return "\n".join(sections)


def _relations(vocabulary: Vocabulary) -> str:
    aliases: dict[str, list[str]] = {name: [] for name in vocabulary.relations}
    for alias, name in vocabulary.relation_aliases.items():
        if alias != name:
            aliases[name].append(alias)
    rows = (
        (
            name.relation,
            name.gloss,
            _code(name.type, name.mode),
            ", ".join(name.contexts),
            name.cameo,
            ", ".join(sorted(aliases[name.relation])),
        )
        for name in vocabulary.relations.values()
    )
    table = _table(("relation", "what it says", "PLOVER", "contexts", "CAMEO", "also found as"), rows)
    return f"## Relation names ({len(vocabulary.relations)})\n\nThe plain names to search by.\n\n{table}"


def _types(vocabulary: Vocabulary) -> str:
    quads = ((str(quad.number), quad.name, quad.gloss) for quad in vocabulary.plover.quad_classes.values())
    parts = ["## Event types\n", _table(("quad class", "name", "what it says"), quads)]
    parts += [_type(event_type) for event_type in vocabulary.types.values()]
    return "\n".join(parts)


def _type(event_type: EventType) -> str:
    needs = "; a recipient is required" if event_type.recipient_required else ""
    roots = ", ".join(event_type.cameo_roots)
    head = (
        f"### {event_type.name}\n\n{event_type.gloss}\n\n"
        f"Quad class {event_type.quad}, score {event_type.score:g}, CAMEO {event_type.cameo} (roots {roots}){needs}.\n"
    )
    if not event_type.modes:
        return head
    rows = (
        (mode.name, "" if mode.score is None else f"{mode.score:g}", mode.cameo, mode.gloss)
        for mode in event_type.modes
    )
    return f"{head}\n{_table(('mode', 'score', 'CAMEO', 'what it says'), rows)}"


def _contexts(vocabulary: Vocabulary) -> str:
    rows = ((context.name, context.gloss) for context in vocabulary.contexts.values())
    return f"## Contexts ({len(vocabulary.contexts)})\n\n{_table(('context', 'what it says'), rows)}"


def _statuses(vocabulary: Vocabulary) -> str:
    rows = ((term.name.value, term.auxiliary_mode or "", term.gloss) for term in vocabulary.statuses.values())
    auxiliary = ((mode.name, mode.gloss) for mode in vocabulary.plover.auxiliary_modes.values())
    return (
        f"## Statuses\n\n{_table(('status', 'PLOVER auxiliary mode', 'what it says'), rows)}\n"
        f"## Auxiliary modes\n\n{_table(('mode', 'what it says'), auxiliary)}"
    )


def _kinds(vocabulary: Vocabulary) -> str:
    rows = ((kind.name, kind.sector or "", kind.gloss) for kind in vocabulary.kinds.values())
    return f"## Kinds of actors\n\n{_table(('kind', 'sector', 'what it says'), rows)}"


def _sectors(vocabulary: Vocabulary) -> str:
    rows = (
        (s.code, s.name, s.scope, s.side, ", ".join(filter(None, (s.cameo, *s.cameo_also))), s.gloss)
        for s in vocabulary.sectors.values()
    )
    return f"## Sectors\n\n{_table(('code', 'name', 'scope', 'side', 'CAMEO agent', 'what it says'), rows)}"


def _predicates(vocabulary: Vocabulary) -> str:
    rows = (
        (p.name, "the same" if p.symmetric else p.inverse, ", ".join(p.subjects), ", ".join(p.objects), p.gloss)
        for p in vocabulary.predicates.values()
    )
    table = _table(("predicate", "from the object", "subject", "object", "what it says"), rows)
    return f"## Standing relations\n\n{table}"


def _places(vocabulary: Vocabulary) -> str:
    kinds = ((k.name, k.precision, ", ".join(k.feature_classes), k.gloss) for k in vocabulary.place_kinds.values())
    kind_table = _table(("kind", "precision", "GeoNames classes", "what it says"), kinds)
    precisions = (
        (p.name, *(_numbers(numbers) for numbers in ((p.plover,), p.acled, p.ucdp, p.gdelt)), p.gloss)
        for p in vocabulary.precisions.values()
    )
    precision_table = _table(("precision", "PLOVER", "ACLED", "UCDP", "GDELT", "what it says"), precisions)
    return f"## Kinds of places\n\n{kind_table}\n## Precision of places\n\n{precision_table}"


def _cameo(vocabulary: Vocabulary) -> str:
    rows = ((code.code, code.label, *_readings(code)) for code in vocabulary.cameo.values())
    table = _table(("code", "label", "PLOVER", "contexts", "also written for"), rows)
    return f"## CAMEO codes ({len(vocabulary.cameo)})\n\nHow each code is read as PLOVER.\n\n{table}"


def _readings(code: CameoCode) -> tuple[str, str, str]:
    also = ", ".join(_code(reading.type, reading.mode) for reading in code.also)
    return (_code(code.type, code.mode) if code.type else "", ", ".join(code.contexts), also)


def _code(type_name: str, mode: str | None) -> str:
    return f"{type_name} {mode}" if mode else type_name


def _numbers(numbers: Iterable[int | None]) -> str:
    return ", ".join(str(number) for number in numbers if number is not None)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(make_page(load_vocabulary()), encoding="utf-8")
