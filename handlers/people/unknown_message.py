"""What is not a question: one clear sentence each."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.texts.texts import Say
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import settle
from handlers.tips import taking

KINDS: tuple[tuple[filters.BaseFilter, Say], ...] = (
    (filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE, Say.REFUSE_VOICE),
    (filters.PHOTO | filters.ANIMATION, Say.REFUSE_PICTURE),
    (filters.VIDEO, Say.REFUSE_VIDEO),
    (filters.Sticker.ALL, Say.REFUSE_STICKER),
    (filters.Document.ALL, Say.REFUSE_FILE),
    (filters.LOCATION | filters.VENUE, Say.REFUSE_PLACE),
    (filters.CONTACT, Say.REFUSE_CONTACT),
    (filters.POLL, Say.REFUSE_POLL),
    (filters.COMMAND, Say.UNKNOWN_COMMAND),
    (~filters.TEXT & ~filters.StatusUpdate.ALL, Say.REFUSE_OTHER),
)


def register(application: AdepApplication) -> None:
    """Add the handlers of this module; they come last, since they take whatever is left."""
    fresh = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~filters.VIA_BOT
    # A command that nobody knows is, in a draft, a word of the tip: it must not stay in the chat.
    in_draft = fresh & filters.COMMAND & taking.InDraft(application, edited=False)
    application.add_handler(MessageHandler(in_draft, taking.take))
    application.add_handler(MessageHandler(fresh & ~filters.StatusUpdate.ALL, refuse))
    application.add_handler(CallbackQueryHandler(say_old))


async def refuse(update: Update, context: Context) -> None:
    """Say what Adep does not take; once for an album."""
    message = update.effective_message
    if message is None or not context.desk.albums.is_new(message.media_group_id):
        return
    name = next(name for kind, name in KINDS if kind.check_update(update))
    await message.reply_text(context.desk.texts(await context.language(update), name))


async def say_old(update: Update, context: Context) -> None:
    """Answer a button of a screen that is no more."""
    if update.callback_query:
        language = await context.language(update)
        await settle(update.callback_query, context.desk.texts(language, Say.OLD_BUTTON))
