"""What the workbench may do on this server beyond its own files."""

from fastapi import APIRouter

from app.api.services import ServicesOf
from app.settings import Settings
from ontology.records import Record

router = APIRouter(prefix="/v1/workbench", tags=["workbench"])


class Tiles(Record):
    """Pictures under the map: their address with `{z}`, `{x}` and `{y}`, and whom to credit, as plain text."""

    address: str
    credit: str


class WorkbenchAnswer(Record):
    """What the settings allow: tiles under the map, and handing in articles by their address."""

    tiles: Tiles | None
    fetch: bool


@router.get("", summary="What the workbench may do")
def get_workbench(services: ServicesOf) -> WorkbenchAnswer:
    """What the page asks when it is opened."""
    settings = services.settings
    return WorkbenchAnswer(tiles=_tiles(settings), fetch=settings.fetch)


def _tiles(settings: Settings) -> Tiles | None:
    if settings.tiles is None:
        return None
    return Tiles(address=settings.tiles, credit=settings.tiles_credit or "")
