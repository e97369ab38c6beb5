"""What each button of an official does with a case (T15, T16)."""

from collections.abc import Awaitable, Callable

from bot.texts.texts import Say
from bot.tips.model import CaseNumber, Deed, EntryKind, Outcome
from bot.tips.officials.file import OfficialId
from bot.tips.ports import OnScreen, Pressed
from handlers.officials import words
from handlers.officials.figures import send_figures
from handlers.officials.seat import CONTENT_STAYS, Seat
from handlers.officials.writing import Writing
from handlers.telegram.fading import take_away
from handlers.telegram.screen import Screen
from handlers.telegram.sending import Tries, replace

Step = Callable[[Seat, Pressed], Awaitable[Say | None]]
"""What a button does; what it returns is said as an alert."""


async def inbox(seat: Seat, page: int = 0) -> Screen:
    """The list of their cases; it says so where they have no PIN yet."""
    screen = await seat.screens.inbox(seat.official, page)
    if await seat.desk.pins.has_pin(seat.official.id):
        return screen
    return seat.screens.with_pin_advice(screen, seat.official)


async def _turn(seat: Seat, pressed: Pressed) -> None:
    await seat.put(await inbox(seat, int(pressed.argument)))


async def show_figures(seat: Seat, _: Pressed | None = None) -> None:
    """Send the figures of their ended cases."""
    quarters = await seat.desk.casework.figures(seat.official.id)
    await send_figures(seat.bot, seat.screens, seat.official, quarters, seat.texts)


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
    keys = await seat.screens.under_file(seat.official, pressed.number)
    for file in await seat.desk.casework.files(seat.official.id, pressed.number):
        for name, data, caption in seat.screens.documents(seat.official, file):
            sent = await seat.bot.send_document(
                seat.chat,
                data,
                filename=name,
                caption=caption,
                protect_content=True,
                reply_markup=keys,
                rate_limit_args=Tries.WITHOUT_TWIN,
            )
            shown = OnScreen(seat.official.id, sent.message_id, pressed.number, is_file=True)
            await seat.desk.screens.show(shown, until)


async def _take(seat: Seat, pressed: Pressed) -> None:
    await seat.desk.casework.take(seat.official.id, pressed.number)
    await _card(seat, pressed)


async def _write(seat: Seat, pressed: Pressed) -> Say | None:
    await seat.desk.casework.card(seat.official.id, pressed.number)
    return await words.begin(seat, Writing(pressed.number, WRITTEN[pressed.deed]))


async def _correct(seat: Seat, pressed: Pressed) -> Say | None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    place = int(pressed.argument)
    if place not in card.correctable:
        return Say.REPLY_READ
    return await words.begin(seat, Writing(pressed.number, EntryKind.REPLY, corrects=place))


async def _outcomes(seat: Seat, pressed: Pressed) -> None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    await seat.put(await seat.screens.outcomes(seat.official, card))


async def _refer(seat: Seat, pressed: Pressed) -> Say | None:
    return await words.begin_end(seat, pressed.number, Outcome.REFERRED)


async def _end(seat: Seat, pressed: Pressed) -> Say | None:
    return await words.begin_end(seat, pressed.number, Outcome(pressed.argument))


async def _successors(seat: Seat, pressed: Pressed) -> None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    successors = await seat.desk.casework.successors(seat.official.id, pressed.number)
    await seat.put(await seat.screens.successors(seat.official, card, successors))


async def _transfer(seat: Seat, pressed: Pressed) -> Say | None:
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    successors = await seat.desk.casework.successors(seat.official.id, pressed.number)
    chosen = next((one for one in successors if one.official.id == pressed.argument), None)
    if chosen is None:
        return Say.OLD_BUTTON
    await seat.put(await seat.screens.confirm_transfer(seat.official, card, chosen))
    return None


async def _transfer_surely(seat: Seat, pressed: Pressed) -> None:
    to = OfficialId(pressed.argument)
    await seat.desk.casework.transfer(seat.official.id, pressed.number, to)
    await seat.put(seat.screens.transferred(seat.official, pressed.number, to))


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
    Deed.STATS: show_figures,
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
    Deed.SEND: words.send,
    Deed.DISCARD: words.discard,
    Deed.CORRECT: _correct,
    Deed.SUCCESSORS: _successors,
    Deed.TRANSFER: _transfer,
    Deed.TRANSFER_SURELY: _transfer_surely,
    Deed.STEP_BACK: _step_back,
    Deed.RECUSE: _recuse,
    Deed.MUTE: _mute,
    Deed.UNMUTE: _mute,
}
