"""How soon the workbench can be used, and how smoothly it moves, with a given number of nodes and lines.

    belligraph serve --port 8071 &
    python benchmarks/workbench.py http://127.0.0.1:8071/ --nodes 1000 --lines 5000

The page comes from the server; the events are made here, from the seed, and handed to the page in the server's stead. Times
are wall-clock in a headless Chromium without a GPU, which the `browser` extra and `apt install chromium` bring.
"""

import argparse
import json
import shutil
import statistics
import time
from collections.abc import Sequence
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 1000
RELATIONS = [("call", "CONSULT", 1), ("arms supply", "AID", 2), ("accusation", "ACCUSE", 3), ("air strike", "ASSAULT", 4)]
STATUSES = ["asserted"] * 7 + ["claimed", "negated", "future"]
KINDS = ["person", "state", "armed group", "organisation", "civilians"]
# A fifth of the nodes are places.
PLACES = 5
FRAMES = 60

PAN = """frames => new Promise(done => {
  const box = document.querySelector('.network .canvas').getBoundingClientRect();
  const target = document.elementFromPoint(box.x + 5, box.y + 5);
  const at = n => ({ bubbles: true, button: 0, buttons: 1, view: window, clientX: box.x + 5 + n * 3, clientY: box.y + 5 + n });
  target.dispatchEvent(new MouseEvent('mousedown', at(0)));
  const times = [];
  const step = now => {
    times.push(now);
    window.dispatchEvent(new MouseEvent('mousemove', at(times.length)));
    if (times.length < frames) return requestAnimationFrame(step);
    window.dispatchEvent(new MouseEvent('mouseup', at(times.length)));
    done(times.slice(1).map((time, n) => time - times[n]));
  };
  requestAnimationFrame(step);
})"""


def make_events(nodes: int, lines: int, *, seed: int = 1) -> list[dict[str, Any]]:
    """Events as the API gives them, each of which is a line of its own between two of the nodes."""
    random = Random(seed)
    places = nodes // PLACES
    actors = nodes - places
    pairs: dict[tuple[int, int], None] = {}
    # Everybody takes part in something; who comes first takes part in more, as in the news.
    for number in range(nodes):
        pairs[number % actors, (number + 1) % nodes] = None
    while len(pairs) < lines:
        pairs[int(actors ** random.random()) - 1, random.randrange(nodes)] = None
    return [_make_event(random, number, *pair, actors) for number, pair in enumerate(p for p in pairs if p[0] != p[1])]


def _make_event(random: Random, number: int, one: int, other: int, actors: int) -> dict[str, Any]:
    relation, kind, quad = RELATIONS[number % len(RELATIONS)]
    day = f"20{10 + number % 14:02}-{1 + number % 12:02}-{1 + number % 28:02}"
    sentence = f"Actor {one} is told of in sentence {number}."
    return {
        "id": f"event-{number}", "relation": relation, "type": kind, "mode": None, "contexts": [], "cameo": None,
        "quad": quad, "score": 1.0, "status": random.choice(STATUSES), "cue": None, "historical": False,
        "date": {"start": day, "end": day, "granularity": "day"},
        "actors": [_make_actor(one)],
        "recipients": [_make_actor(other)] if other < actors else [],
        "places": [] if other < actors else [_make_place(random, other)],
        "instruments": [], "casualties": {"killed": None, "injured": None, "arrested": None}, "claimant": None,
        "confidence": 0.9, "reviewed": False, "accounts": 1, "reports": 1, "publishers": ["Bench"],
        "evidence": {"start": 0, "end": len(sentence), "sentence": sentence, "trigger": {"start": 0, "end": 5},
                     "extractor": "bench", "rule": None, "score": 1.0},
        "article": {"id": f"a-{number // 5}", "title": "Bench", "publisher": "Bench", "published": day, "url": None},
    }  # fmt: skip


def _make_actor(number: int) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    return {"id": f"actor-{number}", "name": f"Actor {number}", "kind": kind, "country": None, "role": None}


def _make_place(random: Random, number: int) -> dict[str, Any]:
    lat, lon = round(random.uniform(-40, 60), 3), round(random.uniform(-120, 140), 3)
    return {"id": f"place-{number}", "name": f"Place {number}", "country": None, "lat": lat, "lon": lon, "precision": "city"}


def serve_events(page: Any, events: Sequence[dict[str, Any]]) -> None:
    """Let the page have these events, page by page, whatever it asks for."""

    def answer(route: Any) -> None:
        first = int(parse_qs(urlsplit(route.request.url).query).get("cursor", ["0"])[0])
        after = first + PAGE if first + PAGE < len(events) else None
        body = {"items": events[first : first + PAGE], "next": after and str(after)}
        route.fulfill(content_type="application/json", body=json.dumps(body))

    page.route("**/v1/events?*", answer)


def measure_pan(page: Any) -> list[float]:
    """Milliseconds from frame to frame while the network is dragged."""
    times: list[float] = page.evaluate(PAN, FRAMES)
    return times


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--nodes", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=5000)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    events = make_events(given.nodes, given.lines)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(180_000)
        page.add_init_script("localStorage.setItem('belligraph-tour', 'seen')")
        print(f"examples: ready after {_time_to_ready(page, given.address):.2f} s")
        _print_pan(page)
        serve_events(page, events)
        seconds = _time_to_ready(page, f"{given.address}?nodes=1000&load=5000")
        print(f"{given.nodes} nodes, {len(events)} lines: ready after {seconds:.2f} s")
        _print_pan(page)
        browser.close()


def _time_to_ready(page: Any, address: str) -> float:
    """Until the events are drawn and the page answers."""
    start = time.perf_counter()
    page.goto(address)
    page.locator(".count", has_text="event").wait_for()
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return time.perf_counter() - start


def _print_pan(page: Any) -> None:
    times = measure_pan(page)
    print(f"  a frame while dragging: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")


if __name__ == "__main__":
    main()
