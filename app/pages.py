"""The workbench: its built files, served with headers that let a page run nothing but them."""

from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"

# Leaflet and cytoscape.js set styles from code, which the policy lets them; a style written in HTML it refuses.
IMAGES = "img-src 'self' data: blob:"
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; script-src 'self'; style-src 'self'; {IMAGES}; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Belligraph</title>
<h1>Belligraph</h1>
<p>The server works, but the workbench, its web page, is not built. With Node.js 20.19 or newer, or a network to get it from:</p>
<pre>make web</pre>
<p>Then load this page again. The <a href="docs">API and its description</a> need no build.</p></html>"""


class BuiltFiles(StaticFiles):
    """Files whose names hold a hash of what is in them, so that browsers may keep them for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 404."""
        answer = await super().get_response(path, scope)
        answer.headers.update({**HEADERS, "Cache-Control": "public, max-age=31536000, immutable"})
        return answer


def add_pages(app: FastAPI, static: Path = STATIC, *, tiles: str | None = None) -> None:
    """Serve the workbench at `/`, or where it is not built a page that says how to build it.

    Pictures may come from the server at the address `tiles` too."""
    headers = {**HEADERS, **_allow_tiles(tiles), "Cache-Control": "no-cache"}

    async def get_page() -> Response:
        page = static / "index.html"
        return FileResponse(page, headers=headers) if page.is_file() else HTMLResponse(NOT_BUILT, headers=headers)

    async def get_icon() -> Response:
        icon = static / "icon.svg"
        return FileResponse(icon, headers=HEADERS) if icon.is_file() else Response(status_code=404)

    app.add_api_route("/", get_page, include_in_schema=False)
    app.add_api_route("/icon.svg", get_icon, include_in_schema=False)
    # Built while the server runs, the files are there at the next request.
    files = BuiltFiles(directory=static / "assets", check_dir=False)
    app.mount("/assets", GZipMiddleware(files, minimum_size=1000), name="assets")


def _allow_tiles(tiles: str | None) -> dict[str, str]:
    """The headers that let the page load tiles, and let the server of the tiles see which site asks, as many demand."""
    if tiles is None:
        return {}
    parts = urlsplit(tiles)
    policy = HEADERS["Content-Security-Policy"].replace(IMAGES, f"{IMAGES} {parts.scheme}://{parts.netloc}")
    return {"Content-Security-Policy": policy, "Referrer-Policy": "strict-origin-when-cross-origin"}
