"""A tip, step by step, in a private chat: one screen that changes, and nothing the reporter writes stays (tips.md)."""

import asyncio
from datetime import timedelta
from functools import partial

from telegram.ext import filters

from bot.texts.texts import Say
from bot.tips.casework.staffing import Reach
from bot.tips.officials.file import BodyId, OfficialId
from bot.tips.reporting.draft import Stage
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.fading import take_away
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import AnyPress, Turn, on_message, on_press
from handlers.tips.buttons import ChooseBody, OfTip, TipStep, ToggleOfficial
from handlers.tips.pressing import TipPress, do_step, lead_to_private, private_message
from handlers.tips.room import Room, Step, is_unfinished, open_room, room_of, screens_of
from handlers.tips.services import TipServices

CODE_STAYS = timedelta(minutes=10)
LINK = "tip"


def register(application: AdepApplication, services: TipServices) -> None:
    """Add the handlers of this module."""
    reporting = Reporting(services)
    begin = on_message(services.knowledge, reporting.begin)
    application.add_handler(CommandHandler("tip", begin, filters.ChatType.PRIVATE))
    services.links.add(LINK, reporting.begin)
    application.add_handler(on_press(services.knowledge, TipStep, reporting.press))
    application.add_handler(on_press(services.knowledge, ChooseBody, reporting.choose_body))
    application.add_handler(on_press(services.knowledge, ToggleOfficial, reporting.toggle_official))


class Reporting:
    """Leads a reporter from the first word to the code."""

    def __init__(self, services: TipServices) -> None:
        self._services = services

    async def begin(self, turn: Turn) -> None:
        """Say what anonymous means here, before the first word is written."""
        user, chat, message, services = turn.user, turn.chat.id, turn.message.message_id, self._services
        if user is None:
            return
        services.chats.forget_talk(chat)
        language = await services.languages.of(turn.update)
        room = room_of(services, turn.bot, turn.knowledge, chat)
        is_away = True
        if turn.update.callback_query is None:  # a command tells what its writer is about to do, and goes
            is_away = await services.chats.take_out(turn.bot, chat, message, room.phone if room else None)
        if not services.desk.limits.may_report(user.id):
            screens = screens_of(services, turn.knowledge)
            screen = screens.with_stuck(screens.too_many(language), language, 1 - is_away)
            await send_screen(turn.bot, chat, screen)
        elif not await is_unfinished(room_of(services, turn.bot, turn.knowledge, chat)):
            room = await open_room(services, turn, language, Stage.INTRO)
            if not is_away:
                room.phone.stuck.add(message)
            await room.show_step()

    async def press(self, press: AnyPress[TipStep]) -> None:
        """Do what a button of a tip says."""
        match press.button.step:
            case OfTip.BEGIN:
                await self._begin_or_go_on(press)
            case OfTip.WIPE:
                await self._wipe_or_leave(press)
            case step:
                await self._step(press, *STEPS[step])

    async def choose_body(self, press: AnyPress[ChooseBody]) -> None:
        """Take the body that a button names."""
        await self._step(press, partial(choose_body, body=press.button.body), CHOOSING_BODY)

    async def toggle_official(self, press: AnyPress[ToggleOfficial]) -> None:
        """Keep the official of a button out, or let them in again."""
        step = partial(toggle_official, official=press.button.official)
        await self._step(press, step, frozenset({Stage.OFFICIALS}))

    async def _step(self, press: TipPress, step: Step, stages: frozenset[Stage]) -> None:
        await do_step(self._services, press, step, stages)

    async def _begin_or_go_on(self, press: TipPress) -> None:
        """Begin under an answer; in a draft, go on to the bodies."""
        message = private_message(press)
        if message is None:
            await lead_to_private(press)
            return
        room = room_of(self._services, press.bot, press.knowledge, message.chat.id)
        if room and (room.draft.is_tip or room.phone.screen == message.message_id):
            await self._step(press, ask_body, CHOOSING)
            return
        await press.settle()
        if turn := press.turn:
            await self.begin(turn)

    async def _wipe_or_leave(self, press: TipPress) -> None:
        """In a draft, begin to write anew; after ✅, take the last messages of the tip out of the chat."""
        message = press.query.message
        if message is None:
            return
        room = room_of(self._services, press.bot, press.knowledge, message.chat.id)
        if room and room.phone.screen == message.message_id:
            await self._step(press, write_anew, frozenset({Stage.REVIEW}))
            return
        await self._services.chats.fading.take_of(press.bot, message.chat.id)
        await take_away(press.bot, message.chat.id, message.message_id)
        await press.settle()


