"""What a handler is handed: an update, and the one knowledge that it is answered from."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from telegram import CallbackQuery, Chat, Message, Update, User
from telegram.ext import CallbackQueryHandler

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.telegram.button import Button
from handlers.telegram.context import AdepBot, Context
from handlers.telegram.languages import Languages
from handlers.telegram.screen import Screen
from handlers.telegram.sending import settle, show

B = TypeVar("B", bound=Button)
B_co = TypeVar("B_co", bound=Button, covariant=True)
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
"""A handler as PTB calls it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A message to be answered; `knowledge` is one and the same from the first to the last step."""

    update: Update
    context: Context
    message: Message
    knowledge: Knowledge

    @property
    def bot(self) -> AdepBot:
        """The bot that answers."""
        return self.context.bot

    @property
    def chat(self) -> Chat:
        """The chat of the message."""
        return self.message.chat

    @property
    def user(self) -> User | None:
        """Who wrote or pressed; None where that is a channel."""
        return self.update.effective_user

    @property
    def words(self) -> list[str]:
        """The words behind a command."""
        return self.context.args or []

    def say(self, language: Language, name: Say, **values: object) -> str:
        """One of the bot's own sentences."""
        return self.knowledge.texts(language, name, **values)


@dataclass(frozen=True, slots=True)
class Press(Turn, Generic[B_co]):
    """A pressed button; `message` is the one it stands under."""

    query: CallbackQuery
    button: B_co

    @property
    def is_shown(self) -> bool:
        """Whether Telegram still tells what the message says and which buttons it has; of an old one it tells its number alone."""
        return self.message.is_accessible

    async def show(self, screen: Screen) -> int:
        """Put a screen in the place of the button's message, or below where that can be changed no more; the number of its message."""
        return await show(self.bot, self.message, screen)

    async def settle(self, alert: str = "", *, toast: str = "") -> None:
        """End the wait of the button."""
        await settle(self.query, alert, toast=toast)


def knowing(
    knowledge: Current[Knowledge], act: Callable[[Update, Context, Knowledge], Awaitable[object]]
) -> Callback:
    """A handler that is handed the knowledge in force when its update comes."""

    async def handle(update: Update, context: Context) -> None:
        await act(update, context, await _seen(knowledge, update))

    return handle


async def _seen(knowledge: Current[Knowledge], update: Update) -> Knowledge:
    """The knowledge in force, as whoever wrote or pressed sees it; in a group too it is their own body that counts."""
    return await knowledge.of(update.effective_user.id if update.effective_user else None)


def on_message(knowledge: Current[Knowledge], act: Callable[[Turn], Awaitable[object]]) -> Callback:
    """A handler of messages."""

    async def handle(update: Update, context: Context) -> None:
        if update.effective_message:
            await act(Turn(update, context, update.effective_message, await _seen(knowledge, update)))

    return handle


@dataclass(frozen=True, slots=True)
class AnyPress(Generic[B_co]):
    """A pressed button, whether or not Telegram still shows the message it stands under."""

    update: Update
    context: Context
    knowledge: Knowledge
    query: CallbackQuery
    button: B_co

    @property
    def bot(self) -> AdepBot:
        """The bot that answers."""
        return self.context.bot

    @property
    def turn(self) -> Turn | None:
        """The message of the button as one to be answered; None where Telegram does not show it."""
        message = self.query.message
        if not isinstance(message, Message):
            return None
        return Turn(self.update, self.context, message, self.knowledge)

    async def show(self, screen: Screen) -> None:
        """Put a screen in the place of the button's message, or below where that can be changed no more."""
        if self.query.message:
            await show(self.bot, self.query.message, screen)

    async def settle(self, alert: str = "") -> None:
        """End the wait of the button."""
        await settle(self.query, alert)


def on_press(
    knowledge: Current[Knowledge], kind: type[B], act: Callable[[AnyPress[B]], Awaitable[object]]
) -> CallbackQueryHandler[Context, None]:
    """A handler of a kind of button, which settles the button itself."""

    async def handle(update: Update, context: Context) -> None:
        query = update.callback_query
        button = kind.decode(query.data) if query and query.data else None
        if query and button:
            await act(AnyPress(update, context, await _seen(knowledge, update), query, button))

    return CallbackQueryHandler(handle, is_kind(kind))


class Buttons:
    """Hands pressed buttons to those who know what they mean, and says so where one is old."""

    def __init__(
        self, knowledge: Current[Knowledge], languages: Languages, old: Say = Say.OLD_BUTTON
    ) -> None:
        self._knowledge = knowledge
        self._languages = languages
        self._old = old

    def on(
        self, kind: type[B], act: Callable[[Press[B]], Awaitable[Say | None]]
    ) -> CallbackQueryHandler[Context, None]:
        """A handler of a kind of button. What `act` returns is said as an alert; where it is None, `act` has settled the button."""

        async def handle(press: AnyPress[B]) -> None:
            query, message = press.query, press.query.message
            alert: Say | None = self._old
            if isinstance(message, Message):
                alert = await act(
                    Press(press.update, press.context, message, press.knowledge, query, press.button)
                )
            if alert:
                await press.settle(press.knowledge.texts(await self._languages.of(press.update), alert))

        return on_press(self._knowledge, kind, handle)


def is_kind(kind: type[Button]) -> Callable[[object], bool]:
    """Whether some data is of a kind of button; as a pattern for PTB."""
    return lambda data: isinstance(data, str) and kind.decode(data) is not None
