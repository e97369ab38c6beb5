"""Where no officials are named there is no tip desk: whoever comes is told so."""

from dataclasses import dataclass

from telegram.ext import filters

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.deep_links import Links
from handlers.telegram.fading import take_away
from handlers.telegram.languages import Languages
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import AnyPress, Turn, on_message, on_press
from handlers.tips.buttons import CaseStep, ChooseBody, OfTip, TipStep, ToggleOfficial
from handlers.tips.pressing import TipPress, lead_to_private, private_message, say_gone
from handlers.tips.screens import TipScreens


@dataclass(frozen=True, slots=True)
class ClosedDeskServices:
    """What is needed to say that there is no desk."""

    knowledge: Current[Knowledge]
    languages: Languages
    links: Links


def register(application: AdepApplication, services: ClosedDeskServices) -> None:
    """Add the handlers of this module."""
    closed = ClosedDesk(services)
    for command in ("tip", "case"):
        say = on_message(services.knowledge, closed.say_closed)
        application.add_handler(CommandHandler(command, say, filters.ChatType.PRIVATE))
    services.links.add("tip", closed.say_closed)
    application.add_handler(on_press(services.knowledge, TipStep, closed.press))
    for kind in (ChooseBody, ToggleOfficial, CaseStep):
        application.add_handler(on_press(services.knowledge, kind, closed.say_gone))


class ClosedDesk:
    """Says that there is no tip desk."""

    def __init__(self, services: ClosedDeskServices) -> None:
        self._languages = services.languages

    async def say_closed(self, turn: Turn) -> None:
        """Say so. A command tells what its writer was about to do, and goes."""
        language = await self._languages.of(turn.update)
        if turn.update.callback_query is None:
            await take_away(turn.bot, turn.chat.id, turn.message.message_id)
        screen = TipScreens(turn.knowledge.texts, None).closed(language)
        await send_screen(turn.bot, turn.chat.id, screen)

    async def press(self, press: AnyPress[TipStep]) -> None:
        """Answer the button of an answer, or of a desk that was open before."""
        message = press.query.message
        match press.button.step:
            case OfTip.BEGIN:
                await self._begin(press)
            case OfTip.WIPE if message:
                await take_away(press.bot, message.chat.id, message.message_id)
                await press.settle()
            case _:
                await self.say_gone(press)

    async def say_gone(self, press: TipPress) -> None:
        """Say that what was open is gone."""
        await say_gone(press, await self._languages.of(press.update))

    async def _begin(self, press: TipPress) -> None:
        if private_message(press) is None:
            await lead_to_private(press)
            return
        await press.settle()
        if turn := press.turn:
            await self.say_closed(turn)
