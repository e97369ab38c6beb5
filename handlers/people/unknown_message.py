"""What is not a question: one clear sentence each."""

from dataclasses import dataclass

from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.texts.texts import Say
from handlers.telegram.albums import Albums
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.languages import Languages
from handlers.telegram.sending import settle
from handlers.telegram.turn import Turn, knowing, on_message
from handlers.telegram.words import COMMAND, OWN_CARD

KINDS: tuple[tuple[filters.BaseFilter, Say], ...] = (
    (filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE, Say.REFUSE_VOICE),
    (filters.PHOTO | filters.ANIMATION, Say.REFUSE_PICTURE),
    (filters.VIDEO, Say.REFUSE_VIDEO),
    (filters.Sticker.ALL, Say.REFUSE_STICKER),
    (filters.Document.ALL, Say.REFUSE_FILE),
    (filters.LOCATION | filters.VENUE, Say.REFUSE_PLACE),
    (filters.CONTACT, Say.REFUSE_CONTACT),
    (filters.POLL, Say.REFUSE_POLL),
    (COMMAND, Say.UNKNOWN_COMMAND),
    (~filters.TEXT & ~filters.StatusUpdate.ALL, Say.REFUSE_OTHER),
)


@dataclass(frozen=True, slots=True)
class UnknownServices:
    """What is needed for whatever nobody else takes."""

    knowledge: Current[Knowledge]
    languages: Languages
    albums: Albums


def register(application: AdepApplication, services: UnknownServices) -> None:
    """Add the handlers of this module; they come last, since they take whatever is left."""
    fresh = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~OWN_CARD
    unknown = UnknownMessages(services)
    refuse = on_message(services.knowledge, unknown.refuse)
    application.add_handler(MessageHandler(fresh & ~filters.StatusUpdate.ALL, refuse))
    application.add_handler(CallbackQueryHandler(knowing(services.knowledge, unknown.say_old)))


class UnknownMessages:
    """Says what Adep does not take."""

    def __init__(self, services: UnknownServices) -> None:
        self._languages = services.languages
        self._albums = services.albums

    async def refuse(self, turn: Turn) -> None:
        """Say what Adep does not take; once for an album."""
        if not self._albums.is_first(turn.message):
            return
        name = next(name for kind, name in KINDS if kind.check_update(turn.update))
        await turn.message.reply_text(turn.say(await self._languages.of(turn.update), name))

    async def say_old(self, update: Update, _: Context, knowledge: Knowledge) -> None:
        """Answer a button of a screen that is no more."""
        if update.callback_query:
            language = await self._languages.of(update)
            await settle(update.callback_query, knowledge.texts(language, Say.OLD_BUTTON))
