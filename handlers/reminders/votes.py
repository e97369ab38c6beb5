"""Votes on dilemmas: counted, and answered with the paragraph and with how others decided."""

from telegram import Message, Update
from telegram.constants import ChatType, ParseMode
from telegram.ext import CallbackQueryHandler, PollAnswerHandler, PollHandler

from bot.acts.model import Dilemma, DilemmaId
from bot.texts.texts import Say
from handlers.reminders.screens import BRIEF, MISSED, RIGHT
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import NO_PREVIEW, reply, settle


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(PollAnswerHandler(answer))
    application.add_handler(PollHandler(count))
    application.add_handler(CallbackQueryHandler(press, callback_data.VOTE))
    application.add_handler(CallbackQueryHandler(tell_shares, callback_data.SHARES))


async def answer(update: Update, context: Context) -> None:
    """Count a vote in somebody's own quiz and send him what decides it; who it was is known to this call alone."""
    vote = update.poll_answer
    if vote is None or vote.user is None or not vote.option_ids:
        return
    quiz = await context.desk.votes.answered(update.update_id, vote.poll_id, vote.option_ids[0])
    dilemma = context.desk.dilemmas.get(quiz.dilemma) if quiz else None
    if quiz is None or dilemma is None:
        return
    screen = context.desk.pushed.after_vote(dilemma, await context.desk.votes.shares(dilemma), quiz.language)
    await context.bot.send_message(
        vote.user.id,
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=screen.buttons,
        link_preview_options=NO_PREVIEW,
    )


async def count(update: Update, context: Context) -> None:
    """Take over the counts of a group's quiz. A quiz of one person is counted by his answer."""
    poll = update.poll
    if poll and poll.is_anonymous:
        await context.desk.votes.counted(poll.id, [option.voter_count for option in poll.options])


async def press(update: Update, context: Context) -> None:
    """Count a pressed choice, and tell the one who pressed whether it was right and why."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or not isinstance(message, Message) or not context.matches:
        return
    language = await context.language(update)
    dilemma, choice = _dilemma(context), context.matches[0]["choice"]
    if dilemma is None or choice not in dilemma.choices:
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    by = (message.chat_id, message.message_id, query.from_user.id)
    if not await context.desk.votes.pressed(update.update_id, dilemma.id, choice, by):
        await settle(query, context.desk.texts(language, Say.VOTED_ALREADY))
        return
    await settle(query, f"{RIGHT if choice == dilemma.right else MISSED} {dilemma.reasons[language]}")
    if message.chat.type == ChatType.PRIVATE:
        shares = await context.desk.votes.shares(dilemma)
        await reply(message, context.desk.pushed.after_vote(dilemma, shares, language))


async def tell_shares(update: Update, context: Context) -> None:
    """Tell the one who pressed how others decided."""
    query, dilemma = update.callback_query, _dilemma(context)
    if query is None:
        return
    language = await context.language(update)
    if dilemma is None:
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    shares = await context.desk.votes.shares(dilemma)
    await settle(query, context.desk.pushed.shares(dilemma, shares, language, BRIEF))


def _dilemma(context: Context) -> Dilemma | None:
    name = context.matches[0]["dilemma"] if context.matches else ""
    return context.desk.dilemmas.get(DilemmaId(name))
