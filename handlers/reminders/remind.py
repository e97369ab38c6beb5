"""/remind: one screen on which reminders are set, and the button under each of them that ends them."""

import re
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import ChatType

from bot.language import Language
from bot.reminders.deck import Deck
from bot.reminders.wishes import Plan, Subscription, What, Wish, is_time
from bot.texts.texts import Say
from handlers.reminders.buttons import CHANGES, Change, RemindLater, Turning, TurnReminders
from handlers.reminders.services import ReminderServices
from handlers.reminders.settings_screen import Panel
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.languages import hinted_language
from handlers.telegram.rights import REFUSALS, decides
from handlers.telegram.screen import Screen
from handlers.telegram.sending import change_buttons, reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message

LINK = "remind"
TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?")
IN_AN_HOUR = frozenset(
    {
        "через час",
        "через 1 час",
        "бір сағаттан кейін",
        "бір сағаттан соң",
        "1 сағаттан кейін",
        "1 сағаттан соң",
    }
)
"""Words behind /remind that ask for the next card soon."""


def register(application: AdepApplication, services: ReminderServices) -> None:
    """Add the handlers of this module."""
    wishes = Wishes(services)
    application.add_handler(CommandHandler("remind", on_message(services.knowledge, wishes.show)))
    services.links.add(LINK, wishes.show)
    buttons = Buttons(services.knowledge, services.languages)
    application.add_handler(buttons.on(TurnReminders, wishes.turn))
    application.add_handler(buttons.on(RemindLater, wishes.put_off))
    for kind in CHANGES:
        application.add_handler(buttons.on(kind, wishes.change))


