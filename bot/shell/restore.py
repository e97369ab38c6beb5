"""`python -m bot restore`: a copy of a database put back, or only tried."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from bot.clock import SystemClock
from bot.config import Settings
from bot.shell.opening import open_settings
from bot.storage.backups import database_of, newest_copies, taken_at_of
from bot.storage.data_folder import FolderInUseError, claimed
from bot.storage.database import StoreUnusableError
from bot.storage.restoring import laid_out, put_back, rows_in
from bot.storage.tips.cases import TipStore
from bot.tips.secrecy.key_file import KeyFile, KeyFileFaultyError, KeyRing
from bot.tips.secrecy.opening import unsound_cases

TIPS, PEOPLE = "tips.db", "people.db"
COUNTED = {
    TIPS: {"tip_case": "cases", "audit": "acts in the audit"},
    PEOPLE: {"chat": "chats", "reminder": "reminders"},
}
"""What a copy is described by: its tables, in words."""


class CopyFaultyError(Exception):
    """A copy cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a copy holds, as it was opened in a place of its own."""

    database: str
    taken_at: datetime | None
    rows: Mapping[str, int]

    def told(self, now: datetime) -> str:
        """A line on it."""
        held = ", ".join(
            f"{self.rows.get(table, 0)} {name}" for table, name in COUNTED[self.database].items()
        )
        return f"{self.database}: {_age(self.taken_at, now)}: {held}"


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--rehearse",
    is_flag=True,
    help="Only try it: open, count, verify, change nothing. Without FILE, the newest copies.",
)
def restore(file: Path | None, *, rehearse: bool) -> None:
    """Put the copy FILE back in the place of its database, while the bot does not run. It is tried first."""
    settings, now = open_settings(), SystemClock().now()
    try:
        if rehearse:
            _rehearse([file] if file else _newest(settings), settings, now)
        elif file is None:
            raise click.UsageError("say which FILE to put back; or try the newest copies: restore --rehearse")
        else:
            _restore(file, settings, now)
    except (CopyFaultyError, FolderInUseError) as error:
        raise click.ClickException(str(error)) from None


def _newest(settings: Settings) -> list[Path]:
    copies = newest_copies(settings.data_dir / "backups")
    if not copies:
        raise CopyFaultyError(f"there is no copy in {settings.data_dir / 'backups'}: python -m bot backup")
    return [path for path, _ in copies.values()]


def _rehearse(copies: list[Path], settings: Settings, now: datetime) -> None:
    for copy in copies:
        tried = asyncio.run(_tried(copy, settings))
        click.echo(f"{tried.told(now)}. It opens, and nothing was changed.")


def _restore(copy: Path, settings: Settings, now: datetime) -> None:
    with claimed(settings.data_dir):
        tried = asyncio.run(_tried(copy, settings))
        try:
            kept = put_back(copy, settings.data_dir / tried.database, settings.data_dir / "backups", now)
        except FileExistsError:
            raise CopyFaultyError("there is a copy of this very second already; try again") from None
    click.echo(f"{tried.told(now)}. It is in its place.")
    if kept:
        click.echo(f"What stood there before is kept as {kept}.")
    if tried.database == TIPS:
        click.echo(
            "Cases that came after it was made are not in it; notices sent since then may be sent again."
        )


async def _tried(copy: Path, settings: Settings) -> Tried:
    database = database_of(copy) or copy.name
    if database not in COUNTED:
        raise CopyFaultyError(f"{copy} is no copy of {TIPS} or {PEOPLE}, by its name")
    with laid_out(copy, database) as place:
        try:
            rows = await rows_in(place)
        except StoreUnusableError as error:
            raise CopyFaultyError(f"{copy} {error.reason}") from None
        if database == TIPS and rows.get("key_mark"):
            await _see_that_the_keys_open_it(copy, place, settings)
    return Tried(database, taken_at_of(copy), rows)


async def _see_that_the_keys_open_it(copy: Path, place: Path, settings: Settings) -> None:
    file = KeyFile(settings.tips_key_file)
    try:
        keys = file.load()
    except KeyFileFaultyError as error:
        raise CopyFaultyError(str(error)) from None
    store = await TipStore.open(place)
    try:
        mark = await store.key_mark()
        if mark is not None and not keys.knows(mark):
            raise CopyFaultyError(f"{copy} was made under other keys than those of {file.path}")
        store.use_chain_key(keys.audit)
        verdict = await store.verify()
        if verdict.broken_at is not None:
            raise CopyFaultyError(f"{copy}: the audit is broken at act {verdict.broken_at}")
        unsound = await unsound_cases(KeyRing(keys), store)
        if unsound:
            raise CopyFaultyError(
                f"{copy}: no key opens these cases, or they were changed: {', '.join(unsound)}"
            )
    finally:
        await store.close()


def _age(taken_at: datetime | None, now: datetime) -> str:
    if taken_at is None:
        return "of an unknown day"
    hours = round((now - taken_at).total_seconds() / 3600)
    return f"{hours} hours old" if hours < 72 else f"{hours // 24} days old"
