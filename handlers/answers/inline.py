"""Inline mode: @bot and some words in any chat give cards to choose from."""

from collections.abc import Sequence

from telegram import InlineQuery, InlineQueryResultsButton, Update, User
from telegram.error import BadRequest
from telegram.ext import InlineQueryHandler

from bot import logs
from bot.acts.model import Ref
from bot.knowledge.current import Derived
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import MatterId
from bot.texts.texts import Say
from handlers.answers.inline_cards import Card, Cards
from handlers.answers.services import AnswerServices
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.languages import hinted_language
from handlers.telegram.turn import knowing

CACHE = 10
"""Seconds that Telegram may keep the cards: the knowledge can change under them."""

BESIDE = 3

Place = tuple[Ref, MatterId | None]
"""A place, and the matter for which it is offered."""


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handlers of this module."""
    offer = knowing(services.knowledge, Offers(services).offer_cards)
    application.add_handler(InlineQueryHandler(offer))


class Offers:
    """Offers cards; those of one knowledge are kept, for each keystroke asks for five."""

    def __init__(self, services: AnswerServices) -> None:
        self._services = services
        self._cards: Derived[Knowledge, Cards] = Derived(Cards.of)

    async def offer_cards(self, update: Update, context: Context, knowledge: Knowledge) -> None:
        """Answer an inline query: topics where it is empty, the paragraph it cites, or those nearest to its words."""
        query = update.inline_query
        if query is None:
            return
        chosen = await self._services.languages.chosen(query.from_user.id)
        words, makes, username = query.query.strip(), self._cards.of(knowledge), context.bot.username
        cards: Sequence[Card]
        if words:
            language, found = _found(words, chosen, query.from_user, knowledge)
            cards = [makes.paragraph(ref, language, username, matter) for ref, matter in found]
        else:
            language = chosen or hinted_language(query.from_user)
            cards = makes.topics(language, username)
        label = Say.BUTTON_ALL_RULES if cards else Say.INLINE_NOTHING
        await _answer(query, cards, knowledge.texts(language, label))


def _found(
    words: str, chosen: Language | None, user: User, knowledge: Knowledge
) -> tuple[Language, Sequence[Place]]:
    cited = knowledge.citations.find(words)
    if cited is None:
        ranked = knowledge.asking.rank(words, chosen or hinted_language(user))
        # Half a word, or one that stands in a title alone, is typed on the way to a question.
        found = [(match.ref, match.matter) for match in ranked.matches]
        return ranked.language, found or _each(knowledge.browsing.titled(words))
    language = cited.language or chosen or hinted_language(user)
    return language, _each([cited.ref, *knowledge.asking.related(cited.ref)[:BESIDE]])


def _each(refs: Sequence[Ref]) -> Sequence[Place]:
    """Places of which it is not known what they were looked for."""
    return [(ref, None) for ref in refs]


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
