"""/questions for the owners: what people handed over, by matter, and as YAML to paste under the matters."""

from html import escape
from itertools import chain

from telegram.ext import filters

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.lost_questions.lost_questions import LostQuestion, by_matter, exported
from bot.matters.model import MatterId
from bot.texts.texts import Say
from handlers.lost_questions.services import LostQuestionServices
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.paging import messages
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Turn, on_message

FILE = "adep-questions.yaml"


def register(application: AdepApplication, services: LostQuestionServices) -> None:
    """Add the handlers of this module; to anybody else the command does not exist."""
    owners = filters.ChatType.PRIVATE & filters.User(services.owners)
    show = on_message(services.knowledge, HandedOver(services).show)
    application.add_handler(CommandHandler("questions", show, owners))


class HandedOver:
    """Shows owners what was handed over."""

    def __init__(self, services: LostQuestionServices) -> None:
        self._languages = services.languages
        self._lost = services.lost

    async def show(self, turn: Turn) -> None:
        """Tell the questions by matter, each with its day, and send them as a file."""
        language, questions = await self._languages.of(turn.update), await self._lost.all()
        if not questions:
            await reply(turn.message, Screen(turn.say(language, Say.QUESTIONS_NONE)))
            return
        matcher = turn.knowledge.matcher
        sorted_out = by_matter(questions, matcher).items()
        blocks = chain.from_iterable(
            _block(matter, some, language, turn.knowledge) for matter, some in sorted_out
        )
        for page in messages(list(blocks)):
            await reply(turn.message, Screen(page))
        await turn.message.reply_document(exported(questions, matcher).encode(), filename=FILE)


def _block(
    matter: MatterId | None, questions: tuple[LostQuestion, ...], language: Language, knowledge: Knowledge
) -> list[str]:
    named = knowledge.rulebook.matters.get(matter) if matter else None
    title = named.titles[language] if named else knowledge.texts(language, Say.QUESTIONS_UNKNOWN)
    lines = [f"<b>{escape(title)}</b> – {len(questions)}"]
    return [*lines, *(f"{question.day:%d.%m} {escape(question.text)}" for question in questions)]
