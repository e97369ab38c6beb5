"""What several features of the application share."""

from dataclasses import dataclass

from bot.app.surroundings import Surroundings
from bot.clock import Watch
from bot.config import Settings
from bot.counts.counts import Feedback
from bot.knowledge.by_body import KnowledgeByBody
from bot.people.subscribers import Subscribers
from bot.storage.people.counts import CountStore
from bot.workdays.working_days import WorkingDays
from handlers.answers.conversations import Conversations
from handlers.answers.given import GivenAnswers
from handlers.telegram.albums import Albums
from handlers.telegram.deep_links import Links
from handlers.telegram.heeding import Heeding
from handlers.telegram.languages import Languages
from handlers.telegram.topics import Topics


@dataclass(frozen=True, slots=True)
class Shared:
    """What more than one feature is built over; no feature is handed it whole."""

    settings: Settings
    clock: Watch
    knowledge: KnowledgeByBody
    days: WorkingDays
    subscribers: Subscribers
    languages: Languages
    links: Links
    feedback: Feedback
    given: GivenAnswers
    conversations: Conversations
    albums: Albums
    heeding: Heeding
    topics: Topics


def build_shared(around: Surroundings, topics: Topics) -> Shared:
    """One of each; `topics` is what the bot knows of topics."""
    subscribers = Subscribers(around.people)
    feedback = Feedback(CountStore(around.people.database), around.clock, around.settings.timezone)
    knowledge = KnowledgeByBody(around.knowledge, subscribers.body_of)
    return Shared(
        settings=around.settings,
        clock=around.clock,
        knowledge=knowledge,
        days=WorkingDays(around.settings.timezone, lambda: knowledge.value.own_days),
        subscribers=subscribers,
        languages=Languages(subscribers),
        links=Links(),
        feedback=feedback,
        given=GivenAnswers(),
        conversations=Conversations(around.clock),
        albums=Albums(),
        heeding=Heeding(around.clock),
        topics=topics,
    )
