"""What time does to cases: the ended ones are destroyed after 90 days, the forgotten ones after a year (T21)."""

from datetime import date

from bot.clock import Clock
from bot.tips.casework.deadlines import KEPT, LONGEST, Deadlines
from bot.tips.model import CaseNumber
from bot.tips.ports import CaseStore


class Upkeep:
    """Destroys what is due to be destroyed."""

    def __init__(self, cases: CaseStore, deadlines: Deadlines, clock: Clock) -> None:
        self._cases = cases
        self._deadlines = deadlines
        self._clock = clock

    async def due(self) -> list[CaseNumber]:
        """What a purge would destroy now."""
        today = self._today()
        return await self._cases.ended_before(today - KEPT, today - LONGEST)

    async def purge(self) -> list[CaseNumber]:
        """Destroy it: keys and contents; what remains are figures and the audit."""
        due = await self.due()
        if due:
            await self._cases.destroy(due, self._today())
        return due

    def _today(self) -> date:
        return self._deadlines.day_of(self._clock.now())
