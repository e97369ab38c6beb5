"""What officials write, from the first word to the sending: nothing goes to a reporter that they have not seen and said yes to."""

from telegram import Bot, Message, Voice
from telegram.error import TelegramError

from bot import logs
from bot.texts.texts import Say
from bot.tips.casework.casework import NotYoursError
from bot.tips.casework.ending import Ended
from bot.tips.model import Attachment, CaseNumber, EntryKind, Outcome
from bot.tips.ports import OnScreen, Pressed
from bot.tips.secrecy.vault import TamperedError
from handlers.officials.buttons import OfficialButton
from handlers.officials.seat import Seat
from handlers.officials.services import OfficialServices
from handlers.officials.writing import Writing
from handlers.telegram.button import all_on
from handlers.telegram.fading import take_away
from handlers.telegram.repeating_jobs import Job
from handlers.telegram.screen import Screen
from handlers.telegram.sending import send_screen
from handlers.tips.files import NotTaken, Sent, Words, is_too_large, part_of
from handlers.tips.screens import OUTCOMES

MOST_TEXTS, MOST_FILES = 10, 5


async def begin(seat: Seat, writing: Writing) -> Say | None:
    """Ask for the words."""
    if seat.desk.drafts.of(seat.chat):
        return Say.TIP_UNFINISHED
    old = seat.writing
    if old and not old.is_empty:
        return Say.WRITING_UNFINISHED
    await _forget_screen(seat, old)
    writing.screen = await seat.send(await seat.screens.asked_to_write(seat.official, writing))
    seat.writings.begin(seat.official.id, writing, seat.now)
    return None


async def begin_end(seat: Seat, number: CaseNumber, outcome: Outcome) -> Say | None:
    """Ask for the words with which a case ends, or with which that is proposed to a colleague."""
    kind = await seat.desk.casework.prepare_end(seat.official.id, number, outcome)
    return await begin(seat, Writing(number, kind, outcome))


async def take(seat: Seat, message: Message, *, is_edit: bool) -> Say | None:
    """Take a message into what they write, and show all of it. A reply to a message of a case begins a reply to its reporter."""
    writing = seat.writing
    if message.reply_to_message and not is_edit:
        numbers = await _cases_on(seat, message.reply_to_message)
        if writing and not writing.is_empty and numbers and writing.number not in numbers:
            return Say.WRITING_UNFINISHED
        if writing is None or (numbers and writing.number not in numbers):
            return await _begin_by_swipe(seat, message, numbers)
    if writing is None:
        return Say.WRITING_GONE
    return await _take_part(seat, writing, message)


async def send(seat: Seat, pressed: Pressed) -> Say | None:
    """Keep what is written, and only then take its messages out of the chat: a process that dies between the two leaves the words
    there, not nowhere.
    """
    writing = seat.writing
    if writing is None or writing.screen != seat.message or writing.number != pressed.number:
        return Say.WRITING_GONE
    if writing.is_empty:
        return Say.WRITING_EMPTY
    if writing.outcome and not writing.has_words:
        return Say.WRITING_NEEDS_WORDS
    try:
        done = await _keep(seat, writing)
    except (NotYoursError, TamperedError):
        await _put_away(seat, writing)
        raise
    except Exception:
        seat.writings.close(seat.official.id)  # the words stay in the chat, to be written anew
        raise
    seat.writings.close(seat.official.id)
    await seat.take_out(*writing.messages)
    card = await seat.desk.casework.card(seat.official.id, writing.number)
    await seat.put(await seat.screens.card(seat.official, card, done=done))
    return None


async def discard(seat: Seat, pressed: Pressed) -> Say | None:
    """Forget what is written."""
    writing = seat.writing
    if writing is None or writing.screen != seat.message:
        return Say.WRITING_GONE
    seat.writings.close(seat.official.id)
    await seat.take_out(*writing.messages)
    card = await seat.desk.casework.card(seat.official.id, pressed.number)
    await seat.put(await seat.screens.card(seat.official, card))
    return None


async def give_up(seat: Seat) -> bool:
    """At /cancel: forget what is written, and take it out of the chat; a PIN is waited for no more. False where there is neither."""
    asked = seat.services.unfinished.pins.take(seat.official.id)
    if asked:
        await seat.take_out(asked[1])
    writing = seat.writing
    if writing is None:
        return asked is not None
    await _put_away(seat, writing)
    return True


