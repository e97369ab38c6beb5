"""A case within one transaction: read and checked, changed as a whole."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.tips.model import (
    FROM_OFFICIALS,
    CaseHead,
    CaseNumber,
    CaseRecord,
    Deed,
    Entry,
    EntryKind,
    EntryMark,
    Noted,
    Recipient,
    Written,
    audited,
)
from bot.tips.officials.file import OfficialId
from bot.tips.ports import AuditRow, CaseStore, CaseUnit, Delivery, SealedCase, SealedEntry
from bot.tips.secrecy.vault import CaseKey, Concerns, Vault


class NotYoursError(Exception):
    """The case is not there, or not for this official: they are told the same."""


class EndedError(Exception):
    """The case is theirs and has ended: what they ask for is not done with it any more."""


class UnopenedError(Exception):
    """Whoever ends a case has read it before."""


class NoSecondError(Exception):
    """The outcome needs a second pair of eyes, and nobody else may see the case."""


class ChangedError(Exception):
    """The case has changed since it was asked what to write: what was written is for somebody else now, or comes too late."""


@dataclass(slots=True)
class CaseInHand:
    """A case, its key, and the transaction it is held in. `record` is how it stands now; `change` keeps another one."""

    unit: CaseUnit
    key: CaseKey
    case: SealedCase
    record: CaseRecord
    now: datetime
    today: date
    concerns: Concerns = field(init=False)

    def __post_init__(self) -> None:
        opened = self.key.open_concerns(self.case.sealed)
        self.concerns = replace(opened, recused=self.record.recused)

    @property
    def head(self) -> CaseHead:
        """The case without its content."""
        return self.record.head

    @property
    def number(self) -> CaseNumber:
        """Its number."""
        return self.record.head.number

    async def change(self, record: CaseRecord) -> None:
        """Keep another record in the place of this one, bound by the key of the case."""
        self.record = record
        await self.unit.save(record, self.key.bind(record))

    async def change_head(self, head: CaseHead) -> None:
        """Keep how the case stands now."""
        await self.change(replace(self.record, head=head))

    async def rename_recipients(
        self, added: Iterable[OfficialId] = (), removed: Collection[OfficialId] = ()
    ) -> None:
        """Let others receive the case, from now on, and some no more."""
        known = {name: one for name, one in self.record.recipients.items() if name not in removed}
        fresh = {name: Recipient(self.now) for name in added if name not in known}
        await self.change(replace(self.record, recipients={**known, **fresh}))

    async def add(self, official: OfficialId, written: Written, since: datetime) -> None:
        """Add what an official wrote; a reply is there for the reporter from `since` on."""
        mark = EntryMark(len(self.record.entries), written.kind, self.today, since)
        await self.unit.add(self.number, await self._sealed(official, written, mark))
        await self.change(replace(self.record, entries=(*self.record.entries, mark)))

    async def correct(self, official: OfficialId, written: Written, since: datetime) -> None:
        """Put what an official wrote in the place of their own reply that the reporter cannot have read yet.

        Raises:
            ChangedError: where the reporter may have read it.
        """
        if written.corrects not in await self.correctable(official):
            raise ChangedError
        mark = replace(self.record.entries[written.corrects], since=since)
        await self.unit.replace_entry(self.number, await self._sealed(official, written, mark))
        entries = tuple(mark if one.place == mark.place else one for one in self.record.entries)
        await self.change(replace(self.record, entries=entries))

    async def correctable(self, official: OfficialId) -> tuple[int, ...]:
        """The places of the replies of an official that the reporter cannot have read yet."""
        unread = {
            mark.place
            for mark in self.record.entries
            if mark.kind is EntryKind.REPLY and mark.since > self.now
        }
        if not unread:
            return ()
        kept = [one for one in await self.unit.entries(self.number) if one.mark.place in unread]
        return tuple(one.mark.place for one in kept if self.key.open_entry(one).by == official)

    async def _sealed(self, official: OfficialId, written: Written, mark: EntryMark) -> SealedEntry:
        entry = Entry(written.kind, mark.day, written.text, by=official, files=written.files)
        return await asyncio.to_thread(self.key.seal_entry, mark, entry)

    async def note(self, official: OfficialId, deed: Deed | Noted, about: str = "") -> None:
        """Note a deed of an official in the audit."""
        await self.unit.log(AuditRow(self.now, official, audited(deed, about), self.number))

    async def tell(self, deliveries: Iterable[Delivery]) -> None:
        """Have these notices sent; what waits to be sent already is not sent twice."""
        waiting = {(one.official, one.due.kind) for one in await self.unit.awaited(self.number)}
        await self.unit.deliver([one for one in deliveries if (one.official, one.due.kind) not in waiting])

    @property
    def visible_entries(self) -> tuple[EntryMark, ...]:
        """What of the case exists for officials by now."""
        return tuple(
            mark for mark in self.record.entries if mark.kind in FROM_OFFICIALS or mark.since <= self.now
        )


@asynccontextmanager
async def in_hand(
    cases: CaseStore, vault: Vault, number: CaseNumber, now: datetime, today: date
) -> AsyncIterator[CaseInHand]:
    """Take a case in hand, by the key file.

    Raises:
        NotYoursError: where there is none.
        TamperedError: where somebody has changed it without its key.
    """
    async with cases.transaction() as unit:
        kept = await unit.kept(number)
        if kept is None:
            raise NotYoursError
        key = vault.by_file(kept.case)
        key.check(kept)
        yield CaseInHand(unit, key, kept.case, kept.record, now, today)
