"""What a reporter sent while the bot was still busy with his last file: out of the chat before its turn comes (T7)."""

from collections.abc import Mapping
from typing import Any

from handlers.telegram.context import AdepApplication, Desk
from handlers.telegram.fading import take_away


async def take_ahead(application: AdepApplication, raw: Mapping[str, Any]) -> None:
    """Delete a message that waits for its turn in the chat of a draft; that it is gone already is nothing new to the turn.

    A refusal is told of when the turn has come. A question that waits behind /cancel or behind the last digits goes too, and is
    answered all the same: that a word of a tip stays in the chat would be worse.
    """
    tips = application.bot_data[Desk].tips
    match raw.get("message"):
        case {"message_id": int(message), "chat": {"id": int(chat)}} if tips and tips.drafts.is_open(chat):
            await take_away(application.bot, chat, message)
