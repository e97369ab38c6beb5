"""Answers as Telegram shows them: HTML of at most 4096 UTF-16 units, and rows of buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.acts.citations import Citations
from bot.acts.model import Ref, Rulebook
from bot.acts.numbers_named import NoSuchPlace, OtherAct, SectionNamed
from bot.acts.officer_line import officer_line
from bot.answers.answer_words import named_words, not_understood
from bot.answers.content import (
    Answer,
    Choices,
    ConsequenceUnsaid,
    Content,
    FoundParagraph,
    IntentReply,
    NotUnderstood,
    NoWords,
    ReadWith,
    Retelling,
    Retold,
    SettledElsewhere,
    TwoQuestions,
)
from bot.answers.page_layout import Sheets
from bot.documents.papers import Papers
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say, Texts
from handlers.acts.paragraph import BOOK, ParagraphTools, answer_html, linked
from handlers.answers.buttons import AskWhy, OpenRef, Rate, Wrong, WrongHow
from handlers.answers.explained import Explained
from handlers.answers.intent_reply import IntentReplies
from handlers.answers.under import Rows, Under
from handlers.telegram.screen import Screen

RELATED = 3
WRONGS = {
    WrongHow.ABOUT: Say.WRONG_ABOUT,
    WrongHow.UNCLEAR: Say.WRONG_UNCLEAR,
    WrongHow.OUTDATED: Say.WRONG_OUTDATED,
}
MOST_BESIDE = 2
"""Places of other acts on the same matter that have a button."""

MOST_OF_A_SECTION = 20
"""Places of a section that one screen lists; /rules turns the pages of longer ones."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How an answer is seen: whether it can still be rated, and whether the chat has read today what is said once a day."""

    can_be_rated: bool = True
    is_brief: bool = False


FIRST_SEEN = Seen()


