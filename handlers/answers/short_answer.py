"""Answers in a few lines, for groups and for cards: the place, the first words, the status, and a way to the whole."""

from collections.abc import Sequence
from html import escape
from textwrap import shorten
from typing import Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.acts.answer_words import named_words
from bot.acts.citations import Citations
from bot.acts.model import Ref, Rulebook
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
from handlers.acts.paragraph import BOOK, POINTER, linked, standing_html
from handlers.telegram.deep_links import link_to_ref
from handlers.telegram.screen import Screen

MOST_LISTED = 8
FIRST_WORDS = 280
"""Characters of a paragraph that a group is shown: of five paragraphs four fit whole."""


class Brief:
    """Renders short screens whose buttons all lead into the private chat."""

    def __init__(self, rulebook: Rulebook, texts: Texts, citations: Citations, sheets: Sheets) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._citations = citations
        self._sheets = sheets

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """The short screens of some knowledge."""
        return cls(knowledge.rulebook, knowledge.texts, knowledge.citations, knowledge.sheets)

    def answer(self, answer: Answer, username: str) -> Screen:
        """The screen of an answer; `username` is the bot's own."""
        language = answer.language
        match answer.content:
            case FoundParagraph() as found:
                return self._paragraph(found, language, username)
            case Choices(refs, named):
                said = self._texts(language, Say.SEVERAL_NAMED if named else Say.UNSURE)
                return self._list(escape(said), refs, language, username)
            case NoSuchPlace() | OtherAct() | SectionNamed() as place:
                return self._named(place, language, username)
            case SettledElsewhere() | SmallTalk() | NotUnderstood() as other:
                return Screen(escape(self._sentence(other, language)))
            case NoWords():
                return Screen(self._texts(language, Say.GROUP_HOW))

    def _named(
        self, place: NoSuchPlace | OtherAct | SectionNamed, language: Language, username: str
    ) -> Screen:
        said = named_words(place, language, self._texts, self._citations)
        if not isinstance(place, SectionNamed):
            return Screen(linked(said))
        return self._list(f"{BOOK}<b>{escape(said.words)}</b>", place.refs[:MOST_LISTED], language, username)

    def _sentence(self, content: SettledElsewhere | SmallTalk | NotUnderstood, language: Language) -> str:
        match content:
            case SmallTalk(talk):
                return talk.replies[language]
            case SettledElsewhere(_, where):
                return where.sentences[language]
            case NotUnderstood():
                return self._texts(language, Say.UNKNOWN)

    def first_words(self, found: FoundParagraph, language: Language, most: int = FIRST_WORDS) -> str:
        """The beginning of what a paragraph says, in at most so many characters."""
        shown = self._sheets.lay(found, language).shown
        return shorten(" ".join(passage.text for passage in shown), most, placeholder=" …")

    def _paragraph(self, found: FoundParagraph, language: Language, username: str) -> Screen:
        sheet = self._sheets.lay(found, language)
        words = self.first_words(found, language)
        lines = [
            f"{BOOK}<b>{escape(sheet.place)}</b>\n{escape(sheet.title)}",
            f"<blockquote>{escape(words)}</blockquote>",
            *map(escape, sheet.notes),
            standing_html(sheet.standing),
            *map(escape, sheet.status),
            *([linked(sheet.now, POINTER)] if sheet.now else []),
        ]
        whole = self._open(self._texts(language, Say.BUTTON_WHOLE), sheet.ref, username)
        return Screen("\n".join(lines), InlineKeyboardMarkup([[whole]]))

    def _list(self, html: str, refs: Sequence[Ref], language: Language, username: str) -> Screen:
        buttons = [[self._open(self._rulebook.title(ref, language), ref, username)] for ref in refs]
        return Screen(html, InlineKeyboardMarkup(buttons))

    def _open(self, label: str, ref: Ref, username: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(label, url=link_to_ref(username, ref))
