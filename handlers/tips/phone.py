"""What stands on the phones of reporters: numbers of messages, in memory alone, as long as a draft is open."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Message

from bot.texts.texts import Say
from handlers.telegram.screen import Screen
from handlers.tips.files import Sent

REMOVED_AT_ONCE = 6
"""Messages of one chat that are deleted at the same time."""


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that is to be made anew, by the message it came in and the name its writer knows; `owner` stands for the account."""

    message: int
    file: Sent
    name: str
    owner: bytes


@dataclass(slots=True)
class Owed:
    """What a chat is owed: a screen that is not shown yet, or could not be.

    `asked` counts how often it was asked for, `shown` up to which of these it was shown. `below` says that it goes to the end of
    the chat. `rests_until` is the moment before which Telegram asked for no further call.
    """

    asked: int = 0
    shown: int = 0
    below: bool = False
    is_under_way: bool = False
    rests_until: datetime | None = None

    @property
    def is_due(self) -> bool:
        """Whether something is owed."""
        return self.shown < self.asked

    def ask(self, *, below: bool = False) -> int:
        """Ask for the screen; the number to settle it with."""
        self.asked += 1
        self.below = self.below or below
        return self.asked

    def settle(self, number: int) -> None:
        """Note that what was asked for up to a number was shown."""
        self.shown = max(self.shown, number)
        if not self.is_due:
            self.below = False

    def let_go(self) -> None:
        """Owe nothing more: nobody is there to see it."""
        self.settle(self.asked)


@dataclass(slots=True)
class Phone:
    """What the chat of an open draft shows.

    `screen` is the message of the bot that is edited from step to step, `above` are messages that show files as they became
    (`files_above`), `is_looking` says that the reporter asked for them, `voices` are those of which nobody has decided yet whether
    they are disguised. `extra` are other messages that go with the screen, `taken` are the
    reporter's messages that were taken into the draft, a picture without words too, `stuck` are those that Telegram did not
    delete, and `remark` is said once, on the next screen. `refused` is what was not taken, by its reason: names of files, or
    nothing for what has none; it stands until all is written anew. `files` wait for their turn; `filing` is the job that stores the
    tip, `came_late` are the messages that came while it did: they belong to the draft only where it fails. Whoever changes what is shown
    holds `lock`: updates of the chat and the draft's own jobs go side by side.
    """

    screen: int | None = None
    above: set[int] = field(default_factory=set)
    files_above: tuple[Screen, ...] = ()
    is_looking: bool = False
    voices: list[WaitingFile] = field(default_factory=list)
    extra: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    stuck: set[int] = field(default_factory=set)
    remark: Say | None = None
    refused: dict[Say, list[str]] = field(default_factory=dict)
    files: deque[WaitingFile] = field(default_factory=deque)
    came_late: list[Message] = field(default_factory=list)
    is_rebuilding: bool = False
    filing: asyncio.Task[None] | None = None
    owed: Owed = field(default_factory=Owed)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    removing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(REMOVED_AT_ONCE))

    def refuse(self, reason: Say, name: str = "") -> None:
        """Note that something was not taken."""
        self.refused.setdefault(reason, []).append(name)

    def forget_written(self) -> None:
        """Forget what was sent, and what of it was not taken."""
        self.taken.clear()
        self.refused.clear()
        self.files.clear()
        self.voices.clear()
        self.came_late.clear()


class Phones:
    """The phones with an open draft, by private chat: each is opened and closed together with its draft."""

    def __init__(self) -> None:
        self._phones: dict[int, Phone] = {}

    def of(self, chat: int) -> Phone:
        """The phone of a chat with a draft."""
        return self._phones.setdefault(chat, Phone())

    def known(self, chat: int) -> Phone | None:
        """The phone of a chat, where it has one."""
        return self._phones.get(chat)

    def close(self, chat: int) -> Phone:
        """Forget a phone: its draft is closed. What stands there still can be taken away."""
        return self._phones.pop(chat, Phone())

    def all(self) -> list[tuple[int, Phone]]:
        """Every phone with its chat."""
        return list(self._phones.items())

    def has_taken(self, chat: int, message: int) -> bool:
        """Whether a message was taken into the draft of a chat, so that an edit of it belongs there too."""
        return chat in self._phones and message in self._phones[chat].taken
