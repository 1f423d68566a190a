"""The figures of an evaluation: as plain data for JSON, as text and as a page of HTML."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from extract.evaluation.annotations import FoundEvent, GoldText, Span
from extract.evaluation.matching import Comparison, Tally

_BINS = 5
_SHOWN = 300

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; margin: .5rem 0 1.5rem } caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { border: 1px solid #bbb; padding: .15rem .5rem; text-align: right } th[scope=row], td.text { text-align: left }
"""


def figures(result: Comparison) -> dict[str, Any]:
    """All figures, ready for JSON; a share is null where there was nothing to judge."""
    return {
        "texts": result.texts,
        "levels": {name: _tally_figures(tally) for name, tally in result.levels.items()},
        "accuracy_of_matched": {
            name: round(counts[True] / counts.total(), 4) if counts.total() else None
            for name, counts in result.attributes.items()
        },
        "types": {name: _tally_figures(tally) for name, tally in sorted(result.types.items())},
        "confusion": [
            {"annotated": gold, "found": found, "events": number}
            for (gold, found), number in sorted(result.confusion.items())
        ],
        "confidence": reliability(result.confidence),
        "false_events": len(result.false),
    }


def reliability(judged: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """How often events were right, by how sure the coder was, in bins of equal width; empty bins are left out."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for sure, right in judged:
        bins[min(int(sure * _BINS), _BINS - 1)].append((sure, right))
    return [
        {
            "from": number / _BINS,
            "to": (number + 1) / _BINS,
            "events": len(members),
            "mean_confidence": round(sum(sure for sure, _ in members) / len(members), 4),
            "right": round(sum(right for _, right in members) / len(members), 4),
        }
        for number, members in enumerate(bins)
        if members
    ]


def text_report(result: Comparison, *, errors: bool = False) -> str:
    """The figures as tables of plain text, and with `errors` every miss and mistake with its sentence."""
    blocks = ["\n".join(_align(table)) for table in _tables(result)]
    lines = [f"{result.texts} texts, {len(result.false)} false events", *blocks]
    if errors:
        lines.append("\n".join(error_lines(result)))
    return "\n\n".join(lines)


def html_report(results: Mapping[str, Comparison]) -> str:
    """One page without scripts or anything from elsewhere; `results` by name of the file."""
    parts = [
        "<!doctype html>",
        '<html lang="en"><meta charset="utf-8"><title>Belligraph: evaluation</title>',
        f"<style>{_STYLE}</style><h1>Evaluation of the event coder</h1>",
    ]
    for name, result in results.items():
        parts.append(f"<h2>{escape(name)}</h2><p>{result.texts} texts, {len(result.false)} false events.</p>")
        parts += [_html_table(table) for table in _tables(result)]
        parts.append(_html_errors(error_lines(result)))
    return "\n".join([*parts, "</html>", ""])


def error_lines(result: Comparison) -> list[str]:
    """Missed and false events, then what is wrong about the others, each with its sentence."""
    missed = [
        f"MISSED {e.event.type} {_words(e.text, e.event.triggers[:1])} | {e.text.id} {_sentence(e.text, e.event.sentence)}"
        for e in result.missed
    ]
    false = [f"FALSE  {_describe(e.text, e.event)}" for e in result.false]
    wrong = [f"WRONG  {e.attribute}: {_describe(e.text, e.event)}" for e in result.wrong]
    return [*missed, *false, *wrong]


# A table: its caption, the heads of its columns, and its rows, the first cell of each naming it.
_Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]


def _tables(result: Comparison) -> Iterator[_Table]:
    if not result.levels["type"].required:
        return
    heads = ("precision", "recall", "F1", "extra", "hits", "found", "required")
    yield "Events", ("asked for", *heads), [_tally_row(name, tally) for name, tally in result.levels.items()]
    yield "By type", ("type", *heads), [_tally_row(name, tally) for name, tally in sorted(result.types.items())]
    yield (
        "Right, of events found",
        ("attribute", "share", "right", "judged"),
        [
            (name, f"{counts[True] / counts.total():.3f}", str(counts[True]), str(counts.total()))
            for name, counts in result.attributes.items()
            if counts.total()
        ],
    )
    yield (
        "Taken for another type",
        ("annotated", "found", "events"),
        [(gold, found, str(n)) for (gold, found), n in sorted(result.confusion.items()) if gold != found],
    )
    yield (
        "Confidence",
        ("from - to", "events", "mean confidence", "right"),
        [
            (f"{b['from']:.1f} - {b['to']:.1f}", str(b["events"]), f"{b['mean_confidence']:.2f}", f"{b['right']:.2f}")
            for b in reliability(result.confidence)
        ],
    )


def _tally_row(name: str, tally: Tally) -> tuple[str, ...]:
    rates = (tally.precision, tally.recall, tally.f1, tally.extra)
    return (name, *(f"{rate:.3f}" for rate in rates), str(tally.hits), str(tally.found), str(tally.required))


def _tally_figures(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "extra": round(tally.extra, 4),
        "hits": tally.hits,
        "found": tally.found,
        "required": tally.required,
    }


def _align(table: _Table) -> list[str]:
    caption, heads, rows = table
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) if not column else cell.rjust(width) for column, (cell, width) in enumerate(cells))
        for cells in (list(zip(row, widths, strict=True)) for row in (heads, *rows))
    ]
    return [caption, *lines]


def _html_table(table: _Table) -> str:
    caption, heads, rows = table
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><tr>{head}</tr>{body}</table>"


def _html_errors(lines: Sequence[str]) -> str:
    if not lines:
        return "<p>No errors.</p>"
    shown = "".join(f"<li>{escape(line)}</li>" for line in lines[:_SHOWN])
    more = f"<p>{len(lines) - _SHOWN} more are not shown.</p>" if len(lines) > _SHOWN else ""
    return f"<details><summary>{len(lines)} errors</summary><ol>{shown}</ol>{more}</details>"


def _describe(text: GoldText, event: FoundEvent) -> str:
    sides = " > ".join(_words(text, spans) for spans in (event.actors, event.recipients, event.places))
    trigger = text.text[slice(*event.trigger)]
    return f"{event.type} {event.relation} ({trigger}) {event.status} {sides} | {text.id} {_around(text, event.trigger)}"


def _words(text: GoldText, spans: Sequence[Span]) -> str:
    return ", ".join(text.text[start:end] for start, end in spans)


def _sentence(text: GoldText, span: Span) -> str:
    return " ".join(text.text[slice(*span)].split())


def _around(text: GoldText, span: Span) -> str:
    """The annotated sentence about a span, or else the line it stands in."""
    for event in text.events:
        if event.sentence[0] <= span[0] < event.sentence[1]:
            return _sentence(text, event.sentence)
    start = text.text.rfind("\n", 0, span[0]) + 1
    end = text.text.find("\n", span[1])
    return _sentence(text, (start, end if end >= 0 else len(text.text)))
