"""/privacy: what is kept, told out of the databases themselves."""

from html import escape

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.language import Language
from bot.privacy.statement import Kept, PrivacyPaper
from bot.texts.texts import Say, Texts
from handlers.answers.rendering import Screen, pages
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import reply


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CommandHandler("privacy", tell, filters.ChatType.PRIVATE))


async def tell(update: Update, context: Context) -> None:
    """Tell all that is kept, in as many messages as it takes."""
    message = update.effective_message
    if message is None:
        return
    language, desk = await context.language(update), context.desk
    paper = PrivacyPaper(desk.stored, desk.texts, desk.settings, language)
    schemas = {name: await database.schema() for name, database in desk.databases.items()}
    blocks = [
        desk.texts(language, Say.PRIVACY_HEAD),
        *(_table(kept, desk.texts, language) for kept in paper.tables(schemas)),
        "\n".join(f"• {escape(promise)}" for promise in paper.promises()),
        desk.texts(language, Say.PRIVACY_END),
    ]
    for page in pages(blocks):
        await reply(message, Screen(page))


def _table(kept: Kept, texts: Texts, language: Language) -> str:
    columns = "; ".join(escape(words) for _, words in kept.columns)
    life = texts(language, Say.PRIVACY_LIFE, life=escape(kept.life))
    return f"<b>{escape(kept.title)}</b>: {columns}.\n<i>{life}</i>"
