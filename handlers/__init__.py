"""The Telegram edge of Adep: the whole routing on one screen."""

from dataclasses import dataclass

from handlers.acts import browse, qr
from handlers.acts.services import ActServices
from handlers.answers import group, guest, inline, question, rating, share, why
from handlers.answers.services import AnswerServices
from handlers.documents import reminders as paper_reminders
from handlers.documents import taking as paper_taking
from handlers.documents import writing as paper_writing
from handlers.documents.services import DocumentServices
from handlers.lost_questions import handing_over, inbox
from handlers.lost_questions.services import LostQuestionServices
from handlers.officials import commands as official_commands
from handlers.officials.services import OfficialServices
from handlers.owners import announce, reload, status
from handlers.owners.services import OwnerServices
from handlers.people import (
    bodies,
    cancel,
    help,  # noqa: A004 - a module named for its command
    membership,
    menus,
    privacy,
    settings,
    start,
    unknown_message,
)
from handlers.people.services import PeopleServices
from handlers.reminders import quiz, remind, votes
from handlers.reminders.services import ReminderServices
from handlers.telegram import errors
from handlers.telegram.context import AdepApplication
from handlers.tips import closed, conversation, evidence, receipt, taking, telegrams_dates
from handlers.tips.closed import ClosedDeskServices
from handlers.tips.services import TipServices


@dataclass(frozen=True, slots=True)
class Features:
    """What each feature registers with; officials have nothing to do where the tip desk is closed."""

    answers: AnswerServices
    lost_questions: LostQuestionServices
    acts: ActServices
    tips: TipServices | ClosedDeskServices
    officials: OfficialServices | None
    documents: DocumentServices
    reminders: ReminderServices
    people: PeopleServices
    owners: OwnerServices


def register(application: AdepApplication, features: Features) -> None:
    """Add every handler to the application, in the order in which they are tried."""
    people = features.people
    membership.register(application, people.membership)
    guest.register(application, features.answers)
    group.register(application, features.answers)
    if features.officials:
        official_commands.register(application, features.officials)
    if isinstance(features.tips, TipServices):
        telegrams_dates.register(application, features.tips.desk.witness)
        conversation.register(application, features.tips)
        evidence.register(application, features.tips)
        taking.register(application, features.tips)
        receipt.register(application, features.tips)
    else:
        closed.register(application, features.tips)
    paper_writing.register(application, features.documents, people.start.links)
    paper_taking.register(application, features.documents)
    paper_reminders.register(application, features.documents)
    cancel.register(application, people.cancel)
    start.register(application, people.start)
    help.register(application, features.answers)
    browse.register(application, features.acts)
    remind.register(application, features.reminders)
    quiz.register(application, features.reminders)
    votes.register(application, features.reminders)
    question.register(application, features.answers, people.start.links, people.unknown.albums)
    share.register(application, features.answers)
    rating.register(application, features.answers)
    why.register(application, features.answers)
    handing_over.register(application, features.lost_questions)
    inline.register(application, features.answers)
    qr.register(application, features.acts)
    settings.register(application, people.settings, people.start.links)
    bodies.register(application, people.bodies)
    privacy.register(application, people.privacy)
    status.register(application, features.owners)
    inbox.register(application, features.lost_questions)
    reload.register(application, features.owners)
    announce.register(application, features.owners)
    menus.register(application.bot, people.menus)
    if isinstance(features.tips, TipServices):
        taking.register_last(application, features.tips)
    # Whatever is left.
    unknown_message.register(application, people.unknown)
    errors.register(application, people.errors)
