"""The poster: a sheet with situations and two codes, and the text of an act as further sheets; A3, ready to print."""

from datetime import datetime

from bot.acts.model import Act
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.printing.act_sheets import ActSheets
from bot.printing.canvas import Canvas
from bot.printing.front_sheet import FrontLinks, FrontSheet

BODY, REPORT = "?start=b-", "?start=tip"
"""What the links of the bot take to /start."""


def print_poster(
    services: Knowledge, language: Language, link: str, made: datetime, act: Act | None = None
) -> bytes:
    """A PDF for the staff of the reader's body, with the codes of the bot of a link and the text of an act, by default the body's weightiest."""
    rulebook = services.rulebook
    act = act or rulebook.first_act
    ask = f"{link}{BODY}{rulebook.default_body.id}" if rulebook.bodies_differ else link
    sheets = ActSheets(services, act, language, ask)
    with Canvas("A3", language) as canvas:
        FrontSheet(services, language, FrontLinks(ask, f"{link}{REPORT}")).draw(canvas, 1 + len(sheets))
        sheets.draw(canvas, before=1)
        return canvas.finished(act.titles[language], made)
