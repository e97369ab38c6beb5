"""The conversations of chats with what was answered in them: in memory alone, for a quarter of an hour."""

from collections.abc import Hashable
from datetime import datetime, timedelta

from cachetools import TTLCache

from bot.answers.content import Answer, FoundParagraph
from bot.clock import Clock
from bot.conversation.listening import Heard, Message
from bot.conversation.memory import KEPT, Memory
from bot.knowledge.knowledge import Knowledge
from bot.language import Language

REMEMBERED = 2000
WAITED = timedelta(seconds=10)
"""A message that is older when its turn comes has waited: for a network, a restart, a queue."""


class Conversations:
    """Hears what is said with what was said before it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._memory = Memory()
        self._told: TTLCache[tuple[Hashable, int], Answer] = TTLCache(
            REMEMBERED, KEPT.total_seconds(), lambda: clock.now().timestamp()
        )
        self._offers: TTLCache[tuple[Hashable, int], str] = TTLCache(
            REMEMBERED, KEPT.total_seconds(), lambda: clock.now().timestamp()
        )
        self._last: TTLCache[Hashable, int] = TTLCache(
            REMEMBERED, KEPT.total_seconds(), lambda: clock.now().timestamp()
        )

    def hear(
        self,
        knowledge: Knowledge,
        chat: Hashable,
        text: str,
        preferred: Language | None,
        written: datetime | None = None,
    ) -> Heard:
        """What a message means after what was said in its chat; `written` is when, by Telegram's clock."""
        message = Message(chat, text, self._moment(written), preferred)
        heard = knowledge.listener.hear(self._memory, message)
        if not heard.joins:
            # The last answer is to another question: what joins this message must not take its place.
            self._last.pop(chat, None)
        return heard

    def _moment(self, written: datetime | None) -> datetime:
        """When a message was said: now, but for one that waited: what comes at once after an outage was not said in one breath."""
        now = self._clock.now()
        return written if written and now - written > WAITED else now

    def hear_again(
        self, knowledge: Knowledge, chat: Hashable, text: str, preferred: Language | None
    ) -> Heard:
        """What a message means whose words were changed."""
        return knowledge.listener.hear_again(self._memory, Message(chat, text, self._clock.now(), preferred))

    def tell(self, chat: Hashable, message: int, answer: Answer) -> None:
        """Remember what a message of the bot answers."""
        self._told[chat, message] = answer
        self._last[chat] = message

    def go_on(self, chat: Hashable, message: int, answer: Answer) -> None:
        """Remember which answer a further message speaks of; it is not the last answer."""
        self._told[chat, message] = answer

    def question(self, chat: Hashable, message: int) -> str:
        """The question that a message of the bot answers or speaks of, with the words that it leans on; empty where it is not remembered."""
        told = self.told(chat, message)
        return told.content.question if told and isinstance(told.content, FoundParagraph) else ""

    def told(self, chat: Hashable, message: int) -> Answer | None:
        """What a message of the bot answers, while it is remembered."""
        return self._told.get((chat, message))

    def offer(self, chat: Hashable, message: int, text: str) -> None:
        """Remember which words a message offers to hand over."""
        self._offers[chat, message] = text

    def offered(self, chat: Hashable, message: int) -> str | None:
        """The words that a message offers to hand over."""
        return self._offers.get((chat, message))

    def end_offer(self, chat: Hashable, message: int) -> None:
        """Forget which words a message offered: that is answered."""
        self._offers.pop((chat, message), None)

    def last(self, chat: Hashable) -> int | None:
        """The message of the last answer in a chat."""
        return self._last.get(chat)

    def forget(self, chat: Hashable) -> None:
        """Forget a conversation at once."""
        self._memory.forget(chat)
        self._last.pop(chat, None)
        for kept in (self._told, self._offers):
            for place in [place for place in kept if place[0] == chat]:
                kept.pop(place, None)

    def forget_old(self) -> None:
        """Forget every conversation of which a quarter of an hour has passed."""
        self._memory.forget_old(self._clock.now())
        self._told.expire()
        self._offers.expire()
        self._last.expire()

    def forget_all(self) -> None:
        """Forget everything: the program stops."""
        self._memory.forget_all()
        self._told.clear()
        self._offers.clear()
        self._last.clear()
