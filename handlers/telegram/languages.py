"""In which language to speak to whom."""

from telegram import Update, User

from bot.language import Language
from bot.people.subscribers import Subscribers


class Languages:
    """Knows the language of a chat where the words of an update do not tell it."""

    def __init__(self, subscribers: Subscribers) -> None:
        self._subscribers = subscribers

    async def chosen(self, chat: int) -> Language | None:
        """The language chosen for a chat; None where nobody chose."""
        return await self._subscribers.language_of(chat)

    async def of(self, update: Update) -> Language:
        """The language chosen for the chat of an update, or else the one that the person's Telegram hints at."""
        chat = update.effective_chat
        chosen = await self.chosen(chat.id) if chat else None
        return chosen or hinted_language(update.effective_user)


def hinted_language(user: User | None) -> Language:
    """The language a person's Telegram hints at. Kazakh speakers mostly arrive with `ru`: a hint only."""
    code = user.language_code if user else None
    return Language.RU if code and code.startswith("ru") else Language.KK
