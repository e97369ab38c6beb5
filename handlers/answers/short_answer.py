"""Answers in a few lines, for groups and for cards: the place, the first words, the status, and a way to the whole."""

from collections.abc import Sequence
from html import escape
from textwrap import shorten
from typing import Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.acts.citations import Citations
from bot.acts.model import Ref, Rulebook
from bot.acts.numbers_named import NoSuchPlace, OtherAct, SectionNamed
from bot.acts.officer_line import HELP, whom_to_turn_to
from bot.answers.answer_words import named_words, not_understood
from bot.answers.content import (
    Answer,
    Choices,
    ConsequenceUnsaid,
    FoundParagraph,
    IntentReply,
    NotUnderstood,
    NoWords,
    Retold,
    SettledElsewhere,
    TwoQuestions,
)
from bot.answers.page_layout import Sheets
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import Intent, Talk
from bot.texts.texts import Say, Texts
from handlers.acts.paragraph import BOOK, POINTER, linked, standing_html
from handlers.answers.explained import Explained
from handlers.answers.under import touches
from handlers.telegram.deep_links import link_to, link_to_ref
from handlers.telegram.screen import Screen

TIP = "tip"
"""The word that takes a link to the tip desk."""

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
        self._explained = Explained(rulebook, texts)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """The short screens of some knowledge."""
        return cls(knowledge.rulebook, knowledge.texts, knowledge.citations, knowledge.sheets)

    def answer(self, answer: Answer, username: str) -> Screen:
        """The screen of an answer; `username` is the bot's own."""
        screen = self._content(answer, username)
        if not answer.warns:
            return screen
        return Screen(f"{escape(self._texts(answer.language, Say.WARNING))}\n\n{screen.html}", screen.buttons)

    def _content(self, answer: Answer, username: str) -> Screen:  # noqa: C901, PLR0911 - one for each kind of content
        language = answer.language
        match answer.content:
            case FoundParagraph() as found:
                return self._paragraph(found, language, username)
            case Choices(refs, named):
                return self._offer(Say.SEVERAL_NAMED if named else Say.UNSURE, refs, language, username)
            case NoSuchPlace() | OtherAct() | SectionNamed() as place:
                return self._named(place, language, username)
            case TwoQuestions(refs):
                return self._offer(Say.TWO_QUESTIONS, refs, language, username)
            case IntentReply(talk, below):
                return self._reply(talk, below, language, username)
            case SettledElsewhere(matter, where, near):
                is_near = touches(self._rulebook, near, matter)
                lines = [
                    escape(where.sentences[language]),
                    *self._to_tip(language, username, is_offered=is_near),
                ]
                return Screen("\n".join(lines), self._buttons(near, language, username))
            case NotUnderstood(near):
                return self._offer(not_understood(near), near, language, username)
            case ConsequenceUnsaid(ref):
                return self._offer(Say.CONSEQUENCE_UNSAID, (ref,) if ref else (), language, username)
            case Retold(ref=ref) as retold:
                return Screen(
                    self._explained.retold(retold, language), self._buttons((ref,), language, username)
                )
            case NoWords():
                return Screen(self._texts(language, Say.GROUP_HOW))

    def _named(
        self, place: NoSuchPlace | OtherAct | SectionNamed, language: Language, username: str
    ) -> Screen:
        said = named_words(place, language, self._texts, self._citations)
        if not isinstance(place, SectionNamed):
            return Screen(linked(said))
        buttons = self._buttons(place.refs[:MOST_LISTED], language, username)
        return Screen(f"{BOOK}<b>{escape(said.words)}</b>", buttons)

    def _offer(self, said: Say, refs: Sequence[Ref], language: Language, username: str) -> Screen:
        report = self._to_tip(language, username, is_offered=touches(self._rulebook, refs))
        html = "\n".join([escape(self._texts(language, said)), *report])
        return Screen(html, self._buttons(refs, language, username))

    def _buttons(self, refs: Sequence[Ref], language: Language, username: str) -> InlineKeyboardMarkup | None:
        rows = [[self._open(self._rulebook.title(ref, language), ref, username)] for ref in refs]
        return InlineKeyboardMarkup(rows) if rows else None

    def _reply(self, talk: Talk, below: Sequence[Ref], language: Language, username: str) -> Screen:
        """The reply, whom of the body to turn to, and the way into the private chat: what is private is asked there.

        A report is not taken where others read, and that is said first.
        """
        whom = whom_to_turn_to(talk, self._rulebook.default_body, language, self._texts)
        said = (
            self._texts(language, Say.GROUP_NO_TIPS)
            if talk.intent is Intent.REPORT
            else talk.replies[language]
        )
        blocks = [escape(said), *([escape(whom)] if whom else [])]
        blocks += self._to_tip(language, username, is_offered=talk.report)
        rows = [[self._open(self._rulebook.title(ref, language), ref, username)] for ref in below]
        if talk.intent in HELP:
            private = link_to(username)
            rows.append([InlineKeyboardButton(self._texts(language, Say.BUTTON_PRIVATE), url=private)])
        return Screen("\n\n".join(blocks), InlineKeyboardMarkup(rows) if rows else None)

    def _to_tip(self, language: Language, username: str, *, is_offered: bool) -> list[str]:
        """The way to the tip desk in the private chat: a link among the words, whose press nobody in the group sees."""
        if not is_offered:
            return []
        label = escape(self._texts(language, Say.TIP_BUTTON_REPORT))
        return [f'<a href="{link_to(username, TIP)}">{label}</a>']

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
            *map(escape, (*sheet.notes, *sheet.item_notes)),
            standing_html(sheet.standing),
            *map(escape, sheet.status),
            *([linked(sheet.now, POINTER)] if sheet.now else []),
        ]
        lines += self._to_tip(language, username, is_offered=touches(self._rulebook, [sheet.ref]))
        whole = self._open(self._texts(language, Say.BUTTON_WHOLE), sheet.ref, username)
        return Screen("\n".join(lines), InlineKeyboardMarkup([[whole]]))

    def _open(self, label: str, ref: Ref, username: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(label, url=link_to_ref(username, ref))