async def ask_body(room: Room) -> None:
    """Ask which body the tip concerns."""
    await room.go(Stage.BODY)


async def choose_body(room: Room, body: BodyId) -> Say | None:
    """Take the body; ask whom to keep out."""
    if room.desk.officials.body(body) is None or not room.draft.is_tip:
        return Say.OLD_BUTTON
    room.draft.body, room.draft.stage = body, Stage.OFFICIALS
    room.draft.excluded.clear()
    room.draft.is_unreached_known = False
    await room.show_step()
    return None


async def toggle_official(room: Room, official: OfficialId) -> Say | None:
    """Keep an official out, or let them in again."""
    if room.desk.officials.official(official) is None:
        return Say.OLD_BUTTON
    room.draft.excluded ^= {official}
    await room.show_step()
    return None


async def write(room: Room) -> Say | None:
    """Let the reporter write, where somebody is left to receive it."""
    if room.draft.body is None:
        return Say.OLD_BUTTON
    if not room.desk.filing.is_anybody_left(room.draft):
        await room.show(room.screens.nobody_left(room.draft))
        return None
    reach = await room.desk.filing.reach(room.draft)
    if reach is not Reach.REACHED and not room.draft.is_unreached_known:
        await room.show(room.screens.unreached(room.draft))
        return None
    await room.go(Stage.WRITING)
    return None


async def write_anyway(room: Room) -> Say | None:
    """Let the reporter write, who was told that no official can be reached now."""
    if room.draft.body is None:
        return Say.OLD_BUTTON
    room.draft.is_unreached_known = True
    return await write(room)


async def review(room: Room) -> Say | None:
    """Show what was written, all of it, and what in it may give its writer away."""
    if room.draft.body is None or room.draft.is_empty:
        return Say.TIP_EMPTY
    room.draft.traces = await asyncio.to_thread(_traces, room.draft.text)
    await room.go(Stage.REVIEW)
    for screen in room.screens.more_of_review(room.draft):
        await room.show_beside(screen)
    return None


def _traces(text: str) -> tuple[str, ...]:
    """Words of a text that may give its writer away, each once."""
    # The telephone numbers of the world are loaded when somebody reads a tip over, not at the start.
    from bot.tips.traces.find import find_traces  # noqa: PLC0415 - as said

    return tuple(dict.fromkeys(text[trace.start : trace.end].strip() for trace in find_traces(text)))


async def give_code(room: Room) -> None:
    """Show the code; nothing is filed before its last digits are typed back."""
    await room.take_faint()
    room.draft.code, room.draft.stage = room.desk.filing.new_code(), Stage.CODE
    await room.show_for_a_while(room.screens.code(room.draft), CODE_STAYS)
    await room.show_below(room.screens.of(room.draft))


async def toggle_urgent(room: Room) -> Say | None:
    """Somebody's life is in danger: officials hear of it at once."""
    room.draft.is_urgent = not room.draft.is_urgent
    await room.show(room.screens.of(room.draft))
    return None


async def cancel(room: Room) -> None:
    """Give up the tip, or put the case away."""
    room.close()
    await room.leave(room.screens.cancelled(room.draft))


async def write_anew(room: Room) -> Say | None:
    """Forget what was written and let the reporter begin again."""
    room.wipe()
    await room.go(Stage.WRITING)
    return None


CHOOSING = frozenset({Stage.INTRO, Stage.BODY, Stage.OFFICIALS})
CHOOSING_BODY = frozenset({Stage.BODY, Stage.OFFICIALS})
STEPS: dict[OfTip, tuple[Step, frozenset[Stage]]] = {
    OfTip.NEXT: (write, frozenset({Stage.OFFICIALS, Stage.REVIEW})),
    OfTip.ANYWAY: (write_anyway, frozenset({Stage.OFFICIALS})),
    OfTip.REVIEW: (review, frozenset({Stage.WRITING, Stage.REVIEW})),
    OfTip.CODE: (give_code, frozenset({Stage.REVIEW})),
    OfTip.URGENT: (toggle_urgent, frozenset({Stage.WRITING, Stage.REVIEW})),
    OfTip.CANCEL: (cancel, frozenset(Stage)),
}


async def leave_tip(services: TipServices, turn: Turn) -> bool:
    """At /cancel: give up what is open in the chat, the command with it; False where nothing is."""
    room = room_of(services, turn.bot, turn.knowledge, turn.chat.id)
    if room is None:
        return False
    await room.take_out(turn.message.message_id)
    await cancel(room)
    return True
