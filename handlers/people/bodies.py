"""The body whose staff a person is of: asked once where other acts bind other bodies, taken from a poster's link, changed in /settings."""

from dataclasses import dataclass
from functools import partial

from telegram import InlineKeyboardMarkup

from bot.acts.bodies import BodyId
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.people.subscribers import Subscribers
from bot.texts.texts import Say
from handlers.people.settings import settings_screen
from handlers.people.welcome import welcome_screen
from handlers.telegram.context import AdepApplication
from handlers.telegram.everyday_buttons import SetBody, ShowBodies
from handlers.telegram.languages import Languages
from handlers.telegram.leaves import Page, turning
from handlers.telegram.screen import Screen
from handlers.telegram.turn import Buttons, Press


@dataclass(frozen=True, slots=True)
class BodyServices:
    """What choosing a body needs."""

    knowledge: Current[Knowledge]
    languages: Languages
    subscribers: Subscribers


def register(application: AdepApplication, services: BodyServices) -> None:
    """Add the handlers of this module."""
    choice, buttons = BodyChoice(services), Buttons(services.knowledge, services.languages)
    application.add_handler(buttons.on(ShowBodies, choice.show))
    application.add_handler(buttons.on(SetBody, choice.choose))


class BodyChoice:
    """Offers the bodies, and remembers which one was chosen."""

    def __init__(self, services: BodyServices) -> None:
        self._services = services

    async def show(self, press: Press[ShowBodies]) -> None:
        """Offer a page of the bodies in place."""
        language = await self._services.languages.of(press.update)
        screen = bodies_screen(press.knowledge, language, press.button.page, first=press.button.first)
        await press.show(screen)
        await press.settle()

    async def choose(self, press: Press[SetBody]) -> Say | None:
        """Remember a body, and go on: to the welcome, or back to the settings."""
        if press.button.body not in press.knowledge.rulebook.bodies:
            return Say.OLD_BUTTON
        await self._services.subscribers.choose_body(press.chat.id, press.button.body)
        knowledge = await self._services.knowledge.of(press.chat.id)
        language = await self._services.languages.of(press.update)
        chosen = await self._services.languages.chosen(press.chat.id)
        screen = (
            welcome_screen(knowledge, language)
            if press.button.first
            else settings_screen(knowledge, language, chosen)
        )
        await press.show(screen)
        await press.settle()
        return None


def is_to_be_asked(knowledge: Knowledge, chosen: BodyId | None) -> bool:
    """Whether a person is to be asked for their body: it matters, and they have not chosen one that there is."""
    return knowledge.rulebook.acts_differ and chosen not in knowledge.rulebook.bodies


def bodies_screen(knowledge: Knowledge, language: Language, asked: int = 0, *, first: bool = False) -> Screen:
    """A page of the bodies by their names; the last button is for whoever does not find theirs."""
    texts, bodies = knowledge.texts, list(knowledge.rulebook.bodies.values())
    page = Page(asked, len(bodies))
    rows = [[SetBody(body.id, first).key(body.names[language])] for body in page.of(bodies)]
    other = SetBody(bodies[0].id, first).key(texts(language, Say.BODY_OTHER))
    turn = turning(page, partial(_to_page, first=first))
    return Screen(texts(language, Say.CHOOSE_BODY), InlineKeyboardMarkup([*rows, *turn, [other]]))


def _to_page(page: int, *, first: bool) -> ShowBodies:
    return ShowBodies(page, first)
