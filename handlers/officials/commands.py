"""Officials at work: their commands, their buttons, what they write, their PIN (T14–T18). Nobody else is shown any of it."""

import logging
from collections.abc import Awaitable, Sequence
from functools import partial

from telegram import Bot, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import MessageHandler, filters

from bot import logs
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.casework.casework import (
    ChangedError,
    EndedError,
    NoSecondError,
    NotYoursError,
    UnopenedError,
)
from bot.tips.casework.pins import is_pin
from bot.tips.officials.file import Official
from bot.tips.secrecy.vault import TamperedError
from handlers.officials import words
from handlers.officials.admission import admit, change_pin, take_pin
from handlers.officials.asking_for_pins import Errand
from handlers.officials.buttons import OfficialButton
from handlers.officials.seat import Seat, screens_of
from handlers.officials.services import OfficialServices
from handlers.officials.steps import STEPS, inbox, show_figures
from handlers.telegram.button import first_on
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.fading import is_done_with
from handlers.telegram.repeating_jobs import Job
from handlers.telegram.screen import Screen
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import Buttons, Press, Turn, on_message
from handlers.telegram.words import COMMAND

REFUSALS: dict[type[Exception], Say] = {
    NotYoursError: Say.CASE_NOT_THERE,
    EndedError: Say.CASE_ENDED,
    UnopenedError: Say.CASE_UNOPENED,
    NoSecondError: Say.CASE_NO_SECOND,
    ChangedError: Say.CASE_MOVED_ON,
    TamperedError: Say.CASE_CHANGED,
}
"""What is said where the desk does not do what an official asks for."""


REFUSED_FOR_GOOD = (BadRequest, Forbidden)
"""What Telegram answers where a chat takes nothing from the bot."""


class OfOfficial(filters.MessageFilter):
    """A message of a designated official."""

    def __init__(self, services: OfficialServices) -> None:
        super().__init__()
        self._services = services

    def filter(self, message: Message) -> bool:
        """Whether its sender is one."""
        return official_of(self._services, message) is not None


class ForThePin(filters.MessageFilter):
    """What an official types where a PIN is asked for, or what looks like one that comes too late."""

    def __init__(self, services: OfficialServices) -> None:
        super().__init__()
        self._services = services

    def filter(self, message: Message) -> bool:
        """Whether it is that."""
        official = official_of(self._services, message)
        if official is None or message.text is None:
            return False
        pins, now = self._services.unfinished.pins, self._services.clock.now()
        if not pins.waits(official.id, now):
            return is_pin(message.text) and not _is_reporting(self._services, message)
        # A PIN that is waited for is one, whatever else is open; words may belong to what is open.
        is_for_a_case = pins.waits_for_words(official.id, now) or _is_on_a_case(message)
        is_other = is_for_a_case or _is_reporting(self._services, message)
        return message.text.strip().isdecimal() or not is_other


class ForTheCase(filters.UpdateFilter):
    """What an official writes in a case: what they were asked for, a correction of it, a reply to a message of a case."""

    def __init__(self, services: OfficialServices) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        """Whether it is that."""
        message = update.effective_message
        official = official_of(self._services, message) if message else None
        # Where they report something themselves, their words belong to that tip, whatever they were asked for before.
        if message is None or official is None or _is_reporting(self._services, message):
            return False
        writing = self._services.unfinished.writings.of(official.id, self._services.clock.now())
        if update.edited_message:
            return writing is not None and message.message_id in writing.messages
        goes_on = writing is not None or self._services.unfinished.pins.waits_for_words(
            official.id, self._services.clock.now()
        )
        return goes_on or _is_on_a_case(message)


def official_of(services: OfficialServices, message: Message) -> Official | None:
    """The official who wrote a message."""
    return services.desk.officials.by_telegram(message.from_user.id) if message.from_user else None


def register(application: AdepApplication, services: OfficialServices) -> None:
    """Add the handlers of this module."""
    work, private = OfficialWork(services), filters.ChatType.PRIVATE
    theirs = private & OfOfficial(services)
    acts = {"inbox": work.inbox, "stats": work.stats, "pin": work.pin, "help": work.help}
    for command, act in acts.items():
        application.add_handler(CommandHandler(command, on_message(services.knowledge, act), theirs))
    pin = private & filters.UpdateType.MESSAGE & ~COMMAND & ForThePin(services)
    application.add_handler(MessageHandler(pin, on_message(services.knowledge, work.take_pin)))
    written = private & filters.UpdateType.MESSAGES & ~COMMAND & ForTheCase(services)
    application.add_handler(MessageHandler(written, on_message(services.knowledge, work.take_words)))
    buttons = Buttons(services.knowledge, services.languages)
    application.add_handler(buttons.on(OfficialButton, work.press))


