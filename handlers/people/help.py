"""/help, and questions that are asked by a button in the person's stead."""

from telegram.ext import filters

from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.buttons import AskTypical
from handlers.answers.rendering import Renderer
from handlers.answers.services import AnswerServices
from handlers.answers.typical import typical_questions
from handlers.people.menus import OWNERS
from handlers.people.welcome import EXAMPLES, help_screen
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.everyday_buttons import AskExample, ShowHelp
from handlers.telegram.sending import reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handlers of this module."""
    examples, buttons = Examples(services), Buttons(services.knowledge, services.languages)
    show = on_message(services.knowledge, examples.show_help)
    application.add_handler(CommandHandler("help", show, filters.ChatType.PRIVATE))
    application.add_handler(buttons.on(AskExample, examples.ask))
    application.add_handler(buttons.on(ShowHelp, examples.show_help_below))
    application.add_handler(buttons.on(AskTypical, examples.ask_typical))


class Examples:
    """Shows how to ask."""

    def __init__(self, services: AnswerServices) -> None:
        self._services = services

    async def show_help(self, turn: Turn) -> None:
        """Say how to ask, and to an owner what an owner can do."""
        language = await self._services.languages.of(turn.update)
        besides = OWNERS if turn.chat.id in self._services.owners else ()
        await reply(turn.message, help_screen(turn.knowledge.texts, language, besides))

    async def show_help_below(self, press: Press[ShowHelp]) -> None:
        """The same at a button, which stays where it is."""
        await self.show_help(press)
        await press.settle()

    async def ask(self, press: Press[AskExample]) -> Say | None:
        """Ask the question of a button in the person's stead, and answer it."""
        language, number = press.button.language, press.button.number
        if not 1 <= number <= len(EXAMPLES):
            return Say.OLD_BUTTON
        await self._ask(press, press.say(language, EXAMPLES[number - 1]), language)
        return None

    async def ask_typical(self, press: Press[AskTypical]) -> Say | None:
        """Ask a question that people have about a paragraph, and answer it."""
        language, ref, number = press.button.language, press.button.ref, press.button.number
        if press.knowledge.asking.open(ref) is None:
            return Say.OLD_BUTTON
        questions = typical_questions(press.knowledge.rulebook, ref, language)
        if not 1 <= number <= len(questions):
            return Say.OLD_BUTTON
        await self._ask(press, questions[number - 1], language)
        return None

    async def _ask(
        self, press: Press[AskExample] | Press[AskTypical], question: str, language: Language
    ) -> None:
        """The question becomes a message of its own: the buttons under the answer find it there."""
        asked = await press.message.reply_text(question, do_quote=False)
        spoken, chat = self._services.conversations, press.chat.id
        heard = spoken.hear_again(press.knowledge, chat, question, language)
        answer = press.knowledge.advice.answer(heard)
        sent = await reply(asked, Renderer.of(press.knowledge).answer(answer))
        spoken.tell(chat, sent, answer)
        await press.settle()
        await self._services.feedback.answered(answer)
