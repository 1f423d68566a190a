"""`belligraph export`: files of a view of the graph for other tools."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import typer

from app.commands.options import (
    AsOfOption,
    ConfidenceOption,
    CountryOption,
    ModeOption,
    PlaceOption,
    PublisherFilter,
    QOption,
    RelationOption,
    SinceOption,
    StatusOption,
    TypeOption,
    UntilOption,
    WithOption,
)

app = typer.Typer(help="Write the graph, or the part a filter leaves, for other tools.")


@app.callback()
def export() -> None:
    """Write the graph, or the part a filter leaves, for other tools."""


@app.command()
def graphml(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file; else standard output.")] = None,
    view: Annotated[Literal["relations", "events"], typer.Option(help="Edges for events, or nodes.")] = "relations",
    depth: Annotated[int, typer.Option(help="With --actor: 2 adds the events of all it meets.", min=1, max=2)] = 1,
    actor: Annotated[str | None, typer.Option(help="An actor: name, alias or id.")] = None,
    q: QOption = None,
    with_: WithOption = None,
    relation: RelationOption = None,
    type_: TypeOption = None,
    mode: ModeOption = None,
    status: StatusOption = None,
    place: PlaceOption = None,
    country: CountryOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    publisher: PublisherFilter = None,
    min_confidence: ConfidenceOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Write GraphML for Gephi, Cytoscape, igraph, NetworkX or yEd."""
    from app.filtering import read_filter
    from app.moments import store_as_of
    from app.settings import load_settings
    from graph.export import export_graph
    from graph.store import open_store

    values = {
        "q": q, "actor": actor, "with": with_, "relation": relation, "type": type_, "mode": mode, "status": status,
        "place": place, "country": country, "since": since, "until": until, "publisher": publisher,
        "min_confidence": min_confidence,
    }  # fmt: skip
    filter = read_filter(values)
    with open_store(load_settings().database_url, create=False) as store, _open_output(output) as out:
        export_graph(store_as_of(store, as_of), out, filter, format="graphml", view=view, depth=depth)


@contextmanager
def _open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears when it is complete."""
    from ontology.errors import InputError

    if path is None:
        yield sys.stdout.buffer
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
