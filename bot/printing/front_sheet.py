"""The first sheet of the poster: five situations with a plain word on each, and two codes, to ask and to report."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.acts.model import Ref
from bot.acts.officer_line import officer_line
from bot.acts.refs import ActId
from bot.answers.content import FoundParagraph
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.printing import style
from bot.printing.act_sheets import EDGE, INNER, WIDTH, draw_foot
from bot.printing.canvas import Canvas, Font
from bot.texts.texts import Say

SITUATIONS = (Say.EXAMPLE_1, Say.EXAMPLE_2, Say.EXAMPLE_3, Say.POSTER_EXAMPLE_4, Say.POSTER_EXAMPLE_5)
BAND = 92.0
TOP, PANELS = BAND + 14.0, 292.0
GUTTER = 11.0
PANEL = (INNER - GUTTER) / 2
ROOM = 92.0
CODE = 62.0
NUMBER = 13.0
SIZES = tuple(size / 2 for size in range(46, 25, -1))
"""Points of a question, from the largest that looks well; its answer is set a little smaller."""

ANSWER, CITED = 0.82, 0.56
SOURCE = 11.5
HEADLINES = range(60, 29, -2)


@dataclass(frozen=True, slots=True)
class Situation:
    """A question in the words of people, what the bot says to it in short, and the place; the last two are empty where it knows none."""

    question: str
    answer: str = ""
    place: str = ""
    ref: Ref | None = None


def situations(services: Knowledge, language: Language) -> list[Situation]:
    """The five, as the bot itself answers them for the reader's body."""
    return [_situation(services, services.texts(language, name), language) for name in SITUATIONS]


def _situation(services: Knowledge, question: str, language: Language) -> Situation:
    found = services.asking.ask(question, forced=language).content
    if not isinstance(found, FoundParagraph):
        return Situation(question)
    matter = services.rulebook.matters.get(found.matter) if found.matter else None
    short = matter.guidance.short[language] if matter and matter.guidance else ""
    ref = found.paragraph.ref
    return Situation(question, short, services.citations.place(ref, language), ref)


@dataclass(frozen=True, slots=True)
class FrontLinks:
    """Where the two codes lead."""

    ask: str
    report: str


