"""A reminder of a paper, asked for under its files."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.texts.texts import Say
from handlers.documents.buttons import RemindNot, RemindOn
from handlers.documents.screens import PaperScreens
from handlers.documents.services import DocumentServices
from handlers.telegram.context import AdepApplication
from handlers.telegram.turn import Buttons, Press


def register(application: AdepApplication, services: DocumentServices) -> None:
    """Add the handlers of this module."""
    buttons, reminding = Buttons(services.knowledge, services.languages), Reminding(services)
    application.add_handler(buttons.on(RemindOn, reminding.turn_on))
    application.add_handler(buttons.on(RemindNot, reminding.turn_off))


class Reminding:
    """Turns a reminder on and off; the button alone changes, what stands above it is still needed."""

    def __init__(self, services: DocumentServices) -> None:
        self._services = services

    async def turn_on(self, press: Press[RemindOn]) -> Say | None:
        """Keep the day of the button for the chat."""
        language, day = await self._services.languages.of(press.update), press.button.day
        if press.chat.id < 0 or not await self._services.reminders.ask_for(press.chat.id, language, day):
            return Say.OLD_BUTTON
        screens = PaperScreens(press.knowledge.texts, press.knowledge.papers)
        await self._put(press, screens.no_reminder(language, day))
        await press.settle(toast=press.say(language, Say.PAPER_REMINDED))
        return None

    async def turn_off(self, press: Press[RemindNot]) -> Say | None:
        """Forget the day of the chat."""
        language = await self._services.languages.of(press.update)
        await self._services.reminders.forget(press.chat.id)
        screens = PaperScreens(press.knowledge.texts, press.knowledge.papers)
        await self._put(press, screens.reminder(language, press.button.day))
        await press.settle(toast=press.say(language, Say.PAPER_REMINDED_NOT))
        return None

    @staticmethod
    async def _put(press: Press[RemindOn] | Press[RemindNot], button: InlineKeyboardButton) -> None:
        try:
            await press.message.edit_reply_markup(InlineKeyboardMarkup([[button]]))
        except BadRequest:
            # Pressed twice, or the message is gone: what was chosen holds all the same.
            return
