"""What owners' commands need."""

from dataclasses import dataclass

from bot.announcements.announcements import Announcements
from bot.counts.counts import Feedback
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from handlers.owners.relearning import Relearning
from handlers.telegram.languages import Languages
from handlers.telegram.rights import Owners


@dataclass(frozen=True, slots=True)
class OwnerServices:
    """The services of /announce, /status and /reload."""

    knowledge: Current[Knowledge]
    languages: Languages
    owners: Owners
    announcements: Announcements
    feedback: Feedback
    relearning: Relearning
