"""The figures of /stats: a picture and the same in words."""

import asyncio
from collections.abc import Sequence

from telegram import Bot
from telegram.constants import ParseMode

from bot.counts.chart import Chart, Series
from bot.counts.drawing import draw_png
from bot.language import Language
from bot.texts.texts import Say, Texts
from bot.tips.casework.quarterly_figures import Quarter
from bot.tips.officials.file import Official
from handlers.officials.screens import OfficialScreens
from handlers.telegram.sending import send_screen

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
    await bot.send_message(
        official.telegram_id,
        screens.figures(language, shown),
        parse_mode=ParseMode.HTML,
        protect_content=True,
    )


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
