"""Answers as Telegram shows them: HTML of at most 4096 UTF-16 units, and rows of buttons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.acts.citations import Citations
from bot.acts.model import Act, Ref, Rulebook
from bot.acts.page_layout import Passage, Sheet, Sheets
from bot.acts.shelves import ShelfKey
from bot.acts.standing_line import StandingLine
from bot.answers.advisor import (
    Answer,
    Choices,
    FoundParagraph,
    NotUnderstood,
    NoWords,
    SettledElsewhere,
    SmallTalk,
)
from bot.answers.matching.highlight import Span
from bot.language import Language
from bot.texts.texts import Say, Texts
from handlers.telegram import callback_data

BOOK = "📖 "
SCALES = "⚖️ "
COPY_LIMIT = 256
RELATED = 3
REPORTING = Ref("11")
"""The paragraph on reporting corruption: the way to the tip desk stands under it."""
PAGE = 3500
"""UTF-16 units of a message in pages: well below Telegram's 4096, so that a phone shows it without an end to press."""

Rows = list[list[InlineKeyboardButton]]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: its HTML and its buttons."""

    html: str
    buttons: InlineKeyboardMarkup | None = None


class Renderer:
    """Turns answers into screens."""

    def __init__(self, rulebook: Rulebook, texts: Texts, citations: Citations, sheets: Sheets) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._citations = citations
        self._sheets = sheets

    def answer(self, answer: Answer, *, can_be_rated: bool = True) -> Screen:
        """The screen of an answer."""
        language = answer.language
        match answer.content:
            case FoundParagraph() as found:
                return self.paragraph(found, language, can_be_rated=can_be_rated)
            case Choices(refs):
                return self._choices(refs, language)
            case SmallTalk(talk):
                return Screen(escape(talk.replies[language]))
            case SettledElsewhere(_, where):
                return self._silent(where.sentences[language], language)
            case NotUnderstood():
                return self._silent("", language)
            case NoWords():
                return Screen(escape(self._texts(language, Say.NO_WORDS)))

    def standing(self, act: Act, language: Language) -> str:
        """The line of an act's standing as HTML."""
        return standing_html(self._citations.standing(act, language))

    def _silent(self, pointer: str, language: Language) -> Screen:
        return Screen(
            self._not_in_the_rules(pointer, language), InlineKeyboardMarkup([self._switch(language)])
        )

    def paragraph(self, found: FoundParagraph, language: Language, *, can_be_rated: bool = True) -> Screen:
        """The screen of one paragraph; where it answers a question, it can be rated once."""
        sheet = self._sheets.lay(found, language)
        ref = sheet.ref
        rows = [
            [*self._switch(language), self._copy(ref, language)],
            *self._report(ref, language),
            *([self._open(other, language)] for other in self._rulebook.related.get(ref, ())[:RELATED]),
            [self._share(ref, language)],
            *([self._rate()] if found.question and can_be_rated else []),
        ]
        return Screen(sheet_html(sheet), InlineKeyboardMarkup(rows))

    def with_why(self, screen: Screen, language: Language) -> Screen:
        """The same screen with a button that asks why; small talk, which has no buttons, is left as it is."""
        if screen.buttons is None:
            return screen
        button = InlineKeyboardButton(self._texts(language, Say.BUTTON_WHY), callback_data=callback_data.WHY)
        return Screen(screen.html, InlineKeyboardMarkup([*screen.buttons.inline_keyboard, [button]]))

    def others(self, refs: Sequence[Ref], language: Language) -> Screen:
        """The screen after an answer that did not help: what else may have been meant, where to look, whom to ask."""
        say = partial(self._texts, language)
        lines, rows = self._numbered(refs, language)
        blocks = [
            say(Say.OTHERS),
            *(["\n".join([say(Say.OTHERS_CHOICES), *lines])] if refs else []),
            say(Say.ETHICS_OFFICER),
        ]
        browse = InlineKeyboardButton(
            say(Say.BUTTON_ALL_RULES), callback_data=callback_data.browse_home(language)
        )
        return Screen("\n\n".join(blocks), InlineKeyboardMarkup([*rows, [browse], self._switch(language)]))

    def title(self, ref: Ref, language: Language) -> str:
        """The short human title of a paragraph."""
        return self._rulebook.title(ref, language)

    def tools(self, ref: Ref, language: Language, shelf: ShelfKey) -> list[InlineKeyboardButton]:
        """What can be done with a paragraph of a shelf."""
        return [self._copy(ref, language), self._share(ref, language, shelf)]

    def _choices(self, refs: Sequence[Ref], language: Language) -> Screen:
        lines, rows = self._numbered(refs, language)
        first, last = (escape(self._texts(language, say)) for say in (Say.UNSURE, Say.ETHICS_OFFICER))
        return Screen(
            "\n".join([first, "", *lines, "", last]), InlineKeyboardMarkup([*rows, self._switch(language)])
        )

    def _numbered(self, refs: Sequence[Ref], language: Language) -> tuple[list[str], Rows]:
        """Refs as a numbered list, and the buttons that open them."""
        lines, rows = [], []
        for number, ref in enumerate(refs, start=1):
            title = self._rulebook.title(ref, language)
            lines.append(f"{number}. <b>{escape(title)}</b> – {escape(self._citations.place(ref, language))}")
            rows.append(
                [InlineKeyboardButton(f"{number}. {title}", callback_data=callback_data.open_ref(ref))]
            )
        return lines, rows

    def _not_in_the_rules(self, pointer: str, language: Language) -> str:
        first = (
            self._texts(language, Say.UNKNOWN_WITH_POINTER, pointer=pointer)
            if pointer
            else self._texts(language, Say.UNKNOWN)
        )
        return escape(f"{first}\n\n{self._texts(language, Say.ETHICS_OFFICER)}")

    def _switch(self, language: Language) -> list[InlineKeyboardButton]:
        name = self._texts(language.other, Say.LANGUAGE_NAME)
        return [InlineKeyboardButton(name, callback_data=callback_data.OTHER_LANGUAGE)]

    def _report(self, ref: Ref, language: Language) -> list[list[InlineKeyboardButton]]:
        if ref != REPORTING:
            return []
        name = self._texts(language, Say.TIP_BUTTON_REPORT)
        return [[InlineKeyboardButton(name, callback_data=callback_data.TIP_BEGIN)]]

    def _rate(self) -> list[InlineKeyboardButton]:
        return [
            InlineKeyboardButton(label, callback_data=callback_data.rate(helpful=helpful))
            for label, helpful in (("👍", True), ("👎", False))
        ]

    def _copy(self, ref: Ref, language: Language) -> InlineKeyboardButton:
        citation = self._citations.full(ref, language)[:COPY_LIMIT]
        return InlineKeyboardButton(
            self._texts(language, Say.BUTTON_COPY), copy_text=CopyTextButton(citation)
        )

    def _share(self, ref: Ref, language: Language, shelf: ShelfKey | None = None) -> InlineKeyboardButton:
        return InlineKeyboardButton(
            self._texts(language, Say.BUTTON_SHARE), callback_data=callback_data.share(language, ref, shelf)
        )

    def _open(self, ref: Ref, language: Language) -> InlineKeyboardButton:
        return InlineKeyboardButton(
            self._rulebook.title(ref, language), callback_data=callback_data.open_ref(ref)
        )


