"""What Adep does of itself, again and again, until it is stopped."""

import asyncio

import pytest

from handlers.telegram import repeating_jobs
from handlers.telegram.repeating_jobs import Ticks
from tests.waiting import patient


async def test_jobs_are_done_again_and_again_beside_each_other_until_the_stop() -> None:
    stop, kept = asyncio.Event(), Ticks()
    done: list[str] = []

    async def slow(stopping: asyncio.Event) -> None:
        done.append("slow begins")
        await stopping.wait()
        done.append("slow ends in order")

    async def quick(stopping: asyncio.Event) -> None:
        done.append("quick")
        if done.count("quick") == 3:
            stopping.set()

    kept.add(slow, seconds=0)
    kept.add(quick, seconds=0)
    async with patient("the end of the jobs"):
        await kept.run(stop)
    assert done == ["slow begins", "quick", "quick", "quick", "slow ends in order"]


async def test_a_job_that_fails_is_logged_by_its_kind_and_done_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stop, kept = asyncio.Event(), Ticks()
    turns = 0

    async def failing(stopping: asyncio.Event) -> None:
        nonlocal turns
        turns += 1
        if turns == 2:
            stopping.set()
        raise ValueError("a secret")

    kept.add(failing, seconds=0)
    with caplog.at_level("INFO"):
        await kept.run(stop)
    assert turns == 2
    assert [record.message for record in caplog.records] == ["TICK_FAILED"] * 2


async def test_a_job_that_outlasts_the_grace_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeating_jobs, "GRACE", 0.01)
    stop, kept = asyncio.Event(), Ticks()
    broken_off = False

    async def endless(_: asyncio.Event) -> None:
        nonlocal broken_off
        stop.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            broken_off = True
            raise

    kept.add(endless)
    async with patient("the end of the jobs"):
        await kept.run(stop)
    assert broken_off


async def test_who_puts_the_clock_forward_has_every_job_done_once() -> None:
    kept = Ticks()
    done: list[int] = []

    async def job(_: asyncio.Event) -> None:
        done.append(len(done))

    kept.add(job)
    kept.add(job)
    await kept.once()
    assert done == [0, 1]


async def test_a_job_is_never_done_twice_at_a_time() -> None:
    stop, kept = asyncio.Event(), Ticks()
    begun, go_on = asyncio.Event(), asyncio.Event()
    at_work = most = 0

    async def job(_: asyncio.Event) -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        begun.set()
        await go_on.wait()
        at_work -= 1

    kept.add(job)
    running = asyncio.create_task(kept.run(stop))
    await begun.wait()
    asked = asyncio.create_task(kept.once())
    await asyncio.sleep(0)
    go_on.set()
    await asked
    stop.set()
    await running
    assert most == 1


async def test_what_is_done_at_the_start_is_done_once_before_any_job() -> None:
    stop, kept = asyncio.Event(), Ticks()
    done: list[str] = []

    async def beginning() -> None:
        done.append("beginning")

    async def job(stopping: asyncio.Event) -> None:
        done.append("job")
        if len(done) == 3:
            stopping.set()

    kept.add(job, seconds=0)
    kept.at_the_start(beginning)
    await kept.run(stop)
    assert done == ["beginning", "job", "job"]


async def test_one_farewell_that_waits_keeps_no_other_from_its_time() -> None:
    kept, said = Ticks(), asyncio.Event()

    async def waiting() -> None:
        await said.wait()

    async def saying() -> None:
        said.set()

    kept.at_the_end(waiting)
    kept.at_the_end(saying)
    farewell = asyncio.create_task(kept.say_farewell())
    for _ in range(20):
        await asyncio.sleep(0)
    assert said.is_set()
    await farewell
