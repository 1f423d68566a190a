"""Processes that work without the extractor, for tests that kill them: `python stand_in.py DATABASE_URL PORT`.

It imports everything once, forks a dispatcher for each line `work` that it reads, one of a Dask cluster for `dask` and a server for
`serve`, and answers with the process id: a kill then costs little. What is read from an article is cheap, and the same every time.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from datetime import date, timedelta

from app.intake import ArticleInput
from app.settings import Settings
from ontology.ids import article_id, slug
from ontology.records import (
    Actor,
    Article,
    DateInterval,
    EventMention,
    Evidence,
    Extraction,
    Participant,
    Place,
    Status,
)

LEASE = timedelta(seconds=3)
# Ends the process that reads it.
POISON = "POISON"


class StandIn:
    """Reads texts such as `Ali met Baker in Kabul. ...`."""

    extractor_id = "stand-in"

    def read(self, given: ArticleInput) -> Extraction:
        """One event between the first name and the third word."""
        text = given.content
        if text.startswith(POISON):
            os.kill(os.getpid(), signal.SIGKILL)
        first, _, second, _, where = text.split(".")[0].split()
        own = article_id(text, given.publisher)
        day = given.published or date(2026, 1, 1)
        event = EventMention(
            id=f"{own}:meeting",
            relation="meeting",
            type="CONSULT",
            quad=1,
            score=1.0,
            actors=(Participant(id=slug(first)),),
            recipients=(Participant(id=slug(second)),),
            date=DateInterval(start=day, end=day, granularity="day"),
            status=Status.ASSERTED,
            confidence=0.9,
            evidence=Evidence(start=0, end=len(text), sentence=text, extractor="stand-in"),
        )
        return Extraction(
            article=Article(id=own, text=text, publisher=given.publisher, published=day, url=given.url, language="en"),
            actors=tuple(Actor(id=slug(name), name=name, kind="person") for name in sorted({first, second})),
            places=(Place(id=f"place-{slug(where)}", name=where, kind="city"),),
            events=(event,),
        )

    def read_again(self, article: Article) -> Extraction:
        """Nothing here reads again."""
        raise NotImplementedError


def load_stand_in(settings: Settings) -> StandIn:
    """What worker processes hold."""
    return StandIn()


def stand_in_task(ids: tuple[str, ...], token: int) -> int:
    """What workers of a Dask cluster do."""
    from app.dask_tasks import process_with

    return process_with(load_stand_in, ids, token)


def main() -> None:
    """Fork as told until the input ends."""
    # Here and not above: workers, whose start has to be quick, import this module too.
    import uvicorn

    # As the workers of a cluster know it, and not as a part of this script.
    from stand_in import stand_in_task as task

    import app.worker_process
    import graph.queue
    from app.server import create_app
    from app.working import work, work_with_dask

    def run(kind: str) -> None:
        if kind == "work":
            asyncio.run(work(settings, batch=8, load=load_stand_in, lease=LEASE))
        elif kind == "dask":
            asyncio.run(work_with_dask(settings, f"tcp://127.0.0.1:{port}", batch=4, task=task, lease=LEASE))
        else:
            uvicorn.run(create_app(settings, load=load_stand_in), port=settings.port, log_level="critical")

    url, port = sys.argv[1:]
    settings = Settings(database_url=url, port=int(port), workers=2, examples=False, log_level="critical")
    # Workers fork too, from a process that has no thread and no connection.
    app.worker_process.START_METHOD = "forkserver"
    multiprocessing.set_forkserver_preload(["__main__", "app.reading"])
    graph.queue.FIRST_PAUSE = timedelta(seconds=0.05)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        process = os.fork()
        if not process:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            run(line.strip())
            os._exit(0)
        print(process, flush=True)


if __name__ == "__main__":
    main()
