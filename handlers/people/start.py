"""/start, /lang, /whoami: the first words, and the choice of the language."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from dataclasses import replace as replace_value
from functools import partial

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.ext import filters

from bot.acts.bodies import BodyId
from bot.acts.model import Ref
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.people.subscribers import Subscribers
from bot.texts.texts import Say
from handlers.answers.rendering import Renderer
from handlers.answers.typical import typical_screen
from handlers.people.bodies import bodies_screen, is_to_be_asked
from handlers.people.menus import Menus
from handlers.people.welcome import welcome_screen
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.deep_links import Links, asked_about, linked_body, linked_ref
from handlers.telegram.everyday_buttons import ChooseLanguage
from handlers.telegram.languages import Languages
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import AnyPress, Turn, on_message, on_press

Greet = Callable[[Turn], Awaitable[bool]]
"""Greets whoever is greeted otherwise than everybody; False where it is nobody of those."""


@dataclass(frozen=True, slots=True)
class StartServices:
    """What the first words need; `greet_official` has its turn first."""

    knowledge: Current[Knowledge]
    languages: Languages
    subscribers: Subscribers
    links: Links
    menus: Menus
    greet_official: Greet


def register(application: AdepApplication, services: StartServices) -> None:
    """Add the handlers of this module."""
    private, handler = filters.ChatType.PRIVATE, partial(on_message, services.knowledge)
    first = FirstWords(services)
    application.add_handler(CommandHandler("start", handler(first.start), private))
    services.links.add("start", first.greet)
    services.links.add("lang", first.ask_language)
    application.add_handler(CommandHandler("lang", handler(first.ask_language), private))
    application.add_handler(CommandHandler("whoami", handler(first.tell_id), private))
    application.add_handler(on_press(services.knowledge, ChooseLanguage, first.choose_language))


class FirstWords:
    """Greets, and asks for the language."""

    def __init__(self, services: StartServices) -> None:
        self._services = services
        self._languages = services.languages

    async def start(self, turn: Turn) -> None:
        """Open what a link names; else greet, and ask the language once."""
        if await self._services.greet_official(turn):
            return
        word = turn.words[0] if turn.words else ""
        turn = await self._taken_to_body(turn, linked_body(word))
        opener, ref, about = self._services.links.opener(word), linked_ref(word), asked_about(word)
        found = turn.knowledge.asking.open(ref) if ref else None
        if opener:
            await opener(turn)
        elif about and turn.knowledge.asking.open(about):
            await self._offer_questions(turn, about)
        elif found:
            language = await self._languages.of(turn.update)
            await reply(turn.message, Renderer.of(turn.knowledge).paragraph(found, language))
        else:
            await self.greet(turn)

    async def greet(self, turn: Turn) -> None:
        """Greet; before it ask the language, once."""
        if await self._languages.chosen(turn.chat.id) is None:
            await self.ask_language(turn)
        else:
            await self._welcome(turn)

    async def _taken_to_body(self, turn: Turn, body: BodyId | None) -> Turn:
        """Take the body that a link names for the person's own; what is said next is said for its staff."""
        if body is None or body not in turn.knowledge.rulebook.bodies:
            return turn
        await self._services.subscribers.choose_body(turn.chat.id, body)
        return replace_value(turn, knowledge=await self._services.knowledge.of(turn.chat.id))

    async def ask_language(self, turn: Turn) -> None:
        """Offer both languages, in both languages."""
        first = await self._languages.chosen(turn.chat.id) is None
        buttons = [
            ChooseLanguage(language, first).key(turn.say(language, Say.LANGUAGE_NAME))
            for language in Language
        ]
        question = "\n".join(turn.say(language, Say.CHOOSE_LANGUAGE) for language in Language)
        await turn.message.reply_text(question, reply_markup=InlineKeyboardMarkup([buttons]))

    async def choose_language(self, press: AnyPress[ChooseLanguage]) -> None:
        """Remember the language and greet in it, in the place of the question."""
        language, message, texts = press.button.language, press.query.message, press.knowledge.texts
        if message is None:
            await press.settle()
            return
        await self._services.subscribers.choose(message.chat.id, language)
        screen = Screen(texts(language, Say.LANGUAGE_CHOSEN))
        if press.button.first:
            screen = await self._first_screen(press.knowledge, message.chat.id, language)
        await press.show(screen)
        await press.settle()
        await self._services.menus.follow(press.bot, texts, message.chat.id, language)

    async def tell_id(self, turn: Turn) -> None:
        """Tell a person their own Telegram id, which the operator asks for."""
        if turn.user:
            language = await self._languages.of(turn.update)
            await _say(turn, language, Say.WHOAMI, id=turn.user.id)

    async def _offer_questions(self, turn: Turn, ref: Ref) -> None:
        """Offer what people ask about a paragraph; the paragraph itself where nothing is known."""
        language, found = await self._languages.of(turn.update), turn.knowledge.asking.open(ref)
        screen = typical_screen(turn.knowledge, ref, language)
        if screen is None and found:
            screen = Renderer.of(turn.knowledge).paragraph(found, language)
        if screen:
            await reply(turn.message, screen)

    async def _first_screen(self, knowledge: Knowledge, chat: int, language: Language) -> Screen:
        """The welcome; before it, once and only where it matters, the choice of the body."""
        if is_to_be_asked(knowledge, await self._services.subscribers.body_of(chat)):
            return bodies_screen(knowledge, language, first=True)
        return welcome_screen(knowledge, language)

    async def _welcome(self, turn: Turn) -> None:
        language = await self._languages.of(turn.update)
        await reply(turn.message, await self._first_screen(turn.knowledge, turn.chat.id, language))
        # The menu of this chat was set when its language was chosen, perhaps by an older program.
        await self._services.menus.follow(turn.bot, turn.knowledge.texts, turn.chat.id, language)


async def _say(turn: Turn, language: Language, name: Say, **values: object) -> None:
    await turn.message.reply_text(turn.say(language, name, **values), parse_mode=ParseMode.HTML)
