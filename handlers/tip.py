"""A tip, step by step, in a private chat: one screen that changes, and nothing the reporter writes stays (tips.md)."""

import asyncio
from datetime import timedelta

from telegram import Document, Message, PhotoSize, Update
from telegram.constants import ChatType
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters
from telegram.helpers import create_deep_linked_url

from bot.texts import Say
from bot.tips.desk import TipDesk
from bot.tips.drafts import Draft, Stage
from bot.tips.filing import NobodyLeftError
from bot.tips.hashing import TooManyCodesError
from bot.tips.officials import BodyId, OfficialId
from handlers import callbacks
from handlers.context import AdepApplication, Context, Desk
from handlers.courier import send_screen, settle
from handlers.fading import take_away
from handlers.receipt import case_again, enter_code
from handlers.tip_files import NotTaken, Words, part_of, rebuilt
from handlers.tip_room import Step, in_draft, leave, open_room, show, show_beside, show_for_a_while

CODE_STAYS = timedelta(minutes=10)
OWN_COMMANDS = filters.Regex(r"^/(tip|case|cancel)\b")
"""Commands whose handlers take their message out of the chat themselves."""


class InDraft(filters.MessageFilter):
    """A message in a private chat that has a draft: it belongs to the tip, whatever it is.

    An edited one belongs to it where the message itself was taken into the draft.
    """

    def __init__(self, application: AdepApplication, *, edited: bool) -> None:
        super().__init__()
        self._application = application
        self._edited = edited

    def filter(self, message: Message) -> bool:
        """Whether the message is for the draft of its chat."""
        tips = self._application.bot_data[Desk].tips
        if tips is None or not tips.drafts.is_open(message.chat_id):
            return False
        return not self._edited or tips.drafts.has_taken(message.chat_id, message.message_id)


def register(application: AdepApplication) -> None:
    """Add the handlers of this module. They stand before those of questions: what is written in a draft is none."""
    private = filters.ChatType.PRIVATE & ~filters.COMMAND & ~filters.StatusUpdate.ALL
    fresh = private & filters.UpdateType.MESSAGE & InDraft(application, edited=False)
    edited = private & filters.UpdateType.EDITED_MESSAGE & InDraft(application, edited=True)
    commands = filters.ChatType.PRIVATE & filters.COMMAND & ~OWN_COMMANDS & InDraft(application, edited=False)
    application.add_handler(MessageHandler(commands, take_command), group=-1)
    application.add_handler(CommandHandler("tip", begin, filters.ChatType.PRIVATE))
    application.bot_data[Desk].links.add("tip", begin)
    application.add_handler(MessageHandler(fresh | edited, take))
    application.add_handler(CallbackQueryHandler(begin_or_go_on, f"^{callbacks.TIP_BEGIN}$"))
    application.add_handler(CallbackQueryHandler(wipe_or_leave, f"^{callbacks.TIP_WIPE}$"))
    for data, step in STEPS.items():
        application.add_handler(CallbackQueryHandler(in_draft(step), f"^{data}$"))
    application.add_handler(CallbackQueryHandler(choose_body, callbacks.TIP_BODY))
    application.add_handler(CallbackQueryHandler(toggle_official, callbacks.TIP_NOT))


async def begin(update: Update, context: Context) -> None:
    """Say what anonymous means here, before the first word is written."""
    message, user, tips = update.effective_message, update.effective_user, context.desk.tips
    if message is None or user is None:
        return
    language, screens = await context.language(update), context.desk.tip_screens
    chat = message.chat.id
    if update.callback_query is None:  # the command itself tells what he is about to do
        await take_away(context.bot, chat, message.message_id)
    if tips is None:
        await send_screen(context.bot, chat, screens.closed(language))
    elif not tips.limits.may_report(user.id):
        await send_screen(context.bot, chat, screens.too_many(language))
    else:
        draft = await open_room(context, tips, chat, language, Stage.INTRO)
        await show(context, chat, draft, screens.of(draft))


async def begin_or_go_on(update: Update, context: Context) -> None:
    """Begin under an answer; in a draft, go on to the bodies."""
    query, tips = update.callback_query, context.desk.tips
    if query is None or query.message is None:
        return
    if query.message.chat.type != ChatType.PRIVATE:  # everybody would see it there
        await query.answer(url=create_deep_linked_url(context.bot.username, "tip"))
        return
    draft = tips.drafts.of(query.message.chat.id) if tips else None
    if draft and draft.is_tip:
        await in_draft(ask_body)(update, context)
        return
    await settle(query)
    await begin(update, context)


