"""A bot of a few lines on python-telegram-bot: it answers every message with one sentence. Run as a script of its own; with `same`
behind it, it answers what Adep answers.
"""

import os
import sys

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def _answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message:
        await update.effective_message.reply_text("Жауап")


def _same_work() -> MessageHandler[ContextTypes.DEFAULT_TYPE, None]:
    from bench.prove.same_work import answering  # noqa: PLC0415 - the few lines alone need nothing of ours

    answer = answering()

    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message:
            html, buttons = answer(message.text or "")
            markup = InlineKeyboardMarkup.de_json(buttons, context.bot) if buttons else None
            await message.reply_text(html, parse_mode="HTML", reply_markup=markup)

    return MessageHandler(filters.ALL, handle)


def main() -> None:
    """Serve until stopped."""
    base = os.environ["BOT_API_URL"]
    application = (
        Application.builder().token(os.environ["BOT_TOKEN"]).base_url(base).concurrent_updates(256).build()
    )
    application.add_handler(_same_work() if "same" in sys.argv else MessageHandler(filters.ALL, _answer))
    application.run_polling()


if __name__ == "__main__":
    main()
