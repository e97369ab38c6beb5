"""The drafts that are open at the moment, one a chat, and those whose time has just ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from bot.clock import Clock

LIFE = timedelta(minutes=15)
"""How long a draft is open after it was last touched, and for how long afterwards a latecomer is known to be one."""


class Draft(Protocol):
    """What is written step by step in one chat."""

    touched: datetime

    @property
    def takes_away(self) -> bool:
        """Whether what its writer types goes from the chat."""

    def is_over(self, now: datetime) -> bool:
        """Whether it has had its time."""

    def wipe(self) -> None:
        """Forget what was written."""


D = TypeVar("D", bound=Draft)


@dataclass(frozen=True, slots=True)
class Late:
    """A draft that has just had its time: what its writer still types then is no question."""

    until: datetime
    takes_away: bool


class OpenDrafts(Generic[D]):
    """Drafts by private chat. Each is wiped when it is closed, whoever still holds it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[int, D] = {}
        self._late: dict[int, Late] = {}

    def open(self, chat: int, draft: D) -> D:
        """Open a draft in the place of an older one."""
        self.close(chat)
        self.settle_late(chat)
        self._open[chat] = draft
        return draft

    def of(self, chat: int) -> D | None:
        """The draft of a chat, touched with this; None where there is none, or its time is over."""
        draft, now = self._open.get(chat), self._clock.now()
        if draft is None or draft.is_over(now):
            return None
        draft.touched = now
        return draft

    def is_open(self, chat: int) -> bool:
        """Whether a chat has a draft, its time over or not."""
        return chat in self._open

    def open_in(self, chat: int) -> D | None:
        """The draft of a chat; to look at it does not lengthen its life."""
        return self._open.get(chat)

    def holds(self, chat: int, draft: D) -> bool:
        """Whether this very draft is open in a chat."""
        return self._open.get(chat) is draft

    def chats(self) -> list[int]:
        """The chats with a draft."""
        return list(self._open)

    def close(self, chat: int) -> D | None:
        """Forget a draft and what was written in it."""
        draft = self._open.pop(chat, None)
        if draft:
            draft.wipe()
        return draft

    def close_expired(self) -> list[tuple[int, D]]:
        """Forget the drafts that have had their time; whose they were."""
        now = self._clock.now()
        self._late = {chat: late for chat, late in self._late.items() if now < late.until}
        over = [(chat, draft) for chat, draft in self._open.items() if draft.is_over(now)]
        for chat, draft in over:
            self._late[chat] = Late(now + LIFE, draft.takes_away)
            self.close(chat)
        return over

    def late(self, chat: int) -> Late | None:
        """What is known of a draft that has just had its time, until a latecomer was told or a quarter of an hour is over."""
        late = self._late.get(chat)
        return late if late and self._clock.now() < late.until else None

    def settle_late(self, chat: int) -> None:
        """Note that a latecomer was told."""
        self._late.pop(chat, None)
