"""A tip, step by step, in a private chat: one screen that changes, and nothing the reporter writes stays."""

import asyncio
from functools import partial

from telegram.ext import MessageHandler, filters

from bot.texts.texts import Say
from bot.tips.casework.staffing import Reach
from bot.tips.officials.file import BodyId, OfficialId
from bot.tips.reporting.draft import AT_WORK, CHOOSING, Stage
from handlers.telegram.context import AdepApplication
from handlers.telegram.fading import Removal, remove
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import AnyPress, Turn, on_message, on_press
from handlers.telegram.words import words_of
from handlers.tips.asking import look_for_danger
from handlers.tips.buttons import (
    Category,
    ChooseBody,
    ChooseCategory,
    OfTip,
    TipStep,
    ToggleOfficial,
)
from handlers.tips.chats import CODE_STAYS
from handlers.tips.commands import Written
from handlers.tips.evidence import leave_voices, look_at_files, take_voices
from handlers.tips.parts import take_part
from handlers.tips.pressing import TipPress, do_step, lead_to_private, private_message
from handlers.tips.proof import send_proof
from handlers.tips.room import Room, Step, open_room, room_of, screens_of, what_waits
from handlers.tips.services import TipServices
from handlers.tips.showing import go, is_unfinished, show_step

LINK = "tip"
TIP = Written("tip")


def register(application: AdepApplication, services: TipServices) -> None:
    """Add the handlers of this module."""
    reporting = Reporting(services)
    begin = on_message(services.knowledge, reporting.begin)
    application.add_handler(
        MessageHandler(filters.ChatType.PRIVATE & filters.UpdateType.MESSAGES & TIP, begin)
    )
    services.links.add(LINK, reporting.begin)
    application.add_handler(on_press(services.knowledge, TipStep, reporting.press))
    application.add_handler(on_press(services.knowledge, ChooseBody, reporting.choose_body))
    application.add_handler(on_press(services.knowledge, ToggleOfficial, reporting.toggle_official))
    application.add_handler(on_press(services.knowledge, ChooseCategory, reporting.choose_category))


class Reporting:
    """Leads a reporter from the first word to the code."""

    def __init__(self, services: TipServices) -> None:
        self._services = services

    async def begin(self, turn: Turn) -> None:
        """Say what anonymous means here, before the first word is written; what stands behind the command is the first word."""
        user, chat, message, services = turn.user, turn.chat.id, turn.message, self._services
        if user is None:
            return
        services.chats.talk.forget(chat)
        language = await services.languages.of(turn.update)
        is_away = True
        if turn.update.callback_query is None:  # a command tells what its writer is about to do, and goes
            is_away = await services.chats.take_out(turn.bot, chat, message.message_id)
        if not services.desk.limits.may_report(user.id):
            screens = screens_of(services, turn.knowledge)
            screen = screens.with_stuck(screens.too_many(language), language, 1 - is_away)
            await send_screen(turn.bot, chat, screen)
            return
        room = room_of(services, turn.bot, turn.knowledge, chat)
        if room and room.draft.is_tip:
            await self._take_more(room, turn)
        if await is_unfinished(room):
            return
        room = await open_room(services, turn, language, Stage.INTRO)
        if not is_away:
            room.phone.stuck.add(message.message_id)
        await self._take_more(room, turn)
        async with room.phone.lock:
            await show_step(room)

    async def _take_more(self, room: Room, turn: Turn) -> None:
        """Take what came with the command: words behind it, or the picture above it."""
        message, words = turn.message, TIP.words_behind(turn.message)
        if turn.update.callback_query or room.draft.stage not in {*CHOOSING, Stage.WRITING, Stage.REVIEW}:
            return
        if TIP.filter(message) and (words or not message.text):
            look_for_danger(room, words_of(message))
            await take_part(room, message, words)
            room.phone.remark = room.phone.remark or Say.TIP_TAKEN_EARLY

    async def press(self, press: AnyPress[TipStep]) -> None:
        """Do what a button of a tip says."""
        match press.button.step:
            case OfTip.BEGIN:
                await self._begin_or_go_on(press)
            case OfTip.WIPE:
                await self._wipe_or_leave(press)
            case OfTip.PROOF:
                await self._prove(press)
            case step:
                await self._step(press, *STEPS[step])

    async def choose_body(self, press: AnyPress[ChooseBody]) -> None:
        """Take the body that a button names."""
        await self._step(press, partial(choose_body, body=press.button.body), CHOOSING_BODY)

    async def toggle_official(self, press: AnyPress[ToggleOfficial]) -> None:
        """Keep the official of a button out, or let them in again."""
        step = partial(toggle_official, official=press.button.official)
        await self._step(press, step, frozenset({Stage.OFFICIALS}))

    async def choose_category(self, press: AnyPress[ChooseCategory]) -> None:
        """Take the category that a button names."""
        step = partial(choose_category, category=press.button.category)
        await self._step(press, step, frozenset({Stage.CATEGORY}))

    async def _prove(self, press: TipPress) -> None:
        """Under ✅: send the picture that says that something was filed."""
        message, chats = press.query.message, self._services.chats
        filed = chats.filed(message.chat.id, message.message_id) if message else None
        language = await self._services.languages.of(press.update)
        if message is None or filed is None:
            await press.settle(press.knowledge.texts(language, Say.TIP_PROOF_BY_CODE))
            return
        screens = screens_of(self._services, press.knowledge)
        await send_proof(press.bot, chats, message.chat.id, screens.confirmation(language, filed))
        await press.settle()

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
        chats = self._services.chats
        await chats.fading.take_of(press.bot, message.chat.id)
        if await remove(press.bot, message.chat.id, message.message_id) is Removal.UNREACHED:
            chats.fading.add(message.chat.id, message.message_id, chats.clock.now())
        await press.settle()


