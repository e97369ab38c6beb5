"""/status for the owners: the counts of the last days in words, as charts and as tables."""

import asyncio
from datetime import date

from telegram import InputMediaDocument, InputMediaPhoto, Message
from telegram.constants import ParseMode
from telegram.ext import filters

from bot.counts.drawing import draw_png
from bot.counts.report import DAYS, Status, StatusPaper
from bot.texts.texts import Say
from handlers.owners.services import OwnerServices
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.turn import Turn, on_message


def register(application: AdepApplication, services: OwnerServices) -> None:
    """Add the handlers of this module; to anybody else the command does not exist."""
    owners = filters.ChatType.PRIVATE & filters.User(services.owners)
    show = on_message(services.knowledge, Counts(services).show)
    application.add_handler(CommandHandler("status", show, owners))


class Counts:
    """Tells owners what was counted."""

    def __init__(self, services: OwnerServices) -> None:
        self._languages = services.languages
        self._feedback = services.feedback

    async def show(self, turn: Turn) -> None:
        """Tell how questions fared and what answers are thought of."""
        message, texts, feedback = turn.message, turn.knowledge.texts, self._feedback
        language = await self._languages.of(turn.update)
        status = Status(
            feedback.today,
            await feedback.questions(date.min),
            await feedback.opinions(date.min),
            await feedback.opinions_of_matters(date.min),
        )
        matters = turn.knowledge.rulebook.matters
        paper = StatusPaper(
            texts, language, {matter: one.titles[language] for matter, one in matters.items()}
        )
        lines = list(paper.lines(status))
        if not lines:
            await message.reply_text(texts(language, Say.STATUS_NOTHING, days=DAYS))
            return
        head = texts(language, Say.STATUS_HEAD, days=DAYS)
        await message.reply_text("\n".join([head, "", *lines]), parse_mode=ParseMode.HTML)
        await _send_charts(message, paper, status)
        await _send_tables(message, paper, status)


async def _send_tables(message: Message, paper: StatusPaper, status: Status) -> None:
    await message.reply_media_group(
        [
            InputMediaDocument(paper.questions_table(status), filename="adep-questions.csv"),
            InputMediaDocument(paper.opinions_table(status), filename="adep-opinions.csv"),
            InputMediaDocument(paper.matters_table(status), filename="adep-matters.csv"),
        ]
    )


async def _send_charts(message: Message, paper: StatusPaper, status: Status) -> None:
    pictures = [await asyncio.to_thread(draw_png, chart) for chart in paper.charts(status)]
    if len(pictures) == 1:
        await message.reply_photo(pictures[0])
    else:
        await message.reply_media_group([InputMediaPhoto(picture) for picture in pictures])
