"""Votes on dilemmas: counted, and answered with the paragraph and with how others decided."""

from telegram import Update
from telegram.constants import ChatType, ParseMode
from telegram.ext import PollAnswerHandler, PollHandler

from bot.knowledge.knowledge import Knowledge
from bot.texts.texts import Say
from handlers.reminders.buttons import TellShares, Vote
from handlers.reminders.screens import BRIEF, MISSED, RIGHT, Pushed
from handlers.reminders.services import ReminderServices
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import NO_PREVIEW, reply
from handlers.telegram.turn import Buttons, Press, knowing


def register(application: AdepApplication, services: ReminderServices) -> None:
    """Add the handlers of this module."""
    polls, buttons = Polls(services), Buttons(services.knowledge, services.languages)
    application.add_handler(PollAnswerHandler(knowing(services.knowledge, polls.answer)))
    application.add_handler(PollHandler(polls.count))
    application.add_handler(buttons.on(Vote, polls.press))
    application.add_handler(buttons.on(TellShares, polls.tell_shares))


class Polls:
    """Takes votes and tells how others voted."""

    def __init__(self, services: ReminderServices) -> None:
        self._languages = services.languages
        self._votes = services.votes

    async def answer(self, update: Update, context: Context, knowledge: Knowledge) -> None:
        """Count a vote in somebody's own quiz and send them what decides it; who it was is known to this call alone."""
        vote = update.poll_answer
        if vote is None or vote.user is None or not vote.option_ids:
            return
        quiz = await self._votes.answered(update.update_id, vote.poll_id, vote.option_ids[0])
        dilemma = knowledge.rulebook.dilemmas.get(quiz.dilemma) if quiz else None
        if quiz is None or dilemma is None:
            return
        shares = await self._votes.shares(dilemma)
        screen = Pushed.of(knowledge).after_vote(dilemma, shares, quiz.language)
        await context.bot.send_message(
            vote.user.id,
            screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.buttons,
            link_preview_options=NO_PREVIEW,
        )

    async def count(self, update: Update, _: Context) -> None:
        """Take over the counts of a group's quiz. A quiz of one person is counted by their answer."""
        poll = update.poll
        if poll and poll.is_anonymous:
            await self._votes.counted(poll.id, [option.voter_count for option in poll.options])

    async def press(self, press: Press[Vote]) -> Say | None:
        """Count a pressed choice, and tell the one who pressed whether it was right and why."""
        language = await self._languages.of(press.update)
        dilemma = press.knowledge.rulebook.dilemmas.get(press.button.dilemma)
        choice = press.button.choice
        if dilemma is None or choice not in dilemma.choices:
            return Say.OLD_BUTTON
        by = (press.chat.id, press.message.message_id, press.query.from_user.id)
        if not await self._votes.pressed(press.update.update_id, dilemma.id, choice, by):
            return Say.VOTED_ALREADY
        mark = RIGHT if choice == dilemma.right else MISSED
        await press.settle(f"{mark} {dilemma.reasons[language]}")
        if press.chat.type == ChatType.PRIVATE:
            shares = await self._votes.shares(dilemma)
            await reply(press.message, Pushed.of(press.knowledge).after_vote(dilemma, shares, language))
        return None

    async def tell_shares(self, press: Press[TellShares]) -> Say | None:
        """Tell the one who pressed how others decided."""
        dilemma = press.knowledge.rulebook.dilemmas.get(press.button.dilemma)
        if dilemma is None:
            return Say.OLD_BUTTON
        language, shares = await self._languages.of(press.update), await self._votes.shares(dilemma)
        await press.settle(Pushed.of(press.knowledge).shares(dilemma, shares, language, BRIEF))
        return None
