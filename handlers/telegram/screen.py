"""One message as Telegram shows it."""

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: its HTML and its buttons."""

    html: str
    buttons: InlineKeyboardMarkup | None = None
