"""A reporter's press of a button: done where it stands on the open screen, and answered in words where it does not."""

from telegram import MaybeInaccessibleMessage
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from bot.language import Language
from bot.texts.texts import Say
from bot.tips.reporting.draft import Stage
from handlers.telegram.button import Button, first_on
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace
from handlers.telegram.turn import AnyPress
from handlers.tips.buttons import CaseStep
from handlers.tips.room import Step, room_of
from handlers.tips.services import TipServices

TipPress = AnyPress[Button]


def private_message(press: TipPress) -> MaybeInaccessibleMessage | None:
    """The message of a button, where it stands in a private chat."""
    message = press.query.message
    return message if message and message.chat.type == ChatType.PRIVATE else None


async def lead_to_private(press: TipPress) -> None:
    """Not before everybody: the link opens the person's own chat with the bot."""
    await press.query.answer(url=create_deep_linked_url(press.bot.username, "tip"))


async def say_gone(press: TipPress, language: Language, *, is_end: bool = False) -> None:
    """Put in the place of a screen that its draft is gone.

    Where the screen went in order meanwhile, nothing is gone; nor where the draft ended in it (`is_end`), and this is a second press.
    """
    message, texts = private_message(press), press.knowledge.texts
    if message is None or is_end:
        await press.settle(texts(language, Say.TIP_OLD_SCREEN) if is_end else "")
        return
    name = Say.CASE_LEFT if first_on(message, CaseStep) else Say.TIP_GONE
    screen = Screen(texts(language, name))
    is_there = await replace(press.bot, message.chat.id, message.message_id, screen)
    await press.settle(texts(language, name if is_there else Say.TIP_OLD_SCREEN))


async def do_step(services: TipServices, press: TipPress, step: Step, stages: frozenset[Stage]) -> None:
    """Do a step in the draft of the chat, where the draft is at one of the stages and the button on its screen.

    Without a draft nothing was sent, and that is said.
    """
    message = private_message(press)
    if message is None:
        await press.settle()
        return
    room = room_of(services, press.bot, press.knowledge, message.chat.id)
    if room is None:
        is_end = services.chats.is_end(message.chat.id, message.message_id)
        await say_gone(press, await services.languages.of(press.update), is_end=is_end)
        return
    async with room.phone.lock:
        is_current = room.phone.screen == message.message_id and room.draft.stage in stages
        alert = await step(room) if is_current else Say.TIP_OLD_SCREEN
    await press.settle(press.knowledge.texts(room.language, alert) if alert else "")
