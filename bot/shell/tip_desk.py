"""The operator's commands for the tip desk: backup, audit, purge, keys, pin."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import click

from bot.clock import SystemClock
from bot.config import Settings, SettingsFaultyError, read_settings
from bot.storage.backups import age_backups, back_up
from bot.storage.database import StoreUnusableError
from bot.storage.tips.audit import acts
from bot.storage.tips.cases import TipStore
from bot.storage.tips.pins import PinStore
from bot.tips.casework.upkeep import Upkeep
from bot.tips.officials.file import OfficialId
from bot.tips.secrecy.key_file import KeyFile, KeyFileFaultyError, KeyRing, Keys, pepper_name
from bot.tips.secrecy.opening import unsound_cases
from bot.tips.secrecy.vault import Vault

T = TypeVar("T")
DATABASES = ("people.db", "tips.db")


@click.command()
def backup() -> None:
    """Copy the databases into DATA_DIR/backups; cases destroyed later are destroyed there too."""
    settings, now = _settings(), SystemClock().now()
    folder = settings.data_dir / "backups"
    sources = [path for path in (settings.data_dir / name for name in DATABASES) if path.exists()]
    if not sources:
        raise click.ClickException(f"there is nothing to copy in DATA_DIR={settings.data_dir}")
    for source in sources:
        try:
            click.echo(back_up(source, folder, now))
        except FileExistsError:
            raise click.ClickException("there is a copy of this very second already; try again") from None
    age_backups(folder, settings.data_dir / "tips.db", now.astimezone(settings.timezone))
    click.echo(f"Keep a copy of {settings.tips_key_file} elsewhere: without it no backup can be read.")


@click.command()
@click.option("--show", is_flag=True, help="Print every act, oldest first.")
def audit(show: bool) -> None:  # noqa: FBT001 - click hands a flag over so
    """Verify the audit of officials' acts, and every case: who receives it, what stands in it, how it stands."""
    settings = _settings()
    file, found = _keys(settings)

    async def work(store: TipStore) -> bool:
        store.use_chain_key(found.audit)
        if show:
            for act in await store.database.run(acts):
                click.echo(f"{act.at.isoformat()} {act.official} {act.name} {act.number}")
        verdict = await store.verify()
        if verdict.broken_at is None:
            click.echo(f"Whole: {verdict.count} acts, last hash {verdict.last.hex()}")
        else:
            click.echo(f"BROKEN at act {verdict.broken_at}: it, or one before it, was changed or taken out.")
        changed = await unsound_cases(KeyRing(found, file), store)
        for number in changed:
            click.echo(f"CHANGED: case {number} was changed by somebody without its key.")
        return verdict.broken_at is None and not changed

    if not _with_store(settings, work):
        sys.exit(1)


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be destroyed.")
def purge(dry_run: bool) -> None:  # noqa: FBT001 - click hands a flag over so
    """Destroy the cases whose time is over: 90 days after closing, a year after receipt and a warning. A running bot does it by
    itself, where its clock agrees with Telegram's; here you answer for the clock.
    """
    settings, clock = _settings(), SystemClock()

    async def work(store: TipStore) -> None:
        upkeep = Upkeep(store, settings.timezone, clock)
        numbers = await (upkeep.due() if dry_run else upkeep.purge())
        for number in numbers:
            click.echo(number)
        click.echo(f"{'To be destroyed' if dry_run else 'Destroyed'}: {len(numbers)}")

    _with_store(settings, work)
    if not dry_run:
        now = clock.now().astimezone(settings.timezone)
        age_backups(settings.data_dir / "backups", settings.data_dir / "tips.db", now)


@click.group()
def keys() -> None:
    """Change the keys that wrap the keys of cases."""


