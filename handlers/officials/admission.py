"""Whether an official may do what they came for: their PIN comes first, where they have one and were idle."""

from bot.texts.texts import Say
from bot.tips.casework.pins import Door, Right, Wrong, is_pin, is_weak
from handlers.officials.asking_for_pins import Awaited, Choose, Errand, Show
from handlers.officials.seat import Seat

MOST_ERRANDS = 20
"""Errands of one official that wait for their PIN: two albums."""


async def admit(seat: Seat, errand: Errand, *, is_words: bool = False) -> Say | None:
    """Do an errand at once, or once they have shown their PIN, after those that wait for it already; what is to be said as an alert.

    `is_words` says that the errand takes words for a case.
    """
    match await seat.desk.pins.door(seat.official.id):
        case Door.LOCKED:
            return Say.PIN_LOCKED
        case Door.ASKS:
            await _ask_before(seat, errand, is_words=is_words)
            return None
    return await errand()


async def change_pin(seat: Seat) -> None:
    """At /pin: choose a PIN. Whoever has one shows it first, even where they were away for a moment only."""

    async def choose() -> None:
        await _ask(seat, Choose(), Say.PIN_CHOOSE)

    if await seat.desk.pins.door(seat.official.id) is Door.LOCKED:
        await seat.tell(Say.PIN_LOCKED)
    elif await seat.desk.pins.has_pin(seat.official.id):
        await _ask_before(seat, choose)
    else:
        await choose()


async def take_pin(seat: Seat, typed: str) -> None:
    """Take what was typed, and its message out of the chat."""
    await seat.take_out(seat.message)
    is_awaited = seat.services.unfinished.pins.waits(seat.official.id, seat.now)
    found = seat.services.unfinished.pins.take(seat.official.id)
    if found is None or not is_awaited:
        await seat.tell(Say.PIN_NOT_ASKED)
        return
    awaited, prompt = found
    await seat.take_out(prompt)
    match awaited:
        case _ if not is_pin(typed):
            await _ask(seat, awaited, Say.PIN_SIX_DIGITS)
        case Show():
            await _shown(seat, awaited, typed)
        case Choose():
            await _chosen(seat, awaited, typed.strip())


async def _shown(seat: Seat, asked: Show, typed: str) -> None:
    match await seat.desk.pins.enter(seat.official.id, typed):
        case Right():
            for errand in asked.errands:
                said = await errand()
                if said:
                    await seat.tell(said)
        case Wrong(left) if left > 0:
            prompt = await seat.send(seat.screens.wrong_pin(seat.official, left))
            seat.services.unfinished.pins.ask(seat.official.id, asked, prompt, seat.now)
        case Wrong():
            await seat.tell(Say.PIN_LOCKED)


async def _chosen(seat: Seat, asked: Choose, pin: str) -> None:
    if asked.chosen is None and is_weak(pin):
        await _ask(seat, Choose(), Say.PIN_WEAK)
    elif asked.chosen is None:
        await _ask(seat, Choose(pin), Say.PIN_AGAIN)
    elif asked.chosen != pin:
        await _ask(seat, Choose(), Say.PIN_DIFFERS)
    else:
        await seat.desk.pins.set(seat.official.id, pin)
        await seat.tell(Say.PIN_SET)


async def _ask_before(seat: Seat, errand: Errand, *, is_words: bool = False) -> None:
    """Ask for the PIN before an errand, and before those that wait for it already: the newest prompt alone stands in the chat."""
    pins = seat.services.unfinished.pins
    waiting = pins.waiting(seat.official.id, seat.now) or Show(())
    if found := pins.take(seat.official.id):
        await seat.take_out(found[1])
    errands = (*waiting.errands, errand)[-MOST_ERRANDS:]
    await _ask(seat, Show(errands, has_words=waiting.has_words or is_words), Say.PIN_ASK)


async def _ask(seat: Seat, awaited: Awaited, name: Say) -> None:
    prompt = await seat.tell(name)
    seat.services.unfinished.pins.ask(seat.official.id, awaited, prompt, seat.now)
