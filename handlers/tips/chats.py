"""The reporters' chats: what stands in them, and what must go."""

from collections.abc import Callable, Iterator

from telegram import Bot

from bot.clock import Clock
from bot.language import Language
from bot.tips.reporting.draft import Draft, Drafts, Stage
from bot.tips.reporting.undeleted_messages import Leftovers
from handlers.telegram.fading import Fading, take_away
from handlers.tips.phone import Phone, Phones


class TipChats:
    """Opens and closes drafts together with what is known of their chats."""

    def __init__(
        self, drafts: Drafts, leftovers: Leftovers, clock: Clock, forget_talk: Callable[[int], None]
    ) -> None:
        """`forget_talk` forgets what was said in a chat before a tip was begun there."""
        self._drafts = drafts
        self._leftovers = leftovers
        self._phones = Phones()
        self.fading = Fading()
        self.clock = clock
        self.forget_talk = forget_talk

    def of(self, chat: int) -> tuple[Draft, Phone] | None:
        """The draft of a chat, touched with this, and its phone; None where there is none, or its time is over."""
        draft = self._drafts.of(chat)
        return (draft, self._phones.of(chat)) if draft else None

    def begin(self, chat: int, language: Language, stage: Stage) -> tuple[Draft, Phone]:
        """Open a draft where none is open."""
        return self._drafts.begin(chat, language, stage), self._phones.of(chat)

    def close(self, chat: int) -> tuple[Draft, Phone] | None:
        """Forget a draft and what was written in it; what its phone shows can still be taken away."""
        draft, phone = self._drafts.close(chat), self._phones.close(chat)
        return (draft, phone) if draft else None

    def close_expired(self) -> list[tuple[int, Draft, Phone]]:
        """Forget the drafts that have had their time; whose they were."""
        return [(chat, draft, self._phones.close(chat)) for chat, draft in self._drafts.close_expired()]

    def close_all(self) -> Iterator[tuple[int, Draft, Phone]]:
        """Forget one draft after the other."""
        for chat in self._drafts.chats():
            if closed := self.close(chat):
                yield chat, *closed

    def is_for_draft(self, chat: int) -> bool:
        """Whether what is written in a chat now belongs to its draft, or to one that has just had its time."""
        return self._drafts.is_open(chat) or self._drafts.is_late(chat)

    def is_of_draft(self, chat: int, message: int) -> bool:
        """Whether an edit of a message belongs to a tip: it was taken, or stayed in the chat when it should not."""
        return self._phones.has_taken(chat, message) or self._leftovers.holds(chat, message)

    def has_taken(self, chat: int, message: int) -> bool:
        """Whether a message was taken into the draft of a chat."""
        return self._phones.has_taken(chat, message)

    def forget_old(self) -> None:
        """Forget the messages that nobody can edit any more."""
        self._leftovers.forget_old()

    async def take_out(self, bot: Bot, chat: int, message: int, phone: Phone | None) -> bool:
        """Take a message of the reporter out of the chat; where Telegram refuses, note that it stands there."""
        is_away = await take_away(bot, chat, message)
        if is_away:
            self._leftovers.remove(chat, message)
            if phone:
                phone.stuck.discard(message)
        else:
            self._leftovers.add(chat, message)
            if phone:
                phone.stuck.add(message)
        return is_away
