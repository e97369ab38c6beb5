"""/help: how to ask, in a few lines, and examples that can be pressed."""

from telegram import InlineKeyboardMarkup
from telegram.ext import CommandHandler, filters

from bot.texts.texts import Say
from handlers.answers.rendering import Renderer
from handlers.answers.services import AnswerServices
from handlers.people.buttons import AskExample
from handlers.telegram.context import AdepApplication
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message

EXAMPLES = (Say.EXAMPLE_1, Say.EXAMPLE_2, Say.EXAMPLE_3)


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handlers of this module."""
    examples, buttons = Examples(services), Buttons(services.knowledge, services.languages)
    show = on_message(services.knowledge, examples.show_help)
    application.add_handler(CommandHandler("help", show, filters.ChatType.PRIVATE))
    application.add_handler(buttons.on(AskExample, examples.ask))


class Examples:
    """Shows how to ask."""

    def __init__(self, services: AnswerServices) -> None:
        self._languages = services.languages
        self._feedback = services.feedback

    async def show_help(self, turn: Turn) -> None:
        """Say how to ask."""
        language = await self._languages.of(turn.update)
        buttons = [
            [AskExample(language, number).key(turn.say(language, name))]
            for number, name in enumerate(EXAMPLES, start=1)
        ]
        await reply(turn.message, Screen(turn.say(language, Say.HELP), InlineKeyboardMarkup(buttons)))

    async def ask(self, press: Press[AskExample]) -> Say | None:
        """Ask the question of a button in the person's stead, and answer it.

        The question becomes a message of its own: the buttons under the answer find it there.
        """
        language, number = press.button.language, press.button.number
        if not 1 <= number <= len(EXAMPLES):
            return Say.OLD_BUTTON
        question = press.say(language, EXAMPLES[number - 1])
        asked = await press.message.reply_text(question, do_quote=False)
        answer = press.knowledge.asking.ask(question, language)
        await reply(asked, Renderer.of(press.knowledge).answer(answer))
        await press.settle()
        await self._feedback.answered(answer)
        return None