class OfficialWork:
    """Lets officials work."""

    def __init__(self, services: OfficialServices) -> None:
        self._services = services

    async def greet(self, turn: Turn) -> bool:
        """At /start: note that an official can be written to, and tell them how their cases come; False for anybody else.

        A link that an official follows is opened as for everybody.
        """
        seat = self._seat(turn)
        if seat is None:
            return False
        await seat.desk.notices.started(seat.official)
        if turn.words:
            return False
        await self._services.subscribers.choose(seat.chat, seat.official.language)
        await seat.tell(Say.OFFICIAL_WELCOME)
        await _admitted(seat, partial(_list, seat))
        return True

    async def inbox(self, turn: Turn) -> None:
        """Their cases by deadline."""
        seat = self._seat(turn)
        if seat:
            await _admitted(seat, partial(_list, seat))

    async def stats(self, turn: Turn) -> None:
        """Figures of their ended cases, with a chart and as a table."""
        seat = self._seat(turn)
        if seat:
            await _admitted(seat, partial(show_figures, seat))

    async def pin(self, turn: Turn) -> None:
        """Choose a PIN, or another one."""
        seat = self._seat(turn)
        if seat:
            await change_pin(seat)

    async def help(self, turn: Turn) -> None:
        """What an official can do; how to ask a question is a button away."""
        seat = self._seat(turn)
        if seat:
            await seat.send(await seat.screens.help(seat.official))

    async def take_pin(self, turn: Turn) -> None:
        """Take a PIN out of the chat, and for what it was asked for."""
        seat = self._seat(turn)
        if seat:
            await take_pin(seat, turn.message.text or "")

    async def press(self, press: Press[OfficialButton]) -> Say | None:
        """Do what a button stands for. A token of somebody else, or of a case that is theirs no more, stands for nothing."""
        seat = self._seat(press)
        if seat is None:
            return Say.OLD_BUTTON
        alert = await admit(seat, partial(_pressed, seat, press.button.token))
        await press.settle(press.say(seat.official.language, alert) if alert else "")
        return None

    async def take_words(self, turn: Turn) -> None:
        """Take what an official writes in a case."""
        seat, is_edit = self._seat(turn), turn.update.edited_message is not None
        if seat:
            take = partial(words.take, seat, turn.message, is_edit=is_edit)
            await _admitted(seat, lambda: _refusing(take()), is_words=True)

    async def give_up_writing(self, turn: Turn) -> Language | None:
        """Forget what an official is writing; their language, or None where they are writing nothing."""
        seat = self._seat(turn)
        return seat.official.language if seat and await words.give_up(seat) else None

    def _seat(self, turn: Turn) -> Seat | None:
        official = self._services.desk.officials.by_telegram(turn.user.id) if turn.user else None
        if official is None:
            return None
        return Seat(turn.bot, self._services, turn.knowledge.texts, official, turn.message.message_id)


def _is_on_a_case(message: Message) -> bool:
    """Whether it is a reply to a message of a case."""
    return first_on(message.reply_to_message, OfficialButton) is not None


def _is_reporting(services: OfficialServices, message: Message) -> bool:
    return services.desk.drafts.is_open(message.chat_id)


async def _admitted(seat: Seat, errand: Errand, *, is_words: bool = False) -> None:
    said = await admit(seat, errand, is_words=is_words)
    if said:
        await seat.tell(said)


async def _list(seat: Seat) -> None:
    await seat.send(await inbox(seat))


async def _pressed(seat: Seat, token: str) -> Say | None:
    """Do what a token stands for; what is to be said as an alert."""
    pressed = await seat.desk.screens.pressed(seat.official.id, token)
    if pressed is None:
        return Say.OLD_BUTTON
    return await _refusing(STEPS[pressed.deed](seat, pressed))


async def _refusing(step: Awaitable[Say | None]) -> Say | None:
    """Do a step; what the desk does not do is said."""
    try:
        return await step
    except tuple(REFUSALS) as refusal:
        return REFUSALS[type(refusal)]


def tell_of_locks(bot: Bot, services: OfficialServices, owners: Sequence[int]) -> Job:
    """The job that tells the owners whose PIN was locked; where there are none, the backup of that official."""
    pins, officials = services.desk.pins, services.desk.officials

    async def tell(_: object) -> None:
        for name in await pins.untold_locks():
            official = officials.official(name)
            backup = officials.official(official.backup) if official and official.backup else None
            chats = owners or ([backup.telegram_id] if backup else [])
            if official:
                logs.event("PIN_LOCKED", level=logging.ERROR)
                screens = screens_of(services, services.knowledge.value.texts)
                alarm = screens.pin_locked(tuple(Language), official)
                sent = [await _try_to_send(bot, chat, alarm) for chat in chats]
                if sent and not any(sent) and None in sent:
                    continue  # nobody has it, and the network may bring it in the next turn
            await pins.told(name)

    return tell


async def _try_to_send(bot: Bot, chat: int, screen: Screen) -> bool | None:
    """Whether it arrived; None where Telegram was not there, so that it may be tried again."""
    try:
        await send_screen(bot, chat, screen, is_protected=True)
    except TelegramError as error:
        logs.event("NOTICE_REFUSED", error=type(error).__name__)
        return False if isinstance(error, REFUSED_FOR_GOOD) else None
    return True


def fade(bot: Bot, services: OfficialServices) -> Job:
    """The job that deletes opened content after half an hour, and typed messages that could not be deleted before. What cannot be
    deleted now is tried again in the next turn.
    """
    screens, officials = services.desk.screens, services.desk.officials

    async def take(_: object) -> None:
        await services.unfinished.leaving.take_due(bot, services.clock.now())
        for shown in await screens.take_faded(services.clock.now()):
            official = officials.official(shown.official)
            if official is None or await is_done_with(bot, official.telegram_id, shown.message):
                await screens.gone(shown)

    return take
