"""What the application stands in, and what several features of it share."""

from dataclasses import dataclass, field
from random import Random, SystemRandom

from bot.cleaning import Cleaner
from bot.clock import Watch
from bot.config import Settings
from bot.counts.counts import Feedback
from bot.knowledge.by_body import KnowledgeByBody
from bot.knowledge.knowledge import Knowledge
from bot.people.subscribers import Subscribers
from bot.storage.people.counts import CountStore
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from bot.storage.tips.cases import TipStore
from bot.tips.officials.file import Officials
from bot.tips.secrecy.code_hashing import Cost
from bot.tips.secrecy.key_file import KeyRing
from bot.workdays import WorkingDays
from handlers.answers.conversations import Conversations
from handlers.answers.given import GivenAnswers
from handlers.telegram.albums import Albums
from handlers.telegram.deep_links import Links
from handlers.telegram.languages import Languages


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


@dataclass(frozen=True, slots=True)
class Shared:
    """What more than one feature is built over; no feature is handed it whole."""

    settings: Settings
    clock: Watch
    knowledge: KnowledgeByBody
    days: WorkingDays
    subscribers: Subscribers
    languages: Languages
    links: Links
    feedback: Feedback
    given: GivenAnswers
    conversations: Conversations
    albums: Albums


def build_shared(around: Surroundings) -> Shared:
    """One of each."""
    subscribers = Subscribers(around.people)
    feedback = Feedback(CountStore(around.people.database), around.clock, around.settings.timezone)
    knowledge = KnowledgeByBody(around.knowledge, subscribers.body_of)
    return Shared(
        settings=around.settings,
        clock=around.clock,
        knowledge=knowledge,
        days=WorkingDays(around.settings.timezone, lambda: knowledge.value.own_days),
        subscribers=subscribers,
        languages=Languages(subscribers),
        links=Links(),
        feedback=feedback,
        given=GivenAnswers(),
        conversations=Conversations(around.clock),
        albums=Albums(),
    )
