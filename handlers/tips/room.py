"""The private room of a tip: the one screen that changes, and everything that goes when it is left."""

from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot import logs
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.desk import TipDesk
from bot.tips.reporting.draft import Draft, Stage
from handlers.answers.rendering import Screen
from handlers.telegram import callback_data
from handlers.telegram.context import Context, Desk
from handlers.telegram.fading import take_away
from handlers.telegram.repeating_jobs import Job
from handlers.telegram.sending import replace, send_screen, settle

Step = Callable[[Context, TipDesk, int, Draft], Awaitable[Say | None]]
"""One step in a draft; what it returns is said as an alert."""


async def open_room(context: Context, tips: TipDesk, chat: int, language: Language, stage: Stage) -> Draft:
    """A fresh draft in a chat; the screens of an older one go."""
    old = tips.drafts.close(chat)
    if old:
        await clear(context.bot, chat, old)
        await context.desk.fading.take_of(context.bot, chat)
    draft = tips.drafts.begin(chat, language, stage)
    if old:
        draft.stuck |= old.stuck
    return draft


async def show(context: Context, chat: int, draft: Draft, screen: Screen) -> None:
    """Put a screen where the last one stands; where that is gone, below."""
    await clear_extra(context.bot, chat, draft)
    if draft.remark:
        remark = context.desk.texts(draft.language, draft.remark)
        mark = "✅" if draft.remark is Say.CASE_ADDED else "❗️"
        screen = Screen(f"{mark} {remark}\n\n{screen.html}", screen.buttons)
        draft.remark = None
    screen = context.desk.tip_screens.with_stuck(screen, draft.language, len(draft.stuck))
    if draft.screen is None or not await replace(context.bot, chat, draft.screen, screen):
        draft.screen = await send_screen(context.bot, chat, screen)


async def show_below(context: Context, chat: int, draft: Draft, screen: Screen) -> None:
    """Put a screen at the end of the chat; the last one goes."""
    old, draft.screen = draft.screen, None
    await show(context, chat, draft, screen)
    if old is not None:
        await take_away(context.bot, chat, old)


def step_screen(context: Context, tips: TipDesk, draft: Draft) -> Screen:
    """The screen of the step a draft is at."""
    screens = context.desk.tip_screens
    if draft.stage is Stage.OFFICIALS and draft.body:
        return screens.officials(draft, tips.staffing.candidates(draft.body))
    return screens.of(draft)


async def is_unfinished(context: Context, tips: TipDesk, chat: int) -> bool:
    """Whether something is written and not sent: then nothing new begins, and its screen comes down to say so."""
    draft = tips.drafts.of(chat)
    if draft is None or draft.is_empty:
        return False
    draft.remark = Say.TIP_UNFINISHED
    await show_below(context, chat, draft, step_screen(context, tips, draft))
    return True


async def show_beside(context: Context, chat: int, draft: Draft, screen: Screen) -> None:
    """Send a screen that goes with the next step."""
    draft.extra.add(await send_screen(context.bot, chat, screen))


async def show_for_a_while(context: Context, chat: int, screen: Screen, span: timedelta) -> None:
    """Send a screen that goes of itself."""
    message = await send_screen(context.bot, chat, screen)
    context.desk.fading.add(chat, message, context.desk.clock.now() + span)


async def leave(bot: Bot, desk: Desk, chat: int, draft: Draft, last: Screen) -> None:
    """End a draft that is closed already: what it left in the chat goes, and its screen says why."""
    await clear_extra(bot, chat, draft)
    await desk.fading.take_of(bot, chat)
    last = desk.tip_screens.with_stuck(last, draft.language, len(draft.stuck))
    if draft.screen is None or not await replace(bot, chat, draft.screen, last):
        await send_screen(bot, chat, last)


