"""The files of a draft before they are filed: shown as they became, taken back, what they hide let in; voices, if one wishes."""

from collections.abc import Awaitable, Callable

from bot.texts.texts import Say
from bot.tips.reporting.draft import Stage
from bot.tips.reporting.evidence import Evidence
from handlers.telegram.context import AdepApplication
from handlers.telegram.turn import AnyPress, on_press
from handlers.tips.buttons import FileStep, OfFile
from handlers.tips.parts import disguise_voices
from handlers.tips.pressing import private_message, say_gone
from handlers.tips.room import Room, room_of
from handlers.tips.services import TipServices
from handlers.tips.showing import show_step

OPEN = frozenset({Stage.WRITING, Stage.REVIEW, Stage.ADDING})
"""The stages in which files can still be changed."""


def register(application: AdepApplication, services: TipServices) -> None:
    """Add the handlers of this module."""

    async def press(press: AnyPress[FileStep]) -> None:
        await _press(services, press)

    application.add_handler(on_press(services.knowledge, FileStep, press))


async def look_at_files(room: Room) -> None:
    """Show what the files became."""
    room.phone.is_looking = True
    await show_step(room)


async def take_voices(room: Room) -> None:
    """Disguise the voices that wait, and take them."""
    disguise_voices(room)
    await show_step(room)


async def leave_voices(room: Room) -> None:
    """Leave the voices that wait out."""
    room.phone.voices.clear()
    await show_step(room)


async def _press(services: TipServices, press: AnyPress[FileStep]) -> None:
    """Do what a button of a file says, where its draft is open and the file still in it."""
    message = private_message(press)
    if message is None:
        await press.settle()
        return
    room = room_of(services, press.bot, press.knowledge, message.chat.id)
    if room is None:
        await say_gone(press, await services.languages.of(press.update))
        return
    async with room.phone.lock:
        file = room.draft.file_named(press.button.name)
        is_current = file is not None and room.draft.stage in OPEN
        if file is not None and is_current:
            await DONE[press.button.step](room, file)
    await press.settle("" if is_current else press.knowledge.texts(room.language, Say.TIP_OLD_SCREEN))


async def _drop(room: Room, file: Evidence) -> None:
    """Take a file back: nothing of it is kept. Where nothing else was written, there is nothing to read over."""
    room.draft.files.remove(file)
    if room.draft.is_empty and room.draft.stage is Stage.REVIEW:
        room.draft.stage = Stage.WRITING
    await show_step(room)


async def _turn(room: Room, file: Evidence) -> None:
    """Let what a workbook hides be shown, or leave it out again."""
    files = room.draft.files
    files[files.index(file)] = file.turned
    await show_step(room)


DONE: dict[OfFile, Callable[[Room, Evidence], Awaitable[None]]] = {OfFile.DROP: _drop, OfFile.TURN: _turn}
