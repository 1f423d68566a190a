"""`belligraph jobs`: what was handed in together, how far it is, and how it is held up, dropped or tried again."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.terminal import count, printable, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.jobs import Job
    from graph.store import Store

app = typer.Typer(help="What waits in the queue, and what became of it.")

JobArgument = Annotated[str, typer.Argument(help="The id of the job.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print what the API answers.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many at most.")]


@app.command("list")
def list_all(
    as_json: JsonOption = False,
    limit: LimitOption = 50,
    cursor: Annotated[str | None, typer.Option(help="`next` of the page before.")] = None,
) -> None:
    """Show jobs, newest first."""
    from graph.jobs import JobFilter, list_jobs

    with _open() as store:
        page = list_jobs(store, JobFilter(limit=limit, cursor=cursor))
    for job in page.items:
        typer.echo(job.model_dump_json() if as_json else _describe(job))
    if page.next:
        say(f"More with --cursor {page.next}")


@app.command("show")
def show(job: JobArgument, as_json: JsonOption = False, limit: LimitOption = 50) -> None:
    """Show a job with its dead letters and why they were given up."""
    from app.job_answers import describe_job

    with _open() as store:
        found = describe_job(store, job, limit=limit)
    if as_json:
        typer.echo(found.model_dump_json())
        return
    typer.echo(_describe(found))
    for letter in found.dead_letters:
        what = letter.title or letter.url or letter.beginning
        typer.echo(printable(f"  {letter.id} after {count(letter.attempts, 'attempt')}: {letter.reason} ({what})"))


@app.command("pause")
def pause(job: JobArgument) -> None:
    """Read no more of a job; what is in hand is finished."""
    from graph.jobs import pause_job

    _change(pause_job, job)


@app.command("resume")
def resume(job: JobArgument) -> None:
    """Go on with a job that was paused or cancelled."""
    from graph.jobs import resume_job

    _change(resume_job, job)


@app.command("cancel")
def cancel(job: JobArgument) -> None:
    """Drop what waits of a job; `resume` brings it back."""
    from graph.jobs import cancel_job

    _change(cancel_job, job)


@app.command("retry")
def retry(job: JobArgument) -> None:
    """Try the dead letters of a job again."""
    from graph.jobs import retry_job

    _change(retry_job, job)


def _change(change: "Callable[..., Job]", job: str) -> None:
    from graph.store import read_clock

    with _open() as store:
        typer.echo(_describe(change(store, job, at=read_clock())))


def _open() -> "Store":
    from app.settings import load_settings
    from graph.store import open_store

    return open_store(load_settings().database_url, create=False)


def _describe(job: "Job") -> str:
    """A job in one line."""
    parts = [f"{job.done} of {count(job.total, 'article')} read"]
    parts += [f"{getattr(job, name)} {name}" for name in ("waiting", "dead", "cancelled") if getattr(job, name)]
    if job.rate:
        parts.append(f"{job.rate:g} a second")
    return printable(f"{job.id}: {job.state}; {', '.join(parts)}; from {job.source}")
