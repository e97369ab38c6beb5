"""`doctor`: what the bot stands on, one line a thing, each bad one with what to do."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pydantic import SecretStr

from bot.__main__ import main
from bot.cleaning import Tool
from bot.config import Settings, read_settings
from bot.shell.doctor import machine
from bot.shell.doctor.findings import Finding, Level
from bot.shell.doctor.machine import backups, disk, files
from bot.shell.doctor.telegram import ask_telegram
from bot.shell.doctor.tip_desk import desk_findings
from bot.storage.backups import STAMP
from emulator.local_telegram import LocalTelegram, LocalTelegramServer
from tests.conftest import KNOWLEDGE
from tests.emulator.local_telegram.support import SteppedClock

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
EXAMPLE = KNOWLEDGE.parent / "officials.example.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's folder, with no setting but the knowledge."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(KNOWLEDGE))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def examined(**variables: str) -> Result:
    return CliRunner().invoke(main, ["doctor"], env=variables)


def levels(findings: list[Finding]) -> dict[str, Level]:
    return {finding.name: finding.level for finding in findings}


def test_on_a_machine_where_nothing_is_wrong_yet_the_doctor_is_content() -> None:
    result = examined()
    assert result.exit_code == 0, result.output
    assert "✗" not in result.output
    for name in ("settings", "knowledge", "tip desk", "telegram", "files", "disk", "backup", "tools"):
        assert f" {name} " in result.output


@pytest.mark.usefixtures("sound_knowledge")
def test_whatever_is_wrong_is_told_at_once_and_the_status_says_so(folder: Path) -> None:
    (folder / ".env").write_text("OWNERS=1\nTIMEZONE=Mars\n", encoding="utf-8")
    result = examined()
    assert result.exit_code == 1
    assert "✗ settings    .env:2: TIMEZONE: " in result.output
    assert "✗ settings    .env:1: OWNERS: no such setting; did you mean OWNER_IDS?" in result.output


@pytest.mark.usefixtures("sound_knowledge")
def test_every_bad_finding_of_the_surroundings_says_what_to_do(folder: Path) -> None:
    (folder / ".env").touch(mode=0o644)
    (folder / "data").mkdir()
    (folder / "data" / "people.db").touch()
    shutil.copy(EXAMPLE, folder / "officials.yaml")
    result = examined(TIPS_KEY_FILE="data/tips.key", LOG_LEVEL="DEBUG")
    lines = result.output.splitlines()
    # Of files their line and fault are told, as `check` tells them.
    told_by_check = ("✗ settings", "✗ knowledge", "✗ officials")
    bad = [
        place
        for place, line in enumerate(lines)
        if line.startswith("✗") and not line.startswith(told_by_check)
    ]
    assert {lines[place].split()[1] for place in bad} >= {"files", "backup", "owners", "log"}
    assert all(lines[place + 1].lstrip().startswith("→ ") for place in bad)


def test_files_that_others_may_read_are_named_and_a_folder_that_cannot_be_written_to(folder: Path) -> None:
    data = folder / "data"
    data.mkdir(mode=0o755)
    assert files([data], data).level is Level.BAD
    assert str(data) in files([data], data).what
    data.chmod(0o700)
    assert files([data], data).level is Level.GOOD
    (folder / "file").touch()
    assert files([], folder / "file").level is Level.BAD


def test_a_disk_that_is_nearly_full_is_bad(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = disk(folder / "not" / "yet")
    assert free.level is Level.GOOD
    monkeypatch.setattr(machine, "LEAST_FREE", 2**80)
    assert disk(folder).level is Level.BAD


@pytest.mark.parametrize(
    ("ages", "level"),
    [
        ({}, Level.BAD),
        ({"people": 1}, Level.BAD),
        ({"people": 1, "tips": 47}, Level.GOOD),
        ({"people": 1, "tips": 49}, Level.BAD),
    ],
)
def test_every_database_must_have_been_copied_within_two_days(
    folder: Path, ages: dict[str, int], level: Level
) -> None:
    (folder / "backups").mkdir()
    for name in ("people.db", "tips.db", "progress.db"):
        (folder / name).touch()
    for name, hours in ages.items():
        stamp = (NOW - timedelta(hours=hours)).strftime(STAMP)
        (folder / "backups" / f"{name}-{stamp}.db").touch()
    (folder / "backups" / f"damaged.tips-{NOW.strftime(STAMP)}.db").touch()
    assert backups(folder, NOW).level is level


def test_before_there_is_anything_a_backup_is_not_missed(folder: Path) -> None:
    assert backups(folder, NOW).level is Level.NOTE


def test_a_closed_desk_may_be_meant_and_an_open_one_waits_for_its_officials(folder: Path) -> None:
    assert levels(list(desk_findings(read_settings(None)))) == {"tip desk": Level.NOTE}
    shutil.copy(EXAMPLE, folder / "officials.yaml")
    found = levels(list(desk_findings(read_settings(None))))
    assert found == {"tip desk": Level.NOTE, "key": Level.NOTE, "owners": Level.BAD}


@pytest.fixture
async def telegram() -> AsyncIterator[tuple[LocalTelegram, LocalTelegramServer]]:
    local = LocalTelegram(SteppedClock())
    async with LocalTelegramServer(local) as server:
        yield local, server


def served(telegram: tuple[LocalTelegram, LocalTelegramServer], **changed: object) -> Settings:
    local, server = telegram
    fields = {"bot_token": SecretStr(local.token), "bot_api_url": server.base_url, **changed}
    return read_settings(None).model_copy(update=fields)


async def test_a_telegram_that_answers_is_told_with_the_name_of_the_bot(
    telegram: tuple[LocalTelegram, LocalTelegramServer],
) -> None:
    found = await ask_telegram(served(telegram))
    by_name = {finding.name: finding for finding in found}
    assert by_name["telegram"].level is Level.GOOD
    assert "@" in by_name["telegram"].what
    assert by_name["updates"].what == "by polling, 0 waiting"
    assert by_name["clock"].level is Level.GOOD


async def test_a_token_that_is_refused_and_a_telegram_out_of_reach_are_told_without_the_token(
    telegram: tuple[LocalTelegram, LocalTelegramServer],
) -> None:
    other = "8000000001:of-another-bot-or-taken-back-by-botfather"
    [refused] = await ask_telegram(served(telegram, bot_token=SecretStr(other)))
    assert (refused.level, refused.what) == (Level.BAD, "refuses BOT_TOKEN")
    [away] = await ask_telegram(served(telegram, bot_api_url="http://127.0.0.1:9/bot"))
    assert away.level is Level.BAD
    assert away.what.startswith("cannot be reached")
    assert other not in "".join(refused.lines + away.lines)


async def test_without_a_token_telegram_is_not_asked() -> None:
    [finding] = await ask_telegram(read_settings(None))
    assert finding.level is Level.NOTE


@pytest.mark.parametrize("missing", [{Tool.FFMPEG}, {Tool.LIBREOFFICE}, set(Tool)])
def test_programs_that_the_cleaning_of_files_lacks_are_named_with_what_is_lost_and_how_to_get_them(
    missing: set[Tool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "missing_tools", lambda: frozenset(missing))
    found = machine.tools()
    assert found.level is Level.NOTE
    for tool in Tool:
        assert (str(tool) in found.what) is (tool in missing)
        assert (str(tool) in found.todo) is (tool in missing)
    assert found.todo.startswith("apt-get install ")


def test_where_every_program_of_the_cleaning_is_here_the_doctor_is_content(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "missing_tools", frozenset[Tool])
    assert machine.tools().level is Level.GOOD
