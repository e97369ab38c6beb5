"""The key file and tips.db belong together: seen to before the desk opens (T29)."""

from dataclasses import replace
from typing import Protocol

from bot.tips.model import CaseNumber
from bot.tips.ports import KeptCase
from bot.tips.secrecy.key_file import KeyFile, KeyFileFaultyError, KeyRing, Keys
from bot.tips.secrecy.sealing import UnsealableError, new_key
from bot.tips.secrecy.vault import TamperedError, Vault

MISSING = "is missing, and tips.db has cases that nothing else opens; put your copy of it in its place, or say in TIPS_KEY_FILE where it lies"
FOREIGN = "is not the one that tips.db was made with; put the right one in its place"


class KeptUnderKeys(Protocol):
    """What tips.db tells of the keys it needs."""

    async def is_used(self) -> bool:
        """Whether there is anything in the file that needs its key."""

    async def key_mark(self) -> bytes | None:
        """What shows which key file this file belongs to; None where that was never noted."""

    async def set_key_mark(self, mark: bytes) -> None:
        """Note which key file this file belongs to."""

    async def key_ids(self) -> frozenset[str]:
        """The keys of the key file that cases need."""

    async def all_cases(self) -> list[CaseNumber]:
        """Every case that is kept."""

    async def kept(self, number: CaseNumber) -> KeptCase | None:
        """A case with its record."""

    async def bind(self, number: CaseNumber, bound: bytes) -> None:
        """Bind the record of a case as it stands."""

    async def rechain(self) -> None:
        """Chain an audit anew that was chained without a key, as far as it is whole."""

    def use_chain_key(self, key: bytes) -> None:
        """Chain the audit with a key from now on."""


async def open_keys(file: KeyFile, store: KeptUnderKeys) -> KeyRing:
    """The keys of a tips.db, from its key file. A file is made only where nothing needs one.

    A tips.db of an earlier version is bound to its keys once: every case with its recipients and entries, and the audit.

    Raises:
        KeyFileFaultyError: where the file cannot be used, is missing, or is another one.
    """
    if await store.is_used():
        if not file.path.exists():
            raise KeyFileFaultyError(file.path, MISSING)
        keys = file.load()
        await _see_that_they_fit(file, keys, store)
    else:
        keys = file.load_or_make()
    if not keys.audit:
        keys = replace(keys, audit=new_key(), is_bound=False)
        file.save(keys)
    store.use_chain_key(keys.audit)
    if not keys.is_bound:
        await _bind_all(keys, store)
        keys = replace(keys, is_bound=True)
        file.save(keys)
    await store.set_key_mark(keys.mark)
    return KeyRing(keys, file)


async def unsound_cases(keys: KeyRing, store: KeptUnderKeys) -> list[CaseNumber]:
    """The cases that somebody has changed without their key, or that no key of the file opens."""
    vault, found = Vault(keys), []
    for number in await store.all_cases():
        kept = await store.kept(number)
        try:
            if kept:
                vault.by_file(kept.case).check(kept)
        except (TamperedError, UnsealableError):
            found.append(number)
    return found


async def _see_that_they_fit(file: KeyFile, keys: Keys, store: KeptUnderKeys) -> None:
    mark = await store.key_mark()
    if mark is not None and not keys.knows(mark):
        raise KeyFileFaultyError(file.path, FOREIGN)
    lacking = await store.key_ids() - keys.keys.keys()
    if lacking:
        raise KeyFileFaultyError(
            file.path,
            f"lacks {len(lacking)} of the keys that cases in tips.db need; put your newest copy in its place",
        )


async def _bind_all(keys: Keys, store: KeptUnderKeys) -> None:
    """Trust the file as it lies, this once. A case that does not open stays unbound, and is found so when it is read."""
    vault = Vault(KeyRing(keys))
    for number in await store.all_cases():
        kept = await store.kept(number)
        if kept is None or kept.bound:
            continue
        try:
            await store.bind(number, vault.by_file(kept.case).bind(kept.record))
        except UnsealableError:
            continue
    await store.rechain()
