"""Sees to it that there is a gazetteer before anything needs it."""

from collections.abc import Callable
from pathlib import Path

from app.settings import Settings
from extract.gazetteer_build import GazetteerInfo, build_gazetteer, default_gazetteer_path
from extract.place_additions import read_additions
from ontology.errors import SettingsError


def gazetteer_path(settings: Settings) -> Path:
    """The gazetteer of the settings, or the one at the default path."""
    return settings.gazetteer or default_gazetteer_path()


def ensure_gazetteer(settings: Settings, say: Callable[[str], None]) -> None:
    """Compile the gazetteer at the default path if it is not there yet; what the settings name must be there and right."""
    if settings.places is not None:
        read_additions(settings.places)
    path = gazetteer_path(settings)
    if path.exists():
        return
    if settings.gazetteer is not None:
        raise SettingsError(f"no gazetteer at {path}: run `belligraph gazetteer build --output {path}`")
    say(f"compiling the gazetteer at {path}, once; this takes about half a minute")
    compile_gazetteer(path, say)


def compile_gazetteer(path: Path, say: Callable[[str], None], *, geonames: Path | None = None) -> GazetteerInfo:
    """Compile the gazetteer, the full one from the dump `geonames`; SettingsError when its folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return build_gazetteer(path, say, geonames=geonames)
    except OSError as error:
        raise SettingsError(
            f"cannot write the gazetteer to {path} ({error.strerror}): "
            "choose a file with BELLIGRAPH_GAZETTEER and run `belligraph gazetteer build --output` with it"
        ) from None
