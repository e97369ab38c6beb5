"""Questions: answered, answered anew when edited, shown in the other language, opened at a related paragraph."""

from dataclasses import replace as replace_value

from telegram import Message, User
from telegram.ext import MessageHandler, filters

from bot.answers.content import Answer, FoundParagraph, IntentReply
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.reporting.codes import has_code
from handlers.answers.buttons import AskWhy, OpenRef, OtherLanguage, Rate
from handlers.answers.rendering import Renderer, Seen
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
from handlers.telegram.albums import Albums
from handlers.telegram.button import first_on
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.deep_links import Links, Opener
from handlers.telegram.fading import take_away
from handlers.telegram.rights import is_owner
from handlers.telegram.screen import Screen
from handlers.telegram.sending import Edit, edit, replace, reply, send_screen
from handlers.telegram.turn import Buttons, Press, Turn, on_message
from handlers.telegram.words import BEHIND_COMMAND, CAPTION_COMMAND, COMMAND, OWN_CARD, WORDS

NAVIGATION = {
    "navigate_menu": "rules",
    "navigate_start": "start",
    "navigate_cancel": "cancel",
    "navigate_language": "lang",
    "navigate_reminders": "remind",
    "navigate_quiz": "quiz",
    "navigate_settings": "settings",
}
"""Wishes that a screen of another feature fulfils, and the word of the link that opens it."""


def register(application: AdepApplication, services: AnswerServices, links: Links, albums: Albums) -> None:
    """Add the handlers of this module; `links` know who opens the screens that people ask for in words."""
    questions, knowledge = Questions(services, links, albums), services.knowledge
    buttons = Buttons(knowledge, services.languages)
    fresh, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    # A card chosen in this very chat comes back as the person's message.
    private = filters.ChatType.PRIVATE & ~OWN_CARD
    plain = private & WORDS & ~COMMAND & ~CAPTION_COMMAND
    answer = on_message(knowledge, questions.answer)
    answer_anew = on_message(knowledge, questions.answer_anew)
    application.add_handler(MessageHandler(plain & fresh, answer))
    application.add_handler(MessageHandler(plain & edited, answer_anew))
    application.add_handler(CommandHandler("ask", answer, private & fresh, captions=True))
    # «/rules 3.12» wants to see that place.
    application.add_handler(CommandHandler("rules", answer, private & fresh & BEHIND_COMMAND))
    application.add_handler(CommandHandler("rules", answer_anew, private & edited & BEHIND_COMMAND))
    application.add_handler(CommandHandler("ask", answer_anew, private & edited, captions=True))
    application.add_handler(buttons.on(OtherLanguage, questions.switch_language))
    application.add_handler(buttons.on(OpenRef, questions.open_paragraph))


def is_receipt(text: str) -> bool:
    """Whether the code of a report stands in a text, its check digit right. Where the tip desk is open, it has taken it before."""
    return has_code(text)


