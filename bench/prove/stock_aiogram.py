"""A bot of a few lines on aiogram: it answers every message with one sentence. Run as a script, by a Python that has aiogram."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def _answer(message: Message) -> None:
    await message.answer("Жауап")


def main() -> None:
    """Serve until stopped."""
    server = TelegramAPIServer.from_base(os.environ["BOT_API_URL"].removesuffix("/bot"))
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()
    dispatcher.message()(_answer)
    asyncio.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main()
