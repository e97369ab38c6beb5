"""Where no officials are named there is no tip desk: whoever comes is told so."""

from dataclasses import dataclass

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.deep_links import Links
from handlers.telegram.fading import take_away
from handlers.telegram.languages import Languages
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import Turn, knowing, on_message, pressed
from handlers.tips.buttons import CaseStep, ChooseBody, OfTip, TipStep, ToggleOfficial
from handlers.tips.pressing import TipPress
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
    press = knowing(services.knowledge, closed.press)
    for kind in (TipStep, ChooseBody, ToggleOfficial, CaseStep):
        application.add_handler(CallbackQueryHandler(press, pressed(kind)))


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

    async def press(self, update: Update, context: Context, knowledge: Knowledge) -> None:
        """Answer the button of an answer, or of a desk that was open before."""
        query = update.callback_query
        if query is None or query.data is None:
            return
        press = TipPress(update, context, knowledge, query)
        match TipStep.decode(query.data):
            case TipStep(OfTip.BEGIN):
                await self._begin(press)
            case TipStep(OfTip.WIPE) if query.message:
                await take_away(press.bot, query.message.chat.id, query.message.message_id)
                await press.settle()
            case _:
                await press.say_gone(await self._languages.of(update))

    async def _begin(self, press: TipPress) -> None:
        message = press.private_message
        if message is None:
            await press.lead_to_private()
            return
        await press.settle()
        if isinstance(message, Message):
            await self.say_closed(Turn(press.update, press.context, message, press.knowledge))
