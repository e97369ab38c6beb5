"""A tip, step by step, in a private chat: one screen that changes, and nothing the reporter writes stays (tips.md)."""

import asyncio
from datetime import timedelta

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import CallbackQueryHandler, CommandHandler, filters
from telegram.helpers import create_deep_linked_url

from bot.texts.texts import Say
from bot.tips.desk import TipDesk
from bot.tips.officials.file import BodyId, OfficialId
from bot.tips.reporting.draft import Draft, Stage
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context, Desk
from handlers.telegram.fading import take_away
from handlers.telegram.sending import send_screen, settle
from handlers.tips.room import (
    Step,
    in_draft,
    is_unfinished,
    leave,
    open_room,
    show,
    show_below,
    show_beside,
    show_for_a_while,
    step_screen,
    take_out,
)

CODE_STAYS = timedelta(minutes=10)


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CommandHandler("tip", begin, filters.ChatType.PRIVATE))
    application.bot_data[Desk].links.add("tip", begin)
    application.add_handler(CallbackQueryHandler(begin_or_go_on, f"^{callback_data.TIP_BEGIN}$"))
    application.add_handler(CallbackQueryHandler(wipe_or_leave, f"^{callback_data.TIP_WIPE}$"))
    for data, (step, stages) in STEPS.items():
        application.add_handler(CallbackQueryHandler(in_draft(step, stages), f"^{data}$"))
    application.add_handler(CallbackQueryHandler(choose_body, callback_data.TIP_BODY))
    application.add_handler(CallbackQueryHandler(toggle_official, callback_data.TIP_NOT))


async def begin(update: Update, context: Context) -> None:
    """Say what anonymous means here, before the first word is written."""
    message, user, tips = update.effective_message, update.effective_user, context.desk.tips
    if message is None or user is None:
        return
    language, screens = await context.language(update), context.desk.tip_screens
    chat = message.chat.id
    is_command = update.callback_query is None  # it tells what he is about to do, and goes
    if tips is None:
        if is_command:
            await take_away(context.bot, chat, message.message_id)
        await send_screen(context.bot, chat, screens.closed(language))
        return
    old = tips.drafts.of(chat)
    is_away = not is_command or await take_out(context, tips, chat, message.message_id, old)
    if not tips.limits.may_report(user.id):
        screen = screens.with_stuck(screens.too_many(language), language, 1 - is_away)
        await send_screen(context.bot, chat, screen)
    elif not await is_unfinished(context, tips, chat):
        draft = await open_room(context, tips, chat, language, Stage.INTRO)
        if not is_away:
            draft.stuck.add(message.message_id)
        await show(context, chat, draft, screens.of(draft))


async def begin_or_go_on(update: Update, context: Context) -> None:
    """Begin under an answer; in a draft, go on to the bodies."""
    query, tips = update.callback_query, context.desk.tips
    message = query.message if query else None
    if query is None:
        return
    if message is None or message.chat.type != ChatType.PRIVATE:
        # Not before everybody: the link opens his own chat with the bot.
        await query.answer(url=create_deep_linked_url(context.bot.username, "tip"))
    elif (
        tips
        and (draft := tips.drafts.of(message.chat.id))
        and (draft.is_tip or draft.screen == message.message_id)
    ):
        await in_draft(ask_body, CHOOSING)(update, context)
    else:
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

    await in_draft(step, frozenset({Stage.BODY, Stage.OFFICIALS}))(update, context)


async def toggle_official(update: Update, context: Context) -> None:
    """Keep an official out, or let him in again."""
    official = OfficialId(context.matches[0]["official"] if context.matches else "")

    async def step(context: Context, tips: TipDesk, chat: int, draft: Draft) -> Say | None:
        if tips.officials.official(official) is None:
            return Say.OLD_BUTTON
        draft.excluded ^= {official}
        await _show_officials(context, tips, chat, draft)
        return None

    await in_draft(step, frozenset({Stage.OFFICIALS}))(update, context)


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
    from bot.tips.traces.find import find_traces  # noqa: PLC0415 - as said

    return tuple(dict.fromkeys(text[trace.start : trace.end].strip() for trace in find_traces(text)))


async def give_code(context: Context, tips: TipDesk, chat: int, draft: Draft) -> None:
    """Show the code; nothing is filed before its last digits are typed back."""
    await context.desk.fading.take_of(context.bot, chat)
    draft.code, draft.stage = tips.filing.new_code(), Stage.CODE
    await show_for_a_while(context, chat, context.desk.tip_screens.code(draft), CODE_STAYS)
    await show_below(context, chat, draft, context.desk.tip_screens.of(draft))


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
    await leave(context.bot, context.desk, chat, draft, context.desk.tip_screens.cancelled(draft))


async def wipe_or_leave(update: Update, context: Context) -> None:
    """In a draft, begin to write anew; after ✅, take the last messages of the tip out of the chat."""
    query, tips = update.callback_query, context.desk.tips
    if query is None or query.message is None:
        return
    chat = query.message.chat.id
    draft = tips.drafts.of(chat) if tips else None
    if draft and draft.screen == query.message.message_id:
        await in_draft(write_anew, frozenset({Stage.REVIEW}))(update, context)
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


async def _show_officials(context: Context, tips: TipDesk, chat: int, draft: Draft) -> None:
    await show(context, chat, draft, step_screen(context, tips, draft))


async def _go(context: Context, chat: int, draft: Draft, stage: Stage) -> None:
    draft.stage = stage
    await show(context, chat, draft, context.desk.tip_screens.of(draft))


CHOOSING = frozenset({Stage.INTRO, Stage.BODY, Stage.OFFICIALS})
STEPS: dict[str, tuple[Step, frozenset[Stage]]] = {
    callback_data.TIP_NEXT: (write, frozenset({Stage.OFFICIALS, Stage.REVIEW})),
    callback_data.TIP_REVIEW: (review, frozenset({Stage.WRITING, Stage.REVIEW})),
    callback_data.TIP_CODE: (give_code, frozenset({Stage.REVIEW})),
    callback_data.TIP_URGENT: (toggle_urgent, frozenset({Stage.WRITING, Stage.REVIEW})),
    callback_data.TIP_CANCEL: (cancel, frozenset(Stage)),
}
