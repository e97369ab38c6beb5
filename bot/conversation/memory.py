"""What was said in a chat, in memory alone: a quarter of an hour after the last word it is gone.

Nothing of it is written anywhere. A sweep in the tests looks for it on the disk, in the log and in what owners see.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.acts.model import Ref
from bot.language import Language
from bot.matters.model import MatterId

KEPT = timedelta(minutes=15)
MOST_SAID = 5
MOST_CHATS = 2000


@dataclass(frozen=True, slots=True)
class Remembered:
    """A conversation so far.

    `thread` are the last words that belong together, `offered` the list that stands last, `matter` and `ref` what was answered,
    `others` what might have been answered instead; `at` is the moment of the last word; `greeted` that nothing was said but small talk,
    `danger` what was told to somebody in danger.
    """

    at: datetime
    language: Language
    thread: tuple[str, ...] = ()
    offered: tuple[Ref, ...] = ()
    matter: MatterId | None = None
    ref: Ref | None = None
    others: tuple[Ref, ...] = ()
    greeted: bool = False
    danger: MatterId | None = None


class Memory:
    """The conversations of the last quarter of an hour; the oldest goes where there are too many."""

    def __init__(self, most: int = MOST_CHATS) -> None:
        self._chats: OrderedDict[Hashable, Remembered] = OrderedDict()
        self._most = most

    def of(self, chat: Hashable, now: datetime) -> Remembered | None:
        """What is remembered of a chat; what is too old goes, of every chat."""
        self.forget_old(now)
        return self._chats.get(chat)

    def keep(self, chat: Hashable, remembered: Remembered) -> None:
        """Remember this of a chat, and nothing that was remembered before."""
        self._chats.pop(chat, None)
        self._chats[chat] = remembered
        if len(self._chats) > self._most:
            self._chats.popitem(last=False)

    def forget(self, chat: Hashable) -> None:
        """Forget a chat at once."""
        self._chats.pop(chat, None)

    def forget_all(self) -> None:
        """Forget everything: the program stops."""
        self._chats.clear()

    def __len__(self) -> int:
        return len(self._chats)

    def forget_old(self, now: datetime) -> None:
        """Forget the chats in which nothing was said for a quarter of an hour; they stand in the order of their last words."""
        while self._chats and now - next(iter(self._chats.values())).at > KEPT:
            self._chats.popitem(last=False)
