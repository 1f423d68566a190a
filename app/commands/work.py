"""`belligraph work`: worker processes that read what waits in the queue."""

from typing import Annotated

import typer

from app.commands.terminal import say

ProcessesOption = Annotated[
    int | None, typer.Option("--processes", min=1, help="Processes that read [default: BELLIGRAPH_WORKERS].")
]
OnceOption = Annotated[bool, typer.Option("--once", help="Read one batch and end.")]
DrainOption = Annotated[bool, typer.Option("--drain", help="End when nothing waits any more.")]
BatchOption = Annotated[int, typer.Option("--batch", min=1, max=500, help="Articles leased and stored at a time.")]


def work(
    processes: ProcessesOption = None, once: OnceOption = False, drain: DrainOption = False, batch: BatchOption = 16
) -> None:
    """Read what waits in the queue and store it. Any number of these may run on one database, on several machines.

    Told to stop (SIGTERM, Ctrl-C) it finishes what is in hand; told twice, it gives that back.
    """
    import asyncio
    import logging

    from app.actor_lists import check_actor_lists
    from app.gazetteer_setup import ensure_gazetteer
    from app.settings import check_model, load_settings
    from app.working import work as run

    settings = load_settings(workers=processes)
    check_model(settings)
    ensure_gazetteer(settings, say)
    check_actor_lists(settings)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    asyncio.run(run(settings, drain=drain, once=once, batch=batch))
