"""/cancel: give up what was begun, a tip, a case on the screen, an official's reply."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup
from telegram.ext import filters

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.acts.buttons import ShowTopics
from handlers.answers.conversations import Conversations
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.deep_links import Links
from handlers.telegram.fading import take_away
from handlers.telegram.languages import Languages
from handlers.telegram.screen import Screen
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import Turn, on_message


@dataclass(frozen=True, slots=True)
class CancelServices:
    """What /cancel needs.

    `leave_tip` gives up a reporter's tip or case, the command with it; False where there is none.
    `give_up_writing` forgets what an official is writing; the official's language, or None where nothing is written.
    """

    knowledge: Current[Knowledge]
    languages: Languages
    conversations: Conversations
    leave_tip: Callable[[Turn], Awaitable[bool]]
    give_up_writing: Callable[[Turn], Awaitable[Language | None]]
    links: Links


def register(application: AdepApplication, services: CancelServices) -> None:
    """Add the handler of this module."""
    cancelling = Cancelling(services)
    cancel = on_message(services.knowledge, cancelling.cancel)
    services.links.add("cancel", cancelling.cancel)
    application.add_handler(CommandHandler("cancel", cancel, filters.ChatType.PRIVATE))


class Cancelling:
    """Gives up what is open."""

    def __init__(self, services: CancelServices) -> None:
        self._services = services

    async def cancel(self, turn: Turn) -> None:
        """Give up what is open in the chat, the command with it; where nothing is, say so."""
        self._services.conversations.forget(turn.chat.id)
        if await self._services.leave_tip(turn):
            return
        await take_away(turn.bot, turn.chat.id, turn.message.message_id)
        language = await self._services.languages.of(turn.update)
        given_up = await self._services.give_up_writing(turn)
        if given_up:
            screen = Screen(turn.say(given_up, Say.TIP_CANCELLED))
        else:
            topics = ShowTopics(language).key(turn.say(language, Say.BUTTON_TOPICS))
            screen = Screen(turn.say(language, Say.NOTHING_TO_CANCEL), InlineKeyboardMarkup([[topics]]))
        await send_screen(turn.bot, turn.chat.id, screen)
