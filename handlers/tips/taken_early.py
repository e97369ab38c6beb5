"""What a reporter sent while the bot was still busy with what came before: out of the chat before its turn comes (T7)."""

from collections.abc import Callable, Mapping
from typing import Any

from telegram import Bot

from bot.tips.reporting.draft import Drafts
from handlers.tips.chats import TipChats


def taking_early(bot: Bot, drafts: Drafts, chats: TipChats) -> Callable[[Mapping[str, Any]], None]:
    """What is done with a raw update that waits for its turn."""

    def take_early(raw: Mapping[str, Any]) -> None:
        """Begin to delete a message in the chat of a draft.

        A refusal is told of when the turn has come. A question that waits behind /cancel or behind the last digits goes too,
        and is answered all the same: that a word of a tip stays in the chat would be worse.
        """
        match raw.get("message"):
            case {"message_id": int(message), "chat": {"id": int(chat)}} if drafts.is_open(chat):
                chats.take_early(bot, chat, message)

    return take_early
