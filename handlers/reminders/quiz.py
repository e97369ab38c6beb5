"""/quiz: a situation to decide at once, answered in place, and one more."""

from html import escape
from random import Random

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import filters

from bot.acts.model import Dilemma, DilemmaId
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.acts.paragraph import answer_html
from handlers.answers.buttons import OpenRef
from handlers.reminders.buttons import DecideSituation, NextSituation
from handlers.reminders.screens import MISSED, RIGHT, Pushed
from handlers.reminders.services import ReminderServices
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message


def register(application: AdepApplication, services: ReminderServices) -> None:
    """Add the handlers of this module."""
    quizzes, buttons = Quizzes(services), Buttons(services.knowledge, services.languages)
    show = on_message(services.knowledge, quizzes.show)
    services.links.add("quiz", quizzes.show)
    application.add_handler(CommandHandler("quiz", show, filters.ChatType.PRIVATE))
    application.add_handler(buttons.on(NextSituation, quizzes.show_next))
    application.add_handler(buttons.on(DecideSituation, quizzes.decide))


class Quizzes:
    """Shows situations, and what decides them."""

    def __init__(self, services: ReminderServices) -> None:
        self._languages = services.languages
        self._votes = services.votes

    async def show(self, turn: Turn) -> None:
        """Show a situation, another one each time."""
        language = await self._languages.of(turn.update)
        after = Random(turn.message.message_id).choice(sorted(turn.knowledge.rulebook.situations))  # noqa: S311 - which situation comes is no secret
        dilemma = following(turn.knowledge, turn.chat.id, after)
        await reply(turn.message, question_screen(turn.knowledge, dilemma, language, turn.chat.id))

    async def show_next(self, press: Press[NextSituation]) -> Say | None:
        """Show the next situation below."""
        after = press.button.after or min(press.knowledge.rulebook.situations)
        dilemma = following(press.knowledge, press.chat.id, after)
        await reply(
            press.message, question_screen(press.knowledge, dilemma, press.button.language, press.chat.id)
        )
        await press.settle()
        return None

    async def decide(self, press: Press[DecideSituation]) -> Say | None:
        """Count the choice, and put what decides the situation in the place of the question."""
        dilemma = press.knowledge.rulebook.dilemmas.get(press.button.dilemma)
        choice = press.button.choice
        if dilemma is None or choice not in dilemma.choices:
            return Say.OLD_BUTTON
        by = (press.chat.id, press.message.message_id, press.query.from_user.id)
        await self._votes.pressed(press.update.update_id, dilemma.id, choice, by)
        shares = Pushed.of(press.knowledge).shares(
            dilemma, await self._votes.shares(dilemma), press.button.language
        )
        screen = decided_screen(press.knowledge, press.button, dilemma, shares)
        await press.show(screen)
        await press.settle()
        return None


def following(knowledge: Knowledge, chat: int, after: str) -> Dilemma:
    """The situation that comes after another one in a chat: each comes once before any comes again."""
    ring = sorted(knowledge.rulebook.situations)
    Random(chat).shuffle(ring)  # noqa: S311 - an order of situations, not a secret
    at = ring.index(DilemmaId(after)) if after in ring else -1
    return knowledge.rulebook.dilemmas[ring[(at + 1) % len(ring)]]


def question_screen(knowledge: Knowledge, dilemma: Dilemma, language: Language, chat: int) -> Screen:
    """A situation with its choices, in an order of the chat's own: the right one must not stand always in one place."""
    choices = sorted(dilemma.choices)
    Random(f"{chat} {dilemma.id}").shuffle(choices)  # noqa: S311 - an order of choices, not a secret
    lines = [
        f"<b>{escape(knowledge.texts(language, Say.DILEMMA))}</b>",
        escape(dilemma.questions[language]),
        "",
        *(
            f"{number}. {escape(dilemma.choices[choice][language])}"
            for number, choice in enumerate(choices, start=1)
        ),
    ]
    row = [
        DecideSituation(language, dilemma.id, choice).key(str(number))
        for number, choice in enumerate(choices, start=1)
    ]
    return Screen("\n".join(lines), InlineKeyboardMarkup([row, [_more(knowledge, dilemma, language)]]))


def decided_screen(knowledge: Knowledge, made: DecideSituation, dilemma: Dilemma, shares: str) -> Screen:
    """The situation, whether the choice was right and why, and the paragraph that decides it."""
    language = made.language
    mark = RIGHT if made.choice == dilemma.right else MISSED
    ref = knowledge.rulebook.deciding(dilemma)
    found = knowledge.asking.open(ref)
    assert found is not None  # noqa: S101 - the loader refuses refs that are not there
    blocks = [
        escape(dilemma.questions[language]),
        f"{mark} {escape(dilemma.choices[made.choice][language])}",
    ]
    if made.choice != dilemma.right:
        blocks.append(f"{RIGHT} {escape(dilemma.choices[dilemma.right][language])}")
    blocks += [
        f"💡 {escape(dilemma.reasons[language])}",
        answer_html(knowledge.sheets.lay(found, language), is_brief=True),
        escape(shares),
    ]
    rows = [
        [_more(knowledge, dilemma, language)],
        [OpenRef(ref).key(knowledge.rulebook.title(ref, language))],
    ]
    return Screen("\n\n".join(blocks), InlineKeyboardMarkup(rows))


def _more(knowledge: Knowledge, dilemma: Dilemma, language: Language) -> InlineKeyboardButton:
    return NextSituation(language, dilemma.id).key(knowledge.texts(language, Say.BUTTON_ONE_MORE))
