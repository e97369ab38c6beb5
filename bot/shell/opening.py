"""What every command opens first: the settings and the knowledge, or a sentence on what is wrong with them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from bot.acts.bodies import BodyId
from bot.acts.loader import KnowledgeFaultyError
from bot.acts.model import Act, Rulebook
from bot.acts.refs import ActId
from bot.config import Settings, SettingsFaultyError, read_settings
from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.language import Language
from bot.machine.kept_files import usual_place
from bot.machine.starting import undisturbed
from bot.texts.loader import TextsFaultyError

T = TypeVar("T")

MOST_SHOWN = 10
LANGUAGE = click.Choice([language.value for language in Language])


def open_settings() -> Settings:
    try:
        return read_settings()
    except SettingsFaultyError as error:
        raise click.ClickException(f"these settings are wrong:\n{error}") from None


def read_knowledge(reading: Callable[[Path], T], settings: Settings) -> T:
    """What is made of the knowledge folder, which must be sound."""
    try:
        return reading(settings.knowledge_dir)
    except (KnowledgeFaultyError, TextsFaultyError) as error:
        shown = "\n".join(map(str, error.problems[:MOST_SHOWN]))
        more = len(error.problems) - MOST_SHOWN
        rest = f"\nand {more} more; see them all with: python -m bot check" if more > 0 else ""
        raise click.ClickException(f"the knowledge cannot be used:\n{shown}{rest}") from None


def open_knowledge(settings: Settings) -> Knowledge:
    """The whole of it."""
    with undisturbed():
        return read_knowledge(partial(build_knowledge, keeping=usual_place()), settings)


def seen_by(services: Knowledge, body: str) -> Knowledge:
    """The knowledge as the staff of a body see it; of the first one where no body is named."""
    bodies = services.rulebook.bodies
    if not body:
        return services
    if body not in bodies:
        raise click.ClickException(f"there is no body «{body}»; there are: {', '.join(bodies)}")
    return services.seen_by(BodyId(body))


def act_named(rulebook: Rulebook, act: str) -> Act:
    """The act of an id."""
    found = rulebook.acts.get(ActId(act))
    if found is None:
        raise click.ClickException(f"there is no act «{act}»; there are: {', '.join(rulebook.acts)}")
    return found
