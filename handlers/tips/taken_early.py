"""What a reporter sent while the bot was still busy with their last file: out of the chat before its turn comes (T7)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Bot

from bot.tips.reporting.draft import Drafts
from handlers.telegram.fading import take_away


def taking_early(bot: Bot, drafts: Drafts) -> Callable[[Mapping[str, Any]], Awaitable[None]]:
    """What is done with a raw update that waits for its turn."""

    async def take_early(raw: Mapping[str, Any]) -> None:
        """Delete a message in the chat of a draft; that it is gone already is nothing new to the turn.

        A refusal is told of when the turn has come. A question that waits behind /cancel or behind the last digits goes too,
        and is answered all the same: that a word of a tip stays in the chat would be worse.
        """
        match raw.get("message"):
            case {"message_id": int(message), "chat": {"id": int(chat)}} if drafts.is_open(chat):
                await take_away(bot, chat, message)

    return take_early
