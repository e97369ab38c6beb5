"""Inline mode: @bot and some words in any chat give cards to choose from."""

from collections.abc import Sequence

from telegram import InlineQuery, InlineQueryResultsButton, Update, User
from telegram.error import BadRequest
from telegram.ext import InlineQueryHandler

from bot import logs
from bot.acts.model import Ref
from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.inline_cards import Card
from handlers.telegram.context import AdepApplication, Context, Desk, hinted_language

CACHE = 10
"""Seconds that Telegram may keep the cards: the knowledge can change under them."""

BESIDE = 3


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(InlineQueryHandler(offer_cards))


async def offer_cards(update: Update, context: Context) -> None:
    """Answer an inline query: topics where it is empty, the paragraph it cites, or those nearest to its words."""
    query = update.inline_query
    if query is None:
        return
    chosen = await context.desk.subscribers.language_of(query.from_user.id)
    words = query.query.strip()
    cards: Sequence[Card]
    if words:
        language, refs = _found(words, chosen, query.from_user, context.desk)
        cards = [context.desk.cards.paragraph(ref, language, context.bot.username) for ref in refs]
    else:
        language = chosen or hinted_language(query.from_user)
        cards = context.desk.cards.topics(language, context.bot.username)
    label = Say.BUTTON_ALL_RULES if cards else Say.INLINE_NOTHING
    await _answer(query, cards, context.desk.texts(language, label))


def _found(words: str, chosen: Language | None, user: User, desk: Desk) -> tuple[Language, Sequence[Ref]]:
    cited = desk.citations.find(words)
    if cited is None:
        ranked = desk.asking.rank(words, chosen)
        # Half a word, or one that stands in a title alone, is typed on the way to a question.
        return ranked.language, ranked.refs or desk.browsing.titled(words)
    language = cited.language or chosen or hinted_language(user)
    return language, [cited.ref, *desk.asking.related(cited.ref)[:BESIDE]]


async def _answer(query: InlineQuery, cards: Sequence[Card], label: str) -> None:
    try:
        await query.answer(
            cards,
            cache_time=CACHE,
            is_personal=True,
            button=InlineQueryResultsButton(label, start_parameter="rules"),
        )
    except BadRequest as error:
        if "too old" not in error.message:
            raise
        logs.event("INLINE_TOO_OLD")