class Renderer:
    """Turns answers into screens."""

    def __init__(
        self, rulebook: Rulebook, texts: Texts, citations: Citations, sheets: Sheets, papers: Papers
    ) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._citations = citations
        self._sheets = sheets
        self._tools = ParagraphTools(texts, citations)
        self._under = Under(rulebook, texts, papers)
        self._explained = Explained(rulebook, texts)
        self._replies = IntentReplies(texts, self._under)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """The renderer of some knowledge."""
        return cls(
            knowledge.rulebook, knowledge.texts, knowledge.citations, knowledge.sheets, knowledge.papers
        )

    def answer(self, answer: Answer, seen: Seen = FIRST_SEEN) -> Screen:
        """The screen of an answer."""
        screen = self._content(answer.content, answer.language, seen)
        read_with = self._read_with(answer.read_with, answer.language) if answer.read_with else ""
        warning = escape(self._texts(answer.language, Say.WARNING)) if answer.warns else ""
        return Screen("\n\n".join(filter(None, (warning, read_with, screen.html))), screen.buttons)

    def _content(self, content: Content, language: Language, seen: Seen) -> Screen:  # noqa: C901, PLR0911 - a screen for each kind
        match content:
            case FoundParagraph() as found:
                return self.paragraph(found, language, seen)
            case Choices(refs, named):
                said = self._texts(language, Say.SEVERAL_NAMED if named else Say.UNSURE)
                return self._offer(said, refs, language)
            case NoSuchPlace() | OtherAct() | SectionNamed() as place:
                return self._named(place, language)
            case TwoQuestions(refs):
                return self._offer(self._texts(language, Say.TWO_QUESTIONS), refs, language)
            case IntentReply(talk, below):
                return self._replies.screen(talk, below, language, self._rulebook.default_body)
            case SettledElsewhere() as silent:
                return self._silent(silent, language)
            case NotUnderstood(near):
                return self._offer(self._texts(language, not_understood(near)), near, language, is_lost=True)
            case ConsequenceUnsaid(ref):
                said = self._texts(language, Say.CONSEQUENCE_UNSAID)
                return self._offer(said, [ref] if ref else (), language)
            case Retold() as retold:
                return self._retold(retold, language)
            case NoWords():
                return self._offer(self._texts(language, Say.NO_WORDS), (), language)

    def paragraph(self, found: FoundParagraph, language: Language, seen: Seen = FIRST_SEEN) -> Screen:
        """The screen of one paragraph; where it answers a question, it can be rated once."""
        sheet = self._sheets.lay(found, language)
        ref = sheet.ref
        items = [child.ref for child in self._rulebook.children(ref)]
        beside = items or self._rulebook.related.get(ref, ())[:RELATED]
        rows = [
            *self._under.report([ref], language),
            *self._under.papers(ref, language),
            [*self._under.switch(language), self._tools.copy(ref, language)],
            *([OpenRef(place.ref).key(place.label)] for place in sheet.beside[:MOST_BESIDE]),
            *([self._under.open(other, language)] for other in beside),
            [self._tools.share(ref, language)],
            *([self._rate()] if found.question and seen.can_be_rated else []),
        ]
        folded = self._texts(language, Say.LIST_FOLDED) if items else ""
        blocks = [
            *self._explained.lines(found, language),
            answer_html(sheet, folded=folded, is_brief=seen.is_brief),
        ]
        return Screen("\n".join(blocks), InlineKeyboardMarkup(rows))

    def with_why(self, screen: Screen, language: Language) -> Screen:
        """The same screen with a button that asks why; one that has no buttons is left as it is."""
        if screen.buttons is None:
            return screen
        button = AskWhy().key(self._texts(language, Say.BUTTON_WHY))
        return Screen(screen.html, InlineKeyboardMarkup([*screen.buttons.inline_keyboard, [button]]))

    def others(self, ref: Ref, refs: Sequence[Ref], language: Language) -> Screen:
        """The screen after an answer that did not help: what was wrong, and what else may have been meant."""
        wrongs = [Wrong(language, how, ref).key(self._texts(language, said)) for how, said in WRONGS.items()]
        blocks = [escape(self._texts(language, Say.OTHERS))]
        if refs:
            blocks.append(escape(self._texts(language, Say.OTHERS_CHOICES)))
        else:
            blocks.append(escape(officer_line(self._rulebook.default_body, language, self._texts)))
        rows = [
            wrongs,
            *self._opening(refs, language),
            *self._under.hand_over(language),
            *self._under.topics(language),
        ]
        return Screen("\n\n".join(blocks), InlineKeyboardMarkup([*rows, self._under.switch(language)]))

    def after_wrong(self, how: WrongHow, found: FoundParagraph, language: Language) -> Screen:
        """What helps on where an answer was wrong: topics, plainer words, the text in force."""
        ref = found.paragraph.ref
        match how:
            case WrongHow.UNCLEAR if found.matter:
                return self._retold(Retold(Retelling.SIMPLER, ref, found.matter), language)
            case WrongHow.OUTDATED:
                return self._outdated(ref, language)
            case _:
                return self._offer(self._texts(language, Say.NOT_UNDERSTOOD), (), language)

    def _outdated(self, ref: Ref, language: Language) -> Screen:
        standing = self._citations.standing(self._rulebook.act_of(ref), language)
        said = self._texts(language, Say.OUTDATED, standing=standing.words)
        source = InlineKeyboardButton(self._texts(language, Say.BUTTON_LINK), url=standing.link)
        rows = [*([[source]] if standing.link else []), *self._under.topics(language)]
        return Screen(escape(said), InlineKeyboardMarkup(rows))

    def _offer(self, said: str, refs: Iterable[Ref], language: Language, *, is_lost: bool = False) -> Screen:
        """One line, and places to choose from; the topics, or a lawyer, where none of them is it."""
        refs = tuple(refs)
        rows = [
            *self._opening(refs, language),
            *self._under.report(refs, language),
            *(self._under.hand_over(language) if is_lost else []),
            *self._under.topics(language),
            self._under.switch(language),
        ]
        return Screen(escape(said), InlineKeyboardMarkup(rows))

    def _silent(self, silent: SettledElsewhere, language: Language) -> Screen:
        pointer = silent.where.sentences[language]
        blocks = [escape(self._texts(language, Say.UNKNOWN_WITH_POINTER, pointer=pointer))]
        blocks.append(escape(officer_line(self._rulebook.default_body, language, self._texts)))
        if silent.near:
            blocks.append(escape(self._texts(language, Say.NEAR_TOO)))
        link = silent.where.links.get(language)
        source = [InlineKeyboardButton(self._texts(language, Say.BUTTON_LINK), url=link)] if link else []
        rows = [
            *([source] if source else []),
            *self._opening(silent.near, language),
            *self._under.report(silent.near, language, of=silent.matter),
            *self._under.topics(language),
            self._under.switch(language),
        ]
        return Screen("\n\n".join(blocks), InlineKeyboardMarkup(rows))

    def _named(self, place: NoSuchPlace | OtherAct | SectionNamed, language: Language) -> Screen:
        """What a question named by number: a section opens; for all else the screen says why nothing does."""
        said = named_words(place, language, self._texts, self._citations)
        refs = place.refs[:MOST_OF_A_SECTION] if isinstance(place, SectionNamed) else ()
        html = f"{BOOK}<b>{escape(said.words)}</b>" if refs else linked(said)
        rows = [*self._opening(refs, language), *self._under.topics(language), self._under.switch(language)]
        return Screen(html, InlineKeyboardMarkup(rows))

    def _retold(self, retold: Retold, language: Language) -> Screen:
        rows = [
            *self._under.report([retold.ref], language),
            *self._under.papers(retold.ref, language),
            [self._under.open(retold.ref, language)],
            self._under.switch(language),
        ]
        return Screen(self._explained.retold(retold, language), InlineKeyboardMarkup(rows))

    def _read_with(self, read: ReadWith, language: Language) -> str:
        matter = next(
            (matter for matter in self._rulebook.matters.values() if matter.id == read.before), None
        )
        before = matter.titles[language] if matter else f"«{read.before}»"
        said = self._texts(language, Say.UNDERSTOOD_AS, before=escape(before), added=escape(read.added))
        return f"<i>{said}</i>"

    def _opening(self, refs: Iterable[Ref], language: Language) -> Rows:
        return [
            [OpenRef(ref).key(f"{number}. {self._rulebook.title(ref, language)}")]
            for number, ref in enumerate(refs, start=1)
        ]

    def _rate(self) -> list[InlineKeyboardButton]:
        return [Rate(helpful=True).key("👍"), Rate(helpful=False).key("👎")]
