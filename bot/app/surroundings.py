"""What the application stands in: settings, knowledge, files, a clock."""

from dataclasses import dataclass, field
from random import Random, SystemRandom

from bot.cleaning import Cleaner
from bot.clock import Watch
from bot.config import Settings
from bot.knowledge.knowledge import Knowledge
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from bot.storage.tips.cases import TipStore
from bot.tips.officials.file import Officials
from bot.tips.secrecy.code_hashing import Cost
from bot.tips.secrecy.key_file import KeyRing


@dataclass(frozen=True, slots=True)
class TipSupplies:
    """What the tip desk is opened with; `cost` is what a code costs, lower only in tests, and `cleaner` makes files anew with
    what the machine has for it: in tests and in the terminal without LibreOffice.
    """

    officials: Officials
    keys: KeyRing
    store: TipStore
    cost: Cost | None = None
    cleaner: Cleaner = field(default_factory=Cleaner)

    async def close(self) -> None:
        """Close the file."""
        await self.store.close()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the application stands in: other files and another clock for Telegram, the terminal and the tests."""

    settings: Settings
    knowledge: Knowledge
    people: PeopleStore
    progress: ProgressStore
    clock: Watch
    tips: TipSupplies | None = None
    chance: Random = field(default_factory=SystemRandom)
