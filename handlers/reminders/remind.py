"""/remind: one screen on which reminders are set, and the button under each of them that ends them."""

from collections.abc import Callable
from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.language import Language
from bot.reminders.wishes import Every, Plan, Subscription, What, Wish
from bot.texts.texts import Say
from handlers.reminders.settings_screen import Panel
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context, Desk, hinted_language
from handlers.telegram.sending import replace as put_in_place
from handlers.telegram.sending import reply, settle

LINK = "remind"

CHANGES: dict[str, Callable[[Wish, str], Wish]] = {
    "every": lambda wish, value: replace(wish, plan=_every(wish.plan, Every(value))),
    "days": lambda wish, value: replace(wish, plan=replace(wish.plan, weekdays=frozenset(map(int, value)))),
    "hour": lambda wish, value: replace(wish, plan=replace(wish.plan, hour=int(value))),
    "what": lambda wish, value: replace(wish, what=What(value)),
    "lang": lambda wish, value: replace(wish, language=Language(value)),
}


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CommandHandler("remind", show))
    application.bot_data[Desk].links.add(LINK, show)
    application.add_handler(CallbackQueryHandler(press, callback_data.REMIND))


async def show(update: Update, context: Context) -> None:
    """Show how reminders stand in this chat, to whom may change that."""
    message = update.effective_message
    if message is None:
        return
    language = await context.language(update)
    if not await context.is_admin(message.chat, update.effective_user):
        await message.reply_text(context.desk.texts(language, Say.ADMINS_ONLY))
        return
    subscription = await context.desk.reminders.of(message.chat_id)
    await reply(message, _panel(context).screen(subscription, language))


async def press(update: Update, context: Context) -> None:
    """Do what a button says and show how reminders stand then."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or not isinstance(message, Message) or not context.matches:
        return
    language = await context.language(update)
    if not await context.is_admin(message.chat, query.from_user):
        await settle(query, context.desk.texts(hinted_language(query.from_user), Say.ADMINS_ONLY))
        return
    match context.matches[0].group("key", "value"):
        case ("stop", _):
            await _stop(query, message, context, language)
        case (key, value):
            subscription = await _changed(message, context, language, key, value or "")
            await put_in_place(
                context.bot,
                message.chat_id,
                message.message_id,
                _panel(context).screen(subscription, language),
            )
            await settle(query)


async def _changed(
    message: Message, context: Context, language: Language, key: str, value: str
) -> Subscription | None:
    reminders = context.desk.reminders
    subscription = await reminders.of(message.chat_id)
    wish = subscription.wish if subscription else Wish(Plan(), What.BOTH, language)
    wish = replace(wish, thread=message.message_thread_id if message.is_topic_message else None)
    if key == "on" or (key == "resume" and subscription):
        return await reminders.turn_on(message.chat_id, wish)
    if subscription is None:
        return None
    if key == "off":
        return await reminders.turn_off(subscription)
    if key == "pause":
        return await reminders.pause(replace(subscription, wish=wish))
    return await reminders.change(subscription, CHANGES[key](wish, value))


async def _stop(query: CallbackQuery, message: Message, context: Context, language: Language) -> None:
    subscription = await context.desk.reminders.of(message.chat_id)
    if subscription:
        await context.desk.reminders.turn_off(subscription)
    try:
        await query.edit_message_reply_markup(_without_stop(message))
    except BadRequest as error:
        # Stopped by an earlier press: the button is gone already.
        if "not modified" not in error.message:
            raise
    await settle(query, context.desk.texts(language, Say.REMIND_STOPPED))


def _panel(context: Context) -> Panel:
    return Panel(context.desk.reminders, context.desk.texts)


def _without_stop(message: Message) -> InlineKeyboardMarkup:
    markup = message.reply_markup or InlineKeyboardMarkup([])
    stop = callback_data.remind("stop")
    rows = [[one for one in row if one.callback_data != stop] for row in markup.inline_keyboard]
    return InlineKeyboardMarkup([row for row in rows if row])


def _every(plan: Plan, every: Every) -> Plan:
    """A weekly plan has one day: the first of those that were chosen."""
    weekdays = frozenset({min(plan.weekdays)}) if every is Every.WEEK else plan.weekdays
    return replace(plan, every=every, weekdays=weekdays)
