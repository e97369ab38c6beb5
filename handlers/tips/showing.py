"""The screen of the step that a draft is at: shown by whoever takes the step, or soon, by a job of the draft's own."""

from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.texts.texts import Say
from bot.tips.reporting.draft import Draft, Stage
from bot.tips.secrecy.vault import TamperedError
from handlers.telegram.screen import Screen
from handlers.telegram.sending import as_span, trying_once
from handlers.tips.phone import Phone
from handlers.tips.room import Room
from handlers.tips.services import TipServices


async def show_step(room: Room, *, below: bool = False) -> None:
    """Show the step the draft is at."""
    draft, screens = room.draft, room.screens
    match draft.stage:
        case Stage.OFFICIALS if draft.body:
            await room.show(screens.officials(draft, room.desk.staffing.candidates(draft.body)), below=below)
        case Stage.NOBODY_LEFT:
            await room.show(screens.nobody_left(draft), below=below)
        case Stage.UNREACHED:
            await room.show(screens.unreached(draft), below=below)
        case Stage.REVIEW:
            refused = room.phone.refused
            more = screens.more_of_review(draft, refused)
            await room.show(screens.review(draft, refused), *more, above=_files(room), below=below)
        case Stage.WRITING | Stage.ADDING:
            phone = room.phone
            draft.seconds_left = room.services.files.seconds_for(draft.awaited.values())
            screen = screens.writing(draft, phone.refused, asks_voice=bool(phone.voices))
            await room.show(screen, above=_files(room) if phone.is_looking else (), below=below)
        case Stage.FILED:
            await _show_filed(room)
        case Stage.CASE:
            await show_case(room, below=below)
        case _:
            await room.show(screens.of(draft), below=below)


def _files(room: Room) -> tuple[Screen, ...]:
    """What the files of the draft became."""
    return tuple(room.screens.file(room.draft, *file) for file in enumerate(room.draft.files, 1))


async def go(room: Room, stage: Stage) -> None:
    """Go to a stage and show it."""
    room.draft.stage = stage
    room.phone.is_looking = False
    await show_step(room)


async def show_case(room: Room, *, below: bool = False) -> None:
    """Show the case as it stands now; where none is open, ask for the code."""
    if room.draft.case is None:
        room.draft.stage = Stage.ENTERING
        await room.show(room.screens.of(room.draft), below=below)
        return
    try:
        view = await room.desk.filing.view(room.draft.case)
    except TamperedError:
        room.close()
        await room.leave(room.screens.unsound(room.language))
        return
    if view is None:
        room.close()
        await room.leave(room.screens.no_case(room.language))
        return
    room.draft.stage = Stage.CASE
    screens, language = room.screens, room.language
    case = screens.case(language, view, tells_of_danger=room.draft.tells_of_danger)
    await room.show(case, *screens.more_of_case(language, view), below=below)


async def _show_filed(room: Room) -> None:
    """✅ below everything, as a message of its own: a press that waited meanwhile is one on a screen that is gone."""
    if room.draft.filed is None:
        return
    await room.show(room.screens.filed(room.draft, room.draft.filed), below=True)
    if room.phone.screen is not None:
        room.services.chats.tell_filed(room.chat, room.phone.screen, room.draft.filed)
    room.close()


async def is_unfinished(room: Room | None) -> bool:
    """Whether something is written and not sent: then nothing new begins, and its screen comes down to say so."""
    if room is None:
        return False
    if room.draft.filed:  # ✅ is still owed: before anything new it is shown
        async with room.phone.lock:
            await show_step(room)
        return False
    if room.is_blank:
        return False
    async with room.phone.lock:
        room.phone.remark = Say.TIP_UNFINISHED
        await show_step(room, below=True)
    return True


def show_soon(room: Room, *, below: bool = False) -> None:
    """Let the step be shown as soon as it can be: however much is taken meanwhile, it is shown once."""
    room.phone.owed.ask(below=below)
    settle_soon(room)


def settle_soon(room: Room) -> None:
    """Let what is owed be shown, if it is not on its way."""
    owed = room.phone.owed
    if not owed.is_under_way:
        owed.is_under_way = True
        room.services.chats.jobs.put(_pay(room))


async def _pay(room: Room) -> None:
    owed, clock = room.phone.owed, room.services.chats.clock
    try:
        while owed.is_due and _is_open(room.services, room.chat, room.draft, room.phone):
            if owed.rests_until and clock.now() < owed.rests_until:
                return
            await room.services.chats.removed(room.chat)  # what was written goes first, and is shown as one
            async with room.phone.lock:
                # Whoever held the lock may have shown it, or may have ended the draft.
                if owed.is_due and _is_open(room.services, room.chat, room.draft, room.phone):
                    with trying_once():
                        await show_step(room)
    except RetryAfter as error:
        owed.rests_until = clock.now() + as_span(error.retry_after)
    except Forbidden:
        owed.let_go()  # the chat shut the bot out: nobody is there to see it
    except TelegramError:
        return  # it is owed still: the next tick tries again
    finally:
        owed.is_under_way = False


def _is_open(services: TipServices, chat: int, draft: Draft, phone: Phone) -> bool:
    return services.chats.holds(chat, draft) and services.chats.phone(chat) is phone
