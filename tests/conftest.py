"""What many tests stand on: the real knowledge, read once; and a city for the tip desk."""

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from bot.acts.model import Rulebook
from bot.cleaning import cleaner as cleaning
from bot.cleaning.model import CleaningResult, Hidden
from bot.cleaning.rebuilding import rebuild
from bot.cleaning.wire import understood, written
from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.language import Language
from bot.machine.kept_files import Keeping, usual_place
from handlers.telegram.sending import give_spans_as_timedelta
from tests.acts.second_act import bring_in
from tests.tips.town import City, Reporter, city_open

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
PROOFS = Path(__file__).parent / "proofs"
LEARNING = """
import sys
from pathlib import Path
from bot.knowledge.knowledge import build_knowledge
from bot.machine.kept_files import Keeping
build_knowledge(Path(sys.argv[1]), Keeping(Path(sys.argv[2])))
"""
"""A program that reads a knowledge folder, its first argument, and keeps what it learns in its second."""


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: tests of the whole bot wait for quiet more than they compute."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The proofs, which are long, stand first in what each worker begins with: at the end short tests are left to share."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [item for item in items if PROOFS in item.path.parents]
    short = [item for item in items if PROOFS not in item.path.parents]
    share = -(-len(short) // workers)
    items[:] = [
        item
        for number in range(workers)
        for item in (*long[number::workers], *short[number * share : (number + 1) * share])
    ]


@pytest.fixture(scope="session", autouse=True)
def _spans() -> None:
    """Spans of time are as in the program, where no application is built too."""
    give_spans_as_timedelta()


@pytest.fixture(scope="session", autouse=True)
def _kept_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """One folder for what is kept of the knowledge: all workers of a session, and the processes they start, read the same."""
    folder = tmp_path_factory.getbasetemp()
    folder = (folder if worker_id == "master" else folder.parent) / "kept"
    folder.mkdir(exist_ok=True)
    # What this person's programs kept is taken over: each of them sees for itself whether it is of the knowledge as it is.
    before, ours = usual_place().folder, folder / "adep"
    with _one_at_a_time(folder):
        if before.is_dir() and not ours.exists():
            # What is being written at this moment is left out; what goes meanwhile is learned anew.
            with suppress(OSError, shutil.Error):
                shutil.copytree(before, ours, ignore=shutil.ignore_patterns("*.[0-9]*"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Only one worker of the session does this at a time."""
    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def _learned(folder: Path, keeping: Keeping, session: Path) -> Knowledge:
    """A knowledge folder, read; the first worker has it learned, the others wait for it and read what was kept.

    It is learned in a process of its own: in this one every step may be counted for coverage, and that takes three times as long.
    """
    done = session / f"{keeping.folder.name}.learned"
    with _one_at_a_time(session):
        if not done.exists():
            words = (sys.executable, "-c", LEARNING, str(folder), str(keeping.folder))
            subprocess.run(words, check=True, cwd=KNOWLEDGE.parent)  # noqa: S603 - our own words
            done.touch()
    # A test that reads a changed folder must not put it in the place of this one.
    return replace(build_knowledge(folder, keeping), kept_in=replace(keeping, writes=False))


@pytest.fixture(scope="session")
def services(_kept_once: Path) -> Knowledge:
    return _learned(KNOWLEDGE, usual_place(), _kept_once)


@pytest.fixture(scope="session")
def two_acts(_kept_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The knowledge with a made-up act in force beside the repealed one, and two bodies: the first is bound by both acts, the other by the repealed one."""
    folder = tmp_path_factory.mktemp("two") / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    bring_in(folder)
    return _learned(folder, Keeping(_kept_once / "two"), _kept_once)


@pytest.fixture(scope="session")
def rulebook(services: Knowledge) -> Rulebook:
    return services.rulebook


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
def language(request: pytest.FixtureRequest) -> Language:
    chosen = request.param
    assert isinstance(chosen, Language)
    return chosen


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are made anew in this process, whose libraries are loaded: what comes out is tested, and the child elsewhere."""

    async def rebuilt(data: bytes, hidden: Hidden) -> CleaningResult:
        with warnings.catch_warnings():
            # The child shows them to nobody.
            warnings.simplefilter("ignore")
            return understood(written(rebuild(data, hidden)))

    monkeypatch.setattr(cleaning, "_rebuilt", rebuilt)


@pytest.fixture
async def city(in_this_process: None, services: Knowledge, tmp_path: Path) -> AsyncIterator[City]:
    async with city_open(services, tmp_path) as city:
        yield city


@pytest.fixture
async def reporter(city: City, language: Language) -> Reporter:
    return await city.reporter(language)
