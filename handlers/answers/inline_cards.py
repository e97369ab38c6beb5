"""Cards of inline mode: what is offered above the keyboard, and what a chosen one posts."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from textwrap import shorten
from typing import Self

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.constants import ParseMode

from bot.acts.citations import Citations
from bot.acts.model import Ref, Rulebook
from bot.acts.shelves import Browsing, Shelf
from bot.answers.content import FoundParagraph
from bot.answers.page_layout import Sheets
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import MatterId
from bot.texts.texts import Say, Texts
from handlers.acts.paragraph import BOOK, sheet_html, standing_html
from handlers.answers.explained import Explained
from handlers.telegram.deep_links import link_to_ref
from handlers.telegram.paging import units
from handlers.telegram.sending import NO_PREVIEW

FIRST_WORDS = 120
"""Characters under the title of a card; a phone shows about so many."""

MOST_UNITS = 4096
"""What Telegram takes of a message; a card that would be longer comes without its explanation."""

Card = InlineQueryResultArticle


class Cards:
    """Makes the cards of one rulebook for the bot of a name."""

    def __init__(
        self, rulebook: Rulebook, texts: Texts, citations: Citations, sheets: Sheets, browsing: Browsing
    ) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._citations = citations
        self._sheets = sheets
        self._browsing = browsing
        self._explained = Explained(rulebook, texts)
        # A card says the same whatever was asked, and each keystroke asks for five.
        self.paragraph = lru_cache(maxsize=256)(self._paragraph)
        self.topics = lru_cache(maxsize=8)(self._all_topics)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """The cards of some knowledge."""
        return cls(
            knowledge.rulebook, knowledge.texts, knowledge.citations, knowledge.sheets, knowledge.browsing
        )

    def _paragraph(self, ref: Ref, language: Language, username: str, matter: MatterId | None = None) -> Card:
        paragraph = self._rulebook.paragraphs[ref]
        # A place that settles one matter alone is offered for that one.
        matter = matter or (paragraph.settles[0] if len(paragraph.settles) == 1 else None)
        found = FoundParagraph(paragraph, "", matter)
        place = self._citations.place(ref, language)
        words = shorten(f"{place} – {paragraph.text(language).whole}", FIRST_WORDS, placeholder=" …")
        sheet = self._sheets.lay(found, language)
        html = sheet_html(sheet, self._explained.lines(found, language))
        if units(html) > MOST_UNITS:
            html = sheet_html(sheet)
        button = InlineKeyboardButton(
            self._texts(language, Say.BUTTON_ASK_ADEP), url=link_to_ref(username, ref)
        )
        return Card(
            id=f"{language}.{ref}",
            title=self._rulebook.title(ref, language),
            description=words,
            input_message_content=_posted(html),
            reply_markup=InlineKeyboardMarkup([[button]]),
        )

    def _all_topics(self, language: Language, username: str) -> tuple[Card, ...]:
        return tuple(self._topic(topic, language, username) for topic in self._browsing.topics)

    def _topic(self, topic: Shelf, language: Language, username: str) -> Card:
        titles = (self._rulebook.title(ref, language) for ref in topic.refs)
        return Card(
            id=f"{language}.{topic.key}",
            title=topic.titles[language],
            description=shorten(" · ".join(titles), FIRST_WORDS, placeholder=" …"),
            input_message_content=_posted("\n".join(self._topic_lines(topic, language, username))),
        )

    def _topic_lines(self, topic: Shelf, language: Language, username: str) -> Iterator[str]:
        yield f"{BOOK}<b>{escape(topic.titles[language])}</b>"
        yield escape(self._texts(language, Say.INLINE_TOPIC))
        for ref in topic.refs:
            title = escape(self._rulebook.title(ref, language))
            place = escape(self._citations.place(ref, language))
            yield f'• <a href="{link_to_ref(username, ref)}">{title}</a> – {place}'
        acts = {self._rulebook.act_of(ref).id: self._rulebook.act_of(ref) for ref in topic.refs}
        for act in acts.values():
            standing = standing_html(self._citations.standing(act, language))
            yield standing if len(acts) == 1 else f"<b>{escape(act.short_titles[language])}</b>\n{standing}"


def _posted(html: str) -> InputTextMessageContent:
    return InputTextMessageContent(html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW)
