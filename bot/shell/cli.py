"""The commands of the shell: python -m bot COMMAND."""

import asyncio
import json
import sys
from pathlib import Path

import click

from bot.acts.loader import load
from bot.clock import SystemClock
from bot.config import strange_settings
from bot.language import Language
from bot.machine.starting import leave_out_unused, undisturbed
from bot.shell.opening import LANGUAGE, act_named, open_knowledge, open_settings, read_knowledge, seen_by
from bot.texts.loader import load_texts

TIP_COMMANDS = ("audit", "backup", "keys", "pin", "purge")
ACT_COMMANDS = ("act",)
LATER = ("doctor", "restore")
"""Commands whose modules are read when one of them is asked for, each of its own."""


class Commands(click.Group):
    """All commands; those named above are read when one is asked for: what stands behind them takes its time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names for the help."""
        return sorted([*super().list_commands(ctx), *TIP_COMMANDS, *ACT_COMMANDS, *LATER])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name in ACT_COMMANDS:
            from bot.shell import acts  # noqa: PLC0415 - as said

            return acts.COMMANDS[cmd_name]
        if cmd_name in LATER:
            from bot.shell.doctor.command import doctor  # noqa: PLC0415 - as said
            from bot.shell.restore import restore  # noqa: PLC0415 - as said

            return {"doctor": doctor, "restore": restore}[cmd_name]
        if cmd_name not in TIP_COMMANDS:
            return super().get_command(ctx, cmd_name)
        from bot.shell.tip_desk import COMMANDS  # noqa: PLC0415 - as said

        return COMMANDS[cmd_name]


