"""`python -m bot chat`: the conversation in the terminal as a command of the shell."""

import sys
from functools import partial

import click

from bot.knowledge.knowledge import build_knowledge
from bot.language import Language
from bot.machine.kept_files import usual_place
from bot.shell.opening import LANGUAGE, open_settings, read_knowledge

LOADING = "Жүктеліп жатыр… · Загружается…"


@click.command()
@click.option("--as", "name", default="Айгүл", help="Your name in the conversation.")
@click.option("--lang", type=LANGUAGE, help="The language of your Telegram.")
def chat(name: str, lang: str | None) -> None:
    """Talk with the same bot in the terminal: no token, no network."""
    from emulator.terminal.session import converse  # noqa: PLC0415 - the other commands start faster without it

    click.echo(LOADING)
    settings = open_settings()
    # A conversation leaves nothing on the disk, not even what was learned from the knowledge.
    services = read_knowledge(partial(build_knowledge, keeping=usual_place(writes=False)), settings)
    sys.exit(converse(settings, services, name, Language(lang) if lang else None))
