"""/announce: owners write to everybody; drafted, shown as it will look, confirmed, watched, stopped and resumed."""

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.ext import filters

from bot.acts.model import Ref
from bot.announcements.announcements import Announcement, Announcements, Audience
from bot.language import Language
from bot.reminders.deck import RULE
from bot.texts.texts import Say
from handlers.owners.announcement_progress import progress_screen
from handlers.owners.buttons import Address, Give, Order
from handlers.owners.services import OwnerServices
from handlers.reminders.screens import TEXT, Pushed
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.rights import is_owner
from handlers.telegram.screen import Screen
from handlers.telegram.sending import NO_PREVIEW, replace, reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message
from handlers.telegram.words import html_behind_command

AUDIENCES = {
    Audience.ALL: Say.AUDIENCE_ALL,
    Audience.KK: Say.AUDIENCE_KK,
    Audience.RU: Say.AUDIENCE_RU,
    Audience.GROUPS: Say.AUDIENCE_GROUPS,
}


def register(application: AdepApplication, services: OwnerServices) -> None:
    """Add the handlers of this module; for anybody but an owner there is no such command."""
    owners = filters.ChatType.PRIVATE & filters.User(services.owners)
    drafts, buttons = Drafts(services), Buttons(services.knowledge, services.languages)
    draft = on_message(services.knowledge, drafts.draft)
    application.add_handler(CommandHandler("announce", draft, owners))
    application.add_handler(buttons.on(Address, drafts.preview))
    application.add_handler(buttons.on(Give, drafts.obey))


class Drafts:
    """Leads an owner from the words of an announcement to its end."""

    def __init__(self, services: OwnerServices) -> None:
        self._languages = services.languages
        self._owners = services.owners
        self._announcements = services.announcements

    async def draft(self, turn: Turn) -> None:
        """Keep what is to be announced and ask to whom."""
        language = await self._languages.of(turn.update)
        words = html_behind_command(turn.message)
        if not words:
            await turn.message.reply_text(turn.say(language, Say.ANNOUNCE_HOW), parse_mode=ParseMode.HTML)
            return
        is_ref = turn.knowledge.asking.open(Ref.read(words)) is not None
        store = self._announcements.store
        number = await store.draft(turn.chat.id, f"{RULE if is_ref else TEXT}{words}")
        rows = [
            [Address(number, one).key(turn.say(language, say, number=await store.count(one)))]
            for one, say in AUDIENCES.items()
        ]
        rows.append([Give(Order.DISCARD, number).key(turn.say(language, Say.BUTTON_CANCEL))])
        await reply(turn.message, Screen(turn.say(language, Say.ANNOUNCE_TO), InlineKeyboardMarkup(rows)))

    async def preview(self, press: Press[Address]) -> Say | None:
        """Show an announcement as it will look, and what confirming it means; a second press does nothing more."""
        announcement = await self._of(press)
        if announcement is None:
            return Say.OLD_BUTTON
        if await self._announcements.store.address(announcement.id, press.button.audience):
            await self._show(press, announcement)
        await press.settle()
        return None

    async def obey(self, press: Press[Give]) -> Say | None:
        """Do what an owner orders; a second press does nothing more."""
        announcement = await self._of(press)
        if announcement is None:
            return Say.OLD_BUTTON
        language = await self._languages.of(press.update)
        if press.button.order is Order.DISCARD:
            await self._discard(press, language)
        else:
            await self._carry_on(press, language)
        await press.settle()
        return None

    async def _of(self, press: Press[Address] | Press[Give]) -> Announcement | None:
        """The announcement of a button that an owner pressed."""
        announcement = await self._announcements.store.get(press.button.announcement)
        return announcement if is_owner(press.query.from_user, self._owners) else None

    async def _show(self, press: Press[Address], announcement: Announcement) -> None:
        language, audience = await self._languages.of(press.update), press.button.audience
        count = await self._announcements.store.count(audience)
        whom = press.say(language, AUDIENCES[audience], number=count)
        notice = Pushed.of(press.knowledge).notice(announcement.content, language, press.bot.username)
        place = press.chat.id, press.message.message_id
        if not count or notice is None:
            said = press.say(language, Say.ANNOUNCE_NOBODY, audience=whom)
            await replace(press.bot, *place, Screen(said, press.message.reply_markup))
            return
        await replace(press.bot, *place, Screen(whom))
        await press.chat.send_message(
            notice.html,
            parse_mode=ParseMode.HTML,
            reply_markup=notice.buttons,
            link_preview_options=NO_PREVIEW,
        )
        minutes = Announcements.minutes(count)
        row = [
            Give(Order.SEND, announcement.id).key(press.say(language, Say.BUTTON_SEND)),
            Give(Order.DISCARD, announcement.id).key(press.say(language, Say.BUTTON_CANCEL)),
        ]
        await press.chat.send_message(
            press.say(language, Say.ANNOUNCE_CONFIRM, audience=whom, minutes=minutes),
            reply_markup=InlineKeyboardMarkup([row]),
        )

    async def _discard(self, press: Press[Give], language: Language) -> None:
        if await self._announcements.store.discard(press.button.announcement):
            cancelled = Screen(press.say(language, Say.ANNOUNCE_CANCELLED))
            await replace(press.bot, press.chat.id, press.message.message_id, cancelled)

    async def _carry_on(self, press: Press[Give], language: Language) -> None:
        number, message = press.button.announcement, press.message.message_id
        match press.button.order:
            case Order.SEND:
                await self._announcements.begin(number, message)
            case Order.HALT:
                await self._announcements.store.stop(number)
            case _:
                await self._announcements.resume(number)
        now = await self._announcements.store.get(number)
        if now:
            screen = progress_screen(now, press.knowledge.texts, language)
            await replace(press.bot, press.chat.id, message, screen)
