"""The tip desk is opened for people whom somebody named, and for no others."""

import logging
import shutil
from pathlib import Path

import pytest

from bot.app.tip_desk import open_tips
from bot.config import Settings, read_settings
from bot.knowledge.knowledge import Knowledge
from bot.tips.officials.file import OfficialsFaultyError
from bot.tips.officials.unchecked import EXAMPLE, made_up_problems
from tests.tips.officials.test_file import SOUND


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    chosen = {"officials_file": tmp_path / "officials.yaml", "data_dir": tmp_path / "data"}
    return read_settings(env_file=None).model_copy(update=chosen)


async def test_without_an_officials_file_the_desk_is_closed_and_the_log_says_so(
    settings: Settings, services: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert await open_tips(settings, services.rulebook.bodies.values()) is None
    assert [record.msg for record in caplog.records] == ["DESK_CLOSED"]


async def test_the_example_file_never_opens_the_desk(settings: Settings, services: Knowledge) -> None:
    shutil.copy(EXAMPLE, settings.officials_file)
    with pytest.raises(OfficialsFaultyError, match="made-up") as refused:
        await open_tips(settings, services.rulebook.bodies.values())
    assert all(str(problem).startswith(f"{settings.officials_file}:") for problem in refused.value.problems)
    assert not settings.data_dir.exists()


async def test_one_person_of_the_example_among_real_ones_keeps_it_shut(
    settings: Settings, services: Knowledge
) -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    made_up = [
        place
        for place, line in enumerate(lines)
        if "telegram_id:" in line and not line.lstrip().startswith("#")
    ]
    for number, place in enumerate(made_up[1:], start=700_001):
        lines[place] = f"{lines[place].partition('telegram_id:')[0]}telegram_id: {number}"
    settings.officials_file.write_text("\n".join(lines), "utf-8")
    with pytest.raises(OfficialsFaultyError, match=f":{made_up[0] + 1}: "):
        await open_tips(settings, services.rulebook.bodies.values())


def test_a_real_person_who_has_the_name_of_one_of_the_example_keeps_no_desk_shut(
    settings: Settings,
) -> None:
    settings.officials_file.write_text(SOUND.replace("Первый", "Петрова Ирина Сергеевна"), "utf-8")
    assert made_up_problems(settings.officials_file) == []
    settings.officials_file.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    assert len(made_up_problems(settings.officials_file)) == 4
