"""The owner's message that shows how an announcement goes, and the report at its end."""

import asyncio
from datetime import datetime

from babel.dates import format_date
from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from bot import logs
from bot.announcements.announcements import Announcement, Announcements, Stage
from bot.language import Language
from bot.outbox.letter import AnnouncementId
from bot.texts.texts import Say, Texts
from handlers.owners.buttons import Give, Order
from handlers.owners.services import OwnerServices
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace

SECONDS = 3.0
"""Seconds between two edits of one message: Telegram counts edits too."""


def moment_words(local: datetime, language: Language) -> str:
    """A moment in words: the day and the time on the wall."""
    return f"{format_date(local, 'd MMMM yyyy', locale=language.value)}, {local:%H:%M}"


def progress_screen(
    announcement: Announcement, announcements: Announcements, texts: Texts, language: Language
) -> Screen:
    """How far an announcement is, and the button that stops it or lets it go on."""
    if announcements.is_waiting(announcement) and announcement.due:
        when = moment_words(announcements.local(announcement.due), language)
        cancel = Give(Order.DISCARD, announcement.id).key(texts(language, Say.BUTTON_CANCEL))
        return Screen(texts(language, Say.ANNOUNCE_WAITING, when=when), InlineKeyboardMarkup([[cancel]]))
    if announcement.stage is Stage.FILLING:
        return Screen(texts(language, Say.ANNOUNCE_FILLING))
    say, order, label = Say.ANNOUNCE_PROGRESS, Order.HALT, Say.BUTTON_HALT
    if announcement.stage is Stage.STOPPED:
        say, order, label = Say.ANNOUNCE_STOPPED, Order.GO_ON, Say.BUTTON_GO_ON
    button = Give(order, announcement.id).key(texts(language, label))
    return Screen(_told(say, announcement, texts, language), InlineKeyboardMarkup([[button]]))


def report_screen(announcement: Announcement, texts: Texts, language: Language) -> Screen:
    """What became of an announcement."""
    return Screen(_told(Say.ANNOUNCE_REPORT, announcement, texts, language))


def _told(say: Say, announcement: Announcement, texts: Texts, language: Language) -> str:
    counts = announcement.counts
    return texts(
        language,
        say,
        recipients=counts.recipients,
        sent=counts.sent,
        unreachable=counts.unreachable,
        uncertain=counts.uncertain,
        dropped=counts.late + counts.refused,
        left=counts.left,
        minutes=Announcements.minutes(counts.left),
    )


class Progress:
    """Keeps the owners' messages up to date. What each shows is remembered: an edit that changes nothing is none."""

    def __init__(self, bot: Bot, services: OwnerServices) -> None:
        self._bot = bot
        self._services = services
        self._announcements = services.announcements
        self._shown = dict[AnnouncementId, str]()

    async def tell(self, stop: asyncio.Event) -> None:
        """Bring every message of a running announcement up to date, and report those that are done."""
        texts = self._services.knowledge.value.texts
        for announcement in await self._announcements.store.live():
            if stop.is_set():
                return
            language = await self._services.languages.chosen(announcement.owner) or Language.KK
            try:
                await self._tell(announcement, texts, language)
            except (Forbidden, BadRequest):
                # The owner is gone; the announcement ends without a word.
                logs.event("CHAT_UNREACHABLE")
                await self._close_if_done(announcement)

    async def _tell(self, announcement: Announcement, texts: Texts, language: Language) -> None:
        screen = progress_screen(announcement, self._announcements, texts, language)
        if announcement.progress and self._shown.get(announcement.id) != screen.html:
            await replace(self._bot, announcement.owner, announcement.progress, screen)
            self._shown[announcement.id] = screen.html
        if await self._announcements.store.is_done(announcement.id):
            await self._report(announcement, texts, language)

    async def _report(self, announcement: Announcement, texts: Texts, language: Language) -> None:
        final = await self._announcements.store.get(announcement.id) or announcement
        report = report_screen(final, texts, language)
        if final.progress:
            await replace(self._bot, final.owner, final.progress, report)
        await self._bot.send_message(final.owner, report.html, parse_mode=ParseMode.HTML)
        await self._announcements.store.close(final.id)
        self._shown.pop(final.id, None)

    async def _close_if_done(self, announcement: Announcement) -> None:
        if await self._announcements.store.is_done(announcement.id):
            await self._announcements.store.close(announcement.id)
