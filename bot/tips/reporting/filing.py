"""Filing a tip, and coming back to it with its code."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from random import Random

from bot.clock import Clock
from bot.tips.casework.deadlines import Deadlines, Due, quarter_after
from bot.tips.casework.staffing import Reach, Staffing
from bot.tips.casework.withdrawing import Withdrawing
from bot.tips.model import (
    FOR_REPORTER,
    FROM_REPORTER,
    Attachment,
    CaseHead,
    CaseRecord,
    Entry,
    EntryKind,
    EntryMark,
    NoticeKind,
    Recipient,
    State,
)
from bot.tips.ports import CaseStore, CaseUnit, Delivery, KeptCase
from bot.tips.reporting.codes import Code, new_code
from bot.tips.reporting.draft import Draft, Filed
from bot.tips.secrecy.code_hashing import Hasher
from bot.tips.secrecy.vault import CaseKey, Concerns, Vault, new_number

MOST_ADDITIONS = 40
"""Additions to one case, its whole life long."""

MOST_ADDITIONS_A_DAY = 10


class NobodyLeftError(Exception):
    """There is no official left to receive the tip; nothing was stored."""


class UnreachedError(NobodyLeftError):
    """No official who would receive the tip can be reached now, and the reporter has not said that they know."""


class TooManyAdditionsError(Exception):
    """So much was added to the case already that no more is taken today, or ever."""


class Wait(Enum):
    """What a reporter waits for."""

    PERSON = auto()
    DECISION = auto()
    END_OF_KEEPING = auto()


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its reporter sees it: no note of the officials among themselves, no reply that can still be corrected. `filed` counts
    their own files, `reply_files` those that came with the replies.
    """

    head: CaseHead
    entries: tuple[Entry, ...]
    next_date: date
    waits_for: Wait
    is_overdue: bool
    filed: Filed
    reply_files: int = 0


