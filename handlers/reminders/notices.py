"""An announcement on its way: words, or a picture or a file with words under it."""

from typing import Any

from telegram import Bot, Message
from telegram.constants import ParseMode

from bot.announcements.notice import Kind, read_notice
from handlers.telegram.screen import Screen
from handlers.telegram.sending import NO_PREVIEW


async def send_notice(bot: Bot, content: str, screen: Screen, **address: Any) -> Message:
    """Send the screen of an announcement, with what is attached to it; `address` says to whom, as PTB takes it."""
    notice = read_notice(content)
    attached = notice.attachment if notice else None
    if attached is None:
        return await bot.send_message(
            text=screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.buttons,
            link_preview_options=NO_PREVIEW,
            **address,
        )
    words: dict[str, Any] = {"caption": screen.html or None, "parse_mode": ParseMode.HTML}
    if attached.kind is Kind.PICTURE:
        return await bot.send_photo(photo=attached.file, **words, **address)
    return await bot.send_document(document=attached.file, **words, **address)
