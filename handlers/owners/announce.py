"""/announce: owners write to everybody; drafted, shown as it will look, confirmed, watched, stopped and resumed."""

from cachetools import FIFOCache
from telegram import InlineKeyboardMarkup
from telegram.ext import filters

from bot.announcements.announcements import Announcement, Announcements, Audience, Stage
from bot.announcements.notice import read_notice
from bot.language import Language
from bot.outbox.letter import AnnouncementId
from bot.texts.texts import Say
from handlers.owners.announcement_progress import moment_words, progress_screen
from handlers.owners.buttons import Address, Give, Order
from handlers.owners.drafting import Fault, read_draft
from handlers.owners.services import OwnerServices
from handlers.reminders.notices import send_notice
from handlers.reminders.screens import Pushed
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.rights import is_owner
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace, reply, send_screen
from handlers.telegram.turn import Buttons, Press, Turn, on_message

ANY_LANGUAGE = (Audience.ALL.value, Audience.GROUPS.value)
MOST_DRAFTS = 100
"""Messages of owners whose draft is known, so that a changed one makes no second."""

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
    application.add_handler(CommandHandler("announce", draft, owners, captions=True))
    application.add_handler(buttons.on(Address, drafts.preview))
    application.add_handler(buttons.on(Give, drafts.obey))


class Drafts:
    """Leads an owner from the words of an announcement to its end."""

    def __init__(self, services: OwnerServices) -> None:
        self._languages = services.languages
        self._owners = services.owners
        self._announcements = services.announcements
        self._drafted: FIFOCache[tuple[int, int], tuple[int, int | None]] = FIFOCache(MOST_DRAFTS)

    async def draft(self, turn: Turn) -> None:
        """Keep what is to be announced and ask to whom. Changed words take the place of the draft that they were, as long as nobody
        has confirmed it.
        """
        language = await self._languages.of(turn.update)
        draft = read_draft(turn.message, turn.knowledge, self._announcements)
        if isinstance(draft, Fault):
            await reply(turn.message, Screen(turn.say(language, draft.said, most=draft.most)))
            return
        store, place = self._announcements.store, (turn.chat.id, turn.message.message_id)
        asked = await self._given_up(place)
        number = await store.draft(turn.chat.id, draft.content, draft.at)
        rows = [
            [Address(number, one).key(turn.say(language, say, number=await store.count(one)))]
            for one, say in AUDIENCES.items()
        ]
        rows.append([Give(Order.DISCARD, number).key(turn.say(language, Say.BUTTON_CANCEL))])
        screen = Screen(turn.say(language, Say.ANNOUNCE_TO), InlineKeyboardMarkup(rows))
        if asked is None or not await replace(turn.bot, turn.chat.id, asked, screen):
            asked = await reply(turn.message, screen)
        self._drafted[place] = number, asked

    async def _given_up(self, place: tuple[int, int]) -> int | None:
        """Forget the draft that the same message made before; the message that asked to whom it goes, None where there is no such draft."""
        number, asked = self._drafted.get(place, (None, None))
        known = await self._announcements.store.get(AnnouncementId(number)) if number is not None else None
        if known is None or known.stage is not Stage.DRAFT:
            return None
        return asked if await self._announcements.discard(known.id) else None

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
            await self._carry_on(press, announcement, language)
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
        content, pushed = announcement.content, Pushed.of(press.knowledge)
        screens = [
            pushed.notice(content, one, press.bot.username) for one in _read_in(content, audience, language)
        ]
        if not count or None in screens:
            said = press.say(language, Say.ANNOUNCE_NOBODY, audience=whom)
            await press.show(Screen(said, press.message.reply_markup))
            return
        await press.show(Screen(whom))
        self._stands_above(announcement.id)
        for screen in screens:
            if screen:
                await send_notice(press.bot, content, screen, chat_id=press.chat.id)
        send = Say.BUTTON_SCHEDULE if announcement.due else Say.BUTTON_SEND
        row = [
            Give(Order.SEND, announcement.id).key(press.say(language, send)),
            Give(Order.DISCARD, announcement.id).key(press.say(language, Say.BUTTON_CANCEL)),
        ]
        question = self._question(press, announcement, whom, count, language)
        await send_screen(press.bot, press.chat.id, Screen(question, InlineKeyboardMarkup([row])))

    def _stands_above(self, announcement: AnnouncementId) -> None:
        """The message that asked to whom it goes stands above a sample now: changed words are asked about at the end of the chat."""
        for place, (number, _) in list(self._drafted.items()):
            if number == announcement:
                self._drafted[place] = number, None

    def _question(
        self, press: Press[Address], announcement: Announcement, whom: str, count: int, language: Language
    ) -> str:
        """What confirming means: to whom, when, for how long."""
        minutes = Announcements.minutes(count)
        if announcement.due is None:
            return press.say(language, Say.ANNOUNCE_CONFIRM, audience=whom, minutes=minutes)
        when = moment_words(self._announcements.local(announcement.due), language)
        return press.say(language, Say.ANNOUNCE_CONFIRM_AT, audience=whom, minutes=minutes, when=when)

    async def _discard(self, press: Press[Give], language: Language) -> None:
        if await self._announcements.discard(press.button.announcement):
            await press.show(Screen(press.say(language, Say.ANNOUNCE_CANCELLED)))

    async def _carry_on(self, press: Press[Give], announcement: Announcement, language: Language) -> None:
        number, message = press.button.announcement, press.message.message_id
        match press.button.order:
            case Order.SEND:
                await self._announcements.begin(announcement, message)
            case Order.HALT:
                await self._announcements.store.stop(number)
            case _:
                await self._announcements.resume(number)
        now = await self._announcements.store.get(number)
        if now:
            await press.show(progress_screen(now, self._announcements, press.knowledge.texts, language))


def _read_in(content: str, audience: Audience, language: Language) -> tuple[Language, ...]:
    """The languages in which the owner is shown an announcement: each in which it reads differently, of those it goes out in."""
    notice = read_notice(content)
    languages = tuple(one for one in Language if audience.value in {one.value, *ANY_LANGUAGE})
    if notice is None or len({notice.text(one) for one in languages}) == 1:
        return (language,) if language in languages else languages[:1]
    return languages
