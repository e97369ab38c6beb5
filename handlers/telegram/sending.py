"""How screens leave: sent, put in the place of an older one, tried again where the network or Telegram's pace asks for it."""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import BaseRateLimiter

from bot import logs
from bot.updates.lanes import is_in_lane, standing_aside
from handlers.telegram.screen import Screen
from handlers.telegram.topics import Topics
from handlers.telegram.transport import NotReachedError

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
PAUSES = (0.5, 2.0, 5.0)
"""Seconds before each further try after a fault of the network."""

REFUSALS = (BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken)
"""Telegram's own No: it stays one, however often it is asked."""

STARTING = frozenset({"getMe", "deleteWebhook", "setWebhook"})
"""Calls of the start: whoever makes them repeats them without end and tells the operator at the first fault."""

OUTAGE = 900.0
"""Seconds for which an answer waits for Telegram to be there again. Whoever is kept waiting longer will have asked again."""

LONGEST_HALT = 60
"""Seconds: a longer retry_after is not waited out by an answer, the person will have asked again."""

NO_ANSWER = ("Gateway Timeout", "Unknown error in HTTP implementation")
"""How PTB begins the words of a plain NetworkError after which the effect of a call is not known."""

TOPIC_GONE = ("thread not found", "topic_closed", "topic_deleted")
"""Telegram's words, in small letters, for a topic of a group that takes nothing (any more)."""


def is_topic_gone(error: BadRequest) -> bool:
    """Whether the topic takes nothing, though the group may."""
    return any(sign in error.message.lower() for sign in TOPIC_GONE)


async def reply(message: Message, screen: Screen) -> int:
    """Send a screen as a reply; the number of its message.

    A question deleted meanwhile is answered all the same, one from a closed topic in the group itself.
    """
    bot, chat = message.get_bot(), message.chat.id
    replied = {"message_id": message.message_id, "allow_sending_without_reply": True}
    thread = message.message_thread_id if message.is_topic_message else None
    try:
        return await _send(bot, chat, screen, reply_parameters=replied, message_thread_id=thread)
    except BadRequest as error:
        if not (is_topic_gone(error) and message.is_topic_message):
            raise
        return await _send(bot, chat, screen)


async def send_screen(
    bot: Bot, chat: int, screen: Screen, *, is_protected: bool = False, thread: int | None = None
) -> int:
    """Send a screen to a chat, or to a topic of it; the number of its message."""
    return await _send(bot, chat, screen, protect_content=is_protected or None, message_thread_id=thread)


async def _send(bot: Bot, chat: int, screen: Screen, **how: object) -> int:
    sent = await _called(bot, "sendMessage", {"chat_id": chat, **_shown(screen), **how})
    return int(sent["message_id"])


def _shown(screen: Screen) -> dict[str, object]:
    """A screen as Telegram wants it; what is None is left out by PTB."""
    return {
        "text": screen.html,
        "parse_mode": ParseMode.HTML,
        "reply_markup": screen.buttons,
        "link_preview_options": NO_PREVIEW,
    }


async def _called(bot: Bot, method: str, parameters: dict[str, object]) -> Any:
    """What Telegram answers to a call, as it wrote it: PTB's objects of a whole message, which nobody reads, cost more than the call.

    It goes all the way of PTB's own calls: errors, tries and pauses are the same.
    """
    return await bot._post(method, parameters)  # noqa: SLF001 - its public twin warns wherever PTB has a method of its own


class Edit(Enum):
    """What became of a change to a message."""

    DONE = auto()
    SAME = auto()
    """The message is so already."""
    GONE = auto()
    """There is no such message, or it can be changed no more."""


async def edit(bot: Bot, chat: int, message: int, screen: Screen) -> Edit:
    """Put a screen in the place of a message."""
    try:
        await _called(bot, "editMessageText", {"chat_id": chat, "message_id": message, **_shown(screen)})
    except BadRequest as error:
        return Edit.SAME if "not modified" in error.message else Edit.GONE
    return Edit.DONE


async def replace(bot: Bot, chat: int, message: int, screen: Screen) -> bool:
    """Put a screen in the place of a message; False where the message is gone."""
    return await edit(bot, chat, message, screen) is not Edit.GONE


async def change_buttons(message: Message, buttons: InlineKeyboardMarkup | None) -> Edit:
    """Put other buttons under a message."""
    try:
        await message.edit_reply_markup(buttons)
    except BadRequest as error:
        return Edit.SAME if "not modified" in error.message else Edit.GONE
    return Edit.DONE


async def show(bot: Bot, message: MaybeInaccessibleMessage, screen: Screen) -> int:
    """Put a screen in the place of a message, or below it where that can be changed no more; the number of its message."""
    chat = message.chat.id
    if await replace(bot, chat, message.message_id, screen):
        return message.message_id
    thread = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return await send_screen(bot, chat, screen, thread=thread)


async def settle(query: CallbackQuery, alert: str = "", *, toast: str = "") -> bool:
    """End the wait of a pressed button, with an alert or a passing line where there is something to say.

    A query that is too old, or was answered before, is let go: False.
    """
    try:
        return await query.answer(alert or toast or None, show_alert=bool(alert))
    except BadRequest:
        logs.event("BUTTON_TOO_OLD")
        return False


class Tries(Enum):
    """How often a call may be made; given to PTB as `rate_limit_args`."""

    ONCE = 1
    """What is sent unasked: the outbox knows when to try again, and that it may not where the answer was lost."""

    WITHOUT_TWIN = 2
    """What must be deleted later: it is made again only where it had no effect, for a twin would be known to nobody."""


