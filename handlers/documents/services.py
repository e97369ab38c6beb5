"""What papers need."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.documents.deadlines import Calendar
from bot.documents.reminding import PaperReminders
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from handlers.documents.chats import PaperChats
from handlers.telegram.languages import Languages
from handlers.telegram.turn import Turn


@dataclass(frozen=True, slots=True)
class DocumentServices:
    """The services of /notice; `beside` knows what else is open in a chat."""

    knowledge: Current[Knowledge]
    languages: Languages
    chats: PaperChats
    calendar: Calendar
    reminders: PaperReminders
    beside: "Beside"


@dataclass(frozen=True, slots=True)
class Beside:
    """What else is said in a chat: `is_reporting` whether a tip is written there, `forget` has the bot wait for no other words.

    `takes_tips` says whether the tip desk is open.
    """

    is_reporting: Callable[[int], bool]
    forget: Callable[[Turn], Awaitable[object]]
    takes_tips: bool = False
