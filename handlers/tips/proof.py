"""The picture that says that something was filed: sent when it is asked for, and gone after ten minutes."""

import asyncio
from datetime import timedelta

from telegram import Bot

from handlers.telegram.sending import trying_once
from handlers.tips.chats import TipChats
from handlers.tips.screens import Proof

STAYS = timedelta(minutes=10)


async def send_proof(bot: Bot, chats: TipChats, chat: int, proof: Proof) -> None:
    """Draw it and send it, with one try: a twin of it would stay in the chat."""
    from bot.printing.confirmation import confirmation_picture  # noqa: PLC0415 - pillow is loaded when a picture is drawn

    picture = await asyncio.to_thread(
        confirmation_picture, proof.heading, proof.dates, proof.channels, proof.small
    )
    with trying_once():
        sent = await bot.send_photo(chat, picture, caption=proof.caption)
    chats.fading.add(chat, sent.message_id, chats.clock.now() + STAYS)
