"""A bot of a few lines on python-telegram-bot: it answers every message with one sentence. Run as a script of its own."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def _answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message:
        await update.effective_message.reply_text("Жауап")


def main() -> None:
    """Serve until stopped."""
    base = os.environ["BOT_API_URL"]
    application = (
        Application.builder().token(os.environ["BOT_TOKEN"]).base_url(base).concurrent_updates(256).build()
    )
    application.add_handler(MessageHandler(filters.ALL, _answer))
    application.run_polling()


if __name__ == "__main__":
    main()
