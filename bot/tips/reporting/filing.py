"""Filing a tip, and coming back to it with its code."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.clock import Clock
from bot.tips.casework.deadlines import Deadlines, Due, quarter_after
from bot.tips.casework.staffing import Staffing
from bot.tips.model import FOR_REPORTER, CaseHead, Entry, EntryKind, NoticeKind, State
from bot.tips.ports import CaseStore, Delivery, DeliveryStore
from bot.tips.reporting.codes import Code, new_code
from bot.tips.reporting.draft import Draft
from bot.tips.secrecy.code_hashing import Hasher
from bot.tips.secrecy.vault import CaseKey, Concerns, Vault, new_number


class NobodyLeftError(Exception):
    """There is no official left to receive the tip; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What the reporter may count on from now."""

    person_by: date
    decision_by: date


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its reporter sees it: no note of the officials among themselves."""

    head: CaseHead
    entries: tuple[Entry, ...]
    next_date: date | None


class Filing:
    """The reporter's side of the desk."""

    def __init__(  # noqa: PLR0913, PLR0917 - the desk is put together in one place, app.py
        self,
        cases: CaseStore,
        deliveries: DeliveryStore,
        vault: Vault,
        hasher: Hasher,
        staffing: Staffing,
        deadlines: Deadlines,
        delay: tuple[int, int],
        clock: Clock,
        chance: Random,
    ) -> None:
        self._cases = cases
        self._deliveries = deliveries
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

    async def file(self, draft: Draft) -> Filed:
        """Store a tip under its code; it is on the disk when this returns.

        Raises:
            NobodyLeftError: where everybody was kept out, or the officials file has changed meanwhile.
            TooManyCodesError: where too many file at this moment; the draft is as it was.
        """
        if draft.code is None or not self.is_anybody_left(draft):
            raise NobodyLeftError
        unlocked = await self._hasher.unlock(draft.code)
        concerns, today = _concerns(draft), self._today()
        head = CaseHead(new_number(self._chance), today, State.RECEIVED, is_urgent=draft.is_urgent)
        entry = Entry(EntryKind.TIP, today, draft.text, files=tuple(draft.files))
        key, case = self._vault.new_case(head, unlocked, concerns)
        sealed = await asyncio.to_thread(key.seal_entry, 0, entry)
        staff = self._staffing.staff(
            head,
            concerns,
            await self._deliveries.is_reachable(),
            self._first_notice(is_urgent=draft.is_urgent),
        )
        await self._cases.file(case, sealed, staff.recipients, staff.deliveries)
        return Filed(self._deadlines.person_by(today), self._deadlines.decision_by(today))

    async def enter(self, code: Code) -> CaseKey | None:
        """The key of the case that a code opens; None for an unknown, a wrong and a destroyed one alike.

        Raises:
            TooManyCodesError: where too many try at this moment.
        """
        unlocked = await self._hasher.unlock(code)
        case = await self._cases.find(unlocked.lookup)
        return self._vault.by_receipt(case, unlocked) if case else None

    async def view(self, key: CaseKey) -> CaseView | None:
        """What the reporter sees; None where the case was destroyed meanwhile."""
        case = await self._cases.case(key.number)
        if case is None:
            return None
        entries = [key.open_entry(kept) for kept in await self._cases.entries(key.number)]
        return CaseView(
            case.head, tuple(entry for entry in entries if entry.kind in FOR_REPORTER), self._next(case.head)
        )

    async def add(self, key: CaseKey, draft: Draft) -> bool:
        """Add what was written to the case; False where it was destroyed meanwhile."""
        entry = Entry(EntryKind.ADDITION, self._today(), draft.text, files=tuple(draft.files))
        while await self._cases.case(key.number):
            place = len(await self._cases.entries(key.number))
            sealed = await asyncio.to_thread(key.seal_entry, place, entry)
            if await self._cases.add(key.number, sealed, await self._tell(key, NoticeKind.MORE), None):
                return True
        return False

    async def withdraw(self, key: CaseKey) -> None:
        """Destroy the case at once; its officials are told that it was withdrawn, and nothing more."""
        notices = await self._tell(key, NoticeKind.WITHDRAWN)
        await self._cases.destroy([key.number], self._today(), notices)

    async def _tell(self, key: CaseKey, kind: NoticeKind) -> Sequence[Delivery]:
        due = Due(kind, self._first_notice(is_urgent=False))
        return [
            Delivery(official, key.number, due)
            for official in sorted(await self._cases.recipients(key.number))
        ]

    def _next(self, head: CaseHead) -> date | None:
        if head.closed:
            return self._deadlines.destroyed_on(head.received, head.closed)
        return self._deadlines.next_for_reporter(head.received, is_opened=head.first_act is not None)

    def _first_notice(self, *, is_urgent: bool) -> datetime:
        """When officials first hear of it. Where there is no delay the minute is kept, and only until they have heard."""
        now = self._clock.now()
        if is_urgent or not self._delay[1]:
            return now.replace(second=0, microsecond=0)
        return quarter_after(now + timedelta(minutes=self._chance.uniform(*self._delay)))

    def _today(self) -> date:
        return self._deadlines.day_of(self._clock.now())


def _concerns(draft: Draft) -> Concerns:
    assert draft.body is not None  # noqa: S101 - asked for before anything can be written
    return Concerns(draft.body, frozenset(draft.excluded))
