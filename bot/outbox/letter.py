"""A letter, and what may become of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType

from bot.language import Language
from bot.outbox.delivery_result import DeliveryResult
from bot.reminders.order import Drawn
from bot.reminders.votes import Quiz

AnnouncementId = NewType("AnnouncementId", int)
REMINDER, OF_A_PAPER = AnnouncementId(0), AnnouncementId(-1)
"""Stand in the place of an announcement where a letter is a reminder: of a rule or a situation, and of a paper of one's own."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to come to one chat; after `until` it is not sent any more. A reminder's card is drawn at the sending."""

    id: int
    announcement: AnnouncementId
    chat: int
    thread: int | None
    language: Language
    card: Drawn | None
    tries: int
    until: datetime

    @property
    def is_reminder(self) -> bool:
        """Whether a card is to be drawn for this."""
        return self.announcement == REMINDER

    @property
    def is_of_a_paper(self) -> bool:
        """Whether this reminds of a paper."""
        return self.announcement == OF_A_PAPER

    def with_card(self, card: Drawn | None) -> "Letter":
        """The same letter with its card."""
        return replace(self, card=card)


LetterResult = DeliveryResult[Quiz | None]
"""What became of a letter; of a quiz that was sent it is to be kept which votes are for it."""
