"""Questions: answered, answered anew when edited, shown in the other language, opened at a related paragraph."""

from telegram import Message, User
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.answers.advisor import Answer
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.buttons import AskWhy, OpenRef, OtherLanguage, Rate
from handlers.answers.rendering import Renderer
from handlers.answers.services import AnswerServices
from handlers.answers.shown import (
    ShownOthers,
    ShownParagraph,
    ShownReply,
    language_shown,
    question_behind,
    question_in,
    shown_on,
)
from handlers.telegram.button import first_on
from handlers.telegram.context import AdepApplication
from handlers.telegram.rights import is_owner
from handlers.telegram.screen import Screen
from handlers.telegram.sending import Edit, edit, replace, reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handlers of this module."""
    questions, knowledge = Questions(services), services.knowledge
    buttons = Buttons(knowledge, services.languages)
    fresh, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    # A card chosen in this very chat comes back as the person's message.
    private_text = filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND & ~filters.VIA_BOT
    answer = on_message(knowledge, questions.answer)
    application.add_handler(MessageHandler(private_text & fresh, answer))
    application.add_handler(
        MessageHandler(private_text & edited, on_message(knowledge, questions.answer_anew))
    )
    application.add_handler(CommandHandler("ask", answer, filters.ChatType.PRIVATE & fresh))
    application.add_handler(buttons.on(OtherLanguage, questions.switch_language))
    application.add_handler(buttons.on(OpenRef, questions.open_paragraph))


class Questions:
    """Answers questions in private chats."""

    def __init__(self, services: AnswerServices) -> None:
        self._services = services

    async def answer(self, turn: Turn) -> None:
        """Reply to a question."""
        answer = await self._answer_to(turn)
        await self._reply(turn, self._laid(turn, answer))
        await self._services.feedback.answered(answer)

    async def answer_anew(self, turn: Turn) -> None:
        """Put the answer to an edited question in the place of the old answer."""
        chat, given = turn.chat.id, self._services.given
        old = given.answer_to(chat, turn.message.message_id)
        answer = await self._answer_to(turn)
        screen = self._laid(turn, answer, can_be_rated=old is None or not given.is_rated(chat, old))
        if old is None or not await replace(turn.bot, chat, old, screen):
            await self._reply(turn, screen)
        else:
            given.switch(chat, old, answer.language)
        await self._services.feedback.answered(answer)

    async def switch_language(self, press: Press[OtherLanguage]) -> Say | None:
        """Show an answer in the other language, in place."""
        if first_on(press.message, OtherLanguage) is None:
            return Say.OLD_BUTTON
        target = (await language_shown(press, self._services)).other
        edited = await self._show_in(press, target)
        if edited is Edit.SAME and isinstance(shown_on(press.message), ShownReply):
            # It stands in this language already: how it stands was known to a process that is gone.
            target = target.other
            edited = await self._show_in(press, target)
        if edited is None:
            return Say.OLD_BUTTON
        self._services.given.switch(press.chat.id, press.message.message_id, target)
        await press.settle()
        return None

    async def open_paragraph(self, press: Press[OpenRef]) -> Say | None:
        """Send the paragraph a button names."""
        found = press.knowledge.asking.open(press.button.ref, question_behind(press.message))
        if found is None:
            return Say.OLD_BUTTON
        language = await language_shown(press, self._services)
        question = press.message.reply_to_message or press.message
        await reply(question, Renderer.of(press.knowledge).paragraph(found, language))
        await press.settle()
        return None

    async def _answer_to(self, turn: Turn) -> Answer:
        preferred = await self._services.languages.chosen(turn.chat.id)
        return turn.knowledge.asking.ask(question_in(turn.message), preferred)

    async def _reply(self, turn: Turn, screen: Screen) -> None:
        sent = await reply(turn.message, screen)
        self._services.given.remember(turn.chat.id, turn.message.message_id, sent.message_id)

    def _laid(self, turn: Turn, answer: Answer, *, can_be_rated: bool = True) -> Screen:
        screen = Renderer.of(turn.knowledge).answer(answer, can_be_rated=can_be_rated)
        return self._seen_by(turn.message.from_user, screen, answer.language, turn.knowledge)

    async def _show_in(self, press: Press[OtherLanguage], target: Language) -> Edit | None:
        """Show a message in a language; None where what it showed is gone."""
        screen = _switched(press.message, target, press.knowledge)
        if screen is None:
            return None
        if first_on(press.message, AskWhy):
            screen = self._seen_by(press.query.from_user, screen, target, press.knowledge)
        return await edit(press.bot, press.chat.id, press.message.message_id, screen)

    def _seen_by(
        self, person: User | None, screen: Screen, language: Language, knowledge: Knowledge
    ) -> Screen:
        """The screen as a person sees it: under an answer owners have a button that says why it was given."""
        if not is_owner(person, self._services.owners):
            return screen
        return Renderer.of(knowledge).with_why(screen, language)


def _switched(message: Message, target: Language, knowledge: Knowledge) -> Screen | None:
    question, renderer = question_behind(message), Renderer.of(knowledge)
    match shown_on(message):
        case ShownParagraph(ref):
            found = knowledge.asking.open(ref, question)
            can_be_rated = first_on(message, Rate) is not None
            return renderer.paragraph(found, target, can_be_rated=can_be_rated) if found else None
        case ShownOthers(refs):
            return renderer.others(refs, target)
        case ShownReply():
            return renderer.answer(knowledge.asking.ask(question, forced=target)) if question else None
