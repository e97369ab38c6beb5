"""The features of the application, each built with its own bundle of services."""

from collections.abc import Callable, Mapping

from bot.announcements.announcements import Announcements
from bot.app.shared import Shared
from bot.app.surroundings import Surroundings
from bot.app.tip_desk import TipSide
from bot.documents.deadlines import Calendar
from bot.documents.reminding import PaperReminders
from bot.lost_questions.lost_questions import LostQuestions
from bot.privacy.database_schema import SchemaSource
from bot.reminders.schedule import Schedule
from bot.reminders.service import Reminders
from bot.reminders.votes import Votes
from bot.storage.people.announcements import AnnouncementStore
from bot.storage.people.forgetting import ForgettingStore
from bot.storage.people.lost_questions import LostQuestionRows
from bot.storage.people.paper_reminders import PaperReminderRows
from bot.storage.people.reminders import SubscriptionStore
from bot.storage.people.votes import VoteStore
from bot.texts.texts import Say
from handlers.acts.services import ActServices
from handlers.answers.services import AnswerServices
from handlers.documents.chats import PaperChats
from handlers.documents.services import Beside, DocumentServices
from handlers.documents.writing import leave_paper
from handlers.lost_questions.services import LostQuestionServices
from handlers.officials.commands import OfficialWork
from handlers.owners.relearning import Relearning
from handlers.owners.services import OwnerServices
from handlers.people.bodies import BodyServices
from handlers.people.cancel import CancelServices
from handlers.people.membership import MembershipServices
from handlers.people.menus import Menus, MenuServices
from handlers.people.privacy import PrivacyServices
from handlers.people.services import PeopleServices
from handlers.people.settings import SettingServices
from handlers.people.start import StartServices
from handlers.people.unknown_message import UnknownServices
from handlers.reminders.services import ReminderServices
from handlers.telegram.errors import ErrorServices
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.turn import Turn
from handlers.tips.closed import ClosedDeskServices
from handlers.tips.conversation import leave_tip

SEED_BITS = 63


def build_answers(shared: Shared) -> AnswerServices:
    """Questions, and what is pressed under their answers."""
    owners = shared.settings.owner_ids
    return AnswerServices(
        shared.knowledge,
        shared.languages,
        owners,
        shared.feedback,
        shared.given,
        shared.conversations,
    )


def build_lost_questions(shared: Shared, around: Surroundings) -> LostQuestionServices:
    """Questions handed over to lawyers."""
    rows = LostQuestionRows(around.people.database)
    lost = LostQuestions(rows, shared.clock, shared.settings.timezone)
    owners = shared.settings.owner_ids
    return LostQuestionServices(shared.knowledge, shared.languages, owners, shared.conversations, lost)


def build_acts(shared: Shared) -> ActServices:
    """/rules and /qr."""
    return ActServices(shared.knowledge, shared.languages, shared.settings.owner_ids, shared.links)


def build_closed_desk(shared: Shared) -> ClosedDeskServices:
    """/tip and /case where no officials are named."""
    return ClosedDeskServices(shared.knowledge, shared.languages, shared.links)


def build_reminders(shared: Shared, around: Surroundings) -> ReminderServices:
    """/remind, and votes on dilemmas."""
    database, zone = around.people.database, shared.settings.timezone
    schedule = Schedule(zone, shared.days)
    store = SubscriptionStore(database, lambda: around.chance.getrandbits(SEED_BITS))
    reminders = Reminders(store, schedule, shared.clock)
    votes = Votes(VoteStore(database), schedule, shared.clock)
    return ReminderServices(
        shared.knowledge, shared.languages, reminders, votes, shared.links, shared.subscribers
    )


def build_documents(
    shared: Shared, around: Surroundings, chats: PaperChats, tips: TipSide | None
) -> DocumentServices:
    """/notice."""
    work = OfficialWork(tips.officials) if tips else None

    async def forget(turn: Turn) -> None:
        shared.conversations.forget(turn.chat.id)
        if work:
            await work.give_up_writing(turn)

    is_reporting = tips.reporters.desk.drafts.is_open if tips else _never
    zone = shared.settings.timezone
    calendar = Calendar(shared.clock, zone, shared.days)
    store = PaperReminderRows(around.people.database)
    reminders = PaperReminders(store, calendar, shared.clock)
    beside = Beside(is_reporting, forget, takes_tips=tips is not None)
    return DocumentServices(shared.knowledge, shared.languages, chats, calendar, reminders, beside)


def _never(_: int) -> bool:
    return False


def build_owners(shared: Shared, around: Surroundings) -> OwnerServices:
    """/announce, /status and /reload."""
    announcements = Announcements(
        AnnouncementStore(around.people.database), shared.clock, shared.settings.timezone
    )
    relearning = Relearning(shared.settings.knowledge_dir, shared.knowledge)
    owners = shared.settings.owner_ids
    return OwnerServices(
        shared.knowledge, shared.languages, owners, announcements, shared.feedback, relearning
    )


def build_people(
    shared: Shared, around: Surroundings, tips: TipSide | None, documents: DocumentServices, ticks: Ticks
) -> PeopleServices:
    """The first words, the settings, and what is said where nobody else answers."""
    knowledge, languages, subscribers = shared.knowledge, shared.languages, shared.subscribers
    desk, work = (tips.reporters.desk, OfficialWork(tips.officials)) if tips else (None, None)
    officials = desk.officials if desk else None
    menu_services = MenuServices(knowledge, languages, shared.settings.owner_ids, officials, ticks)
    menus, forgetting = Menus(menu_services), ForgettingStore(around.people.database)
    greet = work.greet if work else _nobody
    return PeopleServices(
        start=StartServices(knowledge, languages, subscribers, shared.links, menus, greet),
        bodies=BodyServices(knowledge, languages, subscribers),
        settings=SettingServices(
            knowledge,
            languages,
            subscribers,
            forgetting,
            _forget_talk(shared, documents),
            menus,
        ),
        privacy=PrivacyServices(knowledge, languages, shared.settings, _databases(around)),
        membership=MembershipServices(knowledge, subscribers, desk, shared.clock, ticks),
        menus=menu_services,
        cancel=_build_cancel(shared, tips, documents, work),
        unknown=UnknownServices(knowledge, languages, shared.albums),
        errors=ErrorServices(knowledge, languages, subscribers, _apology(tips)),
    )


def _apology(tips: TipSide | None) -> Callable[[int], Say | None]:
    return tips.reporters.chats.apology if tips else lambda _: None


def _forget_talk(shared: Shared, documents: DocumentServices) -> Callable[[int], None]:
    def forget(chat: int) -> None:
        documents.chats.leave(chat)
        shared.given.forget(chat)
        shared.conversations.forget(chat)
        shared.heeding.forget(chat)
        shared.topics.forget(chat)

    return forget


def _build_cancel(
    shared: Shared, tips: TipSide | None, documents: DocumentServices, work: OfficialWork | None
) -> CancelServices:
    async def leave(turn: Turn) -> bool:
        if tips is not None and await leave_tip(tips.reporters, turn):
            return True
        return await leave_paper(documents, turn)

    give_up = work.give_up_writing if work else _no_language
    return CancelServices(
        shared.knowledge, shared.languages, shared.conversations, leave, give_up, shared.links
    )


async def _nobody(_: Turn) -> bool:
    return False


async def _no_language(_: Turn) -> None:
    return None


def _databases(around: Surroundings) -> Mapping[str, SchemaSource]:
    """What /privacy tells of."""
    always = {"people.db": around.people.database, "progress.db": around.progress.database}
    return always | ({"tips.db": around.tips.store.database} if around.tips else {})
