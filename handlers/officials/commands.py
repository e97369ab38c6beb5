"""Officials at work: their commands, their buttons, what they are asked to write (T14–T18). Nobody else is shown any of it."""

from telegram import Bot, Message
from telegram.ext import MessageHandler, filters

from bot.language import Language
from bot.texts.texts import Say
from bot.tips.casework.casework import EndedError, NoSecondError, NotYoursError, UnopenedError
from bot.tips.model import EntryKind
from bot.tips.secrecy.vault import TamperedError
from handlers.officials.buttons import OfficialButton
from handlers.officials.figures import send_figures
from handlers.officials.services import OfficialServices
from handlers.officials.steps import STEPS, Seat
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.fading import is_done_with, take_away
from handlers.telegram.repeating_jobs import Job
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import Buttons, Press, Turn, on_message
from handlers.telegram.words import COMMAND

REFUSALS: dict[type[Exception], Say] = {
    NotYoursError: Say.CASE_NOT_THERE,
    EndedError: Say.CASE_ENDED,
    UnopenedError: Say.CASE_UNOPENED,
    NoSecondError: Say.CASE_NO_SECOND,
    TamperedError: Say.CASE_CHANGED,
}
"""What is said where the desk does not do what an official asks for."""


class OfOfficial(filters.MessageFilter):
    """A message of a designated official."""

    def __init__(self, services: OfficialServices, *, asked: bool = False) -> None:
        super().__init__()
        self._services = services
        self._asked = asked

    def filter(self, message: Message) -> bool:
        """Whether its sender is an official; with `asked`, whether they were asked to write."""
        desk, user = self._services.desk, message.from_user
        official = desk.officials.by_telegram(user.id) if user else None
        if official is None or not self._asked:
            return official is not None
        # Where they report something themselves, their words belong to that tip, whatever they were asked for before.
        is_reporting = desk.drafts.is_open(message.chat_id)
        now = self._services.clock.now()
        return not is_reporting and self._services.asked_to_write.holds(official.id, now)


def register(application: AdepApplication, services: OfficialServices) -> None:
    """Add the handlers of this module."""
    work, private = OfficialWork(services), filters.ChatType.PRIVATE
    theirs = private & OfOfficial(services)
    application.add_handler(CommandHandler("inbox", on_message(services.knowledge, work.inbox), theirs))
    application.add_handler(CommandHandler("stats", on_message(services.knowledge, work.stats), theirs))
    asked = private & filters.UpdateType.MESSAGE & ~COMMAND & OfOfficial(services, asked=True)
    application.add_handler(MessageHandler(asked, on_message(services.knowledge, work.take_words)))
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
        await seat.send(seat.screens.told(seat.official, Say.OFFICIAL_WELCOME))
        await seat.send(await seat.screens.inbox(seat.official, 0))
        return True

    async def inbox(self, turn: Turn) -> None:
        """Their cases by deadline."""
        seat = self._seat(turn)
        if seat:
            await seat.send(await seat.screens.inbox(seat.official, 0))

    async def stats(self, turn: Turn) -> None:
        """Figures of their ended cases, with a chart."""
        seat = self._seat(turn)
        if seat:
            quarters = await seat.desk.casework.figures(seat.official.id)
            await send_figures(turn.bot, seat.screens, seat.official, quarters, seat.texts)

    async def press(self, press: Press[OfficialButton]) -> Say | None:
        """Do what a button stands for. A token of somebody else, or of a case that is theirs no more, stands for nothing."""
        seat = self._seat(press)
        if seat is None:
            return Say.OLD_BUTTON
        alert = await _pressed(seat, press.button.token)
        await press.settle(press.say(seat.official.language, alert) if alert else "")
        return None

    async def take_words(self, turn: Turn) -> None:
        """Take the reply or the note that an official was asked for, and its message out of the chat."""
        seat = self._seat(turn)
        if seat is None:
            return
        if not turn.message.text:
            await self._tell(seat, Say.WRITE_TEXT)
            return
        asked = self._services.asked_to_write.take(seat.official.id, seat.now)
        if asked is None:
            return
        casework, official = seat.desk.casework, seat.official
        try:
            await casework.write(official.id, asked.number, asked.kind, turn.message.text)
        except (NotYoursError, TamperedError) as error:
            await take_away(turn.bot, seat.chat, turn.message.message_id)
            name = Say.CASE_NOT_THERE if isinstance(error, NotYoursError) else Say.CASE_CHANGED
            await self._tell(seat, name)
            return
        # Only now that it is kept: a process that dies between the two leaves the words in the chat, not nowhere.
        await take_away(turn.bot, seat.chat, turn.message.message_id)
        done = Say.REPLY_LEFT if asked.kind is EntryKind.REPLY else Say.NOTE_LEFT
        card = await casework.card(official.id, asked.number)
        await seat.send(await seat.screens.card(official, card, done=turn.say(official.language, done)))

    def give_up_writing(self, turn: Turn) -> Language | None:
        """Ask an official no longer for words; their language, or None where they were not asked."""
        seat = self._seat(turn)
        asked = self._services.asked_to_write.take(seat.official.id, seat.now) if seat else None
        return seat.official.language if seat and asked else None

    @staticmethod
    async def _tell(seat: Seat, name: Say) -> None:
        await send_screen(seat.bot, seat.chat, seat.screens.told(seat.official, name))

    def _seat(self, turn: Turn) -> Seat | None:
        official = self._services.desk.officials.by_telegram(turn.user.id) if turn.user else None
        if official is None:
            return None
        return Seat(turn.bot, self._services, turn.knowledge.texts, official, turn.message.message_id)


async def _pressed(seat: Seat, token: str) -> Say | None:
    """Do what a token stands for; what is to be said as an alert."""
    pressed = await seat.desk.screens.pressed(seat.official.id, token)
    if pressed is None:
        return Say.OLD_BUTTON
    try:
        return await STEPS[pressed.deed](seat, pressed)
    except tuple(REFUSALS) as refusal:
        return REFUSALS[type(refusal)]


def fade(bot: Bot, services: OfficialServices) -> Job:
    """The job that takes opened content away after half an hour; what the network keeps, in its next turn."""
    screens, officials = services.desk.screens, services.desk.officials

    async def take(_: object) -> None:
        for shown in await screens.take_faded(services.clock.now()):
            official = officials.official(shown.official)
            if official is None or await is_done_with(bot, official.telegram_id, shown.message):
                await screens.gone(shown)

    return take
