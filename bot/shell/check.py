"""`check`: everything that is wrong with settings, knowledge, texts and officials, at once."""

from pathlib import Path

from bot.config import Places, SettingsFaultyError, read_places, read_settings
from bot.knowledge.reread import knowledge_problems
from bot.storage.database import StoreUnusableError
from bot.storage.tips.deliveries import started_in
from bot.texts.call_sites import placeholder_problems, sites_in
from bot.tips.officials.file import OfficialsFaultyError, load_officials, unreachable_problems

ENV = Path(".env")


def all_problems() -> list[str]:
    """Every problem as `file:line: what is wrong`; empty where all is well."""
    problems: list[str] = []
    try:
        read_settings()
    except SettingsFaultyError as error:
        problems += [f"{ENV}:{_line_of(problem.partition(':')[0])}: {problem}" for problem in error.problems]
    places = read_places()
    found = list(knowledge_problems(places.knowledge_dir))
    # Placeholders are held against the calls only in texts that are sound by themselves.
    problems += map(str, found or placeholder_problems(places.knowledge_dir, sites_in()))
    try:
        # Without the file the tip desk is closed, which an operator may want.
        if places.officials_file.exists():
            problems += _officials_problems(places)
    except OfficialsFaultyError as error:
        problems += map(str, error.problems)
    return problems


def _officials_problems(places: Places) -> list[str]:
    """Who of the officials cannot be written to; before the first start nobody can be blamed for it."""
    officials, database = load_officials(places.officials_file), places.data_dir / "tips.db"
    if not database.exists():
        return []
    try:
        started = started_in(database)
    except StoreUnusableError as error:
        return [f"{error.path}:1: {error.reason}"]
    return list(map(str, unreachable_problems(places.officials_file, officials, started)))


def _line_of(setting: str) -> int:
    """Where a setting stands in .env; 1 where it comes from the environment."""
    if not ENV.is_file():
        return 1
    lines = ENV.read_text(encoding="utf-8", errors="replace").splitlines()
    names = [line.partition("=")[0].removeprefix("export ").strip().upper() for line in lines]
    return names.index(setting) + 1 if setting in names else 1
