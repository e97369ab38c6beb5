"""Carries letters: a rule, a dilemma or an announcement, rendered and sent once, and what became of it."""

from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from random import Random
from typing import Any, Protocol

from telegram import InputPollOption, Message
from telegram.constants import ParseMode, PollType
from telegram.error import BadRequest, TelegramError

from bot import logs
from bot.acts.model import Dilemma, Paragraph
from bot.clock import Clock
from bot.knowledge.current import Current, Derived
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.outbox.delivery_result import Refused, Sent
from bot.outbox.letter import AnnouncementId, Letter, LetterResult
from bot.reminders.deck import Deck
from bot.reminders.schedule import Schedule
from bot.reminders.votes import Quiz
from bot.texts.texts import Say
from handlers.reminders.notices import send_notice
from handlers.reminders.screens import Pushed
from handlers.telegram.context import AdepBot
from handlers.telegram.screen import Screen
from handlers.telegram.sending import NO_PREVIEW, Tries
from handlers.telegram.undelivered import undelivered

UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)
"""What PTB raises at an answer of an unknown shape."""


class Notices(Protocol):
    """What announcements say."""

    async def content(self, announcement: AnnouncementId) -> str:
        """A card of the deck, or HTML after its mark."""


@dataclass(frozen=True, slots=True)
class PostServices:
    """What a carrier needs; `decks` gives the cards of some knowledge."""

    knowledge: Current[Knowledge]
    decks: Derived[Knowledge, Deck]
    notices: Notices
    schedule: Schedule
    clock: Clock
    chance: Random


class Post:
    """The outbox's carrier on Telegram. Calls are made once: when to try again is the outbox's to decide."""

    def __init__(self, bot: AdepBot, services: PostServices) -> None:
        self._bot = bot
        self._services = services

    async def carry(self, letter: Letter) -> LetterResult:
        """Send a letter; the result says what Telegram and the network did."""
        try:
            return await self._send(letter)
        except TelegramError as error:
            return undelivered(error)

    async def tell_topic_closed(self, letter: Letter) -> None:
        """Tell a group that its reminders end; where nothing can be said in it, those of its admins who have started the bot."""
        texts, language = self._services.knowledge.value.texts, letter.language
        try:
            await self._say(letter.chat, texts(language, Say.TOPIC_CLOSED))
        except BadRequest:
            await self._tell_admins(letter.chat, language)
        except TelegramError as error:
            logs.event("PUSH_FAILED", error=type(error).__name__)

    async def _tell_admins(self, chat: int, language: Language) -> None:
        try:
            title, admins = (
                (await self._bot.get_chat(chat)).title,
                await self._bot.get_chat_administrators(chat),
            )
        except TelegramError as error:
            logs.event("PUSH_FAILED", error=type(error).__name__)
            return
        said = self._services.knowledge.value.texts(language, Say.TOPIC_CLOSED_IN, group=escape(title or ""))
        for admin in admins:
            # Whoever never started the bot cannot be written to; a bot is told nothing.
            if not admin.user.is_bot:
                with suppress(TelegramError):
                    await self._say(admin.user.id, said)

    async def _say(self, chat: int, html: str) -> None:
        await self._bot.send_message(chat, html, parse_mode=ParseMode.HTML, rate_limit_args=Tries.ONCE)

    async def _send(self, letter: Letter) -> LetterResult:
        knowledge = await self._services.knowledge.of(letter.chat)
        pushed = Pushed.of(knowledge)
        if letter.is_of_a_paper:
            return await self._write(letter, Screen(knowledge.texts(letter.language, Say.PAPER_REMINDER)))
        if not letter.is_reminder:
            notice = await self._services.notices.content(letter.announcement)
            screen = pushed.notice(notice, letter.language, self._bot.username)
            if screen is None:
                return Refused()
            await _taken(send_notice(self._bot, notice, screen, **self._address(letter)))
            return Sent(None)
        match self._services.decks.of(knowledge).content(letter.card.id if letter.card else ""):
            case Paragraph(ref=ref):
                return await self._write(letter, pushed.rule(ref, letter.language, self._bot.username))
            case Dilemma() as dilemma:
                return await self._ask(letter, dilemma, pushed)
            case None:
                return Refused()

    async def _write(self, letter: Letter, screen: Screen) -> LetterResult:
        await _taken(
            self._bot.send_message(
                text=screen.html,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.buttons,
                link_preview_options=NO_PREVIEW,
                **self._address(letter),
            )
        )
        return Sent(None)

    async def _ask(self, letter: Letter, dilemma: Dilemma, pushed: Pushed) -> LetterResult:
        """Send a quiz; one that the chat does not take becomes a message with buttons. In a group it is anonymous."""
        language, choices = letter.language, self._shuffled(dilemma)
        try:
            message = await _taken(
                self._bot.send_poll(
                    question=dilemma.questions[language],
                    options=[InputPollOption(dilemma.choices[choice][language]) for choice in choices],
                    type=PollType.QUIZ,
                    correct_option_ids=[choices.index(dilemma.right)],  # type: ignore[list-item]  # PTB lists the numbers from 0 to 11
                    explanation=dilemma.reasons[language],
                    is_anonymous=letter.chat < 0,
                    reply_markup=pushed.under_quiz(
                        dilemma, language, self._bot.username, in_group=letter.chat < 0
                    ),
                    **self._address(letter),
                )
            )
        except BadRequest as error:
            if "poll" not in error.message.lower():
                raise
            return await self._write(letter, pushed.question(dilemma, choices, language))
        return Sent(
            Quiz(message.poll.id, dilemma.id, choices, language) if message and message.poll else None
        )

    def _shuffled(self, dilemma: Dilemma) -> str:
        return "".join(self._services.chance.sample(sorted(dilemma.choices), len(dilemma.choices)))

    def _address(self, letter: Letter) -> dict[str, Any]:
        """Nobody's phone sounds at night, and not those of a whole group."""
        return {
            "chat_id": letter.chat,
            "message_thread_id": letter.thread,
            "disable_notification": letter.chat < 0
            or self._services.schedule.is_quiet(self._services.clock.now()),
            "rate_limit_args": Tries.ONCE,
        }


async def _taken(sending: Awaitable[Message]) -> Message | None:
    """The message that Telegram took; None where it took one, and an older server tells of it in a form that PTB cannot read."""
    try:
        return await sending
    except UNREADABLE as error:
        logs.event("ANSWER_UNREADABLE", error=type(error).__name__)
        return None
