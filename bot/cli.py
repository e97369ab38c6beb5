"""The commands of the shell: python -m bot COMMAND."""

import asyncio
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from bot.clock import SystemClock
from bot.config import Settings, SettingsFaultyError, read_settings
from bot.language import Language
from bot.matching.store import usual_place
from bot.rulebook.loader import KnowledgeFaultyError, load
from bot.services import Services, build_services
from bot.texts import TextsFaultyError

T = TypeVar("T")

MOST_SHOWN = 10
TIP_COMMANDS = ("audit", "backup", "keys", "purge")
LANGUAGE = click.Choice([language.value for language in Language])


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingsFaultyError as error:
        raise click.ClickException(f"these settings are wrong:\n{error}") from None


def _read(reading: Callable[[Path], T], settings: Settings) -> T:
    """What is made of the knowledge folder, which must be sound."""
    try:
        return reading(settings.knowledge_dir)
    except (KnowledgeFaultyError, TextsFaultyError) as error:
        shown = "\n".join(map(str, error.problems[:MOST_SHOWN]))
        more = len(error.problems) - MOST_SHOWN
        rest = f"\nand {more} more; see them all with: python -m bot check" if more > 0 else ""
        raise click.ClickException(f"the knowledge cannot be used:\n{shown}{rest}") from None


def _services(settings: Settings) -> Services:
    return _read(partial(build_services, store=usual_place()), settings)


class Commands(click.Group):
    """All commands; those of the tip desk are read when one is asked for: the cryptography behind them takes its time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names for the help."""
        return sorted([*super().list_commands(ctx), *TIP_COMMANDS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in TIP_COMMANDS:
            return super().get_command(ctx, cmd_name)
        from bot.tip_commands import COMMANDS  # noqa: PLC0415 - as said

        return COMMANDS[cmd_name]


@click.group(cls=Commands, invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Adep, an advisor on service ethics. Without a command: `run` where BOT_TOKEN is set, else `chat`."""
    if context.invoked_subcommand is None:
        context.invoke(run if _settings().bot_token.get_secret_value() else chat)


@main.command()
def run() -> None:
    """Serve on Telegram: by polling, or by webhook where WEBHOOK_URL is set."""
    from bot.app import serve  # noqa: PLC0415 - `ask` and `rules` start faster without Telegram

    settings = _settings()
    if not settings.bot_token.get_secret_value():
        raise click.ClickException(
            "BOT_TOKEN is not set. Get one from @BotFather and put it into .env; or try the bot without one: python -m bot chat"
        )
    sys.exit(serve(settings, _services(settings)))


@main.command()
@click.option("--as", "name", default="Айгүл", help="Your name in the conversation.")
@click.option("--lang", type=LANGUAGE, help="The language of your Telegram.")
def chat(name: str, lang: str | None) -> None:
    """Talk with the same bot in the terminal: no token, no network."""
    from bot.terminal.session import converse  # noqa: PLC0415 - as above

    settings = _settings()
    # A conversation leaves nothing on the disk, not even what was learned from the knowledge.
    services = _read(build_services, settings)
    sys.exit(converse(settings, services, name, Language(lang) if lang else None))


@main.command()
@click.argument("question", required=False)
@click.option("--lang", type=LANGUAGE, help="The language of the answer; by default that of the question.")
@click.option("--jsonl", is_flag=True, help="Read {id, text} a line from standard input, write decisions.")
@click.option("--why", is_flag=True, help="Print what decided the answer, and the runner-up.")
def ask(question: str | None, lang: str | None, *, jsonl: bool, why: bool) -> None:
    """Print the answer to one QUESTION."""
    from bot.plain import answer_text  # noqa: PLC0415 - as above
    from bot.questions_stream import answer_lines  # noqa: PLC0415 - as above

    if jsonl == bool(question):
        raise click.UsageError('give a question, or --jsonl and lines of {"id", "text"} on standard input')
    services, forced = _services(_settings()), Language(lang) if lang else None
    if question:
        answer = services.asking.ask(question, forced=forced)
        click.echo(answer_text(answer, services))
        reasons = services.asking.why(question) if why else None
        if reasons:
            click.echo(f"\n{services.reasons.text(reasons, answer.language)}")
        return
    for line in answer_lines(sys.stdin.buffer, services.matcher, services.rulebook.act.id, forced):
        click.echo(line)
        sys.stdout.flush()


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One array of refs with their texts.")
@click.option("--lang", type=LANGUAGE, default=Language.KK.value, show_default=True)
def rules(as_json: bool, lang: str) -> None:  # noqa: FBT001 - click hands a flag over so
    """Print the act."""
    from bot.plain import act_json, act_text  # noqa: PLC0415 - as above

    rulebook = _read(load, _settings())
    if as_json:
        click.echo(json.dumps(act_json(rulebook), ensure_ascii=False, indent=1))
    else:
        click.echo(act_text(rulebook, Language(lang)))


@main.command()
@click.option("--lang", type=LANGUAGE, default=Language.KK.value, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="By default rules-LANG.pdf.")
@click.option("--bot", "name", help="The bot's name; by default the one that BOT_TOKEN belongs to.")
def poster(lang: str, out: Path | None, name: str | None) -> None:
    """Make a PDF of the Rules to print on A3 and hang up, with the bot's QR code."""
    from bot.naming import NameUnknownError, link_of  # noqa: PLC0415 - as above
    from bot.printing.poster import print_poster  # noqa: PLC0415 - as above

    settings = _settings()
    services = _services(settings)
    try:
        link = link_of(settings, name)
    except NameUnknownError as error:
        raise click.ClickException(str(error)) from None
    out = out or Path(f"rules-{lang}.pdf")
    try:
        out.write_bytes(print_poster(services, Language(lang), link, SystemClock().now()))
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from None
    click.echo(f"{out}: {link}")


@main.command()
def privacy() -> None:
    """Print what is kept of people, as docs/privacy.md has it."""
    from bot.privacy_page import privacy_markdown  # noqa: PLC0415 - as above
    from bot.storage.schemas import schemas  # noqa: PLC0415 - as above

    settings = _settings()
    click.echo(privacy_markdown(_services(settings), settings, asyncio.run(schemas())), nl=False)


@main.command()
def check() -> None:
    """Say everything that is wrong with the settings, the knowledge and the texts."""
    from bot.checking import all_problems  # noqa: PLC0415 - as above

    problems = all_problems()
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo("All is well.")
