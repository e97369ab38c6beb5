"""One message as Telegram shows it."""

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: its HTML and its buttons."""

    html: str
    buttons: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class PhotoScreen(Screen):
    """One message with a picture, a JPEG; the HTML stands under it."""

    photo: bytes = b""


@dataclass(frozen=True, slots=True)
class VoiceScreen(Screen):
    """One message that can be listened to, Ogg with Opus; the HTML stands under it."""

    voice: bytes = b""
