"""Telegram's own dates of messages, for whoever must know whether the machine's clock may be believed (T30)."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.tips.casework.clock_witness import ClockWitness
from handlers.telegram.context import AdepApplication, Context

BESIDE_ALL = -2
"""A group of its own: it takes no message from any other handler."""


def register(application: AdepApplication, witness: ClockWitness) -> None:
    """Add the handler: it looks at the date of every fresh message and at nothing else."""

    async def look(update: Update, _: Context) -> None:
        if update.message:
            witness.heard(update.message.date)

    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, look), group=BESIDE_ALL)
