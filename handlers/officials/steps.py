"""What each button of an official does with a case (T15, T16)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import Bot

from bot.texts.texts import Say, Texts
from bot.tips.casework.ending import Proposed
from bot.tips.desk import TipDesk
from bot.tips.model import CaseNumber, Deed, EntryKind, Outcome
from bot.tips.officials.file import Official, OfficialId
from bot.tips.ports import OnScreen, Pressed
from handlers.officials.awaited_words import Asked
from handlers.officials.screens import OfficialScreens
from handlers.officials.services import OfficialServices
from handlers.telegram.fading import take_away
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace, send_screen

CONTENT_STAYS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Seat:
    """An official at a message of theirs: everything a step needs."""

    bot: Bot
    services: OfficialServices
    texts: Texts
    official: Official
    message: int

    @property
    def desk(self) -> TipDesk:
        """The tip desk."""
        return self.services.desk

    @property
    def screens(self) -> OfficialScreens:
        """What an official sees."""
        desk = self.desk
        return OfficialScreens(self.texts, desk.officials, desk.casework, desk.screens)

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


Step = Callable[[Seat, Pressed], Awaitable[Say | None]]
"""What a button does; what it returns is said as an alert."""


async def _turn(seat: Seat, pressed: Pressed) -> None:
    await seat.put(await seat.screens.inbox(seat.official, int(pressed.argument)))


async def _card(seat: Seat, pressed: Pressed) -> None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    await seat.put(await seat.screens.card(seat.official, card))


async def _open(seat: Seat, pressed: Pressed) -> None:
    """Show the content in a message of its own: first without it, so that whatever happens the message is known to go."""
    casework, official = seat.desk.casework, seat.official
    card = await casework.card(official.id, pressed.number)
    message = await seat.send(await seat.screens.card(official, card))
    until = seat.now + CONTENT_STAYS
    await seat.desk.screens.show(OnScreen(official.id, message, pressed.number, is_file=False), until)
    entries = await casework.read(official.id, pressed.number)
    card = await casework.card(official.id, pressed.number)
    await replace(seat.bot, seat.chat, message, await seat.screens.content(official, card, entries, 0))
    await _forget_twin(seat, pressed)


async def _page(seat: Seat, pressed: Pressed) -> Say | None:
    """Turn a page of what is open. Where its message has just gone, it is not sent anew: nobody would take it away."""
    casework, official = seat.desk.casework, seat.official
    entries = await casework.read(official.id, pressed.number)
    card = await casework.card(official.id, pressed.number)
    screen = await seat.screens.content(official, card, entries, int(pressed.argument))
    is_there = await replace(seat.bot, seat.chat, seat.message, screen)
    return None if is_there else Say.OLD_BUTTON


async def _files(seat: Seat, pressed: Pressed) -> None:
    until = seat.now + CONTENT_STAYS
    for file in await seat.desk.casework.files(seat.official.id, pressed.number):
        for name, data, caption in seat.screens.documents(seat.official, file):
            sent = await seat.bot.send_document(
                seat.chat, data, filename=name, caption=caption, protect_content=True
            )
            shown = OnScreen(seat.official.id, sent.message_id, pressed.number, is_file=True)
            await seat.desk.screens.show(shown, until)


async def _take(seat: Seat, pressed: Pressed) -> None:
    await seat.desk.casework.take(seat.official.id, pressed.number)
    await _card(seat, pressed)


async def _write(seat: Seat, pressed: Pressed) -> Say | None:
    await seat.desk.casework.card(seat.official.id, pressed.number)
    if seat.desk.drafts.of(seat.chat):
        return Say.TIP_UNFINISHED
    kind = WRITTEN[pressed.deed]
    seat.services.asked_to_write.ask(seat.official.id, Asked(pressed.number, kind), seat.now)
    screen = seat.screens.asked_to_write(seat.official, pressed.number, kind)
    await seat.send(screen)
    return None


async def _outcomes(seat: Seat, pressed: Pressed) -> None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    await seat.put(await seat.screens.outcomes(seat.official, card))


async def _refer(seat: Seat, pressed: Pressed) -> None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    yes = Pressed(pressed.number, Deed.END, Outcome.REFERRED)
    await seat.put(await seat.screens.confirm(seat.official, card, Say.ASK_REFER, Say.BUTTON_REFER_YES, yes))


async def _end(seat: Seat, pressed: Pressed) -> Say | None:
    ending = await seat.desk.casework.end(seat.official.id, pressed.number, Outcome(pressed.argument))
    await _card(seat, pressed)
    return Say.CASE_NEEDS_SECOND if isinstance(ending, Proposed) else None


async def _successors(seat: Seat, pressed: Pressed) -> None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    successors = await seat.desk.casework.successors(seat.official.id, pressed.number)
    await seat.put(await seat.screens.successors(seat.official, card, successors))


async def _transfer(seat: Seat, pressed: Pressed) -> None:
    await seat.desk.casework.transfer(seat.official.id, pressed.number, OfficialId(pressed.argument))
    await _handed_on(seat, pressed.number)


async def _step_back(seat: Seat, pressed: Pressed) -> None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    yes = Pressed(pressed.number, Deed.RECUSE)
    await seat.put(
        await seat.screens.confirm(seat.official, card, Say.ASK_RECUSE, Say.BUTTON_RECUSE_YES, yes)
    )


async def _recuse(seat: Seat, pressed: Pressed) -> Say | None:
    is_anybody_left = await seat.desk.casework.recuse(seat.official.id, pressed.number)
    await _handed_on(seat, pressed.number)
    return None if is_anybody_left else Say.NOBODY_ELSE


async def _mute(seat: Seat, pressed: Pressed) -> None:
    await seat.desk.casework.mute(seat.official.id, pressed.number, is_muted=pressed.deed is Deed.MUTE)
    await _card(seat, pressed)


async def _handed_on(seat: Seat, number: CaseNumber) -> None:
    await seat.put(seat.screens.told(seat.official, Say.HANDED_ON, number=number))


async def _forget_twin(seat: Seat, pressed: Pressed) -> None:
    """Where a notice came twice, because Telegram's answer to the first was lost, the other one goes."""
    twin = await seat.desk.screens.twin(pressed.argument, seat.message) if pressed.argument else None
    if twin is not None:
        await take_away(seat.bot, seat.chat, twin)


WRITTEN = {Deed.REPLY: EntryKind.REPLY, Deed.NOTE: EntryKind.NOTE}
STEPS: dict[Deed, Step] = {
    Deed.INBOX: _turn,
    Deed.CARD: _card,
    Deed.OPEN: _open,
    Deed.PAGE: _page,
    Deed.FILES: _files,
    Deed.TAKE: _take,
    Deed.REPLY: _write,
    Deed.NOTE: _write,
    Deed.OUTCOMES: _outcomes,
    Deed.REFER: _refer,
    Deed.END: _end,
    Deed.SUCCESSORS: _successors,
    Deed.TRANSFER: _transfer,
    Deed.STEP_BACK: _step_back,
    Deed.RECUSE: _recuse,
    Deed.MUTE: _mute,
    Deed.UNMUTE: _mute,
}
