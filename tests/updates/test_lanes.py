"""One chat in order, many side by side."""

import asyncio

import pytest

from bot.updates.lanes import Lanes, is_in_lane, standing_aside


class Diary:
    """Jobs that write down when they begin and end, and end when told."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}

    def job(self, name: str) -> "Job":
        self.gates[name] = asyncio.Event()
        return Job(self, name)


class Job:
    def __init__(self, diary: Diary, name: str) -> None:
        self._diary, self._name = diary, name

    async def __call__(self) -> None:
        self._diary.lines.append(f"{self._name}+")
        await self._diary.gates[self._name].wait()
        self._diary.lines.append(f"{self._name}-")


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_jobs_of_one_key_run_one_after_another() -> None:
    lanes, diary = Lanes(), Diary()
    for name in "ab":
        lanes.put(1, diary.job(name))
    await settle()
    assert diary.lines == ["a+"]
    diary.gates["b"].set()
    diary.gates["a"].set()
    await settle()
    assert diary.lines == ["a+", "a-", "b+", "b-"]


async def test_a_slow_chat_holds_up_no_other() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.put(1, diary.job("slow"))
    lanes.put(2, diary.job("quick"))
    diary.gates["quick"].set()
    await settle()
    assert diary.lines == ["slow+", "quick+", "quick-"]
    diary.gates["slow"].set()
    assert await lanes.drain(1)


async def test_no_more_than_so_many_run_at_once() -> None:
    lanes, diary = Lanes(most=2), Diary()
    for key, name in enumerate("abc"):
        lanes.put(key, diary.job(name))
    await settle()
    assert diary.lines == ["a+", "b+"]
    for gate in diary.gates.values():
        gate.set()
    assert await lanes.drain(1)
    assert len(lanes) == 0


async def test_a_job_that_fails_does_not_stop_the_next_of_its_key() -> None:
    lanes, diary = Lanes(), Diary()

    async def fail() -> None:
        raise ValueError

    failed = lanes.put(1, fail)
    lanes.put(1, diary.job("next"))
    diary.gates["next"].set()
    assert await lanes.drain(1)
    assert diary.lines == ["next+", "next-"]
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is all there is
        failed.result()


async def test_draining_ends_in_time_and_says_that_it_did_not_finish() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.put(1, diary.job("endless"))
    assert not await lanes.drain(0.01)
    await lanes.abandon()
    assert len(lanes) == 0
    assert diary.lines == ["endless+"]


async def test_waiting_for_half_of_the_jobs_returns_when_half_have_ended() -> None:
    lanes, diary = Lanes(), Diary()
    for name in "abcd":
        lanes.put(name, diary.job(name))
    waiting = asyncio.create_task(lanes.half_ended(60))
    for name in "ab":
        assert not waiting.done()
        diary.gates[name].set()
        await asyncio.wait([waiting], timeout=0.01 if name == "a" else 60)
    assert waiting.done()
    await lanes.abandon()


async def test_waiting_for_half_of_the_jobs_ends_in_time_where_none_ends() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.put(1, diary.job("endless"))
    async with asyncio.timeout(60):
        await lanes.half_ended(0.01)
    assert len(lanes) == 1
    await lanes.abandon()


async def test_a_job_that_only_waits_gives_its_place_to_another_and_takes_one_again() -> None:
    lanes, gate, running = Lanes(most=1), asyncio.Event(), list[str]()

    async def waiting() -> None:
        assert is_in_lane()
        async with standing_aside(), standing_aside():
            running.append("waits")
            await gate.wait()
        running.append("goes on")

    async def other() -> None:
        running.append("another")

    lanes.put(1, waiting)
    lanes.put(1, other)
    lanes.put(2, other)
    await settle()
    assert running == ["waits", "another"]  # its own lane waits for it all the same
    gate.set()
    assert await lanes.drain(1)
    assert running == ["waits", "another", "goes on", "another"]
    assert not is_in_lane()
