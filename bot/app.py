"""Where everything is put together: features built, handlers wired, jobs added."""

from dataclasses import dataclass

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot.app_features import (
    build_acts,
    build_answers,
    build_closed_desk,
    build_documents,
    build_lost_questions,
    build_owners,
    build_people,
    build_reminders,
)
from bot.app_jobs import add_jobs
from bot.app_shared import Surroundings, build_shared
from bot.app_standing import standing
from bot.app_tips import build_tips, keep_tips, watch_tips
from bot.health.pulse import Pulse
from handlers import Features, register
from handlers.documents.chats import PaperChats
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.heeding import Heeding
from handlers.telegram.intake import Raw
from handlers.telegram.polling import UpdatesBot
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.runner import (
    Serving,
)
from handlers.telegram.sending import Courier, give_spans_as_timedelta
from handlers.tips.taken_early import taking_early


@dataclass(frozen=True, slots=True)
class Adep:
    """The whole, put together: what is kept going, and the features behind it."""

    serving: Serving
    features: Features


def build_application(around: Surroundings, bot: UpdatesBot) -> Adep:
    """The application with every handler and every job."""
    give_spans_as_timedelta()
    application: AdepApplication = (
        Application.builder().bot(bot).updater(None).context_types(ContextTypes(context=Context)).build()
    )
    shared, ticks, pulse = build_shared(around), Ticks(), Pulse(around.clock)
    chats = PaperChats(around.clock)
    tips = build_tips(shared, around.tips, bot, chats.leave) if around.tips else None
    documents = build_documents(shared, around, chats, tips)
    features = Features(
        answers=build_answers(shared),
        lost_questions=build_lost_questions(shared, around),
        acts=build_acts(shared),
        tips=tips.reporters if tips else build_closed_desk(shared),
        officials=tips.officials if tips else None,
        documents=documents,
        reminders=build_reminders(shared, around),
        people=build_people(shared, around, tips, documents, ticks),
        owners=build_owners(shared, around),
    )
    around.people.database.report_to(pulse)
    add_jobs(ticks, pulse, features, around, bot)
    register(application, features)
    if tips and around.tips:
        keep_tips(tips, around.settings, ticks, bot)
        watch_tips(around.tips, shared, ticks, pulse)
    ahead = taking_early(bot, tips.reporters.desk.drafts) if tips else _nothing
    heeding = Heeding(around.clock)
    serving = Serving(application, ticks, pulse, ahead, heeding, standing(shared, around.tips))
    return Adep(serving, features)


async def _nothing(_: Raw) -> None:
    pass


def build_bot(token: str, base_url: str, requests: tuple[BaseRequest, BaseRequest]) -> UpdatesBot:
    """The bot; of its two requests the second is for updates alone."""
    return UpdatesBot(
        token,
        base_url=base_url,
        base_file_url=base_url.removesuffix("bot") + "file/bot",
        request=requests[0],
        get_updates_request=requests[1],
        rate_limiter=Courier(),
    )
