"""`check`: everything that is wrong with settings, knowledge and texts, at once."""

from bot.config import SettingsFaultyError, knowledge_place, read_settings
from bot.rulebook.loader import KnowledgeFaultyError, load
from bot.texts import TextsFaultyError, load_texts


def all_problems() -> list[str]:
    """Every problem as `file:line: what is wrong`; empty where all is well."""
    problems: list[str] = []
    try:
        read_settings()
    except SettingsFaultyError as error:
        # A setting has no line of its own: it may stand in .env or in the environment.
        problems += [f".env:1: {problem}" for problem in error.problems]
    knowledge = knowledge_place()
    try:
        load(knowledge)
    except KnowledgeFaultyError as error:
        problems += map(str, error.problems)
    try:
        load_texts(knowledge)
    except TextsFaultyError as error:
        problems += map(str, error.problems)
    return problems