class Wishes:
    """Shows and changes what is wished in a chat, for whoever may change it."""

    def __init__(self, services: ReminderServices) -> None:
        self._languages = services.languages
        self._reminders = services.reminders
        self._subscribers = services.subscribers

    async def show(self, turn: Turn) -> None:
        """Show how reminders stand in this chat, to whom may change that."""
        language = await self._languages.of(turn.update)
        refusal = REFUSALS.get(await decides(turn.bot, turn.chat, turn.user))
        if refusal:
            await reply(turn.message, Screen(turn.say(language, refusal)))
            return
        await reply(turn.message, await self._done(turn, language))

    async def _done(self, turn: Turn, language: Language) -> Screen:
        """Do what stands behind the command, and show how reminders stand then."""
        words = " ".join(turn.words).lower()
        if words in IN_AN_HOUR:
            return await self._in_an_hour(turn, language)
        subscription = await self._reminders.of(turn.chat.id)
        time = TIME.fullmatch(words)
        if time and turn.update.callback_query is None:
            hour, minute = int(time["hour"]), int(time["minute"] or 0)
            if not is_time(hour, minute):
                return Screen(turn.say(language, Say.REMIND_BAD_TIME))
            wish = subscription.wish if subscription else Wish(Plan(), What.BOTH, language)
            wish = replace(_in_topic(wish, turn.message), plan=replace(wish.plan, hour=hour, minute=minute))
            subscription = await self._reminders.turn_on(turn.chat.id, wish)
        return self._panel(turn).screen(subscription, language)

    async def _in_an_hour(self, turn: Turn, language: Language) -> Screen:
        """Let the next card come in an hour, reminders being on or not."""
        if await self._reminders.of(turn.chat.id) is None:
            wish = _in_topic(Wish(Plan(), What.BOTH, language), turn.message)
            await self._reminders.turn_off(Subscription(turn.chat.id, wish, None))
        due = await self._reminders.later(turn.chat.id)
        when = self._panel(turn).moment(due, language) if due else ""
        return Screen(turn.say(language, Say.REMIND_LATER, when=when))

    async def put_off(self, press: Press[RemindLater]) -> Say | None:
        """Let a card come again in an hour."""
        if Deck(press.knowledge.rulebook).content(press.button.card) is None:
            return Say.OLD_BUTTON
        if await self._is_refused(press):
            return None
        due = await self._reminders.later(press.chat.id, press.button.card)
        if due is None:
            return Say.OLD_BUTTON
        language = await self._languages.of(press.update)
        when = self._panel(press).moment(due, language)
        await press.settle(press.say(language, Say.REMIND_LATER, when=when))
        return None

    async def turn(self, press: Press[TurnReminders]) -> None:
        """Turn reminders on or off and show how they stand then; one pressed under a reminder shows nothing more."""
        if await self._is_refused(press):
            return
        language = await self._languages.of(press.update)
        if press.button.turning is Turning.STOP:
            await self._stop(press, language)
        else:
            await self._show_changed(press, await self._turned(press, language), language)

    async def change(self, press: Press[Change]) -> None:
        """Change one thing and show how reminders stand then."""
        if await self._is_refused(press):
            return
        language = await self._languages.of(press.update)
        subscription = await self._reminders.of(press.chat.id)
        changed = None
        if subscription:
            wish = press.button.made_in(_here(subscription.wish, press))
            changed = await self._reminders.change(subscription, wish)
        await self._show_changed(press, changed, language)

    async def _is_refused(self, press: Press[TurnReminders] | Press[Change] | Press[RemindLater]) -> bool:
        refusal = REFUSALS.get(await decides(press.bot, press.chat, press.query.from_user))
        if refusal is None:
            return False
        await press.settle(press.say(hinted_language(press.query.from_user), refusal))
        return True

    async def _share_body(self, press: Press[TurnReminders]) -> None:
        """A group is reminded of the acts of whoever turns its reminders on."""
        body = await self._subscribers.body_of(press.query.from_user.id)
        if body and press.chat.type != ChatType.PRIVATE:
            await self._subscribers.choose_body(press.chat.id, body)

    async def _turned(self, press: Press[TurnReminders], language: Language) -> Subscription | None:
        subscription = await self._reminders.of(press.chat.id)
        wish = subscription.wish if subscription else Wish(Plan(), What.BOTH, language)
        wish = _here(wish, press)
        match press.button.turning, subscription:
            case (Turning.ON, _) | (Turning.RESUME, Subscription()):
                await self._share_body(press)
                return await self._reminders.turn_on(press.chat.id, wish)
            case (Turning.OFF, Subscription() as running):
                return await self._reminders.turn_off(running)
            case (Turning.PAUSE, Subscription() as running):
                return await self._reminders.pause(replace(running, wish=wish))
        return None

    async def _show_changed(
        self,
        press: Press[TurnReminders] | Press[Change],
        subscription: Subscription | None,
        language: Language,
    ) -> None:
        screen = self._panel(press).screen(subscription, language)
        await press.show(screen)
        await press.settle()

    async def _stop(self, press: Press[TurnReminders], language: Language) -> None:
        subscription = await self._reminders.of(press.chat.id)
        if subscription:
            await self._reminders.turn_off(subscription)
        if press.is_shown:  # of one that is not, Telegram would take all buttons
            await change_buttons(press.message, _without_stop(press.message))
        await press.settle(press.say(language, Say.REMIND_STOPPED))

    def _panel(self, turn: Turn) -> Panel:
        return Panel(self._reminders, turn.knowledge.texts)


def _here(wish: Wish, press: Press[TurnReminders] | Press[Change]) -> Wish:
    """The wish, for the topic of the group that it is spoken of in, where Telegram still tells which."""
    return _in_topic(wish, press.message) if press.is_shown else wish


def _in_topic(wish: Wish, message: Message) -> Wish:
    return replace(wish, thread=message.message_thread_id if message.is_topic_message else None)


def _without_stop(message: Message) -> InlineKeyboardMarkup:
    markup = message.reply_markup or InlineKeyboardMarkup([])
    stop = TurnReminders(Turning.STOP).encode()
    rows = [[one for one in row if one.callback_data != stop] for row in markup.inline_keyboard]
    return InlineKeyboardMarkup([row for row in rows if row])
