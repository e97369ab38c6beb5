"""An official at a message of theirs."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.texts.texts import Say, Texts
from bot.tips.desk import TipDesk
from bot.tips.model import CaseNumber
from bot.tips.officials.file import Official
from bot.tips.ports import OnScreen
from handlers.officials.screens import OfficialScreens
from handlers.officials.services import OfficialServices
from handlers.officials.writing import Writing, Writings
from handlers.telegram.context import AdepBot
from handlers.telegram.fading import Removal, remove
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace, send_screen

CONTENT_STAYS = timedelta(minutes=30)


def screens_of(services: OfficialServices, texts: Texts) -> OfficialScreens:
    """What officials see, in the words of some texts."""
    desk = services.desk
    return OfficialScreens(texts, desk.officials, desk.casework, desk.screens)


@dataclass(frozen=True, slots=True)
class Seat:
    """An official at a message: everything a step needs."""

    bot: AdepBot
    services: OfficialServices
    texts: Texts
    official: Official
    message: int

    @property
    def desk(self) -> TipDesk:
        """The tip desk."""
        return self.services.desk

    @property
    def writings(self) -> Writings:
        """What officials are writing."""
        return self.services.unfinished.writings

    @property
    def writing(self) -> Writing | None:
        """What this one is writing."""
        return self.writings.of(self.official.id, self.now)

    @property
    def screens(self) -> OfficialScreens:
        """What an official sees."""
        return screens_of(self.services, self.texts)

    @property
    def chat(self) -> int:
        """Their private chat."""
        return self.official.telegram_id

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.services.clock.now()

    async def put(self, screen: Screen) -> None:
        """Put a screen in the place of the message; what it showed is gone with that."""
        if not await replace(self.bot, self.chat, self.message, screen):
            await self.send(screen)

    async def send(self, screen: Screen) -> int:
        """Send a screen that cannot be passed on; the number of its message."""
        return await send_screen(self.bot, self.chat, screen, is_protected=True)

    async def tell(self, name: Say) -> int:
        """Say one sentence; the number of its message."""
        return await self.send(self.screens.told(self.official, name))

    async def take_out(self, *messages: int) -> None:
        """Take messages out of the chat; what the network keeps goes as soon as it can."""
        fates = await asyncio.gather(*(remove(self.bot, self.chat, message) for message in messages))
        for message, fate in zip(messages, fates, strict=True):
            if fate is Removal.UNREACHED:
                self.services.unfinished.leaving.add(self.chat, message, self.now)

    async def show_for_a_while(self, number: CaseNumber, screen: Screen) -> int:
        """Send what shows something of a case; it goes of itself, also where the process dies. Nothing but the card stands in it
        before it is known to go.
        """
        card = await self.desk.casework.card(self.official.id, number)
        message = await self.send(await self.screens.card(self.official, card))
        shown = OnScreen(self.official.id, message, number, is_file=False)
        await self.desk.screens.show(shown, self.now + CONTENT_STAYS)
        await replace(self.bot, self.chat, message, screen)
        return message
