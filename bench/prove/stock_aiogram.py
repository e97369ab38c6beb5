"""A bot of a few lines on aiogram: it answers every message with one sentence. Run as a script, by a Python that has aiogram; with
`same` behind it, by one that has what Adep needs too, it answers what Adep answers.
"""

import asyncio
import os
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardMarkup, Message


async def _answer(message: Message) -> None:
    await message.answer("Жауап")


def main() -> None:
    """Serve until stopped."""
    server = TelegramAPIServer.from_base(os.environ["BOT_API_URL"].removesuffix("/bot"))
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()
    if "same" in sys.argv:
        from bench.prove.same_work import answering  # noqa: PLC0415 - the few lines alone need nothing of ours

        answer = answering()

        async def handle(message: Message) -> None:
            html, buttons = answer(message.text or "")
            markup = InlineKeyboardMarkup.model_validate(buttons) if buttons else None
            await message.reply(html, parse_mode="HTML", reply_markup=markup)

        dispatcher.message()(handle)
    else:
        dispatcher.message()(_answer)
    asyncio.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main()
