"""`belligraph gazetteer`: the compiled place names."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.terminal import printable, say

app = typer.Typer(help="Compile the gazetteer or show what is in it.")


@app.command()
def build(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write it.")] = None,
    geonames: Annotated[
        Path | None, typer.Option("--geonames", help="A dump of GeoNames, allCountries.txt or .zip, to add.")
    ] = None,
) -> None:
    """Compile the gazetteer from the installed place data, and the full one from a dump of GeoNames."""
    from app.gazetteer_setup import compile_gazetteer, gazetteer_path
    from app.settings import load_settings

    made = compile_gazetteer(output or gazetteer_path(load_settings()), say, geonames=geonames)
    size = f"{made.places:,} places, {made.names:,} names, {made.size / 1e6:.0f} MB"
    typer.echo(printable(f"{made.path}: {size}"))


@app.command()
def info() -> None:
    """Show where the gazetteer lies, what it was made from and how much is in it."""
    from app.gazetteer_setup import gazetteer_path
    from app.settings import load_settings
    from extract.place_overlay import open_gazetteer

    settings = load_settings()
    path = gazetteer_path(settings)
    meta = open_gazetteer(path, settings.places).meta
    for name, value in {"file": str(path), **meta}.items():
        typer.echo(printable(f"{name}: {value}"))
