"""Buttons that stand under many answers: another language, a place to open, the topics, the way to report."""

from collections.abc import Iterable

from telegram import InlineKeyboardButton

from bot.acts.model import Ref, Rulebook
from bot.documents.papers import Papers
from bot.language import Language
from bot.matters.model import Matter
from bot.texts.texts import Say, Texts
from handlers.acts.buttons import ShowTopics
from handlers.answers.buttons import HandOver, OpenRef, OtherLanguage, Over
from handlers.documents.buttons import WritePaper
from handlers.tips.buttons import OfTip, TipStep

Rows = list[list[InlineKeyboardButton]]


class Under:
    """Makes the buttons."""

    def __init__(self, rulebook: Rulebook, texts: Texts, papers: Papers) -> None:
        self._rulebook = rulebook
        self._papers = papers
        self._texts = texts

    def switch(self, language: Language) -> list[InlineKeyboardButton]:
        """To the other language, in place."""
        return [OtherLanguage().key(self._texts(language.other, Say.LANGUAGE_NAME))]

    def open(self, ref: Ref, language: Language) -> InlineKeyboardButton:
        """To a place of an act."""
        return OpenRef(ref).key(self._rulebook.title(ref, language))

    def topics(self, language: Language) -> Rows:
        """To the topics."""
        return [[ShowTopics(language).key(self._texts(language, Say.BUTTON_TOPICS))]]

    def hand_over(self, language: Language) -> Rows:
        """To a lawyer, without a name."""
        return [[HandOver(language, Over.ASK).key(self._texts(language, Say.BUTTON_HAND_OVER))]]

    def report(self, refs: Iterable[Ref], language: Language, of: Matter | None = None) -> Rows:
        """To the tip desk, where one of the places or the matter touches corruption."""
        return self.to_tip(language) if touches(self._rulebook, refs, of) else []

    def papers(self, ref: Ref, language: Language) -> Rows:
        """To the papers that a place asks for, by the matters that it settles."""
        return [
            [WritePaper(paper.id).key(self._texts(language, Say.PAPER_OFFER, title=paper.titles[language]))]
            for paper in self._papers.under(self._rulebook.paragraphs[ref].settles)
        ]

    def to_tip(self, language: Language) -> Rows:
        """To the tip desk."""
        return [[TipStep(OfTip.BEGIN).key(self._texts(language, Say.TIP_BUTTON_REPORT))]]


def touches(rulebook: Rulebook, refs: Iterable[Ref], of: Matter | None = None) -> bool:
    """Whether one of the places or the matter touches corruption."""
    settled = (matter for ref in refs for matter in rulebook.paragraphs[ref].settles)
    near = of.near if of else ()
    known = (rulebook.matters.get(matter) for matter in (*settled, *near))
    return (of is not None and of.report) or any(matter.report for matter in known if matter)
