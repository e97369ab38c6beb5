"""What reminders need."""

from dataclasses import dataclass

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.reminders.service import Reminders
from bot.reminders.votes import Votes
from handlers.telegram.deep_links import Links
from handlers.telegram.languages import Languages


@dataclass(frozen=True, slots=True)
class ReminderServices:
    """The services of /remind, and of votes on dilemmas."""

    knowledge: Current[Knowledge]
    languages: Languages
    reminders: Reminders
    votes: Votes
    links: Links
