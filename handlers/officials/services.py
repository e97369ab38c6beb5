"""What the officials' side of the tip desk needs."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.people.subscribers import Subscribers
from bot.tips.desk import TipDesk
from handlers.officials.awaited_words import AskedToWrite
from handlers.telegram.languages import Languages


@dataclass(frozen=True, slots=True)
class OfficialServices:
    """The services of /inbox and /stats, and of every button of an official."""

    knowledge: Current[Knowledge]
    languages: Languages
    subscribers: Subscribers
    desk: TipDesk
    asked_to_write: AskedToWrite
    clock: Clock
