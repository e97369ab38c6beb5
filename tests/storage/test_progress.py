"""Which updates are done: one contract for the fake of the tests and for SQLite, and nothing of the past in the file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.progress import ProgressStore
from bot.updates.done_updates import Mark
from handlers.telegram.intake import Progress
from tests.fakes import FakeProgress


@pytest.fixture(params=["fake", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Progress]:
    if request.param == "fake":
        yield FakeProgress()
        return
    progress = await ProgressStore.open(tmp_path / "progress.db")
    yield progress
    await progress.close()


async def test_there_is_no_mark_before_the_first(store: Progress) -> None:
    assert await store.load() is None


async def test_the_last_mark_counts(store: Progress) -> None:
    await store.save(Mark(10, frozenset({12, 15})))
    await store.save(Mark(11, frozenset({15})))
    assert await store.load() == Mark(11, frozenset({15}))


async def test_the_mark_outlives_a_restart_and_no_earlier_number_is_left_in_any_file(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    progress = await ProgressStore.open(path)
    numbers = [810_000_017 + step for step in range(40)]
    for number in numbers:
        await progress.save(Mark(number, frozenset({number + 1000})))
    last = Mark(900_000_001)
    await progress.save(last)
    left = b"".join(everything_in(tmp_path))
    for number in numbers:
        assert number.to_bytes(4, "big") not in left
        assert str(number + 1000).encode() not in left
    await progress.close()
    progress = await ProgressStore.open(path)
    assert await progress.load() == last
    await progress.close()


def everything_in(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir()]