class FrontSheet:
    """Draws the sheet."""

    def __init__(self, services: Knowledge, language: Language, links: FrontLinks) -> None:
        self._services = services
        self._say = partial(services.texts, language)
        self._language = language
        self._links = links

    def draw(self, canvas: Canvas, pages: int) -> None:
        """Draw it as the first of so many pages."""
        canvas.turn()
        self._band(canvas)
        self._situations(canvas)
        self._panel(canvas, EDGE, self._links.ask, (Say.POSTER_ASK, Say.POSTER_ASK_HOW))
        right = EDGE + PANEL + GUTTER
        self._panel(canvas, right, self._links.report, (Say.POSTER_REPORT, Say.POSTER_REPORT_HOW))
        draw_foot(canvas, self._say, self._whom(), self._links.ask, (1, pages))

    def _band(self, canvas: Canvas) -> None:
        canvas.box((0, 0), (WIDTH, BAND), style.DEEP)
        canvas.box((0, BAND), (WIDTH, 2.2), style.GOLD)
        canvas.write((EDGE, 14), INNER, self._say(Say.BOT_NAME), Font.PLAIN, 15, colour=style.PALE)
        headline = self._say(Say.POSTER_HEADLINE)
        size = next(one for one in HEADLINES if canvas.height(headline, Font.BOLD, one, INNER, 1.12) < 48)
        even = canvas.balanced(headline, Font.BOLD, size, INNER)
        canvas.write((EDGE, 27), even, headline, Font.BOLD, size, colour=style.WHITE, leading=1.12)
        body = self._services.rulebook.default_body.names[self._language]
        named = body[:1].upper() + body[1:]
        canvas.write((EDGE, BAND - 15), INNER, named, Font.PLAIN, 15, colour=style.PALE)

    def _situations(self, canvas: Canvas) -> None:
        shown = situations(self._services, self._language)
        source, width = self._source(shown), INNER - NUMBER
        below = canvas.height(source, Font.PLAIN, SOURCE, width, 1.3)
        room = PANELS - TOP - below - 16

        def needed(size: float) -> float:
            return sum(_height(canvas, each, size) for each in shown)

        size = next((one for one in SIZES if needed(one) <= room * FILLED), SIZES[-1])
        gap, y = (room - needed(size)) / (len(shown) - 1), TOP
        for number, each in enumerate(shown, start=1):
            canvas.write((EDGE, y - 1), NUMBER, str(number), Font.BOLD, size * 1.5, colour=style.GOLD)
            _write(canvas, each, size, y)
            y += _height(canvas, each, size) + gap
        at = (EDGE + NUMBER, PANELS - 7 - below)
        canvas.write(at, width, source, Font.PLAIN, SOURCE, colour=style.GREY)

    def _source(self, shown: Sequence[Situation]) -> str:
        """The acts that the places stand in, each with its standing."""
        rulebook, language = self._services.rulebook, self._language
        acts = dict.fromkeys(rulebook.act_of(one.ref).id for one in shown if one.ref)
        told = []
        for act in map(rulebook.acts.__getitem__, map(ActId, acts)):
            standing = self._services.citations.standing(act, language).words
            told.append(f"{act.short_titles[language]}. {standing}")
        return "\n".join(told)

    def _panel(self, canvas: Canvas, x: float, link: str, said: tuple[Say, Say]) -> None:
        """A code with what it is for beside it."""
        canvas.box((x, PANELS), (PANEL, ROOM), style.PALE, corner=4)
        margin = (ROOM - CODE) / 2
        left, y = x + PANEL - CODE - 7, PANELS + margin
        canvas.box((left, y), (CODE, CODE), style.WHITE, corner=2)
        canvas.code((left, y), CODE, link)
        width = PANEL - CODE - 19
        heading, how = map(self._say, said)
        high = (
            canvas.height(heading, Font.BOLD, 19, width, 1.15)
            + 4
            + canvas.height(how, Font.PLAIN, 13.5, width, 1.3)
        )
        y = PANELS + (ROOM - high) / 2
        y = canvas.write((x + 8, y), width, heading, Font.BOLD, 19, colour=style.DEEP, leading=1.15)
        canvas.write((x + 8, y + 4), width, how, Font.PLAIN, 13.5, leading=1.3)

    def _whom(self) -> str:
        """Whom of the body one may ask beside the bot."""
        body = self._services.rulebook.default_body
        return officer_line(body, self._language, self._services.texts).replace("\n", " ")


FILLED = 0.9
"""The share of the room that the situations fill, so that there is white between them."""


def _write(canvas: Canvas, each: Situation, size: float, y: float) -> None:
    x, width = EDGE + NUMBER, INNER - NUMBER
    y = canvas.write((x, y), width, each.question, Font.BOLD, size, colour=style.DEEP)
    if each.answer:
        even = canvas.balanced(each.answer, Font.TEXT, size * ANSWER, width)
        y = canvas.write((x, y + 1), even, each.answer, Font.TEXT, size * ANSWER)
    if each.place:
        canvas.write((x, y + 0.6), width, each.place, Font.PLAIN, size * CITED, colour=style.GREY)


def _height(canvas: Canvas, each: Situation, size: float) -> float:
    width = INNER - NUMBER
    high = canvas.height(each.question, Font.BOLD, size, width, 1.3)
    if each.answer:
        high += 1 + canvas.height(each.answer, Font.TEXT, size * ANSWER, width, 1.3)
    if each.place:
        high += 0.6 + canvas.height(each.place, Font.PLAIN, size * CITED, width, 1.3)
    return high
