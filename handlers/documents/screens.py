"""What somebody sees who writes a paper: one short screen a step."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from babel.dates import format_date
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.documents.deadlines import Term
from bot.documents.draft import Draft, Layout, Stage, Step
from bot.documents.filling import long_day
from bot.documents.papers import Kind, Month, Paper, Papers
from bot.language import Language
from bot.texts.texts import Say, Texts
from handlers.documents.buttons import (
    ChangeAnswer,
    ChooseLayout,
    ChoosePaper,
    OfPaper,
    PaperStep,
    RemindNot,
    RemindOn,
)
from handlers.telegram.button import Button
from handlers.telegram.paging import cut
from handlers.telegram.screen import Screen
from handlers.tips.buttons import OfTip, TipStep

Row = list[InlineKeyboardButton]

LONGEST_SHOWN = 180
"""Units of one answer on the review: eleven of them and the heads of two languages stay below Telegram's 4096."""

SHORT_DATE = "dd.MM.y"


class PaperScreens:
    """Lays out the steps of a paper, in the language of its draft; the tip desk is offered where it takes tips."""

    def __init__(self, texts: Texts, papers: Papers, *, takes_tips: bool = False) -> None:
        self._texts = texts
        self._papers = papers
        self._takes_tips = takes_tips

    def of(self, draft: Draft) -> Screen:
        """The step a draft is at; the review needs more than the draft, see `review`."""
        match draft.stage:
            case Stage.PAPER:
                return self._choosing_paper(draft.language)
            case Stage.LAYOUT:
                return self._choosing_layout(draft)
            case _:
                return self._asking(draft)

    def plain(self, language: Language, name: Say) -> Screen:
        """A sentence without a button."""
        return Screen(self._texts(language, name))

    def review(self, draft: Draft, heads: Mapping[Language, tuple[str, str]]) -> Screen:
        """All answers; `heads` are the addressee and the sender as they stand in the paper, in each of its languages."""
        language = draft.language
        lines = [self._texts(language, Say.PAPER_REVIEW)]
        for spoken, (to, sender) in heads.items():
            name = f" ({self._texts(spoken, Say.LANGUAGE_NAME)})" if len(heads) > 1 else ""
            lines += ["", f"<b>{self._texts(language, Say.PAPER_HEAD)}{name}</b>"]
            lines.append(f"<blockquote>{_shortened(to)}\n\n{_shortened(sender)}</blockquote>")
        lines.append("")
        rows: list[Row] = [[self._step(language, Say.PAPER_BUTTON_MAKE, OfPaper.MAKE)]]
        for number, step in enumerate(draft.steps):
            lines.append(f"<b>{escape(self._name(draft, step))}:</b> {self._answered(draft, step)}")
            rows.append([ChangeAnswer(number).key(f"✏️ {self._name(draft, step)}")])
        return Screen("\n".join(lines), self._rows(draft, rows, below=[self._again(language)]))

    def made(self, draft: Draft, term: Term | None, remind: date | None) -> Screen:
        """The files are there: what to do now, how to take them away, and whether to be reminded."""
        language = draft.language
        blocks = [self._texts(language, Say.PAPER_MADE)]
        if term and draft.paper:
            blocks.append(self._told(draft.paper, term, language))
        rows: list[Row] = []
        if remind:
            blocks.append(self._texts(language, Say.PAPER_REMIND_OFFER))
            rows.append([self.reminder(language, remind)])
        return Screen("\n\n".join(blocks), InlineKeyboardMarkup(rows) if rows else None)

    def reminder(self, language: Language, day: date) -> InlineKeyboardButton:
        """Offers a reminder."""
        return RemindOn(day).key(self._texts(language, Say.PAPER_BUTTON_REMIND, date=_short(day, language)))

    def no_reminder(self, language: Language, day: date) -> InlineKeyboardButton:
        """Takes a reminder back."""
        shown = _short(day, language)
        return RemindNot(day).key(self._texts(language, Say.PAPER_BUTTON_REMIND_NOT, date=shown))

    def _told(self, paper: Paper, term: Term, language: Language) -> str:
        if term.is_over:
            return self._texts(language, Say.PAPER_TERM_OVER, date=long_day(term.end, language))
        if paper.month is Month.ANSWER:
            return self._texts(language, Say.PAPER_TERM_ANSWER, date=long_day(term.ask_from, language))
        return self._texts(language, Say.PAPER_TERM_DEADLINE, date=long_day(term.act_by, language))

    def _choosing_paper(self, language: Language) -> Screen:
        rows = [[ChoosePaper(paper.id).key(paper.titles[language])] for paper in self._papers.papers]
        is_offered = any(paper.is_told_unnamed for paper in self._papers.papers)
        told, tip = self._tip(language, is_offered=is_offered)
        blocks = [self._texts(language, Say.PAPER_INTRO), *told, self._texts(language, Say.PAPER_CHOOSE)]
        return Screen("\n\n".join(blocks), InlineKeyboardMarkup([*rows, *tip, [self._cancel(language)]]))

    def _choosing_layout(self, draft: Draft) -> Screen:
        language = draft.language
        title = escape(draft.paper.titles[language]) if draft.paper else ""
        told, tip = self._tip(language, is_offered=draft.paper is not None and draft.paper.is_told_unnamed)
        blocks = [
            f"<b>{title}</b>",
            self._texts(language, Say.PAPER_INTRO),
            *told,
            self._texts(language, Say.PAPER_LAYOUT),
        ]
        rows = [
            [ChooseLayout(Layout(one.value)).key(self._texts(one, Say.LANGUAGE_NAME)) for one in Language],
            [ChooseLayout(Layout.BOTH).key(self._texts(language, Say.PAPER_BUTTON_BOTH))],
            *tip,
            [self._step(language, Say.PAPER_BUTTON_BACK, OfPaper.BACK), self._cancel(language)],
        ]
        return Screen("\n\n".join(blocks), InlineKeyboardMarkup(rows))

    def _asking(self, draft: Draft) -> Screen:
        language, step, question = draft.language, draft.step, draft.step.question
        number = self._texts(language, Say.PAPER_NUMBER, number=draft.at + 1, all=len(draft.steps))
        blocks = [f"<b>{number}</b> {escape(question.asks[language])}"]
        if step.language and draft.layout is Layout.BOTH:
            name = self._texts(step.language, Say.LANGUAGE_NAME)
            blocks.append(self._texts(language, Say.PAPER_IN_LANGUAGE, language=name))
        example = escape(question.examples[step.language or self._first(draft)])
        blocks.append(self._texts(language, Say.PAPER_EXAMPLE, example=example))
        if draft.said(step):
            blocks.append(self._texts(language, Say.PAPER_NOW, answer=self._answered(draft, step)))
        rows: list[Row] = []
        if question.kind is Kind.DATE:
            rows.append(
                [
                    self._step(language, Say.PAPER_BUTTON_TODAY, OfPaper.TODAY),
                    self._step(language, Say.PAPER_BUTTON_YESTERDAY, OfPaper.YESTERDAY),
                ]
            )
        go_on = Say.PAPER_BUTTON_KEEP if draft.said(step) else Say.PAPER_BUTTON_SKIP
        rows.append(
            [
                self._step(language, Say.PAPER_BUTTON_BACK, OfPaper.BACK),
                self._step(language, go_on, OfPaper.SKIP),
            ]
        )
        return Screen("\n\n".join(blocks), self._rows(draft, rows, below=[self._again(language)]))

    def _rows(self, draft: Draft, rows: Sequence[Row], below: Row) -> InlineKeyboardMarkup:
        language = draft.language
        away = Say.PAPER_BUTTON_AWAY_ON if draft.takes_away else Say.PAPER_BUTTON_AWAY
        return InlineKeyboardMarkup(
            [
                *rows,
                [self._step(language, away, OfPaper.TAKE_AWAY)],
                [*below, self._cancel(language)],
            ]
        )

    def _answered(self, draft: Draft, step: Step) -> str:
        """An answer as HTML, shortened where it is long; what becomes of a question without one."""
        said = draft.said(step)
        if not said:
            name = Say.PAPER_BLANK if step.question.blank else Say.PAPER_LEFT_OUT
            other = draft.answer(step.question.id, step.language) if step.language else ""
            return f"<i>{self._texts(draft.language, Say.PAPER_AS_OTHER if other else name)}</i>"
        if step.question.kind is Kind.DATE:
            return escape(long_day(date.fromisoformat(said), draft.language))
        return _shortened(said)

    def _name(self, draft: Draft, step: Step) -> str:
        name = step.question.names[draft.language]
        if step.language is None or draft.layout is not Layout.BOTH:
            return name
        return f"{name} ({step.language.value})"

    @staticmethod
    def _first(draft: Draft) -> Language:
        """The language of an example for what is the same in both."""
        languages = draft.layout.languages if draft.layout else (draft.language,)
        return draft.language if draft.language in languages else languages[0]

    def _tip(self, language: Language, *, is_offered: bool) -> tuple[list[str], list[Row]]:
        """What is said of the tip desk beside a paper, and its button: nothing of the other papers, nor while no tips are taken."""
        if not (is_offered and self._takes_tips):
            return [], []
        button = TipStep(OfTip.BEGIN).key(self._texts(language, Say.TIP_BUTTON_REPORT))
        return [self._texts(language, Say.PAPER_TIP)], [[button]]

    def _again(self, language: Language) -> InlineKeyboardButton:
        return self._step(language, Say.PAPER_BUTTON_AGAIN, OfPaper.AGAIN)

    def _cancel(self, language: Language) -> InlineKeyboardButton:
        return self._step(language, Say.TIP_BUTTON_CANCEL, OfPaper.CANCEL)

    def _step(self, language: Language, name: Say, step: OfPaper) -> InlineKeyboardButton:
        return self._named(language, name, PaperStep(step))

    def _named(self, language: Language, name: Say, button: Button) -> InlineKeyboardButton:
        return button.key(self._texts(language, name))


def _shortened(words: str) -> str:
    """The first words of a text as HTML."""
    first, *rest = cut(words, LONGEST_SHOWN)
    return escape(first) + (" …" if rest else "")


def _short(day: date, language: Language) -> str:
    return format_date(day, SHORT_DATE, locale=language.value)
