"""«Hand the question over to a lawyer without a name»: the exact words are shown first, and nothing is kept before a yes."""

from html import escape

from telegram import InlineKeyboardMarkup

from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.buttons import HandOver, Over
from handlers.answers.shown import question_behind
from handlers.lost_questions.services import LostQuestionServices
from handlers.telegram.context import AdepApplication
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Buttons, Press


def register(application: AdepApplication, services: LostQuestionServices) -> None:
    """Add the handler of this module."""
    buttons = Buttons(services.knowledge, services.languages)
    application.add_handler(buttons.on(HandOver, HandingOver(services).press))


class HandingOver:
    """Asks, and hands over."""

    def __init__(self, services: LostQuestionServices) -> None:
        self._conversations = services.conversations
        self._lost = services.lost

    async def press(self, press: Press[HandOver]) -> Say | None:
        """Ask, or do what was answered."""
        match press.button.step:
            case Over.ASK:
                return await self._ask(press)
            case Over.YES:
                return await self._hand_over(press)
            case Over.NO:
                await self._end(press, Say.HAND_OVER_NOT)
                return None

    async def _ask(self, press: Press[HandOver]) -> Say | None:
        language, behind = press.button.language, question_behind(press.message)
        asked = self._conversations.question(press.chat.id, press.message.message_id)
        text = (asked or behind).strip()
        if not text:
            return Say.OLD_BUTTON
        screen = _consent(press, text, language)
        sent = await reply(press.message.reply_to_message or press.message, screen)
        self._conversations.offer(press.chat.id, sent, text)
        await press.settle()
        return None

    async def _hand_over(self, press: Press[HandOver]) -> Say | None:
        """Hand over the words that were shown, once: they are let go when they are kept, so that a full disk loses none."""
        text = self._conversations.offered(press.chat.id, press.message.message_id)
        if text is None:
            return Say.OLD_BUTTON
        await self._lost.hand_over(text)
        await self._end(press, Say.HANDED_OVER)
        return None

    async def _end(self, press: Press[HandOver], said: Say) -> None:
        self._conversations.end_offer(press.chat.id, press.message.message_id)
        screen = Screen(escape(press.say(press.button.language, said)))
        await press.show(screen)
        await press.settle()


def _consent(press: Press[HandOver], text: str, language: Language) -> Screen:
    row = [
        HandOver(language, Over.YES).key(press.say(language, Say.BUTTON_HAND_OVER_YES)),
        HandOver(language, Over.NO).key(press.say(language, Say.BUTTON_HAND_OVER_NO)),
    ]
    words = press.say(language, Say.HAND_OVER_ASK, text=escape(text))
    return Screen(words, InlineKeyboardMarkup([row]))
