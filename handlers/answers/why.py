"""«Why this answer» for the owners: the words and concepts that decided, and the runner-up."""

from html import escape

from bot.texts.texts import Say
from handlers.answers.buttons import AskWhy
from handlers.answers.services import AnswerServices
from handlers.answers.shown import language_shown, question_behind
from handlers.telegram.context import AdepApplication
from handlers.telegram.rights import is_owner
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Buttons, Press


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handlers of this module."""
    buttons = Buttons(services.knowledge, services.languages)
    application.add_handler(buttons.on(AskWhy, Whys(services).tell))


class Whys:
    """Tells owners what decided an answer."""

    def __init__(self, services: AnswerServices) -> None:
        self._services = services

    async def tell(self, press: Press[AskWhy]) -> Say | None:
        """Tell what decided the answer above the button; to others than owners, and where the question is gone, it is an old one."""
        language = await language_shown(press, self._services)
        question = question_behind(press.message)
        is_asked_by_owner = is_owner(press.query.from_user, self._services.owners)
        why = press.knowledge.asking.why(question) if is_asked_by_owner else None
        if why is None:
            await press.settle(press.say(language, Say.OLD_BUTTON))
            return None
        above = press.message.reply_to_message or press.message
        await reply(above, Screen(escape(press.knowledge.reasons.text(why, language))))
        await press.settle()
        return None