@click.group(cls=Commands, invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Adep, an advisor on service ethics. Without a command: `run` where BOT_TOKEN is set, else `chat`."""
    if context.invoked_subcommand is None:
        settings = open_settings()
        wanted = "run" if settings.bot_token.get_secret_value() else "chat"
        if wanted == "run" and not (settings.data_dir / "people.db").exists():
            _examine_before_the_first_start()
        command = main.get_command(context, wanted)
        assert command is not None  # noqa: S101 - __main__.py adds `chat`, `run` stands below
        context.invoke(command)


def _examine_before_the_first_start() -> None:
    """Show what the bot will stand on; what stops it, `run` itself says in a sentence."""
    from bot.shell.doctor.examination import examine  # noqa: PLC0415 - as above
    from bot.shell.doctor.findings import show  # noqa: PLC0415 - as above

    click.echo("Before the first start (see it again: python -m bot doctor):")
    show(examine())


@main.command()
def run() -> None:
    """Serve on Telegram: by polling, or by webhook where WEBHOOK_URL is set."""
    from bot.machine.memory import begin_overwriting  # noqa: PLC0415 - as below

    settings = open_settings()
    for strange in strange_settings():
        click.echo(strange, err=True)
    if not settings.bot_token.get_secret_value():
        raise click.ClickException(
            "BOT_TOKEN is not set. Get one from @BotFather and put it into .env; or try the bot without one: python -m bot chat"
        )
    begin_overwriting()
    leave_out_unused()
    with undisturbed():
        from bot.app.serving import serve  # noqa: PLC0415 - `ask` and `rules` start faster without Telegram

    sys.exit(serve(settings, open_knowledge(settings)))


@main.command()
@click.argument("question", required=False)
@click.option("--lang", type=LANGUAGE, help="The language of the answer; by default that of the question.")
@click.option("--jsonl", is_flag=True, help="Read {id, text} a line from standard input, write decisions.")
@click.option("--why", is_flag=True, help="Print what decided the answer, and the runner-up.")
@click.option("--body", default="", help="The body whose staff asks; by default the first one.")
def ask(question: str | None, lang: str | None, body: str, *, jsonl: bool, why: bool) -> None:
    """Print the answer to one QUESTION."""
    from bot.conversation.jsonl import Stream  # noqa: PLC0415 - as above
    from bot.shell.plain_text import answer_text  # noqa: PLC0415 - as above

    if jsonl == bool(question):
        raise click.UsageError('give a question, or --jsonl and lines of {"id", "text"} on standard input')
    services, forced = seen_by(open_knowledge(open_settings()), body), Language(lang) if lang else None
    if question:
        answer = services.asking.ask(question, forced=forced)
        click.echo(answer_text(answer, services))
        reasons = services.asking.why(question) if why else None
        if reasons:
            click.echo(f"\n{services.reasons.text(reasons, answer.language)}")
        return
    for line in Stream(services.matcher, services.rulebook, forced).lines(sys.stdin.buffer):
        click.echo(line)
        sys.stdout.flush()


@main.command()
@click.option("--act", "act_id", default="", help="The act; by default the first one of the default body.")
@click.option("--json", "as_json", is_flag=True, help="One array of refs with their texts.")
@click.option("--lang", type=LANGUAGE, default=Language.KK.value, show_default=True)
def rules(act_id: str, as_json: bool, lang: str) -> None:  # noqa: FBT001 - click hands a flag over so
    """Print an act."""
    from bot.acts.standing_line import standing_line  # noqa: PLC0415 - as above
    from bot.shell.plain_text import act_json, act_text  # noqa: PLC0415 - as above

    settings, language = open_settings(), Language(lang)
    rulebook = read_knowledge(load, settings)
    chosen = act_named(rulebook, act_id) if act_id else rulebook.first_act
    if as_json:
        click.echo(json.dumps(act_json(rulebook, chosen), ensure_ascii=False, indent=1))
    else:
        standing = standing_line(chosen, language, read_knowledge(load_texts, settings)).words
        click.echo(act_text(rulebook, chosen, standing, language))


@main.command()
@click.option("--lang", type=LANGUAGE, default=Language.KK.value, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="By default rules-LANG.pdf.")
@click.option("--bot", "name", help="The bot's name; by default the one that BOT_TOKEN belongs to.")
@click.option("--body", default="", help="The body that it hangs in; by default the first one.")
@click.option("--act", "act_id", default="", help="The act that is printed; by default the body's first one.")
def poster(lang: str, out: Path | None, name: str | None, body: str, act_id: str) -> None:
    """Make a PDF to print on A3 and hang up: situations with the bot's QR codes, and the text of an act."""
    from bot.printing.poster import print_poster  # noqa: PLC0415 - as above
    from bot.shell.bot_name import NameUnknownError, link_of  # noqa: PLC0415 - as above

    settings = open_settings()
    services = seen_by(open_knowledge(settings), body)
    act = act_named(services.rulebook, act_id) if act_id else None
    try:
        link = link_of(settings, name)
    except NameUnknownError as error:
        raise click.ClickException(str(error)) from None
    out = out or Path(f"rules-{lang}.pdf")
    try:
        out.write_bytes(print_poster(services, Language(lang), link, SystemClock().now(), act))
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from None
    click.echo(f"{out}: {link}")


@main.command()
def privacy() -> None:
    """Print what is kept of people, as docs/privacy.md has it."""
    from bot.privacy.page import privacy_markdown  # noqa: PLC0415 - as above
    from bot.storage.schemas import schemas  # noqa: PLC0415 - as above

    settings = open_settings()
    knowledge = open_knowledge(settings)
    click.echo(
        privacy_markdown(knowledge.stored, knowledge.texts, settings, asyncio.run(schemas())), nl=False
    )


@main.command()
@click.option("--concepts", is_flag=True, help="Show what words of the lexicon catch beside their own forms.")
@click.option("--pointers", is_flag=True, help="Show when each pointer to the law was checked, and by whom.")
def check(*, concepts: bool, pointers: bool) -> None:
    """Say everything that is wrong with the settings, the knowledge and the texts."""
    from bot.shell.check import all_problems  # noqa: PLC0415 - as above

    if concepts:
        from bot.shell.concepts_check import report  # noqa: PLC0415 - its dictionaries are of the group dev

        for line in report(read_knowledge(load, open_settings())):
            click.echo(line)
        return
    if pointers:
        from bot.shell.pointers import report as report_pointers  # noqa: PLC0415 - as above

        for line in report_pointers(open_settings().knowledge_dir):
            click.echo(line)
        return
    problems = all_problems()
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo("All is well.")
