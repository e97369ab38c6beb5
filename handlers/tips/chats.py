"""The reporters' chats: what stands in them, and what must go."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot

from bot.clock import Clock
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.reporting.draft import Draft, Drafts, Filed, Stage
from bot.tips.reporting.undeleted_messages import Leftovers
from handlers.telegram.fading import Fading, Removal, remove
from handlers.telegram.turn import Turn
from handlers.tips.own_jobs import OwnJobs
from handlers.tips.phone import Phone, Phones

Place = tuple[int, int]
"""A chat and a message in it."""

CODE_STAYS = timedelta(minutes=10)
"""How long the message with the code stands in the chat."""

LastScreen = Callable[[], Coroutine[Any, Any, None]]
"""Shows the last screen of a draft that is closed."""

ON_ITS_WAY = timedelta(minutes=1)
"""How long a second press on the last screen of a draft may be on its way."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What a chat has beside a tip: what was said or begun in it is forgotten by all of `forgetting`; `answer` answers a question."""

    forgetting: tuple[Callable[[int], None], ...]
    answer: Callable[[Turn], Awaitable[None]]

    def forget(self, chat: int) -> None:
        """Forget what was said or begun in a chat before a tip was begun there."""
        for forget in self.forgetting:
            forget(chat)


class TipChats:
    """Opens and closes drafts together with what is known of their chats."""

    def __init__(self, drafts: Drafts, leftovers: Leftovers, clock: Clock, talk: Talk) -> None:
        self._drafts = drafts
        self._leftovers = leftovers
        self._phones = Phones()
        self._removals: dict[Place, asyncio.Task[None]] = {}
        self._filed: dict[int, tuple[int, Filed, datetime]] = {}
        self._ended: dict[int, tuple[int, datetime]] = {}
        self.ends: list[LastScreen] = []
        self.fading = Fading()
        self.jobs = OwnJobs()
        self.clock = clock
        self.talk = talk

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
        phone.files.clear()
        return (draft, phone) if draft else None

    def close_expired(self) -> list[tuple[int, Draft, Phone]]:
        """Forget the drafts that have had their time; whose they were."""
        closed = [(chat, draft, self._phones.close(chat)) for chat, draft in self._drafts.close_expired()]
        for _, _, phone in closed:
            phone.files.clear()
        return closed

    def all(self) -> list[tuple[int, Draft, Phone]]:
        """Every open draft with its chat and its phone."""
        opened = ((chat, self._drafts.open_in(chat)) for chat in self._drafts.chats())
        return [(chat, draft, self._phones.of(chat)) for chat, draft in opened if draft]

    def phone(self, chat: int) -> Phone | None:
        """The phone of an open draft."""
        return self._phones.known(chat)

    def holds(self, chat: int, draft: Draft) -> bool:
        """Whether this very draft is still open in its chat: a job of its own may have outlived it."""
        return self._drafts.holds(chat, draft)

    def owing(self) -> Iterator[tuple[int, Draft, Phone]]:
        """The open drafts that wait for a screen or a file."""
        for chat, phone in self._phones.all():
            draft = self._drafts.open_in(chat)
            if draft and (phone.owed.is_due or phone.files):
                yield chat, draft, phone

    def is_for_draft(self, chat: int) -> bool:
        """Whether what is written in a chat now belongs to its draft, or to one that has just had its time."""
        return self._drafts.is_open(chat) or self._drafts.late(chat) is not None

    def is_of_draft(self, chat: int, message: int) -> bool:
        """Whether an edit of a message belongs to a tip: it was taken, or stayed in the chat when it should not."""
        return self._phones.has_taken(chat, message) or self._leftovers.holds(chat, message)

    def has_taken(self, chat: int, message: int) -> bool:
        """Whether a message was taken into the draft of a chat."""
        return self._phones.has_taken(chat, message)

    def apology(self, chat: int) -> Say | None:
        """What is said where something failed in a chat with a draft: what became of it, and what to do; None without a draft."""
        draft = self._drafts.open_in(chat)
        if draft is None:
            return None
        if draft.stage in {Stage.FILING, Stage.FILED}:
            return Say.TIP_FAILED_FILING
        return Say.TIP_FAILED if draft.is_tip else Say.CASE_FAILED

    def end(self, chat: int, message: int) -> None:
        """Note the last screen of a draft that ended in order: a second press that was on its way does not put another in its place."""
        self._ended[chat] = message, self.clock.now() + ON_ITS_WAY

    def is_end(self, chat: int, message: int) -> bool:
        """Whether a message is such a last screen."""
        return chat in self._ended and self._ended[chat][0] == message

    def tell_filed(self, chat: int, message: int, filed: Filed) -> None:
        """Note under which message a tip was confirmed: for as long as its code stands in the chat."""
        self._filed[chat] = message, filed, self.clock.now() + CODE_STAYS

    def filed(self, chat: int, message: int) -> Filed | None:
        """What is known of a tip that was confirmed by a message a while ago."""
        known = self._filed.get(chat)
        return known[1] if known and known[0] == message and self.clock.now() < known[2] else None

    def forget_old(self) -> None:
        """Forget the messages that nobody can edit any more, and what a press may still have been on its way to."""
        self._leftovers.forget_old()
        self._removals = {place: task for place, task in self._removals.items() if not task.done()}
        now = self.clock.now()
        self._filed = {chat: kept for chat, kept in self._filed.items() if now < kept[2]}
        self._ended = {chat: last for chat, last in self._ended.items() if now < last[1]}

    def take_early(self, bot: Bot, chat: int, message: int) -> None:
        """Begin to take a message of the reporter out of the chat; `take_out` waits for it."""
        if (chat, message) not in self._removals:
            self._removals[chat, message] = self.jobs.put(self._take_out(bot, chat, message))

    async def take_out(self, bot: Bot, chat: int, message: int) -> bool:
        """Take a message of the reporter out of the chat; where Telegram refuses, note that it stands there."""
        self.take_early(bot, chat, message)
        await asyncio.wait([self._removals[chat, message]])
        self._removals.pop((chat, message), None)
        return not self._leftovers.holds(chat, message)

    async def _take_out(self, bot: Bot, chat: int, message: int) -> None:
        phone = self._phones.known(chat)
        # Those of one chat few at a time, so that a thousand of them keep no other chat's waiting.
        async with phone.removing if phone else nullcontext(), self.fading.places:
            fate = await remove(bot, chat, message)
        if fate is Removal.GONE:
            self._went(chat, message)
            return
        self._leftovers.add(chat, message)
        if phone := self._phones.known(chat):
            phone.stuck.add(message)
        if fate is Removal.UNREACHED:
            self.fading.add(chat, message, self.clock.now(), lambda: self._went(chat, message))

    async def removed(self, chat: int | None = None) -> None:
        """Wait until nothing is on its way out of a chat, or out of any."""
        leaving = [task for (place, _), task in self._removals.items() if chat in {None, place}]
        if leaving:
            await asyncio.wait(leaving)

    def _went(self, chat: int, message: int) -> None:
        self._leftovers.remove(chat, message)
        phone = self._phones.known(chat)
        if phone and message in phone.stuck:
            phone.stuck.discard(message)
            phone.owed.ask()