@keys.command()
def rotate() -> None:
    """Make a new key and put every case under it. Older backups still open with the old ones, which stay in the file."""
    settings = _settings()
    file, old = _keys(settings)
    new = old.with_new_key()
    file.save(new)

    async def work(store: TipStore) -> int:
        vault = Vault(KeyRing(new))
        numbers = await store.all_cases()
        for number in numbers:
            case = await store.case(number)
            if case:
                await store.rewrap(number, vault.rewrapped(case, new).by_file)
        return len(numbers)

    click.echo(f"New key {new.current}; cases put under it: {_with_store(settings, work)}")
    click.echo(f"Copy {settings.tips_key_file} to where you keep its copy.")


@keys.command()
def pepper() -> None:
    """Make a new pepper for the codes given from now on. Older codes go on opening: their pepper stays in the file as long as a case
    needs it, see `keys retire`.
    """
    settings = _settings()
    file, old = _keys(settings)

    async def work(store: TipStore) -> None:
        await store.name_pepper(pepper_name(old.pepper))

    _with_store(settings, work)
    file.save(old.with_new_pepper())
    click.echo(
        f"New pepper. Copy {settings.tips_key_file} to where you keep its copy, and start the bot again."
    )


@keys.command()
def bind() -> None:
    """Trust tips.db as it lies, once, at the next start: only after a backup from before the update was put in its place."""
    file, old = _keys(_settings())
    file.save(replace(old, is_bound=False))
    click.echo("At the next start every case that is not yet bound to its key will be.")


@keys.command()
def retire() -> None:
    """Forget all keys but the current one, and the peppers that no code needs: no backup from before the last rotation can be read
    any more.
    """
    settings = _settings()
    file, old = _keys(settings)

    async def work(store: TipStore) -> tuple[int, frozenset[str]]:
        cases = [await store.case(number) for number in await store.all_cases()]
        left = sum(case is not None and case.by_file.key_id != old.current for case in cases)
        await store.set_key_mark(old.mark)
        return left, await store.pepper_names()

    left, needed = _with_store(settings, work)
    if left:
        raise click.ClickException(
            f"{left} cases still need an old key; rotate once more: python -m bot keys rotate"
        )
    new = old.without_old().without_peppers_but(needed)
    file.save(new)
    click.echo(f"Forgotten: {len(old.keys) - 1}")
    if old.old_peppers:
        click.echo(f"Peppers forgotten: {len(old.old_peppers) - len(new.old_peppers)}")


@click.group()
def pin() -> None:
    """Help officials with their PIN."""


@pin.command()
@click.argument("official")
def forget(official: str) -> None:
    """Forget the PIN of an official (their name in officials.yaml), so that they can set another one: after five wrong ones it is
    locked. See first that their phone is in their own hands.
    """

    async def work(store: TipStore) -> bool:
        return await PinStore(store.database).forget(OfficialId(official))

    if not _with_store(_settings(), work):
        raise click.ClickException(f"«{official}» has no PIN")
    click.echo(f"«{official}» can set a new PIN: /pin")


COMMANDS: dict[str, click.Command] = {
    "audit": audit,
    "backup": backup,
    "keys": keys,
    "pin": pin,
    "purge": purge,
}


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingsFaultyError as error:
        raise click.ClickException(f"these settings are wrong:\n{error}") from None


def _keys(settings: Settings) -> tuple[KeyFile, Keys]:
    file = KeyFile(settings.tips_key_file)
    try:
        return file, file.load()
    except KeyFileFaultyError as error:
        raise click.ClickException(str(error)) from None


def _with_store(settings: Settings, work: Callable[[TipStore], Awaitable[T]]) -> T:
    path = settings.data_dir / "tips.db"
    if not path.exists():
        raise click.ClickException(f"there is no {path}: nobody has opened the tip desk yet")

    async def opened() -> T:
        store = await TipStore.open(path)
        try:
            return await work(store)
        finally:
            await store.close()

    try:
        return asyncio.run(opened())
    except StoreUnusableError as error:
        raise click.ClickException(f"The database {error.path} {error.reason}.") from None
