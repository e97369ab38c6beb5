"""Sends what waits: each letter once, at an even pace, late ones never."""

import asyncio
import math
from collections.abc import Callable
from datetime import timedelta

from bot import logs
from bot.acts.bodies import BodyId
from bot.clock import Watch
from bot.outbox.delivery_result import (
    MaybeSent,
    Moved,
    NotSent,
    Refused,
    Sent,
    TooFast,
    TopicGone,
    Unreachable,
)
from bot.outbox.letter import Letter, LetterResult
from bot.outbox.pacer import Pacer
from bot.outbox.ports import Carrier, LetterStore
from bot.reminders.deck import Deck
from bot.reminders.order import Drawn
from bot.reminders.schedule import Schedule

AT_ONCE = 8
"""Letters under way at once: at 20 a second Telegram may take 0.4 s for each. Answers have the other connections."""

FIRST_REST, LONGEST_REST = 5, 300
"""Seconds a letter rests after a failure, doubled each time."""

TOPIC_REST = timedelta(minutes=15)
"""How long a reminder waits whose topic takes nothing; it is tried almost as long as it may come at all."""

TURN = 500
"""Letters sent before a look at what else is due."""

LONGEST_HALT = 60
"""Seconds that everything rests after one failure upon another."""


class Outbox:
    """A letter is noted as being sent before Telegram is asked, and as sent after the answer.

    So after a crash it is known which may have gone out: those are never sent again.
    """

    def __init__(
        self,
        store: LetterStore,
        carrier: Carrier,
        deck: Callable[[BodyId | None], Deck],
        schedule: Schedule,
        clock: Watch,
    ) -> None:
        """`deck` gives the cards there are now for a body; None is the first."""
        self._store = store
        self._carrier = carrier
        self._deck = deck
        self._schedule = schedule
        self._clock = clock
        self._pacer = Pacer(clock)
        self._failures = 0
        self._ended_well = False

    async def recover(self) -> None:
        """Settle what the last process, or the last turn where it broke, left in the middle of its sending."""
        if self._ended_well:
            return
        count = await self._store.recover()
        if count:
            logs.event("PUSHES_UNCERTAIN", count=count)
        self._ended_well = True

    async def send_due(self, stop: asyncio.Event) -> int:
        """Send until nothing is due, a turn is over, Telegram asks for a rest, or the stop; how many were begun.

        What is under way then is finished.
        """
        under_way: set[asyncio.Task[None]] = set()
        self._ended_well, begun = False, 0
        try:
            while begun < TURN and not (stop.is_set() or self._pacer.is_halted):
                letter = await self._next()
                if letter is None:
                    break
                begun += 1
                under_way.add(asyncio.create_task(self._send(letter)))
                under_way = await _with_room(under_way)
        finally:
            ended = await asyncio.gather(*under_way, return_exceptions=True)
        for error in ended:
            if error is not None:
                raise error
        self._ended_well = True
        return begun

    async def _next(self) -> Letter | None:
        """The next letter, claimed, when it is its time; None where nothing is due."""
        await self._clock.sleep(self._pacer.wait())
        while letter := await self._store.next(self._clock.now()):
            if letter.until <= self._clock.now():
                logs.event(
                    "PUSHES_LATE", count=await self._store.drop_late(letter.announcement, self._clock.now())
                )
            elif wait := self._pacer.wait_for(letter.chat):
                await self._put_off(letter, wait)
            elif claimed := await self._claim(letter):
                self._pacer.spend(letter.chat)
                return claimed
        return None

    async def _claim(self, letter: Letter) -> Letter | None:
        card = letter.card
        if letter.is_reminder and (card is None or self._deck(None).content(card.id) is None):
            card = await self._draw(letter)
            if card is None:
                await self._store.refuse(letter)
                return None
        await self._store.claim(letter, card)
        return letter.with_card(card)

    async def _draw(self, letter: Letter) -> Drawn | None:
        history = await self._store.history(letter.chat)
        return self._deck(history.body).draw(history) if history else None

    async def _send(self, letter: Letter) -> None:
        result = await self._carrier.carry(letter)
        if not isinstance(result, NotSent):
            self._failures = 0
        await self._settle(letter, result)

    async def _settle(self, letter: Letter, result: LetterResult) -> None:
        match result:
            case Sent(quiz):
                await self._store.sent(letter, quiz, self._schedule.day_number(self._clock.now()))
            case MaybeSent():
                logs.event("PUSHES_UNCERTAIN", count=1)
                await self._store.uncertain(letter)
            case TooFast(seconds):
                logs.event("TELEGRAM_ASKS_TO_WAIT", seconds=seconds)
                self._pacer.halt(seconds)
                await self._put_off(letter, seconds)
            case NotSent():
                self._failures += 1
                logs.event("PUSH_FAILED", count=self._failures)
                self._pacer.halt(min(2**self._failures, LONGEST_HALT))
                await self._put_off(letter, min(FIRST_REST * 2**letter.tries, LONGEST_REST))
            case Unreachable():
                logs.event("CHAT_UNREACHABLE")
                await self._store.lose(letter.chat)
            case Moved(chat):
                await self._store.move(letter.chat, chat)
            case TopicGone():
                await self._settle_without_topic(letter)
            case Refused():
                logs.event("PUSH_REFUSED")
                await self._store.refuse(letter)

    async def _settle_without_topic(self, letter: Letter) -> None:
        """An announcement is for the group as a whole then. A reminder waits, as Telegram says so of living topics too, and ends with a word."""
        if not letter.is_reminder:
            await (self._store.leave_topic(letter) if letter.thread else self._store.refuse(letter))
        elif self._clock.now() + 2 * TOPIC_REST < letter.until:
            await self._put_off(letter, TOPIC_REST.total_seconds())
        else:
            logs.event("TOPIC_CLOSED")
            await self._carrier.tell_topic_closed(letter)
            await self._store.close_topic(letter)

    async def _put_off(self, letter: Letter, seconds: float) -> None:
        await self._store.put_off(letter, self._clock.now() + timedelta(seconds=math.ceil(seconds)))


async def _with_room(tasks: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """The tasks still under way, once one more may be."""
    # A turn of the loop, so that a letter leaves before the next is claimed.
    await asyncio.sleep(0)
    patience = None if len(tasks) >= AT_ONCE else 0
    done, left = await asyncio.wait(tasks, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
    return left
