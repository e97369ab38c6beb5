"""/privacy: what is kept, in a few lines, and the whole, told out of the databases themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardMarkup
from telegram.ext import filters

from bot.config import Settings
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.privacy.database_schema import SchemaSource
from bot.privacy.statement import Kept, PrivacyPaper
from bot.texts.texts import Say, Texts
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.everyday_buttons import ShowKept
from handlers.telegram.languages import Languages
from handlers.telegram.paging import messages
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message


@dataclass(frozen=True, slots=True)
class PrivacyServices:
    """What /privacy needs: the databases by name."""

    knowledge: Current[Knowledge]
    languages: Languages
    settings: Settings
    databases: Mapping[str, SchemaSource]


def register(application: AdepApplication, services: PrivacyServices) -> None:
    """Add the handlers of this module."""
    statement, buttons = Statement(services), Buttons(services.knowledge, services.languages)
    tell = on_message(services.knowledge, statement.tell)
    application.add_handler(CommandHandler("privacy", tell, filters.ChatType.PRIVATE))
    application.add_handler(buttons.on(ShowKept, statement.tell_all))


class Statement:
    """Tells what is kept."""

    def __init__(self, services: PrivacyServices) -> None:
        self._services = services

    async def tell(self, turn: Turn) -> None:
        """Tell in five lines what is kept, and offer the whole."""
        language, texts = await self._services.languages.of(turn.update), turn.knowledge.texts
        whole = ShowKept().key(texts(language, Say.BUTTON_PRIVACY_ALL))
        await reply(turn.message, Screen(texts(language, Say.PRIVACY_SHORT), InlineKeyboardMarkup([[whole]])))

    async def tell_all(self, press: Press[ShowKept]) -> None:
        """Tell all that is kept, in as many messages as it takes."""
        language, texts = await self._services.languages.of(press.update), press.knowledge.texts
        paper = PrivacyPaper(press.knowledge.stored, texts, self._services.settings, language)
        schemas = {name: await one.schema() for name, one in self._services.databases.items()}
        blocks = [
            texts(language, Say.PRIVACY_HEAD),
            *(_table(kept, texts, language) for kept in paper.tables(schemas)),
            "\n".join(f"• {escape(promise)}" for promise in paper.promises()),
            texts(language, Say.PRIVACY_END),
        ]
        for page in messages(blocks):
            await reply(press.message, Screen(page))
        await press.settle()


def _table(kept: Kept, texts: Texts, language: Language) -> str:
    columns = "; ".join(escape(words) for _, words in kept.columns)
    life = texts(language, Say.PRIVACY_LIFE, life=escape(kept.life))
    return f"<b>{escape(kept.title)}</b>: {columns}.\n<i>{life}</i>"