async def ask_body(room: Room) -> None:
    """Ask which body the tip concerns."""
    await go(room, Stage.BODY)


async def choose_body(room: Room, body: BodyId) -> Say | None:
    """Take the body; ask whom to keep out."""
    if not room.desk.officials.may_concern(body):
        return Say.OLD_BUTTON
    if body != room.draft.body:
        room.draft.body = body
        room.draft.excluded.clear()
    room.draft.is_unreached_known = False
    await go(room, Stage.OFFICIALS)
    return None


async def toggle_official(room: Room, official: OfficialId) -> Say | None:
    """Keep an official out, or let them in again."""
    if room.desk.officials.official(official) is None:
        return Say.OLD_BUTTON
    room.draft.excluded ^= {official}
    await show_step(room)
    return None


async def write(room: Room) -> Say | None:
    """Let the reporter write, where somebody is left to receive it."""
    if room.draft.body is None:
        return Say.OLD_BUTTON
    if not room.desk.filing.is_anybody_left(room.draft):
        await go(room, Stage.NOBODY_LEFT)
        return None
    reach = await room.desk.filing.reach(room.draft)
    if reach is not Reach.REACHED and not room.draft.is_unreached_known:
        await go(room, Stage.UNREACHED)
        return None
    await go(room, Stage.WRITING)
    return None


async def write_anyway(room: Room) -> Say | None:
    """Let the reporter write, who was told that no official can be reached now."""
    if room.draft.body is None:
        return Say.OLD_BUTTON
    room.draft.is_unreached_known = True
    return await write(room)


async def go_back(room: Room) -> Say | None:
    """One step back; nothing of what was chosen or written is lost."""
    draft = room.draft
    if draft.stage is Stage.CODE:
        draft.code = None
        await room.take_faint()
    await go(room, BACK[draft.stage])
    return None


async def review(room: Room) -> Say | None:
    """Show what was written, all of it, and what in it may give its writer away."""
    if undecided := what_waits(room):
        return undecided
    if room.draft.body is None or room.draft.is_empty:
        return Say.TIP_EMPTY
    room.draft.traces = await asyncio.to_thread(_traces, room.draft.text)
    await go(room, Stage.REVIEW)
    return None


async def skip_files(room: Room) -> Say | None:
    """Wait no longer for the files that are not made anew yet: the tip goes without them, and says so in its review."""
    for waiting in room.phone.files:
        room.phone.refuse(Say.TIP_NOT_WAITED, waiting.name)
    room.phone.files.clear()
    room.draft.awaited.clear()
    await show_step(room)
    return None


