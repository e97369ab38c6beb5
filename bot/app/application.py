"""Where everything is put together: features built, handlers wired, jobs added."""

from dataclasses import dataclass

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot.app.features import (
    build_acts,
    build_answers,
    build_closed_desk,
    build_documents,
    build_lost_questions,
    build_owners,
    build_people,
    build_reminders,
)
from bot.app.jobs import add_jobs
from bot.app.shared import Shared, build_shared
from bot.app.started_line import standing
from bot.app.surroundings import Surroundings
from bot.app.tip_desk import build_tips, keep_tips, watch_tips
from bot.health.pulse import Pulse
from bot.language import Language
from bot.texts.texts import Say
from handlers import Features, register
from handlers.answers.question import Questions
from handlers.documents.chats import PaperChats
from handlers.telegram.context import AdepApplication, AdepBot, Context
from handlers.telegram.intake import Raw, TooMany
from handlers.telegram.polling import UpdatesBot
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.runner import (
    Serving,
)
from handlers.telegram.sending import Courier, give_spans_as_timedelta
from handlers.telegram.topics import follow_topics
from handlers.tips.chats import Talk
from handlers.tips.services import TipServices
from handlers.tips.taken_early import taking_early


@dataclass(frozen=True, slots=True)
class Adep:
    """The whole, put together: what is kept going, and the features behind it."""

    serving: Serving
    features: Features

    @property
    def is_busy(self) -> bool:
        """Whether something is being done beside the updates: what a reporter sent is done with its update, and then worked at."""
        tips = self.features.tips
        return isinstance(tips, TipServices) and tips.chats.jobs.is_busy


def build_application(around: Surroundings, bot: UpdatesBot) -> Adep:
    """The application with every handler and every job."""
    give_spans_as_timedelta()
    application: AdepApplication = (
        Application.builder().bot(bot).updater(None).context_types(ContextTypes(context=Context)).build()
    )
    shared, ticks, pulse = build_shared(around, bot.topics), Ticks(), Pulse(around.clock)
    chats, answers = PaperChats(around.clock), build_answers(shared)
    talk = Talk(
        (shared.conversations.forget, chats.leave), Questions(answers, shared.links, shared.albums).answer
    )
    tips = build_tips(shared, around.tips, bot, talk) if around.tips else None
    documents = build_documents(shared, around, chats, tips)
    features = Features(
        answers=answers,
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
    follow_topics(application, shared.topics)
    register(application, features)
    if tips and around.tips:
        keep_tips(tips, around.settings, ticks, bot)
        watch_tips(around.tips, shared, ticks, pulse)
    ahead = taking_early(bot, tips.reporters.desk.drafts, tips.reporters.chats) if tips else _nothing
    too_many = _telling_too_many(shared, bot)
    serving = Serving(
        application, ticks, pulse, ahead, shared.heeding, too_many, standing(shared, around.tips)
    )
    return Adep(serving, features)


def _nothing(_: Raw) -> None:
    pass


def _telling_too_many(shared: Shared, bot: AdepBot) -> TooMany:
    async def tell(chat: int) -> None:
        language = await shared.languages.chosen(chat)
        texts = shared.knowledge.value.texts
        said = [texts(one, Say.TOO_MANY_AT_ONCE) for one in ([language] if language else Language)]
        await bot.send_message(chat, "\n\n".join(said))

    return tell


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
