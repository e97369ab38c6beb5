"""Guest mode: called by its name in a chat it is no member of, Adep answers there in a few lines, once and only when called."""

from html import unescape

from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.texts.texts import Say
from handlers.answers.group import TIP_COMMANDS, asked_of, pointer
from handlers.answers.services import AnswerServices
from handlers.answers.short_answer import Brief
from handlers.answers.shown import quoted_in
from handlers.telegram.context import AdepApplication
from handlers.telegram.screen import Screen
from handlers.telegram.sending import NO_PREVIEW
from handlers.telegram.turn import Turn, on_message
from handlers.telegram.words import command_in, words_of

BEFORE_ALL = -2
"""The group of handlers that come before everybody's: a guest's message belongs to nobody else."""


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handler of this module."""
    answer = on_message(services.knowledge, Guests(services).answer)
    application.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, answer), group=BEFORE_ALL)


class Guests:
    """Answers where Adep is a guest."""

    def __init__(self, services: AnswerServices) -> None:
        self._services = services

    async def answer(self, turn: Turn) -> None:
        """Answer what is asked or quoted; take no tip where others read."""
        if turn.message.guest_query_id:
            screen = await self._screen(turn)
            await turn.bot.answer_guest_query(turn.message.guest_query_id, _card(screen))
        raise ApplicationHandlerStop

    async def _screen(self, turn: Turn) -> Screen:
        language = await self._services.languages.of(turn.update)
        command = command_in(words_of(turn.message))
        if command and command.name in TIP_COMMANDS:
            return pointer(turn, language, Say.GROUP_NO_TIPS, TIP_COMMANDS[command.name])
        question = asked_of(turn) or quoted_in(turn.message)
        if not question:
            return pointer(turn, language, Say.GROUP_HOW)
        speaker = (turn.chat.id, turn.user.id if turn.user else 0)
        heard = self._services.conversations.hear_again(turn.knowledge, speaker, question, language)
        answer = turn.knowledge.advice.answer(heard)
        await self._services.feedback.answered(answer)
        return Brief.of(turn.knowledge).answer(answer, turn.bot.username)


def _card(screen: Screen) -> InlineQueryResultArticle:
    content = InputTextMessageContent(screen.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW)
    title = unescape(screen.html.partition("\n")[0])[:64]
    return InlineQueryResultArticle("1", title, content, reply_markup=screen.buttons)
