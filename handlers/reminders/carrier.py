"""Carries letters: a rule, a dilemma or an announcement, rendered and sent once, and what became of it."""

from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

from telegram import InputPollOption
from telegram.constants import ParseMode, PollType
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.acts.model import Dilemma, Paragraph
from bot.clock import Clock
from bot.knowledge.current import Current, Derived
from bot.knowledge.knowledge import Knowledge
from bot.outbox.letter import (
    AnnouncementId,
    Failed,
    Letter,
    Moved,
    Outcome,
    Refused,
    Sent,
    TooFast,
    TopicGone,
    Unknown,
    Unreachable,
)
from bot.reminders.deck import Deck
from bot.reminders.schedule import Schedule
from bot.reminders.votes import Quiz
from handlers.reminders.screens import Pushed
from handlers.telegram.context import AdepBot
from handlers.telegram.screen import Screen
from handlers.telegram.sending import NO_PREVIEW, Tries, seconds_of
from handlers.telegram.transport import NotReachedError

GONE = (
    "chat not found",
    "peer_id_invalid",
    "deactivated",
    "not enough rights",
    "no rights",
    "write_forbidden",
)
TOPIC_GONE = ("thread not found", "topic_closed", "topic_deleted")
NO_ANSWER = ("Gateway Timeout", "Unknown error in HTTP implementation")
"""How PTB begins the words of a plain NetworkError after which the effect of a call is not known."""


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

    async def carry(self, letter: Letter) -> Outcome:
        """Send a letter; what Telegram and the network did is the outcome."""
        try:
            return await self._send(letter)
        except TelegramError as error:
            return outcome_of(error)

    async def _send(self, letter: Letter) -> Outcome:
        knowledge = self._services.knowledge.value
        pushed = Pushed.of(knowledge)
        if not letter.is_reminder:
            notice = await self._services.notices.content(letter.announcement)
            screen = pushed.notice(notice, letter.language, self._bot.username)
            return await self._write(letter, screen) if screen else Refused()
        match self._services.decks.of(knowledge).content(letter.card.id if letter.card else ""):
            case Paragraph(ref=ref):
                return await self._write(letter, pushed.rule(ref, letter.language, self._bot.username))
            case Dilemma() as dilemma:
                return await self._ask(letter, dilemma, pushed)
            case None:
                return Refused()

    async def _write(self, letter: Letter, screen: Screen) -> Outcome:
        await self._bot.send_message(
            text=screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.buttons,
            link_preview_options=NO_PREVIEW,
            **self._address(letter),
        )
        return Sent()

    async def _ask(self, letter: Letter, dilemma: Dilemma, pushed: Pushed) -> Outcome:
        """Send a quiz; one that the chat does not take becomes a message with buttons. In a group it is anonymous."""
        language, choices = letter.language, self._shuffled(dilemma)
        try:
            message = await self._bot.send_poll(
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
        except BadRequest as error:
            if "poll" not in error.message.lower():
                raise
            return await self._write(letter, pushed.question(dilemma, choices, language))
        return Sent(Quiz(message.poll.id, dilemma.id, choices, language) if message.poll else None)

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


def outcome_of(error: TelegramError) -> Outcome:
    """What an error of PTB says of a message: whether it may have been sent, whether it ever can be."""
    outcome: Outcome = Unknown()
    match error:
        case RetryAfter():
            outcome = TooFast(seconds_of(error.retry_after))
        case ChatMigrated():
            outcome = Moved(error.new_chat_id)
        case Forbidden():
            outcome = Unreachable()
        case BadRequest():
            outcome = _refusal(error.message.lower())
        case NotReachedError() | InvalidToken() | Conflict():
            outcome = Failed()
        # Telegram's own answer of 5xx; what a connection does has classes of its own.
        case NetworkError() if type(error) is NetworkError and not error.message.startswith(NO_ANSWER):
            outcome = Failed()
    return outcome


def _refusal(words: str) -> Outcome:
    if any(sign in words for sign in TOPIC_GONE):
        return TopicGone()
    return Unreachable() if any(sign in words for sign in GONE) else Refused()
