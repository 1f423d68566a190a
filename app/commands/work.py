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
DaskOption = Annotated[
    str | None, typer.Option("--dask", metavar="ADDRESS", help="Read with the Dask cluster of this scheduler.")
]


def work(
    processes: ProcessesOption = None,
    once: OnceOption = False,
    drain: DrainOption = False,
    batch: BatchOption = 16,
    dask: DaskOption = None,
) -> None:
    """Read what waits in the queue and store it. Any number of these may run on one database, on several machines.

    Told to stop (SIGTERM, Ctrl-C) it finishes what is in hand; told twice, it gives that back.
    """
    import asyncio
    import logging

    from app.actor_lists import check_actor_lists
    from app.gazetteer_setup import ensure_gazetteer
    from app.settings import check_model, load_settings
    from app.working import work as work_here
    from app.working import work_with_dask

    settings = load_settings(workers=processes)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    if dask is not None:
        asyncio.run(work_with_dask(settings, dask, drain=drain, once=once, batch=batch))
        return
    check_model(settings)
    ensure_gazetteer(settings, say)
    check_actor_lists(settings)
    asyncio.run(work_here(settings, drain=drain, once=once, batch=batch))