async def ask_body(context: Context, _: TipDesk, chat: int, draft: Draft) -> None:
    """Ask which body the tip concerns."""
    draft.stage = Stage.BODY
    await show(context, chat, draft, context.desk.tip_screens.of(draft))


async def choose_body(update: Update, context: Context) -> None:
    """Take the body; ask whom to keep out."""
    body = BodyId(context.matches[0]["body"] if context.matches else "")

    async def step(context: Context, tips: TipDesk, chat: int, draft: Draft) -> Say | None:
        if tips.officials.body(body) is None or not draft.is_tip:
            return Say.OLD_BUTTON
        draft.body, draft.stage = body, Stage.OFFICIALS
        draft.excluded.clear()
        await _show_officials(context, tips, chat, draft)
        return None

    await in_draft(step)(update, context)


async def toggle_official(update: Update, context: Context) -> None:
    """Keep an official out, or let him in again."""
    official = OfficialId(context.matches[0]["official"] if context.matches else "")

    async def step(context: Context, tips: TipDesk, chat: int, draft: Draft) -> Say | None:
        if draft.stage is not Stage.OFFICIALS or tips.officials.official(official) is None:
            return Say.OLD_BUTTON
        draft.excluded ^= {official}
        await _show_officials(context, tips, chat, draft)
        return None

    await in_draft(step)(update, context)


