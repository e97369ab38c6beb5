"""One reading of Telegram's errors decides what becomes of every message that is sent unasked."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
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
from handlers.telegram.sending import give_spans_as_timedelta
from handlers.telegram.transport import BrokenOffError, NotReachedError
from handlers.telegram.undelivered import undelivered


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (NotReachedError("ClientConnectorError"), NotSent()),
        (NetworkError("Internal Server Error"), NotSent()),
        (InvalidToken(), NotSent()),
        (Conflict("terminated by other getUpdates request"), NotSent()),
        (NetworkError("Gateway Timeout (504). Parsing the server response failed"), MaybeSent()),
        (NetworkError("Unknown error in HTTP implementation: x"), MaybeSent()),
        (BrokenOffError("ServerDisconnectedError"), MaybeSent()),
        (TimedOut(), MaybeSent()),
        (TelegramError("Parsing the server response failed"), MaybeSent()),
    ],
)
def test_only_what_surely_had_no_effect_is_told_from_what_may_have_had_one(
    error: TelegramError, result: Undelivered
) -> None:
    assert undelivered(error) == result


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (ChatMigrated(-1005), Moved(-1005)),
        (Forbidden("bot was blocked by the user"), Unreachable()),
        (BadRequest("Chat not found"), Unreachable()),
        (BadRequest("Not enough rights to send text messages to the chat"), Unreachable()),
        (BadRequest("Message thread not found"), TopicGone()),
        (BadRequest("TOPIC_CLOSED"), TopicGone()),
        (BadRequest("Can't parse entities"), Refused()),
    ],
)
def test_a_no_of_telegram_says_whether_it_means_the_chat_the_topic_or_the_message(
    error: TelegramError, result: Undelivered
) -> None:
    assert undelivered(error) == result


def test_the_rest_that_telegram_asks_for_is_told_in_seconds() -> None:
    give_spans_as_timedelta()
    assert undelivered(RetryAfter(timedelta(seconds=7))) == TooFast(7)
