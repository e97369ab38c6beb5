"""A case that its reporter takes back: who hears of it, and when it goes."""

from dataclasses import replace
from datetime import date, datetime

from bot.clock import Clock
from bot.tips.casework.deadlines import Deadlines, Due
from bot.tips.model import CaseNumber, NoticeKind
from bot.tips.ports import CaseStore, CaseUnit, Delivery, KeptCase
from bot.tips.secrecy.vault import CaseKey


class Withdrawing:
    """Withdraws cases. Only officials who may know of a case hear that it is gone, and at a moment that says nothing of its reporter.

    From now on the code opens nothing. A case that nobody has opened is destroyed at once, and those who may know of it still see
    its empty shell. A case that somebody has opened goes at the moment of the notice: if it went earlier, a look at the list would
    tell when its reporter came.
    """

    def __init__(self, cases: CaseStore, deadlines: Deadlines, clock: Clock) -> None:
        self._cases = cases
        self._deadlines = deadlines
        self._clock = clock

    async def withdraw(self, key: CaseKey, told_at: datetime) -> None:
        """Withdraw a case; `told_at` is the moment of the notice (UTC)."""
        async with self._cases.transaction() as unit:
            kept = await unit.kept(key.number)
            if kept is None or kept.record.withdrawn:
                return
            key.check(kept)
            await self._withdraw(unit, key, kept, told_at)
        await self._cases.scrub()

    async def settle(self) -> None:
        """Destroy the withdrawn cases whose moment has come."""
        due = await self._cases.withdrawn_by(self._clock.now())
        if due:
            await self._destroy(due)
            await self._cases.scrub()

    async def _withdraw(self, unit: CaseUnit, key: CaseKey, kept: KeptCase, told_at: datetime) -> None:
        record, now = kept.record, self._clock.now()
        aware = {name: one for name, one in record.recipients.items() if one.since <= now}
        if not aware:
            await unit.destroy([key.number], self._today())
            return
        withdrawn = replace(record, recipients=aware, withdrawn=told_at)
        await unit.save(withdrawn, key.bind(withdrawn))
        await unit.forget_code(key.number)
        if withdrawn.is_emptied:
            await unit.empty(key.number)
        due = Due(NoticeKind.WITHDRAWN, told_at)
        await unit.deliver([Delivery(official, key.number, due) for official in sorted(aware)])

    async def _destroy(self, numbers: list[CaseNumber]) -> None:
        async with self._cases.transaction() as unit:
            await unit.destroy(numbers, self._today())

    def _today(self) -> date:
        return self._deadlines.day_of(self._clock.now())
