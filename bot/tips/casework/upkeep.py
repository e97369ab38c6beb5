"""What time does to cases: the ended ones are destroyed after 90 days, the forgotten ones after a year (T21, T30)."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot import logs
from bot.clock import Clock
from bot.tips.casework.clock_witness import ClockWitness
from bot.tips.casework.deadlines import KEPT, LONGEST
from bot.tips.model import CaseNumber
from bot.tips.ports import CaseStore

MOST_A_DAY = 20
"""Cases destroyed a day: whatever goes wrong with the days, it is seen before much is lost."""

WARNED_BEFORE = timedelta(days=1)


class Upkeep:
    """Destroys the cases whose time has come: an ended one once everybody has heard of its end, an open one once somebody was warned
    the day before. It never destroys more than a few a day. Its spans are of calendar days: working days make none of them longer.
    """

    def __init__(self, cases: CaseStore, zone: ZoneInfo, clock: Clock) -> None:
        self._cases = cases
        self._zone = zone
        self._clock = clock

    async def due(self) -> list[CaseNumber]:
        """What a purge would destroy now, were there no bound."""
        today = self._today()
        return await self._cases.over_by(today - KEPT, today - LONGEST, today - WARNED_BEFORE)

    async def purge(self) -> list[CaseNumber]:
        """Destroy what is due, with its keys and contents; figures and the audit remain. The caller has made sure of the clock."""
        due = await self.due()
        if not due:
            return []
        async with self._cases.transaction() as unit:
            left = MOST_A_DAY - await unit.destroyed_on(self._today())
            now = due[: max(0, left)]
            await unit.destroy(now, self._today())
        await self._cases.scrub()
        return now

    async def purge_by(self, witness: ClockWitness) -> list[CaseNumber]:
        """Destroy what is due where the clock may be believed; elsewhere destroy nothing."""
        if witness.is_trusted:
            return await self.purge()
        if await self.due():
            logs.event("CLOCK_NOT_TRUSTED")
        return []

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()
