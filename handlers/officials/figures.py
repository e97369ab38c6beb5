"""The figures of /stats: a picture, the same in words, and as a table to be handed on to the head of a body."""

import asyncio
import csv
import io
from collections.abc import Sequence

from babel.numbers import format_decimal
from telegram import Bot
from telegram.constants import ParseMode

from bot.counts.chart import Chart, Series
from bot.counts.drawing import draw_png
from bot.language import Language
from bot.texts.texts import Say, Texts
from bot.tips.casework.quarterly_figures import Quarter
from bot.tips.model import Outcome
from bot.tips.officials.file import Official
from handlers.officials.screens import OfficialScreens
from handlers.telegram.sending import send_screen
from handlers.tips.screens import OUTCOMES

TABLE_NAME = "adep-stats.csv"
MOST_QUARTERS = 6
"""Quarters on one picture; a caption holds the words of as many."""


async def send_figures(
    bot: Bot, screens: OfficialScreens, official: Official, quarters: Sequence[Quarter], texts: Texts
) -> None:
    """Send the figures; where nothing has ended yet, say so."""
    language, shown = official.language, quarters[-MOST_QUARTERS:]
    if not shown:
        await send_screen(bot, official.telegram_id, screens.told(official, Say.STATS_EMPTY))
        return
    # A picture of hidden quarters alone shows nothing.
    if any(quarter.to_act for quarter in shown):
        picture = await asyncio.to_thread(draw_png, _chart(screens, language, shown, texts))
        await bot.send_photo(official.telegram_id, picture, protect_content=True)
    table = _table(screens, language, quarters, texts)
    await bot.send_document(official.telegram_id, table, filename=TABLE_NAME)
    await bot.send_message(
        official.telegram_id,
        screens.figures(language, shown),
        parse_mode=ParseMode.HTML,
        protect_content=True,
    )


def _table(screens: OfficialScreens, language: Language, quarters: Sequence[Quarter], texts: Texts) -> bytes:
    """Every quarter in a row, as the table programs of the offices here open it: what is hidden elsewhere is hidden here too."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";")
    named = (Say.TABLE_QUARTER, Say.TABLE_ENDED, Say.TABLE_ACT_MEDIAN, Say.TABLE_ACT_P90)
    table.writerow(
        [texts(language, name) for name in (*named, Say.TABLE_END_MEDIAN, Say.TABLE_END_P90)]
        + [texts(language, OUTCOMES[outcome]) for outcome in Outcome]
    )
    hidden = texts(language, Say.STATS_HIDDEN)
    for quarter in quarters:
        spreads = [
            hidden if spread is None else format_decimal(value, "0.#", locale=language.value)
            for spread in (quarter.to_act, quarter.to_end)
            for value in ((spread.median, spread.p90) if spread else (0, 0))
        ]
        counts = [quarter.ended, *(quarter.outcomes.get(outcome) for outcome in Outcome)]
        ended, *outcomes = (hidden if count is None else str(count) for count in counts)
        table.writerow([screens.quarter_name(quarter.first_day, language), ended, *spreads, *outcomes])
    return written.getvalue().encode("utf-8-sig")


def _chart(screens: OfficialScreens, language: Language, shown: Sequence[Quarter], texts: Texts) -> Chart:
    return Chart(
        title=texts(language, Say.STATS_TITLE),
        periods=tuple(screens.quarter_name(quarter.first_day, language) for quarter in shown),
        series=(
            Series(
                texts(language, Say.STATS_SERIES_ACT),
                tuple(quarter.to_act.median if quarter.to_act else None for quarter in shown),
            ),
            Series(
                texts(language, Say.STATS_SERIES_END),
                tuple(quarter.to_end.median if quarter.to_end else None for quarter in shown),
            ),
        ),
        hidden=texts(language, Say.STATS_HIDDEN),
    )
