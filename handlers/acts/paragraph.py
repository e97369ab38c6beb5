"""How a paragraph looks, wherever it is shown, and the buttons that stand under it everywhere."""

from collections.abc import Iterable
from html import escape

from telegram import CopyTextButton, InlineKeyboardButton

from bot.acts.citations import Citations
from bot.acts.model import Ref
from bot.acts.shelves import ShelfKey
from bot.acts.standing_line import StandingLine
from bot.answers.matching.highlight import Span
from bot.answers.page_layout import Passage, Sheet
from bot.language import Language
from bot.texts.texts import Say, Texts
from handlers.acts.buttons import Share

BOOK = "📖 "
SCALES = "⚖️ "
POINTER = "👉 "
COPY_LIMIT = 256
LONG = 260
"""Characters of a quote that fill about six lines of a phone; a longer one is folded."""


class ParagraphTools:
    """What can be done with a paragraph."""

    def __init__(self, texts: Texts, citations: Citations) -> None:
        self._texts = texts
        self._citations = citations

    def copy(self, ref: Ref, language: Language) -> InlineKeyboardButton:
        """Copies the citation."""
        citation = self._citations.full(ref, language)[:COPY_LIMIT]
        return InlineKeyboardButton(
            self._texts(language, Say.BUTTON_COPY), copy_text=CopyTextButton(citation)
        )

    def share(self, ref: Ref, language: Language, shelf: ShelfKey | None = None) -> InlineKeyboardButton:
        """Offers the paragraph to others; `shelf` is where the reader came from."""
        return Share(language, ref, shelf).key(self._texts(language, Say.BUTTON_SHARE))


def sheet_html(sheet: Sheet, explained: Iterable[str] = ()) -> str:
    """A sheet as HTML; what explains it, HTML too, stands between its head and the words of the act."""
    blocks = [
        f"{BOOK}<b>{escape(sheet.place)}</b>\n{escape(sheet.title)}",
        *explained,
        _quote(sheet.shown, "blockquote"),
        _quote(sheet.rest, "blockquote expandable"),
        "\n".join(map(escape, (*sheet.notes, *sheet.item_notes))),
        "\n".join([standing_html(sheet.standing), *(escape(line) for line in sheet.status)]),
        linked(sheet.now, POINTER) if sheet.now else "",
    ]
    return "\n".join(block for block in blocks if block)


def answer_html(sheet: Sheet, *, folded: str = "", is_brief: bool = False) -> str:
    """A sheet as an answer shows it: a long quote folded, one line of standing.

    `folded` stands last, above the buttons by which the items of a list are offered in their place; `is_brief` leaves out what the chat has
    read today.
    """
    shown, rest = (
        [passage for passage in passages if not (folded and passage.is_item)]
        for passages in (sheet.shown, sheet.rest)
    )
    is_long = sum(len(passage.text) for passage in shown) > LONG
    blocks = [
        f"{BOOK}<b>{escape(sheet.place)}</b>\n{escape(sheet.title)}",
        _quote(shown, "blockquote expandable" if is_long else "blockquote"),
        _quote(rest, "blockquote expandable"),
        "\n".join(map(escape, (*sheet.notes, *(() if folded else sheet.item_notes)))),
        "\n".join([standing_html(sheet.standing), *(() if is_brief else map(escape, sheet.status))]),
        linked(sheet.now, POINTER) if sheet.now else "",
        escape(folded),
    ]
    return "\n".join(block for block in blocks if block)


def standing_html(standing: StandingLine) -> str:
    """The line of an act's standing, the act that governs linked to its page."""
    return linked(standing, SCALES)


def linked(line: StandingLine, mark: str = "") -> str:
    """A line behind a mark, those of its words linked that name an act."""
    words = escape(line.words)
    if not line.link:
        return f"{mark}{words}"
    now = escape(line.now)
    return mark + words.replace(now, f'<a href="{escape(line.link)}">{now}</a>')


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