async def take_out(context: Context, tips: TipDesk, chat: int, message: int, draft: Draft | None) -> bool:
    """Take a message of the reporter out of the chat; where Telegram refuses, note that it stands there."""
    is_away = await take_away(context.bot, chat, message)
    if is_away:
        tips.leftovers.remove(chat, message)
        if draft:
            draft.stuck.discard(message)
    else:
        tips.leftovers.add(chat, message)
        if draft:
            draft.stuck.add(message)
    return is_away


async def clear(bot: Bot, chat: int, draft: Draft) -> None:
    """Take every screen of a draft away."""
    await clear_extra(bot, chat, draft)
    if draft.screen is not None:
        await take_away(bot, chat, draft.screen)
        draft.screen = None


async def clear_extra(bot: Bot, chat: int, draft: Draft) -> None:
    """Take away the messages that went with the last step."""
    while draft.extra:
        await take_away(bot, chat, draft.extra.pop())


def housekeeping(bot: Bot, desk: Desk, tips: TipDesk) -> Job:
    """The job that ends drafts whose time is over, takes faded messages away and forgets what could not be taken."""

    async def keep(_: object) -> None:
        await desk.fading.take_due(bot, desk.clock.now())
        tips.leftovers.forget_old()
        for chat, draft in tips.drafts.close_expired():
            await leave(bot, desk, chat, draft, desk.tip_screens.timed_out(draft))

    return keep


async def farewell(bot: Bot, desk: Desk, tips: TipDesk) -> None:
    """The program ends: every draft is wiped and its messages go first, then its reporter is told (T2)."""
    await desk.fading.take_all(bot)
    for chat in tips.drafts.chats():
        draft = tips.drafts.close(chat)
        if draft:
            await _dismiss(bot, desk, chat, draft)


async def _dismiss(bot: Bot, desk: Desk, chat: int, draft: Draft) -> None:
    await clear(bot, chat, draft)
    try:
        last = desk.tip_screens.with_stuck(desk.tip_screens.stopped(draft), draft.language, len(draft.stuck))
        await send_screen(bot, chat, last)
    except TelegramError:
        # Whoever cannot be told must not keep the others from being told.
        logs.event("CHAT_UNREACHABLE")


def in_draft(step: Step, stages: frozenset[Stage]) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """A handler that does a step in the draft of the chat, where the draft is at one of the stages and the button on its
    screen; without a draft nothing was sent, and that is said.
    """

    async def handle(update: Update, context: Context) -> None:
        query, tips = update.callback_query, context.desk.tips
        message = query.message if query else None
        if query is None:
            return
        if message is None or message.chat.type != ChatType.PRIVATE:
            await settle(query)
            return
        chat = message.chat.id
        draft = tips.drafts.of(chat) if tips else None
        if tips is None or draft is None:
            language = await context.language(update)
            await settle(query, context.desk.texts(language, await _say_gone(message, context, language)))
            return
        is_current = draft.screen == message.message_id and draft.stage in stages
        alert = await step(context, tips, chat, draft) if is_current else Say.TIP_OLD_SCREEN
        await settle(query, context.desk.texts(draft.language, alert) if alert else "")

    return handle


async def _say_gone(message: MaybeInaccessibleMessage, context: Context, language: Language) -> Say:
    """Put in the place of a screen that its draft is gone. Where the screen went in order meanwhile, nothing is gone."""
    name = Say.CASE_LEFT if _is_of_case(message) else Say.TIP_GONE
    screen = context.desk.tip_screens.gone(language, name)
    is_there = await replace(context.bot, message.chat.id, message.message_id, screen)
    return name if is_there else Say.TIP_OLD_SCREEN


def _is_of_case(message: MaybeInaccessibleMessage) -> bool:
    markup = message.reply_markup if isinstance(message, Message) else None
    buttons = (button for row in (markup or InlineKeyboardMarkup([])).inline_keyboard for button in row)
    return any(str(button.callback_data).startswith(callback_data.OF_CASE) for button in buttons)
