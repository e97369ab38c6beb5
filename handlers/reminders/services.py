"""What reminders need."""

from dataclasses import dataclass

from bot.knowledge.by_body import KnowledgeByBody
from bot.people.subscribers import Subscribers
from bot.reminders.service import Reminders
from bot.reminders.votes import Votes
from handlers.telegram.deep_links import Links
from handlers.telegram.languages import Languages


@dataclass(frozen=True, slots=True)
class ReminderServices:
    """The services of /remind, and of votes on dilemmas."""

    knowledge: KnowledgeByBody
    languages: Languages
    reminders: Reminders
    votes: Votes
    links: Links
    subscribers: Subscribers
