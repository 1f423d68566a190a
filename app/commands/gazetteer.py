"""`belligraph gazetteer`: the compiled place names."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import say

app = typer.Typer(help="Compile the gazetteer or show what is in it.", no_args_is_help=True)


@app.command()
def build(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write it.")] = None,
) -> None:
    """Compile the gazetteer from the installed place data."""
    from app.gazetteer_setup import compile_gazetteer, gazetteer_path
    from app.settings import load_settings

    made = compile_gazetteer(output or gazetteer_path(load_settings()), say)
    typer.echo(f"{made.path}: {made.places:,} places, {made.names:,} names, {made.size / 1e6:.0f} MB")


@app.command()
def info() -> None:
    """Show where the gazetteer lies, what it was made from and how much is in it."""
    from app.gazetteer_setup import gazetteer_path
    from app.settings import load_settings
    from extract.gazetteer import Gazetteer

    path = gazetteer_path(load_settings())
    meta = Gazetteer(path).meta
    for name, value in {"file": str(path), **meta}.items():
        typer.echo(f"{name}: {value}")