_IS_ONCE: ContextVar[bool] = ContextVar("is_once", default=False)


@contextmanager
def trying_once() -> Iterator[None]:
    """Let each call made here be tried once: whoever asks keeps in mind what is to be tried again."""
    before = _IS_ONCE.set(True)
    try:
        yield
    finally:
        _IS_ONCE.reset(before)


LONGEST_WAIT = 300
"""Seconds that Telegram may put one call off in all, halt after halt: after an outage everybody is answered at once."""

GAP, SLOW = 0.04, 30.0
"""Seconds between two messages, and for how long they are kept, after Telegram has asked for a rest: it takes about 30 a second."""


class Courier(BaseRateLimiter[Tries]):
    """Repeats a call that the network broke or Telegram asked to make later.

    A broken call may have had its effect: an answer given twice is better than one that never came. It is repeated three times.
    A call that had none is repeated in its lane as long as an outage may last, so that no answer is lost to it; the lane stands
    aside meanwhile, and waits at Telegram's pace likewise: one that is put off had no effect.

    What is sent to a private chat goes to the topic in which its person is; where that is gone, outside of it.
    """

    def __init__(self) -> None:
        self.topics = Topics()
        self._slow_until = self._next = 0.0

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the signature is PTB's
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Tries | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Make the call, up to four times in all where nothing else is asked for, and longer where it cannot have had an effect."""
        is_in_topic = self._put_in_topic(endpoint, data)
        is_once = rate_limit_args is Tries.ONCE or _IS_ONCE.get()
        has_no_twin = rate_limit_args is Tries.WITHOUT_TWIN
        pauses, rested = iter(() if is_once or has_no_twin else PAUSES), 0.0
        waits = _Patience(OUTAGE if is_in_lane() and not is_once else 0.0)
        while True:
            await self._keep_pace(endpoint)
            try:
                return await callback(*args, **kwargs)
            except REFUSALS as error:
                if not (is_in_topic and isinstance(error, BadRequest) and is_topic_gone(error)):
                    raise
                self.topics.forget(data["chat_id"])
                del data["message_thread_id"]
                is_in_topic = False
                continue
            # Half an answer is to PTB no NetworkError but a TelegramError of no kind.
            except TelegramError as error:
                if endpoint in STARTING and not isinstance(error, RetryAfter):
                    raise
                if isinstance(error, RetryAfter):
                    pause = None if is_once else self._rest(seconds_of(error.retry_after), rested)
                    rested += pause or 0.0
                else:
                    pause = _pause(error, pauses, waits)
                if pause is None:
                    raise
            async with standing_aside():
                await asyncio.sleep(pause)

    def _put_in_topic(self, endpoint: str, data: dict[str, Any]) -> bool:
        """Let what is sent to no topic by its sender go to that of its reader; whether there is one."""
        if not endpoint.startswith("send") or "message_thread_id" in data:
            return False
        topic = self.topics.of(data.get("chat_id"))
        if topic is not None:
            data["message_thread_id"] = topic
        return topic is not None

    def _rest(self, halt: float, rested: float) -> float | None:
        """Seconds to wait where Telegram asks for a rest; None where that is longer than anybody waits for an answer."""
        if halt > LONGEST_HALT or rested + halt > LONGEST_WAIT:
            return None
        logs.event("TELEGRAM_ASKS_TO_WAIT", seconds=halt)
        self._slow_until = asyncio.get_running_loop().time() + halt + SLOW
        return halt

    async def _keep_pace(self, endpoint: str) -> None:
        """Let messages leave one after another while Telegram has lately asked for a rest."""
        now = asyncio.get_running_loop().time()
        if now < self._slow_until and endpoint.startswith("send"):
            turn = max(now, self._next)
            self._next = turn + GAP
            async with standing_aside():
                await asyncio.sleep(turn - now)


class _Patience:
    """How long calls without effect are repeated, in seconds of the event loop."""

    def __init__(self, seconds: float) -> None:
        self._until = asyncio.get_running_loop().time() + seconds

    @property
    def is_left(self) -> bool:
        """Whether to go on."""
        return asyncio.get_running_loop().time() < self._until


def _pause(error: TelegramError, pauses: Iterator[float], patience: _Patience) -> float | None:
    """Seconds to wait before the next try; None where there is none."""
    pause = next(pauses, None)
    if pause is None:
        return PAUSES[-1] if is_without_effect(error) and patience.is_left else None
    logs.event("CALL_REPEATED", error=type(error).__name__)
    return pause


def is_without_effect(error: TelegramError) -> bool:
    """Whether Telegram was not reached, or said itself that it could not (5xx, which PTB gives as a plain NetworkError)."""
    # What a connection does has classes of its own.
    is_plain = type(error) is NetworkError and not error.message.startswith(NO_ANSWER)
    return is_plain or isinstance(error, NotReachedError)


def give_spans_as_timedelta() -> None:
    """Let PTB give spans of time as timedelta; without this it warns at every 429, before anyone looks at the span."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")


def as_span(span: int | timedelta) -> timedelta:
    """A span as PTB gives it."""
    return span if isinstance(span, timedelta) else timedelta(seconds=span)


def seconds_of(span: int | timedelta) -> float:
    """A span as PTB gives it, in seconds."""
    return span.total_seconds() if isinstance(span, timedelta) else float(span)
