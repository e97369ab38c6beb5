"""What Adep does of itself: pushing, telling owners how it goes, and signs of life."""

import asyncio
from functools import partial

from bot.app.pushing import Pushing
from bot.app.surroundings import Surroundings
from bot.health.pulse import Pulse, Sign
from bot.knowledge.current import Derived
from bot.knowledge.knowledge import Knowledge
from bot.lost_questions.lost_questions import LostQuestions
from bot.outbox.sending import Outbox
from bot.reminders.deck import Deck
from bot.storage.backups import newest_copies
from bot.storage.people.announcements import AnnouncementStore
from bot.storage.people.outbox import OutboxStore
from handlers import Features
from handlers.answers.conversations import Conversations
from handlers.documents.housekeeping import farewell, housekeeping
from handlers.owners.announcement_progress import SECONDS as PROGRESS_SECONDS
from handlers.owners.announcement_progress import Progress
from handlers.reminders.carrier import Post, PostServices
from handlers.telegram.context import AdepBot
from handlers.telegram.repeating_jobs import Job, Ticks

FORGETTING = 60.0
"""Seconds between looks for conversations that are over."""

SWEEPING = 3600.0
"""Seconds between looks for handed over questions that have had their days."""

LOOKING = 600.0
"""Seconds between looks at how old the newest backup is."""

HEARTBEAT = 5.0
"""Seconds between ticks that do nothing but show that ticks are done."""


def add_jobs(ticks: Ticks, pulse: Pulse, features: Features, around: Surroundings, bot: AdepBot) -> None:
    """Let them be done again and again."""
    reminders, announcements = features.reminders.reminders, features.owners.announcements
    store = OutboxStore(around.people.database)
    outbox = build_outbox(store, features, around, bot)
    papers = features.documents.reminders
    ticks.add(Pushing(store, reminders, papers, announcements, outbox, around.clock).push)
    ticks.add(Progress(bot, features.owners).tell, PROGRESS_SECONDS)
    ticks.add(_heartbeat(pulse), HEARTBEAT)
    forgetting = _Forgetting(features.answers.conversations)
    ticks.add(forgetting.forget_old, FORGETTING)
    ticks.at_the_end(forgetting.forget_all)
    ticks.add(_backups_looked_at(pulse, around), LOOKING)
    ticks.add(_sweep(features.lost_questions.lost), SWEEPING)
    ticks.add(housekeeping(bot, features.documents))
    ticks.at_the_end(partial(farewell, bot, features.documents))


def build_outbox(store: OutboxStore, features: Features, around: Surroundings, bot: AdepBot) -> Outbox:
    """What waits, and the bot that carries it; cards are of the knowledge in force."""
    knowledge, schedule = features.reminders.knowledge, features.reminders.reminders.schedule
    decks = Derived[Knowledge, Deck](lambda one: Deck(one.rulebook))
    notices = AnnouncementStore(around.people.database)
    services = PostServices(knowledge, decks, notices, schedule, around.clock, around.chance)
    return Outbox(
        store, Post(bot, services), lambda body: decks.of(knowledge.of_body(body)), schedule, around.clock
    )


def _sweep(lost: LostQuestions) -> Job:
    async def sweep(_: asyncio.Event) -> None:
        await lost.sweep()

    return sweep


def _backups_looked_at(pulse: Pulse, around: Surroundings) -> Job:
    folder = around.settings.data_dir / "backups"

    async def look(_: asyncio.Event) -> None:
        copies = await asyncio.to_thread(newest_copies, folder)
        pulse.backed_up(min((at for _, at in copies.values()), default=None))

    return look


def _heartbeat(pulse: Pulse) -> Job:
    async def beat(_: asyncio.Event) -> None:
        pulse.beat(Sign.TICK)

    return beat


class _Forgetting:
    """Conversations end a quarter of an hour after their last word, and with the program."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def forget_old(self, _: asyncio.Event) -> None:
        self._conversations.forget_old()

    async def forget_all(self) -> None:
        self._conversations.forget_all()
