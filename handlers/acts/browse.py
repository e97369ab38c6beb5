"""/rules: the act by topics and by sections, leafed through in one message; words behind the command are a question (answers)."""

from telegram.ext import filters

from bot.knowledge.knowledge import Knowledge
from bot.texts.texts import Say
from handlers.acts.buttons import ShowActs, ShowOnShelf, ShowSections, ShowShelf, ShowTopics
from handlers.acts.screens import Contents
from handlers.acts.services import ActServices
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Buttons, Press, Turn, on_message
from handlers.telegram.words import BEHIND_COMMAND

LINK = "rules"
Leaf = ShowTopics | ShowActs | ShowSections | ShowShelf | ShowOnShelf
LEAVES: tuple[type[Leaf], ...] = (ShowTopics, ShowActs, ShowSections, ShowShelf, ShowOnShelf)


def register(application: AdepApplication, services: ActServices) -> None:
    """Add the handlers of this module."""
    rules = Rules(services)
    show = on_message(services.knowledge, rules.show_topics)
    application.add_handler(CommandHandler("rules", show, filters.ChatType.PRIVATE & ~BEHIND_COMMAND))
    services.links.add(LINK, rules.show_topics)
    buttons = Buttons(services.knowledge, services.languages, Say.BROWSE_OLD)
    for kind in LEAVES:
        application.add_handler(buttons.on(kind, leaf))


class Rules:
    """Begins to leaf through the act."""

    def __init__(self, services: ActServices) -> None:
        self._languages = services.languages

    async def show_topics(self, turn: Turn) -> None:
        """Offer the topics."""
        language = await self._languages.of(turn.update)
        await reply(turn.message, Contents.of(turn.knowledge).home(language))


async def leaf(press: Press[Leaf]) -> Say | None:
    """Put the screen that a button names in the place of its message."""
    screen = screen_of(press.button, press.knowledge)
    if screen is None:
        return Say.BROWSE_OLD
    await press.show(screen)
    await press.settle()
    return None


def screen_of(button: Leaf, knowledge: Knowledge) -> Screen | None:
    """The screen that a button names; None where the knowledge has it no more."""
    contents, language = Contents.of(knowledge), button.language
    match button:
        case ShowTopics(page=page):
            return contents.home(language, page)
        case ShowActs():
            return contents.acts(language)
        case ShowSections(act=act):
            shelves = knowledge.browsing.act(act)
            return contents.act(shelves, language) if shelves else None
        case ShowShelf(shelf=key, page=page):
            shelf = knowledge.browsing.shelf(key)
            return contents.shelf(shelf, language, page) if shelf else None
        case ShowOnShelf(shelf=key, ref=ref):
            shelf, found = knowledge.browsing.shelf(key), knowledge.asking.open(ref)
            if shelf is None or found is None or ref not in shelf.refs:
                return None
            return contents.paragraph(shelf, found, language)
