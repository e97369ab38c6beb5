"""Answers as Telegram shows them: HTML of at most 4096 UTF-16 units, and rows of buttons."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.acts.answer_words import named_words
from bot.acts.citations import Citations
from bot.acts.model import Ref, Rulebook
from bot.acts.officer_line import officer_line
from bot.acts.page_layout import Sheets
from bot.answers.advisor import (
    Answer,
    Choices,
    FoundParagraph,
    NotUnderstood,
    NoWords,
    SettledElsewhere,
    SmallTalk,
)
from bot.answers.matching.numbers_named import NoSuchPlace, OtherAct, SectionNamed
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say, Texts
from handlers.acts.buttons import ShowTopics
from handlers.acts.paragraph import BOOK, ParagraphTools, linked, sheet_html
from handlers.answers.buttons import AskWhy, OpenRef, OtherLanguage, Rate
from handlers.telegram.screen import Screen
from handlers.tips.buttons import OfTip, TipStep

RELATED = 3
MOST_BESIDE = 2
"""Places of other acts on the same matter that have a button."""

MOST_OF_A_SECTION = 20
"""Places of a section that one screen lists; /rules turns the pages of longer ones."""

REPORTING = Ref("11")
"""The paragraph on reporting corruption: the way to the tip desk stands under it."""

Rows = list[list[InlineKeyboardButton]]


class Renderer:
    """Turns answers into screens."""

    def __init__(self, rulebook: Rulebook, texts: Texts, citations: Citations, sheets: Sheets) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._citations = citations
        self._sheets = sheets
        self._tools = ParagraphTools(texts, citations)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """The renderer of some knowledge."""
        return cls(knowledge.rulebook, knowledge.texts, knowledge.citations, knowledge.sheets)

    def answer(self, answer: Answer, *, can_be_rated: bool = True) -> Screen:
        """The screen of an answer."""
        language = answer.language
        match answer.content:
            case FoundParagraph() as found:
                return self.paragraph(found, language, can_be_rated=can_be_rated)
            case Choices(refs, named):
                return self._choices(refs, language, named=named)
            case NoSuchPlace() | OtherAct() | SectionNamed() as place:
                return self._named(place, language)
            case SmallTalk(talk):
                return Screen(escape(talk.replies[language]))
            case SettledElsewhere() | NotUnderstood() as silent:
                pointer = silent.where.sentences[language] if isinstance(silent, SettledElsewhere) else ""
                return self._silent(pointer, language)
            case NoWords():
                return Screen(escape(self._texts(language, Say.NO_WORDS)))

    def _named(self, place: NoSuchPlace | OtherAct | SectionNamed, language: Language) -> Screen:
        """What a question named by number: a section opens, of all else it is said why it does not."""
        said = named_words(place, language, self._texts, self._citations)
        if not isinstance(place, SectionNamed):
            return Screen(linked(said), InlineKeyboardMarkup([self._switch(language)]))
        lines, rows = self._numbered(place.refs[:MOST_OF_A_SECTION], language)
        html = "\n".join([f"{BOOK}<b>{escape(said.words)}</b>", "", *lines])
        return Screen(html, InlineKeyboardMarkup([*rows, self._switch(language)]))

    def _silent(self, pointer: str, language: Language) -> Screen:
        return Screen(
            self._not_in_the_rules(pointer, language), InlineKeyboardMarkup([self._switch(language)])
        )

    def paragraph(self, found: FoundParagraph, language: Language, *, can_be_rated: bool = True) -> Screen:
        """The screen of one paragraph; where it answers a question, it can be rated once."""
        sheet = self._sheets.lay(found, language)
        ref = sheet.ref
        rows = [
            [*self._switch(language), self._tools.copy(ref, language)],
            *self._report(ref, language),
            *([OpenRef(place.ref).key(place.label)] for place in sheet.beside[:MOST_BESIDE]),
            *([self._open(other, language)] for other in self._rulebook.related.get(ref, ())[:RELATED]),
            [self._tools.share(ref, language)],
            *([self._rate()] if found.question and can_be_rated else []),
        ]
        return Screen(sheet_html(sheet), InlineKeyboardMarkup(rows))

    def with_why(self, screen: Screen, language: Language) -> Screen:
        """The same screen with a button that asks why; small talk, which has no buttons, is left as it is."""
        if screen.buttons is None:
            return screen
        button = AskWhy().key(self._texts(language, Say.BUTTON_WHY))
        return Screen(screen.html, InlineKeyboardMarkup([*screen.buttons.inline_keyboard, [button]]))

    def others(self, refs: Sequence[Ref], language: Language) -> Screen:
        """The screen after an answer that did not help: what else may have been meant, where to look, whom to ask."""
        say = partial(self._texts, language)
        lines, rows = self._numbered(refs, language)
        blocks = [
            say(Say.OTHERS),
            *(["\n".join([say(Say.OTHERS_CHOICES), *lines])] if refs else []),
            self._officer(language),
        ]
        browse = ShowTopics(language).key(say(Say.BUTTON_ALL_RULES))
        return Screen("\n\n".join(blocks), InlineKeyboardMarkup([*rows, [browse], self._switch(language)]))

    def _choices(self, refs: Sequence[Ref], language: Language, *, named: bool) -> Screen:
        lines, rows = self._numbered(refs, language)
        if named:
            first = escape(self._texts(language, Say.SEVERAL_NAMED))
            return Screen(
                "\n".join([first, "", *lines]), InlineKeyboardMarkup([*rows, self._switch(language)])
            )
        first, last = escape(self._texts(language, Say.UNSURE)), escape(self._officer(language))
        return Screen(
            "\n".join([first, "", *lines, "", last]), InlineKeyboardMarkup([*rows, self._switch(language)])
        )

    def _numbered(self, refs: Sequence[Ref], language: Language) -> tuple[list[str], Rows]:
        """Refs as a numbered list, and the buttons that open them."""
        lines, rows = [], []
        for number, ref in enumerate(refs, start=1):
            title = self._rulebook.title(ref, language)
            lines.append(f"{number}. <b>{escape(title)}</b> – {escape(self._citations.place(ref, language))}")
            rows.append([OpenRef(ref).key(f"{number}. {title}")])
        return lines, rows

    def _not_in_the_rules(self, pointer: str, language: Language) -> str:
        first = (
            self._texts(language, Say.UNKNOWN_WITH_POINTER, pointer=pointer)
            if pointer
            else self._texts(language, Say.UNKNOWN)
        )
        return escape(f"{first}\n\n{self._officer(language)}")

    def _officer(self, language: Language) -> str:
        return officer_line(self._rulebook.default_body, language, self._texts)

    def _switch(self, language: Language) -> list[InlineKeyboardButton]:
        return [OtherLanguage().key(self._texts(language.other, Say.LANGUAGE_NAME))]

    def _report(self, ref: Ref, language: Language) -> Rows:
        if ref != REPORTING:
            return []
        return [[TipStep(OfTip.BEGIN).key(self._texts(language, Say.TIP_BUTTON_REPORT))]]

    def _rate(self) -> list[InlineKeyboardButton]:
        return [Rate(helpful=True).key("👍"), Rate(helpful=False).key("👎")]

    def _open(self, ref: Ref, language: Language) -> InlineKeyboardButton:
        return OpenRef(ref).key(self._rulebook.title(ref, language))
