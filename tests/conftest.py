"""What many tests stand on: the real knowledge, read once; and a city for the tip desk."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from bot.acts.model import Rulebook
from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.language import Language
from bot.machine.kept_files import Keeping, usual_place
from handlers.telegram.sending import give_spans_as_timedelta
from tests.acts.second_act import bring_in
from tests.tips.town import City, Reporter, city_open

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: tests of the whole bot wait for quiet more than they compute."""
    return 2 * (os.cpu_count() or 1)


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
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def services(_kept_once: Path) -> Knowledge:
    # The first worker learns; the others wait for it and read what it kept.
    with (_kept_once / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        knowledge = build_knowledge(KNOWLEDGE, usual_place())
    # A test that reads a changed folder must not put it in the place of the real one.
    return replace(knowledge, kept_in=usual_place(writes=False))


@pytest.fixture(scope="session")
def two_acts(_kept_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The knowledge with a made-up act in force beside the repealed one, and two bodies: the first is bound by both acts, the other by the repealed one."""
    folder = tmp_path_factory.mktemp("two") / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    bring_in(folder)
    kept = Keeping(_kept_once / "two")
    with (_kept_once / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        knowledge = build_knowledge(folder, kept)
    return replace(knowledge, kept_in=replace(kept, writes=False))


@pytest.fixture(scope="session")
def rulebook(services: Knowledge) -> Rulebook:
    return services.rulebook


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
def language(request: pytest.FixtureRequest) -> Language:
    chosen = request.param
    assert isinstance(chosen, Language)
    return chosen


@pytest.fixture
async def city(services: Knowledge, tmp_path: Path) -> AsyncIterator[City]:
    async with city_open(services, tmp_path) as city:
        yield city


@pytest.fixture
async def reporter(city: City, language: Language) -> Reporter:
    return await city.reporter(language)
