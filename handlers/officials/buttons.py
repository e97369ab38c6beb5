"""What each button of an official does with a case (T15, T16)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.texts.texts import Say
from bot.tips.desk import TipDesk
from bot.tips.model import CaseNumber, EntryKind, Outcome
from bot.tips.officials.file import Official, OfficialId
from bot.tips.ports import OnScreen, Pressed
from handlers.answers.rendering import Screen
from handlers.officials.screens import OfficialScreens
from handlers.telegram.context import Context
from handlers.telegram.fading import take_away
from handlers.telegram.sending import replace, send_screen

CONTENT_STAYS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Seat:
    """An official at a message of his: everything a step needs."""

    context: Context
    tips: TipDesk
    screens: OfficialScreens
    official: Official
    message: int

    @property
    def chat(self) -> int:
        """His private chat."""
        return self.official.telegram_id

    async def put(self, screen: Screen) -> None:
        """Put a screen in the place of the message; what it showed is gone with that."""
        if not await replace(self.context.bot, self.chat, self.message, screen):
            await send_screen(self.context.bot, self.chat, screen, is_protected=True)


Step = Callable[[Seat, Pressed], Awaitable[Say | None]]
"""What a button does; what it returns is said as an alert."""


async def _turn(seat: Seat, pressed: Pressed) -> None:
    await seat.put(await seat.screens.inbox(seat.official, int(pressed.argument)))


async def _card(seat: Seat, pressed: Pressed) -> None:
    card = await seat.tips.casework.card(seat.official.id, pressed.number)
    await seat.put(await seat.screens.card(seat.official, card))


async def _open(seat: Seat, pressed: Pressed) -> None:
    """Show the content in a message of its own: first without it, so that whatever happens the message is known to go."""
    casework, official = seat.tips.casework, seat.official
    card = await casework.card(official.id, pressed.number)
    bot = seat.context.bot
    message = await send_screen(bot, seat.chat, await seat.screens.card(official, card), is_protected=True)
    until = seat.context.desk.clock.now() + CONTENT_STAYS
    await seat.tips.screens.show(OnScreen(official.id, message, pressed.number, is_file=False), until)
    entries = await casework.read(official.id, pressed.number)
    card = await casework.card(official.id, pressed.number)
    await replace(bot, seat.chat, message, await seat.screens.content(official, card, entries, 0))
    await _forget_twin(seat, pressed)


async def _page(seat: Seat, pressed: Pressed) -> Say | None:
    """Turn a page of what is open. Where its message has just gone, it is not sent anew: nobody would take it away."""
    casework, official = seat.tips.casework, seat.official
    entries = await casework.read(official.id, pressed.number)
    card = await casework.card(official.id, pressed.number)
    screen = await seat.screens.content(official, card, entries, int(pressed.argument))
    is_there = await replace(seat.context.bot, seat.chat, seat.message, screen)
    return None if is_there else Say.OLD_BUTTON


async def _files(seat: Seat, pressed: Pressed) -> None:
    until = seat.context.desk.clock.now() + CONTENT_STAYS
    for file in await seat.tips.casework.files(seat.official.id, pressed.number):
        sent = await seat.context.bot.send_document(
            seat.chat, file.data, filename=file.name, protect_content=True
        )
        shown = OnScreen(seat.official.id, sent.message_id, pressed.number, is_file=True)
        await seat.tips.screens.show(shown, until)


async def _take(seat: Seat, pressed: Pressed) -> None:
    await seat.tips.casework.take(seat.official.id, pressed.number)
    await _card(seat, pressed)


async def _write(seat: Seat, pressed: Pressed) -> Say | None:
    await seat.tips.casework.card(seat.official.id, pressed.number)
    if seat.tips.drafts.of(seat.chat):
        return Say.TIP_UNFINISHED
    seat.context.desk.asked_to_write.ask(seat.official.id, pressed, seat.context.desk.clock.now())
    screen = seat.screens.asked_to_write(seat.official, pressed.number, EntryKind(pressed.act))
    await send_screen(seat.context.bot, seat.chat, screen, is_protected=True)
    return None


async def _outcomes(seat: Seat, pressed: Pressed) -> None:
    card = await seat.tips.casework.card(seat.official.id, pressed.number)
    await seat.put(await seat.screens.outcomes(seat.official, card))


async def _refer(seat: Seat, pressed: Pressed) -> None:
    card = await seat.tips.casework.card(seat.official.id, pressed.number)
    yes = Pressed(pressed.number, "end", Outcome.REFERRED)
    await seat.put(await seat.screens.confirm(seat.official, card, Say.ASK_REFER, Say.BUTTON_REFER_YES, yes))


async def _end(seat: Seat, pressed: Pressed) -> None:
    await seat.tips.casework.end(seat.official.id, pressed.number, Outcome(pressed.argument))
    await _card(seat, pressed)


async def _successors(seat: Seat, pressed: Pressed) -> None:
    card = await seat.tips.casework.card(seat.official.id, pressed.number)
    successors = await seat.tips.casework.successors(seat.official.id, pressed.number)
    await seat.put(await seat.screens.successors(seat.official, card, successors))


async def _transfer(seat: Seat, pressed: Pressed) -> None:
    await seat.tips.casework.transfer(seat.official.id, pressed.number, OfficialId(pressed.argument))
    await _handed_on(seat, pressed.number)


async def _step_back(seat: Seat, pressed: Pressed) -> None:
    card = await seat.tips.casework.card(seat.official.id, pressed.number)
    yes = Pressed(pressed.number, "recuse", "")
    await seat.put(
        await seat.screens.confirm(seat.official, card, Say.ASK_RECUSE, Say.BUTTON_RECUSE_YES, yes)
    )


async def _recuse(seat: Seat, pressed: Pressed) -> Say | None:
    if not await seat.tips.casework.recuse(seat.official.id, pressed.number):
        return Say.NOBODY_ELSE
    await _handed_on(seat, pressed.number)
    return None


async def _mute(seat: Seat, pressed: Pressed) -> None:
    await seat.tips.casework.mute(seat.official.id, pressed.number, is_muted=pressed.act == "mute")
    await _card(seat, pressed)


async def _handed_on(seat: Seat, number: CaseNumber) -> None:
    await seat.put(seat.screens.told(seat.official, Say.HANDED_ON, number=number))


async def _forget_twin(seat: Seat, pressed: Pressed) -> None:
    """Where a notice came twice, because Telegram's answer to the first was lost, the other one goes."""
    twin = await seat.tips.screens.twin(pressed.argument, seat.message) if pressed.argument else None
    if twin is not None:
        await take_away(seat.context.bot, seat.chat, twin)


STEPS: dict[str, Step] = {
    "inbox": _turn,
    "card": _card,
    "open": _open,
    "page": _page,
    "files": _files,
    "take": _take,
    EntryKind.REPLY.value: _write,
    EntryKind.NOTE.value: _write,
    "outcomes": _outcomes,
    "refer": _refer,
    "end": _end,
    "successors": _successors,
    "transfer": _transfer,
    "step_back": _step_back,
    "recuse": _recuse,
    "mute": _mute,
    "unmute": _mute,
}
