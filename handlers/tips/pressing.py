"""A reporter's press of a button: done where it stands on the open screen, and answered in words where it does not."""

from dataclasses import dataclass

from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Update
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.reporting.draft import Stage
from handlers.telegram.button import first_on
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace, settle
from handlers.tips.buttons import CaseStep
from handlers.tips.room import Step, room_of
from handlers.tips.services import TipServices


@dataclass(frozen=True, slots=True)
class TipPress:
    """A pressed button; Telegram may show its message no more."""

    update: Update
    context: Context
    knowledge: Knowledge
    query: CallbackQuery

    @property
    def bot(self) -> Bot:
        """The bot."""
        return self.context.bot

    @property
    def private_message(self) -> MaybeInaccessibleMessage | None:
        """The message of the button, where it stands in a private chat."""
        message = self.query.message
        return message if message and message.chat.type == ChatType.PRIVATE else None

    async def settle(self, alert: str = "") -> None:
        """End the wait of the button."""
        await settle(self.query, alert)

    async def lead_to_private(self) -> None:
        """Not before everybody: the link opens the person's own chat with the bot."""
        await self.query.answer(url=create_deep_linked_url(self.bot.username, "tip"))

    async def say_gone(self, language: Language) -> None:
        """Put in the place of a screen that its draft is gone. Where the screen went in order meanwhile, nothing is gone."""
        message = self.private_message
        if message is None:
            await self.settle()
            return
        name = Say.CASE_LEFT if first_on(message, CaseStep) else Say.TIP_GONE
        texts = self.knowledge.texts
        screen = Screen(texts(language, name))
        is_there = await replace(self.bot, message.chat.id, message.message_id, screen)
        await self.settle(texts(language, name if is_there else Say.TIP_OLD_SCREEN))


async def do_step(services: TipServices, press: TipPress, step: Step, stages: frozenset[Stage]) -> None:
    """Do a step in the draft of the chat, where the draft is at one of the stages and the button on its screen.

    Without a draft nothing was sent, and that is said.
    """
    message = press.private_message
    if message is None:
        await press.settle()
        return
    room = room_of(services, press.bot, press.knowledge, message.chat.id)
    if room is None:
        await press.say_gone(await services.languages.of(press.update))
        return
    is_current = room.phone.screen == message.message_id and room.draft.stage in stages
    alert = await step(room) if is_current else Say.TIP_OLD_SCREEN
    await press.settle(press.knowledge.texts(room.language, alert) if alert else "")