def take_lapsed(bot: Bot, services: OfficialServices) -> Job:
    """The job that forgets what nobody has sent in half an hour: it goes from the chat, and its writer is told."""
    officials, writings = services.desk.officials, services.unfinished.writings

    async def lapse(_: object) -> None:
        for name, writing in writings.take_lapsed(services.clock.now()):
            official = officials.official(name)
            if official is None:
                continue
            leaving, chat, now = services.unfinished.leaving, official.telegram_id, services.clock.now()
            for message in (*writing.messages, *((writing.screen,) if writing.screen else ())):
                leaving.add(chat, message, now)
            await leaving.take_due(bot, now)
            texts = services.knowledge.value.texts
            if not writing.is_empty:
                said = Screen(texts(official.language, Say.WRITING_LAPSED, number=writing.number))
                try:
                    await send_screen(bot, chat, said, is_protected=True)
                except TelegramError:
                    logs.event("CHAT_UNREACHABLE")  # who cannot be told keeps nobody else from being told

    return lapse


async def _begin_by_swipe(seat: Seat, message: Message, numbers: frozenset[CaseNumber]) -> Say | None:
    if not numbers:
        return Say.CASE_NOT_THERE
    if len(numbers) > 1:
        await seat.send(await seat.screens.which_case(seat.official, sorted(numbers)))
        return None
    if seat.desk.drafts.of(seat.chat):
        return Say.TIP_UNFINISHED
    [number] = numbers
    await seat.desk.casework.card(seat.official.id, number)
    await _forget_screen(seat, seat.writing)
    writing = Writing(number, EntryKind.REPLY)
    seat.writings.begin(seat.official.id, writing, seat.now)
    return await _take_part(seat, writing, message)


async def _take_part(seat: Seat, writing: Writing, message: Message) -> Say | None:
    """Take words and a file; what cannot be taken is said, and what is written stands."""
    part, place = part_of(message), message.message_id
    is_new = place not in writing.texts.keys() | writing.files.keys()
    if is_new and (len(writing.texts) >= MOST_TEXTS or len(writing.files) >= MOST_FILES):
        return Say.WRITING_FULL
    match part:
        case NotTaken() | Voice():
            return Say.WRITE_TEXT
        case Words(text):
            writing.texts[place] = text
        case file:
            taken = NotTaken(Say.TIP_NOT_SIZE) if is_too_large(file) else await _rebuilt(seat, file)
            if isinstance(taken, NotTaken):
                return taken.reason
            writing.files[place] = taken
            if message.caption:
                writing.texts[place] = message.caption
    seat.writings.begin(seat.official.id, writing, seat.now)
    old, writing.screen = writing.screen, None
    preview = await seat.screens.preview(seat.official, writing)
    writing.screen = await seat.show_for_a_while(writing.number, preview)
    if old is not None:
        await _take_screen(seat, writing, old)
    return None


async def _rebuilt(seat: Seat, file: Sent) -> Attachment | NotTaken:
    match await seat.services.unfinished.files.rebuilt(file, seat.chat):
        case NotTaken() as not_taken:
            return not_taken
        case None:
            return NotTaken(Say.TIP_NOT_FETCHED)
        case evidence:
            return evidence.attachment


async def _keep(seat: Seat, writing: Writing) -> str:
    """Keep it; what is to be said of it."""
    casework, official, language = seat.desk.casework, seat.official, seat.official.language
    if writing.outcome is None:
        await casework.write(official.id, writing.number, writing.written)
        if writing.kind is EntryKind.NOTE:
            return seat.texts(language, Say.NOTE_LEFT)
        card = await casework.card(official.id, writing.number)
        if card.head.is_urgent:
            return seat.texts(language, Say.REPLY_LEFT_NOW)
        return seat.texts(language, Say.REPLY_LEFT, time=f"{casework.correctable_until():%H:%M}")
    ending = await casework.end(official.id, writing.number, writing.outcome, writing.written)
    if isinstance(ending, Ended):
        outcome = seat.texts(language, OUTCOMES[writing.outcome])
        return seat.texts(language, Say.ENDED_NOW, outcome=outcome)
    return seat.texts(language, Say.CASE_NEEDS_SECOND)


async def _cases_on(seat: Seat, message: Message) -> frozenset[CaseNumber]:
    """The cases that the buttons under a message stand for."""
    pressed = [
        await seat.desk.screens.pressed(seat.official.id, button.token)
        for button in all_on(message, OfficialButton)
    ]
    return frozenset(one.number for one in pressed if one and one.number)


async def _put_away(seat: Seat, writing: Writing) -> None:
    seat.writings.close(seat.official.id)
    await seat.take_out(*writing.messages)
    await _forget_screen(seat, writing)


async def _forget_screen(seat: Seat, writing: Writing | None) -> None:
    if writing and writing.screen is not None:
        await _take_screen(seat, writing, writing.screen)


async def _take_screen(seat: Seat, writing: Writing, screen: int) -> None:
    if await take_away(seat.bot, seat.chat, screen):
        await seat.desk.screens.gone(OnScreen(seat.official.id, screen, writing.number, is_file=False))