class Questions:
    """Answers questions in private chats."""

    def __init__(self, services: AnswerServices, links: Links, albums: Albums) -> None:
        self._services = services
        self._links = links
        self._albums = albums

    async def answer(self, turn: Turn) -> None:
        """Reply to a message; what goes on with a message of the same breath replaces its answer."""
        question = question_in(turn.message)
        if is_receipt(question):
            await self._take_code(turn)
            return
        chat, spoken = turn.chat.id, self._services.conversations
        self._albums.is_first(turn.message)
        preferred = await self._services.languages.of(turn.update)
        heard = spoken.hear(turn.knowledge, chat, question, preferred, turn.message.date)
        answer = turn.knowledge.advice.answer(heard)
        opener = self._opener(answer)
        if opener:
            await opener(turn)
            await self._services.feedback.answered(answer)
            return
        last = spoken.last(chat) if heard.joins else None
        screen = self._laid(turn, answer, is_edit=last is not None)
        if last is None or not await replace(turn.bot, chat, last, screen):
            last = await reply(turn.message, screen)
        self._remember(turn, last, answer)
        await self._services.feedback.answered(answer)

    def _opener(self, answer: Answer) -> Opener | None:
        """What opens the screen that a message asks for; None where it asks for none."""
        talk = answer.content.talk if isinstance(answer.content, IntentReply) else None
        return self._links.opener(NAVIGATION.get(talk.id, "")) if talk else None

    async def answer_anew(self, turn: Turn) -> None:
        """Put the answer to an edited question in the place of the old answer."""
        chat, given, spoken = turn.chat.id, self._services.given, self._services.conversations
        question = question_in(turn.message)
        if is_receipt(question):
            await self._take_code(turn)
            return
        old = given.answer_to(chat, turn.message.message_id)
        preferred = await self._services.languages.of(turn.update)
        answer = turn.knowledge.advice.answer(spoken.hear_again(turn.knowledge, chat, question, preferred))
        can_be_rated = old is None or not given.is_rated(chat, old)
        screen = self._laid(turn, answer, can_be_rated=can_be_rated, is_edit=old is not None)
        if old is None or not await replace(turn.bot, chat, old, screen):
            old = await reply(turn.message, screen)
        self._remember(turn, old, answer)
        await self._services.feedback.answered(answer)

    async def _take_code(self, turn: Turn) -> None:
        """Take the code of a report out of the chat: it opens what was reported to whoever reads it there."""
        self._services.conversations.forget(turn.chat.id)
        is_gone = await take_away(turn.bot, turn.chat.id, turn.message.message_id)
        language = await self._services.languages.of(turn.update)
        said = turn.say(language, Say.CODE_TAKEN if is_gone else Say.CODE_LEFT)
        await send_screen(turn.bot, turn.chat.id, Screen(said))

    def _remember(self, turn: Turn, message: int, answer: Answer) -> None:
        chat, given = turn.chat.id, self._services.given
        given.remember(chat, turn.message.message_id, message)
        given.switch(chat, message, answer.language)
        self._services.conversations.tell(chat, message, answer)

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

    def _laid(
        self, turn: Turn, answer: Answer, *, can_be_rated: bool = True, is_edit: bool = False
    ) -> Screen:
        # What stood in an answer still stands in the one that takes its place.
        seen = Seen(can_be_rated, not is_edit and self._is_brief(turn.chat.id, answer))
        screen = Renderer.of(turn.knowledge).answer(answer, seen)
        if turn.message.caption:
            unseen = turn.say(answer.language, Say.CAPTION_ANSWERED)
            screen = Screen(f"{unseen}\n\n{screen.html}", screen.buttons)
        return self._seen_by(turn.message.from_user, screen, answer.language, turn.knowledge)

    def _is_brief(self, chat: int, answer: Answer) -> bool:
        """Whether the line on the translation was read today: it is said once a day."""
        if not isinstance(answer.content, FoundParagraph):
            return False
        return self._services.given.is_told(chat, answer.language, self._services.feedback.today)

    async def _show_in(self, press: Press[OtherLanguage], target: Language) -> Edit | None:
        """Show a message in a language; None where what it showed is gone."""
        told = self._services.conversations.told(press.chat.id, press.message.message_id)
        if told and not isinstance(shown_on(press.message), ShownOthers):
            can_be_rated = first_on(press.message, Rate) is not None
            screen: Screen | None = Renderer.of(press.knowledge).answer(
                replace_value(told, language=target), Seen(can_be_rated)
            )
        else:
            screen = _switched(press.message, target, press.knowledge)
        if screen is None:
            return None
        if first_on(press.message, AskWhy):
            screen = self._seen_by(press.query.from_user, screen, target, press.knowledge)
        outcome = await edit(press.bot, press.chat.id, press.message.message_id, screen)
        if outcome is Edit.GONE:
            sent = await reply(press.message.reply_to_message or press.message, screen)
            self._services.given.switch(press.chat.id, sent, target)
            if told:
                self._services.conversations.go_on(press.chat.id, sent, told)
        return outcome

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
            return renderer.paragraph(found, target, Seen(can_be_rated)) if found else None
        case ShownOthers(ref, refs):
            return renderer.others(ref, refs, target)
        case ShownReply():
            return renderer.answer(knowledge.asking.ask(question, forced=target)) if question else None
