"""Jobs over HTTP and on the command line, without anything that reads."""

import asyncio
import json
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from app.cli import app
from app.dispatching import Dispatcher
from app.handing_in import hand_in
from app.intake import make_input
from graph.jobs import get_job, read_backlog
from graph.queue import claim, fail
from graph.queue_records import Claim, Failure
from graph.store import Store, read_clock
from ontology.errors import WorkerError


@pytest.fixture
def queue(desk: TestClient) -> Store:
    """Three inputs of a job, the first of which was given up."""
    store: Store = desk.app.state.services.store  # type: ignore[attr-defined]
    texts = ("Nothing to see here.", "Two met.", "Three met.")
    inputs = (make_input(text=text, url=f"https://example.org/{number}") for number, text in enumerate(texts))
    hand_in(store, inputs, job="job", source="a test")
    now = read_clock()
    found = claim(store, 1, "reader", at=now, until=now + timedelta(minutes=1))
    assert found is not None
    fail(store, found.token, {found.inputs[0].id: Failure("nothing in it", final=True)}, at=now)
    return store


def test_jobs_are_listed_shown_held_up_dropped_and_tried_again(desk: TestClient, queue: Store) -> None:
    (listed,) = desk.get("/v1/jobs").json()["items"]
    assert (listed["id"], listed["source"], listed["waiting"], listed["dead"]) == ("job", "a test", 2, 1)
    assert desk.get("/v1/jobs", params={"state": "done"}).json() == {"items": [], "next": None}
    (letter,) = desk.get("/v1/jobs/job").json()["dead_letters"]
    assert (letter["reason"], letter["url"], letter["attempts"]) == ("nothing in it", "https://example.org/0", 1)
    assert letter["beginning"] == "Nothing to see here."
    for change, state, waiting in (
        ("pause", "paused", 2),
        ("resume", "running", 2),
        ("cancel", "cancelled", 0),
        ("resume", "running", 2),
        ("retry", "running", 3),
    ):
        job = desk.post(f"/v1/jobs/job/{change}").json()
        assert (job["state"], job["waiting"]) == (state, waiting)
    assert desk.get("/v1/jobs/nothing").status_code == 404
    assert "belligraph_queue_waiting 3\n" in desk.get("/metrics").text


def test_a_job_that_is_done_cannot_be_paused(desk: TestClient) -> None:
    desk.post("/v1/articles", json=[{"text": "Two met."}])
    (job,) = desk.get("/v1/jobs").json()["items"]
    desk.post(f"/v1/jobs/{job['id']}/cancel")
    answer = desk.post(f"/v1/jobs/{job['id']}/pause")
    assert (answer.status_code, "cancelled" in answer.json()["detail"]) == (422, True)


def test_a_list_of_jobs_goes_on_where_the_page_before_ended(desk: TestClient, queue: Store) -> None:
    desk.post("/v1/articles", json=[{"text": "Two met."}])
    first = desk.get("/v1/jobs", params={"limit": 1}).json()
    second = desk.get("/v1/jobs", params={"limit": 1, "cursor": first["next"]}).json()
    assert {page["items"][0]["id"].partition("-")[0] for page in (first, second)} == {"job", "batch"}
    assert second["next"] is None
    refused = desk.get("/v1/jobs", params={"cursor": "x"})
    assert (refused.status_code, "cursor" in refused.json()["detail"]) == (422, True)


def test_jobs_on_the_command_line(queue: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", queue._engine.url.render_as_string())

    def run(*arguments: str) -> list[str]:
        done = CliRunner().invoke(app, ["jobs", *arguments])
        assert done.exit_code == 0, done.output
        return done.stdout.splitlines()

    line = "job: running; 0 of 3 articles read, 2 waiting, 1 dead; from a test"
    assert run("list") == [line]
    first, letter = run("show", "job")
    assert first == line
    assert letter.endswith("after 1 attempt: nothing in it (https://example.org/0)")
    assert json.loads(run("show", "job", "--json")[0])["dead_letters"][0]["attempts"] == 1
    assert run("cancel", "job") == ["job: cancelled; 0 of 3 articles read, 1 dead, 2 cancelled; from a test"]
    assert run("resume", "job") == [line]
    assert run("pause", "job") == [line.replace("running", "paused")]
    assert run("retry", "job") == ["job: paused; 0 of 3 articles read, 3 waiting; from a test"]
    assert CliRunner().invoke(app, ["jobs", "show", "other"]).exit_code == 2


class Away:
    """An engine that cannot work now."""

    window = 2

    def __init__(self) -> None:
        self.asked = 0

    async def process(self, claim: Claim) -> None:
        self.asked += 1
        raise WorkerError("the scheduler is away")


def test_what_an_engine_cannot_even_try_is_given_back(queue: Store) -> None:
    away = Away()
    assert asyncio.run(Dispatcher(queue, away, pause=0).run_once())
    assert away.asked == 1
    assert read_backlog(queue).leased == 0
    assert get_job(queue, "job").waiting == 2


def test_a_dispatcher_that_is_cancelled_gives_back_what_it_leased(queue: Store) -> None:
    class Hanging(Away):
        async def process(self, claim: Claim) -> None:
            self.asked += 1
            await asyncio.Event().wait()

    async def cancel_when_busy() -> None:
        hanging = Hanging()
        running = asyncio.create_task(Dispatcher(queue, hanging).run())
        while not hanging.asked:
            await asyncio.sleep(0.01)
        assert read_backlog(queue).leased == 2
        running.cancel()
        await asyncio.wait([running])

    asyncio.run(cancel_when_busy())
    assert read_backlog(queue).leased == 0


def test_a_cluster_needs_a_database_that_its_machines_can_share(queue: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", queue._engine.url.render_as_string())
    done = CliRunner().invoke(app, ["work", "--dask", "tcp://127.0.0.1:1"])
    assert done.exit_code == 3
    assert "PostgreSQL" in done.stderr
