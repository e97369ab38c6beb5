"""The commands that bring an act in: act read, import, match, list, check."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.fetching import fetch
from bot.acts.importing.model import Kind, ReadAct
from bot.acts.importing.pairing import Paired, paired
from bot.acts.importing.reading import read_act, read_acts
from bot.acts.importing.web import PublicWeb
from bot.acts.importing.writing import Provenance, files
from bot.acts.refs import ActId, is_act_id
from bot.clock import SystemClock
from bot.language import Language
from bot.shell import act_words
from bot.shell.opening import LANGUAGE, open_knowledge, open_settings, read_knowledge


@click.group()
def act() -> None:
    """Bring published acts in: read, import, match, list, check. See knowledge/README.md."""


@act.command("read")
@click.argument("source")
@click.option("--lang", type=LANGUAGE, help="The language of the text, where the file does not tell.")
@click.option("--json", "as_json", is_flag=True, help="Everything that was understood, as JSON.")
def read_one(source: str, lang: str | None, as_json: bool) -> None:  # noqa: FBT001 - click hands a flag over so
    """Print what is understood of a published act in FILE or at URL; nothing is written."""
    understood = _read(source, lang)
    if as_json:
        click.echo(json.dumps(understood.as_json(), ensure_ascii=False, indent=1))
        return
    for line in act_words.of_read_act(understood):
        click.echo(line)


@act.command("import")
@click.argument("sources", nargs=-1, required=True)
@click.option("--as", "act_id", required=True, help="The id: letters a-z, figures, «-»; such as code-2015.")
def import_one(sources: tuple[str, ...], act_id: str) -> None:
    """Write an act from one file or address, or two (a language each), into knowledge/acts/ID for a lawyer to look through."""
    if not is_act_id(act_id):
        raise click.ClickException(
            f"«{act_id}» cannot be an id: it must be of the letters a-z, figures, - and _, 16 at most"
        )
    folder = open_settings().knowledge_dir / "acts" / act_id
    if folder.exists():
        raise click.ClickException(
            f"{folder} is there already. Move it away first, or choose another id: nothing is written over."
        )
    pair = _paired(sources)
    read_on = SystemClock().now().date().isoformat()
    written = files(act_id, pair, Provenance(", ".join(map(_named, sources)), read_on))
    try:
        _write(folder, written)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from None
    for line in act_words.of_import(folder, pair, act_id):
        click.echo(line)


@act.command("match")
@click.argument("act_id")
def match_one(act_id: str) -> None:
    """Propose which matters each place of an act settles, as comments beside `settles:` in its act.yaml."""
    from bot.answers.mapping_file import with_proposals  # noqa: PLC0415 - only this command asks the matcher
    from bot.answers.proposals import proposals  # noqa: PLC0415 - as above

    settings = open_settings()
    knowledge = open_knowledge(settings)
    chosen = knowledge.rulebook.acts.get(ActId(act_id))
    if chosen is None:
        raise click.ClickException(
            f"there is no act «{act_id}»; there are: {', '.join(knowledge.rulebook.acts)}"
        )
    found = proposals(knowledge.rulebook, knowledge.matcher, knowledge.rulebook.id_in_refs(ActId(act_id)))
    path = settings.knowledge_dir / "acts" / act_id / "act.yaml"
    path.write_text(with_proposals(path.read_text(encoding="utf-8"), found), encoding="utf-8")
    for line in act_words.of_proposals(found, knowledge.rulebook, path):
        click.echo(line)


@act.command("list")
def list_all() -> None:
    """Print every act: its standing, its places, how many are mapped and how many proposals wait for a lawyer."""
    from bot.acts.loader import load  # noqa: PLC0415 - as above
    from bot.texts.loader import load_texts  # noqa: PLC0415 - as above

    settings = open_settings()
    rulebook, texts = read_knowledge(load, settings), read_knowledge(load_texts, settings)
    for line in act_words.of_list(rulebook, texts, settings.knowledge_dir / "acts", Language.RU):
        click.echo(line)


@act.command("check")
def check_acts() -> None:
    """Say everything that is wrong with the knowledge, changed texts of acts among it."""
    from bot.knowledge.reread import knowledge_problems  # noqa: PLC0415 - as above

    problems = list(knowledge_problems(open_settings().knowledge_dir))
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo("All is well.")


def _read(source: str, language: str | None) -> ReadAct:
    with _told():
        return read_act(_contents(source), language)


@contextmanager
def _told() -> Iterator[None]:
    """A file that cannot be read as an act ends the command with a sentence."""
    try:
        yield
    except UnreadableActError as error:
        raise click.ClickException(f"this cannot be read as an act: {error}") from None


def _contents(source: str) -> Path | bytes:
    if source.startswith(("http://", "https://")):
        return fetch(source, PublicWeb(), time.monotonic)
    return Path(source)


def _paired(sources: tuple[str, ...]) -> Paired:
    if len(sources) > len(Language):
        raise click.ClickException("give one file, or two: the Kazakh text and the Russian one")
    by_language: dict[str, ReadAct] = {}
    with _told():
        found = [(source, act) for source in sources for act in read_acts(_contents(source))]
    for source, understood in found:
        if understood.language in by_language:
            raise click.ClickException("both files are in the same language; give one of each")
        if all(unit.kind is Kind.PREAMBLE for unit in understood.units):
            raise click.ClickException(
                f"{source}: no numbered paragraph was found; see: python -m bot act read {source}"
            )
        by_language[understood.language] = understood
    return paired(by_language.get(Language.KK), by_language.get(Language.RU))


def _named(source: str) -> str:
    """An address as it is, a file by its name: nobody's folders go into the knowledge."""
    return source if source.startswith(("http://", "https://")) else Path(source).name


def _write(folder: Path, written: act_words.Written) -> None:
    folder.mkdir(parents=True)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")


COMMANDS: dict[str, click.Command] = {"act": act}
