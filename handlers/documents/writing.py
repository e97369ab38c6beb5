"""/notice: a paper, question by question, in a private chat."""

from datetime import timedelta
from functools import partial

from telegram import MaybeInaccessibleMessage
from telegram.constants import ChatType
from telegram.ext import filters
from telegram.helpers import create_deep_linked_url

from bot.documents.draft import Layout, Stage
from bot.documents.papers import Kind, PaperId
from bot.texts.texts import Say
from handlers.documents.buttons import ChangeAnswer, ChooseLayout, ChoosePaper, OfPaper, PaperStep, WritePaper
from handlers.documents.handing_out import hand_out
from handlers.documents.room import PaperRoom, Step, open_room, room_of
from handlers.documents.services import DocumentServices
from handlers.telegram.button import Button
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.deep_links import Links
from handlers.telegram.fading import take_away
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace, send_screen
from handlers.telegram.turn import AnyPress, Turn, on_message, on_press

LINK = "notice"


def register(application: AdepApplication, services: DocumentServices, links: Links) -> None:
    """Add the handlers of this module."""
    writing, knowledge = Writing(services), services.knowledge
    begin = on_message(knowledge, writing.begin)
    application.add_handler(CommandHandler("notice", begin, filters.ChatType.PRIVATE))
    links.add(LINK, writing.begin)
    application.add_handler(on_press(knowledge, WritePaper, writing.begin_paper))
    application.add_handler(on_press(knowledge, ChoosePaper, writing.choose_paper))
    application.add_handler(on_press(knowledge, ChooseLayout, writing.choose_layout))
    application.add_handler(on_press(knowledge, ChangeAnswer, writing.change))
    application.add_handler(on_press(knowledge, PaperStep, writing.step))


class Writing:
    """Leads from the first word to the files."""

    def __init__(self, services: DocumentServices) -> None:
        self._services = services

    async def begin(self, turn: Turn) -> None:
        """Say what such a paper is, and ask which one."""
        await self._begin(turn, None)

    async def begin_paper(self, press: AnyPress[WritePaper]) -> None:
        """Begin the paper that an answer offers; outside a private chat, lead to it."""
        if _private_message(press) is None:
            await press.query.answer(url=create_deep_linked_url(press.bot.username, LINK))
            return
        await press.settle()
        if turn := press.turn:
            await self._begin(turn, press.button.paper)

    async def choose_paper(self, press: AnyPress[ChoosePaper]) -> None:
        """Take the paper of a button."""
        await self._do(press, partial(_choose_paper, paper=press.button.paper), frozenset({Stage.PAPER}))

    async def choose_layout(self, press: AnyPress[ChooseLayout]) -> None:
        """Take the language of the paper."""
        await self._do(press, partial(_choose_layout, layout=press.button.layout), frozenset({Stage.LAYOUT}))

    async def change(self, press: AnyPress[ChangeAnswer]) -> None:
        """Ask again what a button names."""
        await self._do(press, partial(_change, at=press.button.at), frozenset({Stage.REVIEW}))

    async def step(self, press: AnyPress[PaperStep]) -> None:
        """Do what a button says."""
        await self._do(press, *STEPS[press.button.step])

    async def _begin(self, turn: Turn, paper: PaperId | None) -> None:
        services, chat = self._services, turn.chat.id
        language = await services.languages.of(turn.update)
        if services.beside.is_reporting(chat):
            await send_screen(turn.bot, chat, Screen(turn.say(language, Say.PAPER_TIP_FIRST)))
            return
        await services.beside.forget(turn)
        room = room_of(services, turn.bot, turn.knowledge, chat)
        if room and room.draft.answers:
            room.work.remark = room.say(Say.PAPER_UNFINISHED)
            await room.show(below=True)
            return
        room = open_room(services, turn, language)
        if paper and (chosen := turn.knowledge.papers.get(paper)):
            room.draft.paper, room.draft.stage = chosen, Stage.LAYOUT
        await room.show()

    async def _do(self, press: AnyPress[Button], step: Step, stages: frozenset[Stage]) -> None:
        """Do a step where the draft is at one of the stages and the button on its screen."""
        message = _private_message(press)
        if message is None:
            await press.settle()
            return
        room = room_of(self._services, press.bot, press.knowledge, message.chat.id)
        if room is None:
            language = await self._services.languages.of(press.update)
            gone = press.knowledge.texts(language, Say.PAPER_GONE)
            await replace(press.bot, message.chat.id, message.message_id, Screen(gone))
            await press.settle(gone)
            return
        is_current = room.work.screen == message.message_id and room.draft.stage in stages
        alert = await step(room) if is_current else Say.TIP_OLD_SCREEN
        await press.settle(press.knowledge.texts(room.language, alert) if alert else "")


