"""Officials at work: their commands, their buttons, what they are asked to write (T14–T18). Whoever is none meets none of it."""

from telegram import Bot, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.language import Language
from bot.texts.texts import Say
from bot.tips.casework.casework import EndedError, NotYoursError
from bot.tips.desk import TipDesk
from bot.tips.model import EntryKind
from handlers.officials.buttons import STEPS, Seat
from handlers.officials.figures import send_figures
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context, Desk
from handlers.telegram.fading import is_done_with, take_away
from handlers.telegram.repeating_jobs import Job
from handlers.telegram.sending import send_screen, settle


class OfOfficial(filters.MessageFilter):
    """A message of a designated official."""

    def __init__(self, application: AdepApplication, *, asked: bool = False) -> None:
        super().__init__()
        self._application = application
        self._asked = asked

    def filter(self, message: Message) -> bool:
        """Whether its sender is an official; with `asked`, whether he was asked to write."""
        desk: Desk = self._application.bot_data[Desk]
        official = (
            desk.tips.officials.by_telegram(message.from_user.id) if desk.tips and message.from_user else None
        )
        if official is None or not self._asked:
            return official is not None
        # Where he reports something himself, his words belong to his tip, whatever he was asked for before.
        is_reporting = desk.tips is not None and desk.tips.drafts.is_open(message.chat_id)
        return not is_reporting and desk.asked_to_write.holds(official.id, desk.clock.now())


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    private = filters.ChatType.PRIVATE
    theirs = private & OfOfficial(application)
    application.add_handler(CommandHandler("inbox", inbox, theirs))
    application.add_handler(CommandHandler("stats", stats, theirs))
    asked = private & filters.UpdateType.MESSAGE & ~filters.COMMAND & OfOfficial(application, asked=True)
    application.add_handler(MessageHandler(asked, take_words))
    application.add_handler(CallbackQueryHandler(press, callback_data.OFFICIAL))


async def greet(update: Update, context: Context) -> bool:
    """At /start: note that an official can be written to, and tell him how his cases come; False for anybody else.

    A link that an official follows is opened as for everybody.
    """
    seat = _seat(update, context)
    if seat is None:
        return False
    await seat.tips.notices.started(seat.official)
    if context.args:
        return False
    await context.desk.subscribers.choose(seat.chat, seat.official.language)
    for screen in (
        seat.screens.told(seat.official, Say.OFFICIAL_WELCOME),
        await seat.screens.inbox(seat.official, 0),
    ):
        await send_screen(context.bot, seat.chat, screen, is_protected=True)
    return True


async def inbox(update: Update, context: Context) -> None:
    """His cases by deadline."""
    seat = _seat(update, context)
    if seat:
        await send_screen(
            context.bot, seat.chat, await seat.screens.inbox(seat.official, 0), is_protected=True
        )


async def stats(update: Update, context: Context) -> None:
    """Figures of his ended cases, with a chart."""
    seat = _seat(update, context)
    if seat:
        quarters = await seat.tips.casework.figures(seat.official.id)
        await send_figures(context.bot, seat.screens, seat.official, quarters, context.desk.texts)


async def press(update: Update, context: Context) -> None:
    """Do what a button stands for. A token of somebody else, or of a case that is not his any more, stands for nothing."""
    query, seat = update.callback_query, _seat(update, context)
    if query is None or not context.matches:
        return
    pressed = await seat.tips.screens.pressed(seat.official.id, context.matches[0]["token"]) if seat else None
    if seat is None or pressed is None:
        language = seat.official.language if seat else await context.language(update)
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    try:
        alert = await STEPS[pressed.act](seat, pressed)
    except NotYoursError:
        alert = Say.CASE_NOT_THERE
    except EndedError:
        alert = Say.CASE_ENDED
    await settle(query, context.desk.texts(seat.official.language, alert) if alert else "")


async def take_words(update: Update, context: Context) -> None:
    """Take the reply or the note that an official was asked for, and its message out of the chat."""
    message, seat = update.effective_message, _seat(update, context)
    if message is None or seat is None:
        return
    if not message.text:
        await send_screen(context.bot, seat.chat, seat.screens.told(seat.official, Say.WRITE_TEXT))
        return
    asked = context.desk.asked_to_write.take(seat.official.id, context.desk.clock.now())
    if asked is None:
        return
    kind = EntryKind(asked.act)
    await take_away(context.bot, seat.chat, message.message_id)
    try:
        await seat.tips.casework.write(seat.official.id, asked.number, kind, message.text)
    except NotYoursError:
        await send_screen(context.bot, seat.chat, seat.screens.told(seat.official, Say.CASE_NOT_THERE))
        return
    done = Say.REPLY_LEFT if kind is EntryKind.REPLY else Say.NOTE_LEFT
    await send_screen(
        context.bot,
        seat.chat,
        await seat.screens.card(
            seat.official,
            await seat.tips.casework.card(seat.official.id, asked.number),
            done=context.desk.texts(seat.official.language, done),
        ),
        is_protected=True,
    )


def give_up_writing(update: Update, context: Context) -> Language | None:
    """Ask an official no longer for words; his language, or None where he was not asked."""
    seat = _seat(update, context)
    asked = context.desk.asked_to_write.take(seat.official.id, context.desk.clock.now()) if seat else None
    return seat.official.language if seat and asked else None


def fade(bot: Bot, desk: Desk, tips: TipDesk) -> Job:
    """The job that takes opened content away after half an hour; what the network keeps, in its next turn."""

    async def take(_: object) -> None:
        for shown in await tips.screens.take_faded(desk.clock.now()):
            official = tips.officials.official(shown.official)
            if official is None or await is_done_with(bot, official.telegram_id, shown.message):
                await tips.screens.gone(shown)

    return take


def _seat(update: Update, context: Context) -> Seat | None:
    desk, user, message = context.desk, update.effective_user, update.effective_message
    official = desk.tips.officials.by_telegram(user.id) if desk.tips and user else None
    if desk.tips is None or desk.official_screens is None or official is None or message is None:
        return None
    return Seat(context, desk.tips, desk.official_screens, official, message.message_id)