async def write(context: Context, tips: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Let him write, where somebody is left to receive it."""
    if draft.body is None:
        return Say.OLD_BUTTON
    if not tips.filing.is_anybody_left(draft):
        await show(context, chat, draft, context.desk.tip_screens.nobody_left(draft))
        return None
    await _go(context, chat, draft, Stage.WRITING)
    return None


async def review(context: Context, _: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Show what was written, all of it, and what in it may give him away."""
    if draft.body is None or draft.is_empty:
        return Say.TIP_EMPTY
    screens = context.desk.tip_screens
    draft.traces = await asyncio.to_thread(_traces, draft.text)
    await _go(context, chat, draft, Stage.REVIEW)
    for screen in screens.more_of_review(draft):
        await show_beside(context, chat, draft, screen)
    return None


def _traces(text: str) -> tuple[str, ...]:
    """Words of a text that may give its writer away, each once."""
    # The telephone numbers of the world are loaded when somebody reads a tip over, not at the start.
    from bot.tips.traces import find_traces  # noqa: PLC0415 - as said

    return tuple(dict.fromkeys(text[trace.start : trace.end].strip() for trace in find_traces(text)))


async def give_code(context: Context, tips: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Show the code; nothing is filed before its last digits are typed back."""
    if draft.stage is not Stage.REVIEW:
        return Say.OLD_BUTTON
    await context.desk.fading.take_of(context.bot, chat)
    draft.code = tips.filing.new_code()
    await show_for_a_while(context, chat, context.desk.tip_screens.code(draft), CODE_STAYS)
    await _go(context, chat, draft, Stage.CODE)
    return None


async def toggle_urgent(context: Context, _: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Somebody's life is in danger: officials hear of it at once."""
    if draft.stage not in {Stage.WRITING, Stage.REVIEW}:
        return Say.OLD_BUTTON
    draft.is_urgent = not draft.is_urgent
    await show(context, chat, draft, context.desk.tip_screens.of(draft))
    return None


async def cancel(context: Context, tips: TipDesk, chat: int, draft: Draft) -> None:
    """Give up the tip, or put the case away."""
    tips.drafts.close(chat)
    screens = context.desk.tip_screens
    last = screens.case_left(draft.language) if draft.case else screens.cancelled(draft.language)
    await leave(context.bot, context.desk, chat, draft, last)


async def take_command(update: Update, context: Context) -> None:
    """Take a command out of the chat of a draft; it is done all the same."""
    message, tips = update.effective_message, context.desk.tips
    draft = tips.drafts.of(message.chat_id) if tips and message else None
    if message and draft:
        draft.stuck += not await take_away(context.bot, message.chat_id, message.message_id)


async def wipe_or_leave(update: Update, context: Context) -> None:
    """In a draft, begin to write anew; after ✅, take the last messages of the tip out of the chat."""
    query, tips = update.callback_query, context.desk.tips
    if query is None or query.message is None:
        return
    chat = query.message.chat.id
    if tips and tips.drafts.of(chat):
        await in_draft(write_anew)(update, context)
        return
    await context.desk.fading.take_of(context.bot, chat)
    await take_away(context.bot, chat, query.message.message_id)
    await settle(query)


async def write_anew(context: Context, _: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Forget what was written and let him begin again."""
    if draft.stage not in {Stage.WRITING, Stage.REVIEW}:
        return Say.OLD_BUTTON
    draft.wipe()
    await _go(context, chat, draft, Stage.WRITING)
    return None


async def take(update: Update, context: Context) -> None:
    """Take a message into the draft, and out of the chat."""
    message, tips = update.effective_message, context.desk.tips
    if message is None or tips is None:
        return
    draft = tips.drafts.of(message.chat_id)
    is_away = await take_away(context.bot, message.chat_id, message.message_id)
    if draft is None:
        await _time_is_over(context, tips, message.chat_id)
        return
    draft.stuck += not is_away
    match draft.stage:
        case Stage.CODE if not update.edited_message:
            await _typed_back(context, tips, message, draft)
        case Stage.ENTERING:
            await enter_code(context, tips, message, draft)
        case Stage.CASE | Stage.WITHDRAWING:
            draft.remark = Say.CASE_PRESS_ADD
            await case_again(context, tips, message.chat_id, draft)
        case _:
            await _take_part(context, tips, message, draft)
            await _show_writing(context, tips, message.chat_id, draft)


async def _take_part(context: Context, tips: TipDesk, message: Message, draft: Draft) -> None:
    is_correction = message.message_id in draft.taken
    draft.taken.add(message.message_id)
    match part_of(message):
        case Document() | PhotoSize() if is_correction:  # the file is there already
            _take_words(draft, message.message_id, message.caption or "")
        case Words(text):
            _take_words(draft, message.message_id, text)
        case Document() | PhotoSize() as file:
            await _take_file(context, tips, draft, file)
            if message.caption:
                _take_words(draft, message.message_id, message.caption)
        case NotTaken(reason):
            draft.remark = reason


async def _take_file(context: Context, tips: TipDesk, draft: Draft, file: Document | PhotoSize) -> None:
    if not tips.drafts.has_room_for(draft, file.file_size or 0):
        draft.remark = Say.TIP_NOT_MORE_FILES
        return
    match await rebuilt(file, context.desk.cleaner):
        case NotTaken(reason):
            draft.remark = reason
        case attachment:
            draft.files.append(attachment)


def _take_words(draft: Draft, message: int, text: str) -> None:
    if draft.has_room_for(message, text):
        draft.texts[message] = text
    else:
        draft.remark = Say.TIP_NOT_MORE_WORDS


async def _show_writing(context: Context, tips: TipDesk, chat: int, draft: Draft) -> None:
    if draft.stage is Stage.OFFICIALS:
        await _show_officials(context, tips, chat, draft)
        return
    if draft.stage is Stage.CODE:  # what was corrected is read over again, and gets a new code
        await context.desk.fading.take_of(context.bot, chat)
    if draft.stage in {Stage.REVIEW, Stage.CODE}:
        draft.stage, draft.code = Stage.WRITING, None
    await show(context, chat, draft, context.desk.tip_screens.of(draft))


async def _typed_back(context: Context, tips: TipDesk, message: Message, draft: Draft) -> None:
    chat = message.chat_id
    if draft.code is None or not draft.code.ends_with(message.text or ""):
        draft.remark = Say.TIP_WRONG_DIGITS
        await show(context, chat, draft, context.desk.tip_screens.of(draft))
        return
    try:
        filed = await tips.filing.file(draft)
    except TooManyCodesError:
        draft.remark = Say.TIP_BUSY
        await show(context, chat, draft, context.desk.tip_screens.of(draft))
        return
    except NobodyLeftError:
        draft.stage = Stage.OFFICIALS
        await show(context, chat, draft, context.desk.tip_screens.nobody_left(draft))
        return
    tips.drafts.close(chat)
    if message.from_user:
        tips.limits.count_tip(message.from_user.id)
    await show(context, chat, draft, context.desk.tip_screens.filed(draft.language, filed))


async def _time_is_over(context: Context, tips: TipDesk, chat: int) -> None:
    draft = tips.drafts.close(chat)
    if draft:
        last = context.desk.tip_screens.timed_out(draft.language)
        await leave(context.bot, context.desk, chat, draft, last)


async def _show_officials(context: Context, tips: TipDesk, chat: int, draft: Draft) -> None:
    candidates = tips.staffing.candidates(draft.body) if draft.body else []
    await show(context, chat, draft, context.desk.tip_screens.officials(draft, candidates))


async def _go(context: Context, chat: int, draft: Draft, stage: Stage) -> None:
    draft.stage = stage
    await show(context, chat, draft, context.desk.tip_screens.of(draft))


STEPS: dict[str, Step] = {
    callbacks.TIP_NEXT: write,
    callbacks.TIP_REVIEW: review,
    callbacks.TIP_CODE: give_code,
    callbacks.TIP_URGENT: toggle_urgent,
    callbacks.TIP_CANCEL: cancel,
}