def pages(blocks: Iterable[str], most: int = PAGE) -> Iterator[str]:
    """Blocks of HTML joined by blank lines into messages that Telegram takes; a block is never broken."""
    page: list[str] = []
    for block in blocks:
        if page and units("\n\n".join([*page, block])) > most:
            yield "\n\n".join(page)
            page = []
        page.append(block)
    if page:
        yield "\n\n".join(page)


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def place_of(text: str) -> str:
    """The citation that a paragraph's screen opens with, out of the message's plain text."""
    return text.partition("\n")[0].removeprefix(BOOK)


def sheet_html(sheet: Sheet) -> str:
    """A sheet as HTML."""
    blocks = [
        f"{BOOK}<b>{escape(sheet.place)}</b>\n{escape(sheet.title)}",
        _quote(sheet.shown, "blockquote"),
        _quote(sheet.rest, "blockquote expandable"),
        "\n".join(escape(line) for line in sheet.notes),
        "\n".join([standing_html(sheet.standing), *(escape(line) for line in sheet.status)]),
    ]
    return "\n".join(block for block in blocks if block)


def standing_html(standing: StandingLine) -> str:
    """The line of an act's standing, the act that governs linked to its page."""
    words = escape(standing.words)
    if not standing.link:
        return f"{SCALES}{words}"
    now = escape(standing.now)
    return SCALES + words.replace(now, f'<a href="{escape(standing.link)}">{now}</a>')


def _quote(passages: Iterable[Passage], tag: str) -> str:
    text = "\n".join(_passage(passage) for passage in passages)
    return f"<{tag}>{text}</{tag.partition(' ')[0]}>" if text else ""


def _passage(passage: Passage) -> str:
    label = f"<i>{escape(passage.label)}.</i> " if passage.label else ""
    return label + _marked(passage.text, passage.marks)


def _marked(text: str, marks: Iterable[Span]) -> str:
    pieces, at = [], 0
    for start, end in marks:
        pieces += [escape(text[at:start]), f"<b>{escape(text[start:end])}</b>"]
        at = end
    return "".join([*pieces, escape(text[at:])])
