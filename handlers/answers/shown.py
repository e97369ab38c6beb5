"""What a message of the bot shows, read from the data of its buttons and from the question it replies to."""

from dataclasses import dataclass

from telegram import Message

from bot.acts.model import Ref
from bot.language import Language
from handlers.acts.buttons import Share
from handlers.answers.buttons import OpenRef, Wrong
from handlers.answers.services import AnswerServices
from handlers.telegram.button import all_on, first_on
from handlers.telegram.turn import Turn
from handlers.telegram.words import command_in, words_of


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A message shows a paragraph."""

    ref: Ref
    language: Language


@dataclass(frozen=True, slots=True)
class ShownOthers:
    """A message asks what was wrong with the answer of a place, and shows what else may have been meant."""

    ref: Ref
    refs: tuple[Ref, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class ShownReply:
    """A message shows something else that replies to a question; its buttons do not tell the language."""


Shown = ShownParagraph | ShownOthers | ShownReply


def shown_on(message: Message) -> Shown:
    """What a message shows."""
    if share := first_on(message, Share):
        return ShownParagraph(share.ref, share.language)
    if wrong := first_on(message, Wrong):
        return ShownOthers(
            wrong.ref, tuple(button.ref for button in all_on(message, OpenRef)), wrong.language
        )
    return ShownReply()


async def language_shown(turn: Turn, services: AnswerServices) -> Language:
    """The language of a message: as its buttons tell, or as it was switched to, or that of the question it answers."""
    match shown_on(turn.message):
        case ShownParagraph(language=language) | ShownOthers(language=language):
            return language
        case ShownReply():
            switched = services.given.switched_to(turn.chat.id, turn.message.message_id)
            return switched or await _language_of_question(turn, services)


async def _language_of_question(turn: Turn, services: AnswerServices) -> Language:
    question = question_behind(turn.message)
    if not question:
        return await services.languages.of(turn.update)
    preferred = await services.languages.of(turn.update)
    return turn.knowledge.asking.ask(question, preferred).language


def question_behind(message: Message | None) -> str:
    """The question a message replies to, as Telegram hands it back; empty where it is gone."""
    question = message.reply_to_message if message else None
    return question_in(question) if question else ""


def question_in(message: Message) -> str:
    """What is asked; of commands /ask asks anything, where it stands alone what it quotes, and /rules what stands behind it."""
    text = words_of(message)
    command = command_in(text)
    if command is None:
        return text
    if command.name == "rules":
        return command.rest
    return (command.rest or quoted_in(message)) if command.name == "ask" else ""


def quoted_in(message: Message) -> str:
    """What a message quotes: the part that was marked, or the whole message that it replies to; empty where it is nobody's question."""
    if message.quote:
        return message.quote.text
    quoted = message.reply_to_message
    return question_in(quoted) if quoted else ""