class Filing:
    """The reporter's side of the desk."""

    def __init__(  # noqa: PLR0913, PLR0917 - the desk is put together in one place, bot/tips/desk.py
        self,
        cases: CaseStore,
        withdrawing: Withdrawing,
        vault: Vault,
        hasher: Hasher,
        staffing: Staffing,
        deadlines: Deadlines,
        delay: tuple[int, int],
        clock: Clock,
        chance: Random,
    ) -> None:
        self._cases = cases
        self._withdrawing = withdrawing
        self._vault = vault
        self._hasher = hasher
        self._staffing = staffing
        self._deadlines = deadlines
        self._delay = delay
        self._clock = clock
        self._chance = chance

    def new_code(self) -> Code:
        """A fresh receipt code."""
        return new_code(self._chance)

    def is_anybody_left(self, draft: Draft) -> bool:
        """Whether somebody would receive the tip as it stands."""
        return draft.body is not None and bool(self._staffing.recipients(_concerns(draft)))

    async def reach(self, draft: Draft) -> Reach:
        """Whether anybody would hear of the tip as it stands: asked before the first word of it is written."""
        if draft.body is None:
            return Reach.NOBODY
        async with self._cases.transaction() as unit:
            return self._staffing.reach(_concerns(draft), await unit.reachable())

    async def file(self, draft: Draft, *, is_unreached_known: bool = False) -> Filed:
        """Store a tip under its code; it is on the disk when this returns. `is_unreached_known` says that the reporter was told
        that no official can be reached, and wants to file it all the same.

        Raises:
            NobodyLeftError: where everybody was kept out, or the officials file has changed meanwhile.
            UnreachedError: where nobody can be reached, and the reporter does not know.
            TooManyCodesError: where too many file at this moment; the draft is as it was.
        """
        if draft.code is None or not self.is_anybody_left(draft):
            raise NobodyLeftError
        concerns, today = _concerns(draft), self._today()
        # What was written is taken at once: the draft may be changed while the code is worked out.
        is_urgent = draft.is_urgent
        entry = Entry(EntryKind.TIP, today, draft.text, files=draft.attachments, is_urgent=is_urgent)
        tells_of_danger = draft.tells_of_danger
        unlocked = await self._hasher.unlock(draft.code)
        head = CaseHead(new_number(self._chance), today, State.RECEIVED, is_urgent=is_urgent)
        first = self._first_notice(is_urgent=is_urgent)
        mark = EntryMark(0, EntryKind.TIP, today, first)
        key, case = self._vault.new_case(head, unlocked, concerns)
        sealed = await asyncio.to_thread(key.seal_entry, mark, entry)
        async with self._cases.transaction() as unit:
            reachable = await unit.reachable()
            reach = self._staffing.reach(concerns, reachable)
            if reach is not Reach.REACHED and not is_unreached_known:
                raise UnreachedError
            staff = self._staffing.staff(head, concerns, reachable, first)
            record = CaseRecord(head, {one: Recipient(first) for one in staff.recipients}, (mark,))
            await unit.file(KeptCase(case, record, key.bind(record)), sealed)
            await unit.deliver(staff.deliveries)
        return replace(self._filed(today, reach, len(entry.files)), tells_of_danger=tells_of_danger)

    async def enter(self, code: Code) -> CaseKey | None:
        """The key of the case that a code opens; None for an unknown, a wrong and a destroyed one alike.

        Raises:
            TooManyCodesError: where too many try at this moment.
        """
        each = await self._hasher.unlock_each(code)
        found = [(await self._cases.find(unlocked.lookup), unlocked) for unlocked in each]
        return next((self._vault.by_receipt(case, unlocked) for case, unlocked in found if case), None)

    async def view(self, key: CaseKey) -> CaseView | None:
        """What the reporter sees; None where the case was destroyed or withdrawn meanwhile.

        Raises:
            TamperedError: where somebody has changed the case without its key.
        """
        async with self._cases.transaction() as unit:
            kept = await unit.kept(key.number)
            if kept is None or kept.record.withdrawn:
                return None
            key.check(kept)
            entries = await unit.entries(key.number)
            files = await unit.count_files(key.number)
            reachable = await unit.reachable()
        visible = self._visible(kept.record)
        shown = tuple(key.open_entry(one) for one in entries if one.mark in visible)
        waits_for, by = self._awaited(kept.record.head)
        is_overdue = waits_for is not Wait.END_OF_KEEPING and by < self._today()
        kinds = {mark.place: mark.kind for mark in visible}
        own, theirs = (
            sum(count for place, count in files if kinds.get(place) in which)
            for which in (FROM_REPORTER, {EntryKind.REPLY})
        )
        head = kept.record.head
        is_heard = head.first_act is not None or self._staffing.is_reached(kept.record.recipients, reachable)
        filed = replace(
            self._filed(head.counted_from, Reach.REACHED if is_heard else Reach.OWNERS_ONLY, own),
            received=head.received,
            is_ended=head.closed is not None,
        )
        return CaseView(head, shown, by, waits_for, is_overdue, filed, theirs)

    async def reply_files(self, key: CaseKey) -> list[Attachment] | None:
        """The files that came with the replies; None where the case was destroyed or withdrawn meanwhile.

        Raises:
            TamperedError: where somebody has changed the case without its key.
        """
        async with self._cases.transaction() as unit:
            kept = await unit.kept(key.number)
            if kept is None or kept.record.withdrawn:
                return None
            key.check(kept)
            replies = {mark.place for mark in self._visible(kept.record) if mark.kind is EntryKind.REPLY}
            sealed = [one for one in await unit.attachments(key.number) if one[0] in replies]
        return await asyncio.to_thread(lambda: [key.open_file(*one) for one in sealed])

    async def add(self, key: CaseKey, draft: Draft) -> bool:
        """Add what was written to the case; False where it was destroyed or withdrawn meanwhile.

        Where life is in danger the case is urgent from now on, and whoever was still to hear of it hears at once.

        Raises:
            TooManyAdditionsError: where too much was added already.
            TamperedError: where somebody has changed the case without its key.
        """
        is_urgent, told_at = draft.is_urgent, self._first_notice(is_urgent=draft.is_urgent)
        entry = Entry(
            EntryKind.ADDITION, self._today(), draft.text, files=draft.attachments, is_urgent=is_urgent
        )
        async with self._cases.transaction() as unit:
            kept = await unit.kept(key.number)
            if kept is None or kept.record.withdrawn:
                return False
            key.check(kept)
            _see_to_room(kept.record, self._today())
            mark = EntryMark(len(kept.record.entries), EntryKind.ADDITION, self._today(), told_at)
            await unit.add(key.number, await asyncio.to_thread(key.seal_entry, mark, entry))
            record = replace(kept.record, entries=(*kept.record.entries, mark))
            if is_urgent:
                await self._tell_of_danger(unit, key, kept, record, told_at)
            else:
                await unit.save(record, key.bind(record))
                await unit.deliver(_more(record, told_at, await unit.awaited(key.number)))
        return True

    async def _tell_of_danger(
        self, unit: CaseUnit, key: CaseKey, kept: KeptCase, record: CaseRecord, told_at: datetime
    ) -> None:
        """The case is urgent: it exists for all who receive it from now on, with all that its reporter wrote, and nothing waits."""
        recipients = {
            name: replace(one, since=min(one.since, told_at)) for name, one in record.recipients.items()
        }
        entries = tuple(
            replace(mark, since=min(mark.since, told_at)) if mark.kind in FROM_REPORTER else mark
            for mark in record.entries
        )
        head = replace(record.head, is_urgent=True)
        record = replace(record, head=head, recipients=recipients, entries=entries)
        await unit.bring_forward(key.number, FROM_REPORTER, told_at)
        await unit.save(record, key.bind(record))
        concerns = replace(key.open_concerns(kept.case.sealed), recused=record.recused)
        waiting = [one for one in await unit.awaited(key.number) if one.due.kind is NoticeKind.NEW]
        await unit.drop_notices(key.number, [NoticeKind.NEW, NoticeKind.MORE, NoticeKind.MORE_UNREAD])
        await unit.deliver(
            [replace(one, due=replace(one.due, at=min(one.due.at, told_at))) for one in waiting]
        )
        await unit.deliver(self._staffing.urged_more(recipients.keys(), concerns, key.number, told_at))

    async def withdraw(self, key: CaseKey) -> None:
        """Take the case back; see Withdrawing for what goes when."""
        await self._withdrawing.withdraw(key, self._first_notice())

    def _visible(self, record: CaseRecord) -> frozenset[EntryMark]:
        """What of a case its reporter may see by now."""
        now = self._clock.now()
        return frozenset(
            mark
            for mark in record.entries
            if mark.kind in FROM_REPORTER or (mark.kind in FOR_REPORTER and mark.since <= now)
        )

    def _filed(self, received: date, reach: Reach = Reach.REACHED, files: int = 0) -> Filed:
        by = (self._deadlines.person_by(received), self._deadlines.decision_by(received))
        return Filed(received, *by, reach, files)

    def _awaited(self, head: CaseHead) -> tuple[Wait, date]:
        if head.closed:
            return Wait.END_OF_KEEPING, self._deadlines.destroyed_on(head.counted_from, head.closed)
        is_opened = head.first_act is not None
        by = self._deadlines.next_for_reporter(head.counted_from, is_opened=is_opened)
        return Wait.DECISION if is_opened else Wait.PERSON, by

    def _first_notice(self, *, is_urgent: bool = False) -> datetime:
        """When officials first hear of something. Where there is no delay the minute is kept, and no finer time."""
        now = self._clock.now()
        if is_urgent or not self._delay[1]:
            return now.replace(second=0, microsecond=0)
        return quarter_after(now + timedelta(minutes=self._chance.uniform(*self._delay)))

    def _today(self) -> date:
        return self._deadlines.day_of(self._clock.now())


def _see_to_room(record: CaseRecord, today: date) -> None:
    added = [mark for mark in record.entries if mark.kind is EntryKind.ADDITION]
    if len(added) >= MOST_ADDITIONS or sum(mark.day == today for mark in added) >= MOST_ADDITIONS_A_DAY:
        raise TooManyAdditionsError


def _more(record: CaseRecord, told_at: datetime, awaited: Collection[Delivery]) -> list[Delivery]:
    """The notice of an addition to everybody, once however much is added before it leaves; not before their first notice.

    It waits for the newest addition, so that what is told of is there.
    """
    waiting = {one.official for one in awaited if one.due.kind is NoticeKind.MORE and one.due.at >= told_at}
    return [
        Delivery(official, record.head.number, Due(NoticeKind.MORE, max(told_at, one.since)))
        for official, one in sorted(record.recipients.items())
        if official not in waiting
    ]


def _concerns(draft: Draft) -> Concerns:
    assert draft.body is not None  # noqa: S101 - asked for before anything can be written
    return Concerns(draft.body, frozenset(draft.excluded))
