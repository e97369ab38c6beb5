"""Groups: /ask, a mention or a reply to Adep is answered in a few lines; everything else is left alone or sent to private."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity, Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.rendering import Screen
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.deep_links import link_to
from handlers.telegram.sending import reply

PRIVATE_COMMANDS = {"start": "", "help": "", "lang": "", "settings": "", "privacy": "", "rules": "rules"}
"""Commands whose place is the private chat, and the word that a link takes there."""

TIP_COMMANDS = {"tip": "tip", "case": ""}


def register(application: AdepApplication) -> None:
    """Add the handlers of this module; after it a group has nothing more to hear."""
    group = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & ~filters.VIA_BOT
    application.add_handler(CommandHandler("ask", answer_command, group))
    application.add_handler(CommandHandler([*TIP_COMMANDS], send_tip_to_private, group))
    application.add_handler(CommandHandler([*PRIVATE_COMMANDS], send_to_private, group))
    application.add_handler(MessageHandler(group & filters.TEXT & ~filters.COMMAND, answer_when_addressed))


async def answer_command(update: Update, context: Context) -> None:
    """Answer /ask, or say how to use it."""
    if update.message:
        await _answer(update.message, " ".join(context.args or []), update, context)


async def answer_when_addressed(update: Update, context: Context) -> None:
    """Answer a mention or a reply to Adep; an admin bot sees the whole talk and keeps out of it."""
    message = update.message
    if message is None or message.text is None:
        return
    mentions = _mentions(message, context)
    if mentions or _is_reply_to(message, context):
        await _answer(message, _without(message, mentions), update, context)


async def send_tip_to_private(update: Update, context: Context) -> None:
    """Take no tip where others read: say where to go."""
    await _send(update, context, Say.GROUP_NO_TIPS, TIP_COMMANDS)


async def send_to_private(update: Update, context: Context) -> None:
    """Say where a command is answered."""
    await _send(update, context, Say.GROUP_HOW, PRIVATE_COMMANDS)


async def _send(update: Update, context: Context, said: Say, words: dict[str, str]) -> None:
    message = update.message
    if message is None or message.text is None:
        return
    command = message.text[1:].split()[0].partition("@")[0].lower()
    await reply(message, _pointer(context, await context.language(update), said, words[command]))


async def _answer(message: Message, question: str, update: Update, context: Context) -> None:
    language = await context.language(update)
    if not question.strip():
        await reply(message, _pointer(context, language, Say.GROUP_HOW))
        return
    answer = context.desk.asking.ask(question, language)
    await reply(message, context.desk.brief.answer(answer, context.bot.username))
    await context.desk.feedback.answered(answer)


def _pointer(context: Context, language: Language, said: Say, word: str = "") -> Screen:
    """A sentence, and the way into the private chat."""
    button = InlineKeyboardButton(
        context.desk.texts(language, Say.BUTTON_PRIVATE), url=link_to(context.bot.username, word)
    )
    return Screen(context.desk.texts(language, said), InlineKeyboardMarkup([[button]]))


def _mentions(message: Message, context: Context) -> list[MessageEntity]:
    own = f"@{context.bot.username}".lower()
    return [
        entity
        for entity, text in message.parse_entities(
            [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
        ).items()
        if text.lower() == own or (entity.user is not None and entity.user.id == context.bot.id)
    ]


def _is_reply_to(message: Message, context: Context) -> bool:
    to = message.reply_to_message
    return to is not None and to.from_user is not None and to.from_user.id == context.bot.id


def _without(message: Message, mentions: list[MessageEntity]) -> str:
    """What is asked, beside the name of the one who is asked; entities count in UTF-16."""
    units = (message.text or "").encode("utf-16-le")
    for entity in sorted(mentions, key=lambda entity: entity.offset, reverse=True):
        units = units[: entity.offset * 2] + units[(entity.offset + entity.length) * 2 :]
    return units.decode("utf-16-le").strip()
