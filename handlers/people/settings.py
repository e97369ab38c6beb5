"""/settings: the language, the body, and being forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle
from telegram.ext import filters

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.people.subscribers import Forgetting, Subscribers
from bot.texts.texts import Say
from handlers.people.menus import Menus
from handlers.telegram.button import Button
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.deep_links import Links
from handlers.telegram.everyday_buttons import AskToForget, Forget, SetLanguage, ShowBodies, ShowSettings
from handlers.telegram.languages import Languages
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message


@dataclass(frozen=True, slots=True)
class SettingServices:
    """What /settings needs; `forget_talk` forgets what is held in memory of a chat's questions and answers."""

    knowledge: Current[Knowledge]
    languages: Languages
    subscribers: Subscribers
    forgetting: Forgetting
    forget_talk: Callable[[int], None]
    menus: Menus


def register(application: AdepApplication, services: SettingServices, links: Links) -> None:
    """Add the handlers of this module; `links` learn who opens the settings."""
    choices, buttons = Choices(services), Buttons(services.knowledge, services.languages)
    show = on_message(services.knowledge, choices.show)
    links.add("settings", choices.show)
    application.add_handler(CommandHandler("settings", show, filters.ChatType.PRIVATE))
    application.add_handler(buttons.on(ShowSettings, choices.show_again))
    application.add_handler(buttons.on(SetLanguage, choices.set_language))
    application.add_handler(buttons.on(AskToForget, choices.ask_to_forget))
    application.add_handler(buttons.on(Forget, choices.forget))


class Choices:
    """Shows and changes what a person has chosen."""

    def __init__(self, services: SettingServices) -> None:
        self._services = services
        self._languages = services.languages

    async def show(self, turn: Turn) -> None:
        """Show the settings."""
        chosen = await self._languages.chosen(turn.chat.id)
        language = await self._languages.of(turn.update)
        await reply(turn.message, settings_screen(turn.knowledge, language, chosen))

    async def show_again(self, press: Press[ShowSettings]) -> None:
        """Show the settings in the place of a question about them."""
        chosen = await self._languages.chosen(press.chat.id)
        language = await self._languages.of(press.update)
        await _put(press, settings_screen(press.knowledge, language, chosen))

    async def set_language(self, press: Press[SetLanguage]) -> None:
        """Take a language, or none for automatic, and speak accordingly from here on."""
        chosen, texts = press.button.language, press.knowledge.texts
        await self._services.subscribers.choose(press.chat.id, chosen)
        language = await self._languages.of(press.update)
        await _put(press, settings_screen(press.knowledge, language, chosen))
        await self._services.menus.follow(press.bot, texts, press.chat.id, chosen)

    async def ask_to_forget(self, press: Press[AskToForget]) -> None:
        """Say what being forgotten means, before it is done."""
        language = await self._languages.of(press.update)
        surely = InlineKeyboardButton(
            press.say(language, Say.BUTTON_FORGET_SURELY),
            callback_data=Forget().encode(),
            style=KeyboardButtonStyle.DANGER,
        )
        back = ShowSettings().key(press.say(language, Say.BUTTON_KEEP))
        await _put(press, Screen(press.say(language, Say.FORGET), InlineKeyboardMarkup([[surely], [back]])))

    async def forget(self, press: Press[Forget]) -> None:
        """Delete everything about the chat, and say what it was."""
        chat, texts = press.chat.id, press.knowledge.texts
        language = await self._languages.of(press.update)
        deleted = await self._services.forgetting.forget(chat)
        self._services.forget_talk(chat)
        name = Say.FORGOTTEN if deleted else Say.FORGOTTEN_NOTHING
        titles = press.knowledge.stored.titles("people.db", language)
        lines = [f"• {titles.get(table, table)}: {count}" for table, count in deleted.items()]
        said = texts(language, name, count=sum(deleted.values()))
        await _put(press, Screen("\n".join([said, *lines])))
        await self._services.menus.follow(press.bot, texts, chat, None)


async def _put(press: Press[Button], screen: Screen) -> None:
    await press.show(screen)
    await press.settle()


def settings_screen(knowledge: Knowledge, language: Language, chosen: Language | None) -> Screen:
    """The settings as they stand; `chosen` is None where the language is automatic. Of one body alone nothing is said."""
    texts, rulebook = knowledge.texts, knowledge.rulebook
    names: dict[Language | None, str] = {one: texts(one, Say.LANGUAGE_NAME) for one in Language}
    names = {None: texts(language, Say.LANGUAGE_AUTOMATIC), **names}
    languages = [SetLanguage(one).key(f"✓ {name}" if one is chosen else name) for one, name in names.items()]
    forget = AskToForget().key(texts(language, Say.BUTTON_FORGET))
    blocks = [texts(language, Say.SETTINGS, language=names[chosen])]
    rows = [languages[:1], languages[1:]]
    if rulebook.bodies_differ:
        body = escape(rulebook.default_body.names[language])
        blocks.append(texts(language, Say.SETTINGS_BODY, body=body))
        rows.append([ShowBodies().key(texts(language, Say.BUTTON_BODY))])
    return Screen("\n\n".join(blocks), InlineKeyboardMarkup([*rows, [forget]]))
