"""What an error of Telegram says of a message that was sent unasked: whether it may have been sent, whether it ever can be."""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
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
from handlers.telegram.sending import is_topic_gone, is_without_effect, seconds_of

CHAT_GONE = (
    "chat not found",
    "peer_id_invalid",
    "deactivated",
    "not enough rights",
    "no rights",
    "write_forbidden",
)
"""Telegram's words, in small letters, for a chat that cannot be written to (any more)."""


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
        case InvalidToken() | Conflict():
            result = NotSent()
        case _ if is_without_effect(error):
            result = NotSent()
    return result


def _refusal(words: str) -> Undelivered:
    return Unreachable() if any(sign in words for sign in CHAT_GONE) else Refused()
