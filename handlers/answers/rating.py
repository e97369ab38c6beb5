"""👍 and 👎 under an answer: counted once, without the one who pressed; 👎 offers what else may have been meant."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.answers.content import FoundParagraph
from bot.matters.model import MatterId
from bot.texts.texts import Say
from handlers.answers.buttons import Rate, Wrong
from handlers.answers.rendering import Renderer
from handlers.answers.services import AnswerServices
from handlers.answers.shown import ShownParagraph, question_behind, shown_on
from handlers.telegram.context import AdepApplication
from handlers.telegram.sending import Edit, change_buttons, reply
from handlers.telegram.turn import Buttons, Press, is_kind


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handlers of this module."""
    buttons = Buttons(services.knowledge, services.languages)
    application.add_handler(buttons.on(Rate, Ratings(services).rate))
    application.add_handler(buttons.on(Wrong, help_with))


class Ratings:
    """Takes opinions on answers."""

    def __init__(self, services: AnswerServices) -> None:
        self._services = services

    async def rate(self, press: Press[Rate]) -> Say | None:
        """Count an opinion on the paragraph that is shown, thank for it, and help on where it did not help."""
        shown = shown_on(press.message)
        if not isinstance(shown, ShownParagraph):
            return Say.OLD_BUTTON
        if not await self._is_first(press):
            await press.settle()
            return None
        self._services.given.rate(press.chat.id, press.message.message_id)
        helpful = press.button.helpful
        await self._services.feedback.rated(shown.ref, helpful=helpful, matter=self._matter(press, shown))
        await press.settle(toast=press.say(shown.language, Say.RATED_UP if helpful else Say.RATED_DOWN))
        if not helpful:
            await self._help_on(press, shown)
        return None

    def _matter(self, press: Press[Rate], shown: ShownParagraph) -> MatterId | None:
        """The matter that was answered: as it is remembered, else the one that the question behind is nearest to."""
        told = self._services.conversations.told(press.chat.id, press.message.message_id)
        if told and isinstance(told.content, FoundParagraph):
            return told.content.matter
        found = press.knowledge.asking.open(shown.ref, question_behind(press.message))
        return found.matter if found else None

    async def _is_first(self, press: Press[Rate]) -> bool:
        """Take both buttons away; False where they are gone: who presses twice at once counts once."""
        match await change_buttons(press.message, _without_rating(press.message)):
            case Edit.DONE:
                return True
            case Edit.SAME:
                return False
            case Edit.GONE:
                # The buttons stay: what was pressed under them is known to this process alone.
                return not self._services.given.is_rated(press.chat.id, press.message.message_id)

    async def _help_on(self, press: Press[Rate], shown: ShownParagraph) -> None:
        spoken, chat, message = self._services.conversations, press.chat.id, press.message.message_id
        question = spoken.question(chat, message) or question_behind(press.message)
        others = press.knowledge.asking.others(question, shown.ref)
        screen = Renderer.of(press.knowledge).others(shown.ref, others, shown.language)
        sent = await reply(press.message.reply_to_message or press.message, screen)
        if told := spoken.told(chat, message):
            spoken.go_on(chat, sent, told)


async def help_with(press: Press[Wrong]) -> Say | None:
    """Answer what was wrong: other places, plainer words, the text in force."""
    language, ref = press.button.language, press.button.ref
    found = press.knowledge.asking.open(ref, question_behind(press.message))
    if found is None:
        return Say.OLD_BUTTON
    screen = Renderer.of(press.knowledge).after_wrong(press.button.how, found, language)
    await reply(press.message.reply_to_message or press.message, screen)
    await press.settle()
    return None


def _without_rating(message: Message) -> InlineKeyboardMarkup:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return InlineKeyboardMarkup([row for row in rows if not any(map(_rates, row))])


def _rates(button: InlineKeyboardButton) -> bool:
    return is_kind(Rate)(button.callback_data)