async def guide(room: Room) -> Say | None:
    """Show or hide the questions that help to write."""
    room.draft.is_guided = not room.draft.is_guided
    await show_step(room)
    return None


async def ask_category(room: Room) -> None:
    """Ask what kind of thing it is about."""
    await go(room, Stage.CATEGORY)


async def choose_category(room: Room, category: Category) -> Say | None:
    """Take the category: officials read it above the words."""
    room.draft.category = room.screens.category(room.language, category)
    await go(room, Stage.WRITING)
    return None


def _traces(text: str) -> tuple[str, ...]:
    """Words of a text that may give its writer away, each once."""
    # The telephone numbers of the world are loaded when somebody reads a tip over, not at the start.
    from bot.tips.traces.find import find_traces  # noqa: PLC0415 - as said

    return tuple(dict.fromkeys(text[trace.start : trace.end].strip() for trace in find_traces(text)))


async def give_code(room: Room) -> None:
    """Show the code; nothing is filed before its last digits are typed back."""
    await room.take_faint()
    room.draft.code = room.desk.filing.new_code()
    await room.show_for_a_while(room.screens.code(room.draft), CODE_STAYS)
    # Only now: a code that could not be shown is never asked for.
    room.draft.stage = Stage.CODE
    await show_step(room, below=True)


async def toggle_urgent(room: Room) -> Say | None:
    """Somebody's life is in danger: officials hear of it at once."""
    room.draft.is_urgent = not room.draft.is_urgent
    await show_step(room)
    return None


async def cancel(room: Room) -> None:
    """Give up the tip, or put the case away."""
    room.close()
    await room.leave(room.screens.cancelled(room.draft))


async def write_anew(room: Room) -> Say | None:
    """Forget what was written and let the reporter begin again."""
    room.wipe()
    await go(room, Stage.WRITING)
    return None


BACK: dict[Stage, Stage] = {
    Stage.BODY: Stage.INTRO,
    Stage.OFFICIALS: Stage.BODY,
    Stage.NOBODY_LEFT: Stage.OFFICIALS,
    Stage.UNREACHED: Stage.OFFICIALS,
    Stage.WRITING: Stage.OFFICIALS,
    Stage.CATEGORY: Stage.WRITING,
    Stage.REVIEW: Stage.WRITING,
    Stage.CODE: Stage.REVIEW,
}
"""The step before each."""

CHOOSING_BODY = CHOOSING - {Stage.INTRO}
STEPS: dict[OfTip, tuple[Step, frozenset[Stage]]] = {
    OfTip.NEXT: (write, frozenset({Stage.OFFICIALS, Stage.REVIEW})),
    OfTip.ANYWAY: (write_anyway, frozenset({Stage.UNREACHED})),
    OfTip.BACK: (go_back, frozenset(BACK)),
    OfTip.REVIEW: (review, frozenset({Stage.WRITING, Stage.REVIEW})),
    OfTip.GUIDE: (guide, frozenset({Stage.WRITING})),
    OfTip.CATEGORY: (ask_category, frozenset({Stage.WRITING})),
    OfTip.SKIP: (skip_files, frozenset({Stage.WRITING, Stage.ADDING})),
    OfTip.FILES: (look_at_files, frozenset({Stage.WRITING, Stage.ADDING})),
    OfTip.VOICE: (take_voices, frozenset({Stage.WRITING, Stage.ADDING})),
    OfTip.NO_VOICE: (leave_voices, frozenset({Stage.WRITING, Stage.ADDING})),
    OfTip.CODE: (give_code, frozenset({Stage.REVIEW})),
    OfTip.URGENT: (toggle_urgent, frozenset({Stage.WRITING, Stage.REVIEW, Stage.ADDING})),
    OfTip.CANCEL: (cancel, frozenset(Stage) - AT_WORK - {Stage.FILED}),
}


async def leave_tip(services: TipServices, turn: Turn) -> bool:
    """At /cancel: give up what is open in the chat, the command with it; False where nothing is."""
    room = room_of(services, turn.bot, turn.knowledge, turn.chat.id)
    if room is None:
        return False
    await room.take_out(turn.message.message_id)
    async with room.phone.lock:
        if room.draft.stage in AT_WORK or room.draft.stage is Stage.FILED:
            await show_step(room, below=True)
        else:
            await cancel(room)
    return True