def _private_message(press: AnyPress[Button]) -> MaybeInaccessibleMessage | None:
    message = press.query.message
    return message if message and message.chat.type == ChatType.PRIVATE else None


async def _choose_paper(room: PaperRoom, paper: PaperId) -> Say | None:
    chosen = room.knowledge.papers.get(paper)
    if chosen is None:
        return Say.OLD_BUTTON
    room.draft.paper, room.draft.stage = chosen, Stage.LAYOUT
    await room.show()
    return None


async def _choose_layout(room: PaperRoom, layout: Layout) -> Say | None:
    room.draft.layout, room.draft.stage, room.draft.at = layout, Stage.ASKING, 0
    await room.show()
    return None


async def _change(room: PaperRoom, at: int) -> Say | None:
    if at >= len(room.draft.steps):
        return Say.OLD_BUTTON
    room.draft.stage, room.draft.at, room.draft.returns = Stage.ASKING, at, True
    await room.show()
    return None


async def go_on(room: PaperRoom, *, below: bool = False) -> None:
    """To the next question, or to the review."""
    draft = room.draft
    if draft.returns or draft.at + 1 >= len(draft.steps):
        draft.stage, draft.returns = Stage.REVIEW, False
    else:
        draft.at += 1
    await room.show(below=below)


async def skip(room: PaperRoom) -> Say | None:
    """Go on as it stands."""
    await go_on(room)
    return None


async def _take_day(room: PaperRoom, before: timedelta) -> Say | None:
    if room.draft.step.question.kind is not Kind.DATE:
        return Say.OLD_BUTTON
    room.draft.take((room.services.calendar.today - before).isoformat())
    await go_on(room)
    return None


async def back(room: PaperRoom) -> Say | None:
    """To what was asked before."""
    draft = room.draft
    if draft.stage is Stage.LAYOUT:
        draft.stage = Stage.PAPER
    elif draft.returns:
        draft.stage, draft.returns = Stage.REVIEW, False
    elif draft.at:
        draft.at -= 1
    else:
        draft.stage = Stage.LAYOUT
    await room.show()
    return None


async def again(room: PaperRoom) -> Say | None:
    """Forget what was written, and begin with the first question."""
    room.draft.wipe()
    room.draft.stage, room.draft.at, room.draft.returns = Stage.ASKING, 0, False
    await room.show()
    return None


async def take_messages_away(room: PaperRoom) -> Say | None:
    """Let the writer's messages go from the chat as they come, those that came already too; or let them stay."""
    room.draft.takes_away = not room.draft.takes_away
    if room.draft.takes_away:
        for message in room.draft.from_message:
            await take_away(room.bot, room.chat, message)
    await room.show()
    return None


async def cancel(room: PaperRoom) -> Say | None:
    """Give the paper up."""
    room.services.chats.close(room.chat)
    await room.end(Say.PAPER_CANCELLED)
    return None


ASKING = frozenset({Stage.ASKING})
WRITING = frozenset({Stage.ASKING, Stage.REVIEW})
STEPS: dict[OfPaper, tuple[Step, frozenset[Stage]]] = {
    OfPaper.SKIP: (skip, ASKING),
    OfPaper.TODAY: (partial(_take_day, before=timedelta()), ASKING),
    OfPaper.YESTERDAY: (partial(_take_day, before=timedelta(days=1)), ASKING),
    OfPaper.BACK: (back, frozenset({Stage.LAYOUT, Stage.ASKING})),
    OfPaper.AGAIN: (again, WRITING),
    OfPaper.TAKE_AWAY: (take_messages_away, WRITING),
    OfPaper.MAKE: (hand_out, frozenset({Stage.REVIEW})),
    OfPaper.CANCEL: (cancel, frozenset(Stage)),
}


async def leave_paper(services: DocumentServices, turn: Turn) -> bool:
    """At /cancel: give up what is open in the chat; False where nothing is."""
    room = room_of(services, turn.bot, turn.knowledge, turn.chat.id)
    if room is None:
        return False
    services.chats.close(turn.chat.id)
    if room.draft.takes_away:
        await take_away(turn.bot, turn.chat.id, turn.message.message_id)
    await room.end_below(room.screens.plain(room.language, Say.PAPER_CANCELLED))
    return True
