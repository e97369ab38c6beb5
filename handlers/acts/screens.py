"""The screens of /rules: topics, sections, and their paragraphs, each put in the place of the one before."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.acts.citations import Citations
from bot.acts.model import Ref, Rulebook, shortened
from bot.acts.refs import THE_SHORT_ONE, ActId
from bot.acts.shelves import ActShelves, Browsing, Shelf, ShelfKind
from bot.acts.standing import AdoptingForm
from bot.answers.content import FoundParagraph
from bot.answers.page_layout import Sheets
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say, Texts
from handlers.acts.buttons import ShowActs, ShowOnShelf, ShowSections, ShowShelf, ShowTopics
from handlers.acts.paragraph import ParagraphTools, sheet_html, standing_html
from handlers.telegram.button import Button
from handlers.telegram.leaves import PER_PAGE, Page, turning
from handlers.telegram.screen import Screen

SHORT = 17

_SHORT_POINT_OF = {
    AdoptingForm.RESOLUTION: Say.SHORT_RESOLUTION,
    AdoptingForm.ORDER: Say.SHORT_ORDER,
    AdoptingForm.DECREE: Say.SHORT_DECREE,
    AdoptingForm.DECISION: Say.SHORT_DECISION,
    AdoptingForm.DIRECTIVE: Say.SHORT_DIRECTIVE,
}
"""Characters of a label that leave room for a second one in the row on a phone."""

Row = list[InlineKeyboardButton]


class Contents:
    """Renders the screens of one rulebook."""

    def __init__(
        self, rulebook: Rulebook, texts: Texts, browsing: Browsing, sheets: Sheets, citations: Citations
    ) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._browsing = browsing
        self._sheets = sheets
        self._citations = citations
        self._tools = ParagraphTools(texts, citations)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """The screens of some knowledge."""
        return cls(
            knowledge.rulebook, knowledge.texts, knowledge.browsing, knowledge.sheets, knowledge.citations
        )

    def home(self, language: Language, asked: int = 0) -> Screen:
        """The topics."""
        page = Page(asked, len(self._browsing.topics))
        buttons = [self._to_shelf(shelf, language) for shelf in page.of(self._browsing.topics)]
        turn = turning(page, partial(ShowTopics, language))
        several = len(self._browsing.acts) > 1
        sections = self._texts(language, Say.BUTTON_ACTS if several else Say.BUTTON_SECTIONS)
        act = (ShowActs(language) if several else ShowSections(language)).key(sections)
        other = self._other(ShowTopics(language.other, page.number), language)
        html = self._texts(
            language, Say.BROWSE_HOME, act=escape(self._rulebook.first_act.short_titles[language])
        )
        return Screen(html, InlineKeyboardMarkup([*_rows(buttons), *turn, [act, other]]))

    def acts(self, language: Language) -> Screen:
        """Every act with its standing."""
        lines, buttons = [], []
        for shelves in self._browsing.acts:
            title = shelves.act.short_titles[language]
            standing = standing_html(self._citations.standing(shelves.act, language))
            lines.append(f"<b>{escape(title)}</b>\n{standing}")
            buttons.append([ShowSections(language, shelves.id).key(shortened(title))])
        last = [self._back(ShowTopics(language), language), self._other(ShowActs(language.other), language)]
        return Screen("\n\n".join(lines), InlineKeyboardMarkup([*buttons, last]))

    def act(self, shelves: ActShelves, language: Language) -> Screen:
        """The sections of an act."""
        lines = [f"<b>{escape(shelves.act.titles[language])}</b>", ""]
        lines.append(standing_html(self._citations.standing(shelves.act, language)))
        buttons = [[self._to_shelf(shelf, language)] for shelf in shelves.sections]
        several = len(self._browsing.acts) > 1
        above = ShowActs(language) if several else ShowTopics(language)
        here = ShowSections(language.other, shelves.id) if several else ShowSections(language.other)
        last = [self._back(above, language), self._other(here, language)]
        return Screen("\n".join(lines), InlineKeyboardMarkup([*buttons, last]))

    def shelf(self, shelf: Shelf, language: Language, asked: int = 0) -> Screen:
        """The paragraphs of a topic or a section."""
        page = Page(asked, len(shelf.refs))
        buttons = [[self._to_ref(shelf, ref, language)] for ref in page.of(shelf.refs)]
        turn = turning(page, partial(ShowShelf, language, shelf.key))
        other = self._other(ShowShelf(language.other, shelf.key, page.number), language)
        count = self._texts(language, Say.BROWSE_COUNT, count=len(shelf.refs))
        last = [self._back(self._above(shelf, language), language), other]
        html = f"<b>{escape(self._name(shelf, language))}</b>\n{escape(count)}"
        return Screen(html, InlineKeyboardMarkup([*buttons, *turn, last]))

    def paragraph(self, shelf: Shelf, found: FoundParagraph, language: Language) -> Screen:
        """One paragraph of a shelf, which must stand on it."""
        ref = found.paragraph.ref
        page = ShowShelf(language, shelf.key, shelf.refs.index(ref) // PER_PAGE)
        other = self._other(ShowOnShelf(language.other, shelf.key, ref), language)
        rows = [
            [self._tools.copy(ref, language), self._tools.share(ref, language, shelf.key)],
            self._sides(shelf, ref, language),
            [self._back(page, language), other],
        ]
        html = sheet_html(self._sheets.lay(found, language))
        return Screen(html, InlineKeyboardMarkup([row for row in rows if row]))

    def _sides(self, shelf: Shelf, ref: Ref, language: Language) -> Row:
        """The way to the paragraphs before and after, where there are any."""
        labelled = zip(("‹ {}", "{} ›"), shelf.beside(ref), strict=True)
        return [
            ShowOnShelf(language, shelf.key, beside).key(label.format(self._short(beside, language)))
            for label, beside in labelled
            if beside
        ]

    def _to_shelf(self, shelf: Shelf, language: Language) -> InlineKeyboardButton:
        return ShowShelf(language, shelf.key).key(self._name(shelf, language))

    def _to_ref(self, shelf: Shelf, ref: Ref, language: Language) -> InlineKeyboardButton:
        title = self._rulebook.title(ref, language)
        label = title if ref.is_status else f"{self._short(ref, language)} · {title}"
        return ShowOnShelf(language, shelf.key, ref).key(label)

    def _short(self, ref: Ref, language: Language) -> str:
        """The number of a paragraph, short enough for a button beside others."""
        if ref.is_status:
            return "⚖️"
        if not ref.is_resolution:
            return ref.value
        form = self._rulebook.act_of(ref).adopted_by
        return self._texts(language, _SHORT_POINT_OF[form], point=ref.number)

    def _name(self, shelf: Shelf, language: Language) -> str:
        numbered = shelf.key.kind is ShelfKind.SECTION and shelf.key.name.isdigit()
        return f"{shelf.key.name}. {shelf.titles[language]}" if numbered else shelf.titles[language]

    def _above(self, shelf: Shelf, language: Language) -> Button:
        if shelf.key.kind is ShelfKind.SECTION:
            act = ActId(self._rulebook.act_of(shelf.refs[0]).id)
            return ShowSections(language, act if len(self._browsing.acts) > 1 else THE_SHORT_ONE)
        at = self._browsing.topics.index(shelf)
        return ShowTopics(language, at // PER_PAGE)

    def _back(self, to: Button, language: Language) -> InlineKeyboardButton:
        return to.key(self._texts(language, Say.BUTTON_BACK))

    def _other(self, to: Button, language: Language) -> InlineKeyboardButton:
        return to.key(self._texts(language.other, Say.LANGUAGE_NAME))


def _rows(buttons: Sequence[InlineKeyboardButton]) -> list[Row]:
    """One button a row, two where both are short."""
    rows: list[Row] = []
    for button in buttons:
        has_room = bool(rows) and len(rows[-1]) == 1 and len(rows[-1][0].text) <= SHORT
        if has_room and len(button.text) <= SHORT:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows
