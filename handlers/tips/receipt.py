"""A reporter who comes back with his code: what became of it, more to say, or nothing more (T10). Nothing is ever pushed to him."""

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.texts.texts import Say
from bot.tips.desk import TipDesk
from bot.tips.reporting.codes import read_code
from bot.tips.reporting.draft import Draft, Stage
from bot.tips.secrecy.code_hashing import TooManyCodesError
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.fading import take_away
from handlers.telegram.sending import send_screen
from handlers.tips.room import Step, in_draft, is_unfinished, leave, open_room, show, show_beside, take_out


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CommandHandler("case", come_back, filters.ChatType.PRIVATE))
    for data, (step, stages) in STEPS.items():
        application.add_handler(CallbackQueryHandler(in_draft(step, stages), f"^{data}$"))


async def come_back(update: Update, context: Context) -> None:
    """Ask for the code, or take the one that stands behind the command; its message goes at once."""
    message, tips = update.effective_message, context.desk.tips
    if message is None:
        return
    language = await context.language(update)
    if tips is None:
        await take_away(context.bot, message.chat_id, message.message_id)
        await send_screen(context.bot, message.chat_id, context.desk.tip_screens.closed(language))
        return
    old = tips.drafts.of(message.chat_id)
    is_away = await take_out(context, tips, message.chat_id, message.message_id, old)
    if await is_unfinished(context, tips, message.chat_id):
        return
    draft = await open_room(context, tips, message.chat_id, language, Stage.ENTERING)
    if not is_away:
        draft.stuck.add(message.message_id)
    if context.args:
        await enter_code(context, tips, message, draft, " ".join(context.args))
    else:
        await show(context, message.chat_id, draft, context.desk.tip_screens.of(draft))


async def enter_code(
    context: Context, tips: TipDesk, message: Message, draft: Draft, typed: str | None = None
) -> None:
    """Open the case of a typed code; whatever is wrong with a code, the answer is the same."""
    chat, user = message.chat_id, message.from_user
    code = read_code(typed if typed is not None else message.text or "")
    if code is None:
        draft.remark = Say.CASE_NO_CODE
    elif user is None or not tips.limits.take_try(user.id):
        draft.remark = Say.CASE_TOO_MANY_TRIES
    else:
        try:
            draft.case = await tips.filing.enter(code)
        except TooManyCodesError:
            draft.remark = Say.TIP_BUSY
        else:
            if draft.case is None:
                draft.remark = Say.CASE_NONE
    await case_again(context, tips, chat, draft)


async def case_again(context: Context, tips: TipDesk, chat: int, draft: Draft) -> None:
    """Show the case as it stands now; where none is open, ask for the code."""
    screens = context.desk.tip_screens
    if draft.case is None:
        await show(context, chat, draft, screens.of(draft))
        return
    view = await tips.filing.view(draft.case)
    if view is None:
        await _away(context, tips, chat, draft)
        return
    draft.stage = Stage.CASE
    await show(context, chat, draft, screens.case(draft.language, view))
    for screen in screens.more_of_case(draft.language, view):
        await show_beside(context, chat, draft, screen)


async def back(context: Context, tips: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Back to the case; what was written and not sent is forgotten."""
    if draft.case is None:
        return Say.OLD_BUTTON
    draft.wipe()
    await case_again(context, tips, chat, draft)
    return None


async def begin_to_add(context: Context, _: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Let him write more."""
    return await _go(context, chat, draft, Stage.ADDING)


async def send(context: Context, tips: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Add what was written to the case."""
    if draft.case is None or draft.is_empty:
        return Say.TIP_EMPTY
    if not await tips.filing.add(draft.case, draft):
        await _away(context, tips, chat, draft)
        return None
    draft.wipe()
    draft.remark = Say.CASE_ADDED
    await case_again(context, tips, chat, draft)
    return None


async def ask_to_withdraw(context: Context, _: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Ask whether he means it: nothing brings a withdrawn case back."""
    return await _go(context, chat, draft, Stage.WITHDRAWING)


async def withdraw(context: Context, tips: TipDesk, chat: int, draft: Draft) -> Say | None:
    """Destroy the case."""
    if draft.case is None:
        return Say.OLD_BUTTON
    await tips.filing.withdraw(draft.case)
    tips.drafts.close(chat)
    await leave(context.bot, context.desk, chat, draft, context.desk.tip_screens.withdrawn(draft.language))
    return None


async def _away(context: Context, tips: TipDesk, chat: int, draft: Draft) -> None:
    tips.drafts.close(chat)
    await leave(context.bot, context.desk, chat, draft, context.desk.tip_screens.no_case(draft.language))


async def _go(context: Context, chat: int, draft: Draft, stage: Stage) -> Say | None:
    if draft.case is None:
        return Say.OLD_BUTTON
    draft.stage = stage
    await show(context, chat, draft, context.desk.tip_screens.of(draft))
    return None


STEPS: dict[str, tuple[Step, frozenset[Stage]]] = {
    callback_data.CASE_BACK: (back, frozenset({Stage.ADDING, Stage.WITHDRAWING})),
    callback_data.CASE_ADD: (begin_to_add, frozenset({Stage.CASE})),
    callback_data.CASE_SEND: (send, frozenset({Stage.ADDING})),
    callback_data.CASE_WITHDRAW: (ask_to_withdraw, frozenset({Stage.CASE})),
    callback_data.CASE_WITHDRAW_YES: (withdraw, frozenset({Stage.WITHDRAWING})),
}
