"""What is said to a message that wants something else than a paragraph, and the next step from there."""

from collections.abc import Sequence
from html import escape

from telegram import InlineKeyboardMarkup

from bot.acts.bodies import Body
from bot.acts.model import Ref
from bot.acts.officer_line import whom_to_turn_to
from bot.language import Language
from bot.matters.model import Intent, Talk
from bot.texts.texts import Say, Texts
from handlers.answers.under import Rows, Under
from handlers.telegram.everyday_buttons import ChooseLanguage, ShowSettings
from handlers.telegram.screen import Screen


class IntentReplies:
    """Makes the screens."""

    def __init__(self, texts: Texts, under: Under) -> None:
        self._texts = texts
        self._under = under

    def screen(self, talk: Talk, below: Sequence[Ref], language: Language, body: Body) -> Screen:
        """The reply, whom to turn to where a person is wanted, and buttons to what is next."""
        whom = whom_to_turn_to(talk, body, language, self._texts)
        blocks = filter(None, (talk.replies[language], whom))
        rows = [
            *(self._under.to_tip(language) if talk.report else []),
            *([self._under.open(ref, language)] for ref in below),
            *self._next(talk, language),
        ]
        return Screen(escape("\n\n".join(blocks)), InlineKeyboardMarkup(rows) if rows else None)

    def _next(self, talk: Talk, language: Language) -> Rows:
        match talk.intent, talk.id:
            case Intent.DANGER, _:
                return []  # nothing may draw the eye from the telephone numbers
            case _, "navigate_language":
                return [
                    [
                        ChooseLanguage(one, first=False).key(self._texts(one, Say.LANGUAGE_NAME))
                        for one in Language
                    ]
                ]
            case _, "navigate_settings":
                return [[ShowSettings().key(self._texts(language, Say.MENU_SETTINGS))]]
            case _:
                return self._under.topics(language)
