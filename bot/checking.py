"""`check`: everything that is wrong with settings, knowledge, texts and officials, at once."""

from bot.config import SettingsFaultyError, read_places, read_settings
from bot.learning import knowledge_problems
from bot.tips.officials import OfficialsFaultyError, load_officials


def all_problems() -> list[str]:
    """Every problem as `file:line: what is wrong`; empty where all is well."""
    problems: list[str] = []
    try:
        read_settings()
    except SettingsFaultyError as error:
        # A setting has no line of its own: it may stand in .env or in the environment.
        problems += [f".env:1: {problem}" for problem in error.problems]
    places = read_places()
    problems += map(str, knowledge_problems(places.knowledge_dir))
    try:
        # Without the file the tip desk is closed, which an operator may want.
        if places.officials_file.exists():
            load_officials(places.officials_file)
    except OfficialsFaultyError as error:
        problems += map(str, error.problems)
    return problems
