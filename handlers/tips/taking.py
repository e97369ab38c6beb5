"""What a reporter sends while a draft is open: into the draft and out of the chat, whatever it is (T7, T11)."""

from telegram import Document, Message, PhotoSize, Update
from telegram.ext import MessageHandler, filters

from bot.texts.texts import Say
from bot.tips.desk import TipDesk
from bot.tips.reporting.draft import Draft, Stage
from bot.tips.reporting.filing import NobodyLeftError
from bot.tips.secrecy.code_hashing import TooManyCodesError
from handlers.telegram.context import AdepApplication, Context, Desk
from handlers.telegram.sending import send_screen
from handlers.tips.files import NotTaken, Words, is_too_large, part_of, rebuilt
from handlers.tips.receipt import case_again, enter_code
from handlers.tips.room import leave, show, show_below, show_beside, step_screen, take_out

OWN_COMMANDS = filters.Regex(r"^/(tip|case|cancel)\b")
"""Commands whose handlers take their message out of the chat themselves."""


class InDraft(filters.MessageFilter):
    """A message in a private chat that has a draft, or had one a moment ago: it belongs to the tip, whatever it is.

    An edited one belongs to it where the message itself was taken into the draft, or stayed in the chat when it should not.
    """

    def __init__(self, application: AdepApplication, *, edited: bool) -> None:
        super().__init__()
        self._application = application
        self._edited = edited

    def filter(self, message: Message) -> bool:
        """Whether the message is for the draft of its chat."""
        tips: TipDesk | None = self._application.bot_data[Desk].tips
        if tips is None:
            return False
        if self._edited:
            place = message.chat_id, message.message_id
            return tips.drafts.has_taken(*place) or tips.leftovers.holds(*place)
        return tips.drafts.is_open(message.chat_id) or tips.drafts.is_late(message.chat_id)


def register(application: AdepApplication) -> None:
    """Add the handlers of this module. They stand before those of questions: what is written in a draft is none."""
    private = filters.ChatType.PRIVATE & ~filters.COMMAND & ~filters.StatusUpdate.ALL
    fresh = private & filters.UpdateType.MESSAGE & InDraft(application, edited=False)
    edited = private & filters.UpdateType.EDITED_MESSAGE & InDraft(application, edited=True)
    commands = filters.ChatType.PRIVATE & filters.COMMAND & ~OWN_COMMANDS & InDraft(application, edited=False)
    application.add_handler(MessageHandler(commands, take_command), group=-1)
    application.add_handler(MessageHandler(fresh | edited, take))


async def take_command(update: Update, context: Context) -> None:
    """Take a command out of the chat of a draft; it is done all the same."""
    message, tips = update.effective_message, context.desk.tips
    draft = tips.drafts.of(message.chat_id) if tips and message else None
    if tips is None or message is None or draft is None:
        return
    if await take_out(context, tips, message.chat_id, message.message_id, draft):
        return
    if draft.stage is Stage.CASE:
        await case_again(context, tips, message.chat_id, draft)
    else:
        await show(context, message.chat_id, draft, step_screen(context, tips, draft))
        if draft.stage is Stage.REVIEW:
            for screen in context.desk.tip_screens.more_of_review(draft):
                await show_beside(context, message.chat_id, draft, screen)


async def take(update: Update, context: Context) -> None:
    """Take a message into the draft, and out of the chat."""
    message, tips = update.effective_message, context.desk.tips
    if message is None or tips is None:
        return
    draft = tips.drafts.of(message.chat_id)
    is_taken = tips.drafts.has_taken(message.chat_id, message.message_id)
    is_away = await take_out(context, tips, message.chat_id, message.message_id, draft)
    if update.edited_message and not is_taken:
        await _edited_too_late(update, context, message.chat_id, is_away=is_away)
        return
    if draft is None:
        await _time_is_over(update, context, tips, message.chat_id, is_away=is_away)
        return
    if update.edited_message:
        await _correct(context, tips, message, draft)
        return
    match draft.stage:
        case Stage.CODE:
            await _typed_back(context, tips, message, draft)
        case Stage.ENTERING:
            await enter_code(context, tips, message, draft)
        case Stage.CASE | Stage.WITHDRAWING:
            draft.remark = Say.CASE_PRESS_ADD
            await case_again(context, tips, message.chat_id, draft)
        case _:
            await _take_part(context, tips, message, draft)
            await _show_writing(context, tips, message.chat_id, draft)


async def _correct(context: Context, tips: TipDesk, message: Message, draft: Draft) -> None:
    """Put other words in the place of those taken from the same message; a code that stands for the old ones is void."""
    if words := message.text or message.caption:  # a file may have had none before
        _take_words(draft, message.message_id, words)
    if draft.stage is Stage.CODE:
        draft.code, draft.stage = None, Stage.REVIEW
        await context.desk.fading.take_of(context.bot, message.chat_id)
    await _show_writing(context, tips, message.chat_id, draft)


async def _take_part(context: Context, tips: TipDesk, message: Message, draft: Draft) -> None:
    draft.taken.add(message.message_id)
    match part_of(message):
        case Words(text):
            _take_words(draft, message.message_id, text)
        case Document() | PhotoSize() as file:
            await _take_file(context, tips, draft, file)
            if message.caption:
                _take_words(draft, message.message_id, message.caption)
        case NotTaken(reason):
            draft.remark = reason


async def _take_file(context: Context, tips: TipDesk, draft: Draft, file: Document | PhotoSize) -> None:
    if is_too_large(file):
        draft.remark = Say.TIP_NOT_SIZE
        return
    if not tips.drafts.has_room_for(draft, file.file_size or 0):
        draft.remark = Say.TIP_NOT_MORE_FILES
        return
    async with context.desk.fetching:
        made = await rebuilt(file, context.desk.cleaner)
    match made:
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
    if draft.stage is Stage.CODE:  # what was corrected is read over again, and gets a new code
        await context.desk.fading.take_of(context.bot, chat)
    if draft.stage in {Stage.REVIEW, Stage.CODE}:
        draft.stage, draft.code = Stage.WRITING, None
    await show(context, chat, draft, step_screen(context, tips, draft))


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
    # Below, as a message of its own: a press that waited meanwhile is one on a screen that is gone, and cannot take ✅ away.
    await show_below(context, chat, draft, context.desk.tip_screens.filed(draft.language, filed))


async def _edited_too_late(update: Update, context: Context, chat: int, *, is_away: bool) -> None:
    """An edit of what belonged to a tip that is filed or gone: it is neither a question nor a word of another tip."""
    if not is_away:
        language = await context.language(update)
        await send_screen(context.bot, chat, context.desk.tip_screens.stuck(language, 1))


async def _time_is_over(update: Update, context: Context, tips: TipDesk, chat: int, *, is_away: bool) -> None:
    """What comes too late is no question: it goes from the chat all the same, and its writer is told."""
    draft, screens = tips.drafts.close(chat), context.desk.tip_screens
    tips.drafts.settle_late(chat)
    language = draft.language if draft else await context.language(update)
    last = screens.timed_out(draft) if draft else screens.late(language)
    last = screens.with_stuck(last, language, 1 - is_away)
    if draft:
        await leave(context.bot, context.desk, chat, draft, last)
    else:
        await send_screen(context.bot, chat, last)
