"""What the outbox needs: a place for its letters, and somebody who carries them."""

from datetime import datetime
from typing import Protocol

from bot.outbox.letter import AnnouncementId, Letter, LetterResult
from bot.reminders.deck import History
from bot.reminders.order import Drawn
from bot.reminders.votes import Quiz


class LetterStore(Protocol):
    """Where letters wait; each call is one transaction, and what it promises holds after a power cut."""

    async def is_anything_due(self, now: datetime) -> bool:
        """Whether a reminder is to be planned or a letter to be sent; one look into indexes."""

    async def recover(self) -> int:
        """Settle the letters that were being sent when the program ended, each as uncertain; how many there were."""

    async def next(self, now: datetime) -> Letter | None:
        """The letter that has waited longest among those that may be sent."""

    async def history(self, chat: int) -> History | None:
        """What decides on a subscriber's next card; None where they are none any more."""

    async def claim(self, letter: Letter, card: Drawn | None) -> None:
        """Note that a letter is being sent from now on."""

    async def sent(self, letter: Letter, quiz: Quiz | None, day: int) -> None:
        """Count a letter as sent and forget it; `day` is today's number."""

    async def uncertain(self, letter: Letter) -> None:
        """A reminder counts as sent; an announcement is kept in the list of the uncertain."""

    async def put_off(self, letter: Letter, due: datetime) -> None:
        """Let a letter that was not sent wait until then."""

    async def refuse(self, letter: Letter) -> None:
        """Count a letter as refused and forget it."""

    async def drop_late(self, announcement: AnnouncementId, now: datetime) -> int:
        """Count a page of letters that are too late and forget them; how many."""

    async def lose(self, chat: int) -> None:
        """Mark a chat unreachable, end its reminders, count and forget its letters."""

    async def move(self, old: int, new: int) -> None:
        """Let everything that is known of a group stand under its new number; what was being sent to it waits again."""

    async def close_topic(self, letter: Letter) -> None:
        """End the reminders that came to a topic; count the letter as refused and forget it."""

    async def leave_topic(self, letter: Letter) -> None:
        """Let a letter wait again, for the group as a whole."""


class Carrier(Protocol):
    """Brings letters to Telegram."""

    async def carry(self, letter: Letter) -> LetterResult:
        """Try once to send a letter, whose card is drawn; never raises for what Telegram or the network did."""

    async def tell_topic_closed(self, letter: Letter) -> None:
        """Tell a group that its reminders end, since their topic takes nothing; never raises as well."""
