"""What an error of Telegram says of a message that was sent unasked: whether it may have been sent, whether it ever can be."""

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

from bot.outbox.delivery_result import (
    MaybeSent,
    Moved,
    NotSent,
    Refused,
    TooFast,
    TopicGone,
    Undelivered,
    Unreachable,
)
from handlers.telegram.sending import is_topic_gone, seconds_of
from handlers.telegram.transport import NotReachedError

CHAT_GONE = (
    "chat not found",
    "peer_id_invalid",
    "deactivated",
    "not enough rights",
    "no rights",
    "write_forbidden",
)
"""Telegram's words, in small letters, for a chat that cannot be written to (any more)."""

NO_ANSWER = ("Gateway Timeout", "Unknown error in HTTP implementation")
"""How PTB begins the words of a plain NetworkError after which the effect of a call is not known."""


def undelivered(error: TelegramError) -> Undelivered:
    """What became of the message whose sending ended with an error of PTB."""
    result: Undelivered = MaybeSent()
    match error:
        case RetryAfter():
            result = TooFast(seconds_of(error.retry_after))
        case ChatMigrated():
            result = Moved(error.new_chat_id)
        case Forbidden():
            result = Unreachable()
        case BadRequest():
            result = TopicGone() if is_topic_gone(error) else _refusal(error.message.lower())
        case NotReachedError() | InvalidToken() | Conflict():
            result = NotSent()
        # Telegram's own answer of 5xx; what a connection does has classes of its own.
        case NetworkError() if type(error) is NetworkError and not error.message.startswith(NO_ANSWER):
            result = NotSent()
    return result


def _refusal(words: str) -> Undelivered:
    return Unreachable() if any(sign in words for sign in CHAT_GONE) else Refused()
