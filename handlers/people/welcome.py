"""The first screen and /help: a few lines, and buttons to everything there is."""

from html import escape

from telegram import InlineKeyboardMarkup

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say, Texts
from handlers.acts.buttons import ShowTopics
from handlers.people.menus import Menu
from handlers.reminders.buttons import NextSituation
from handlers.telegram.everyday_buttons import AskExample
from handlers.telegram.screen import Screen
from handlers.tips.buttons import OfTip, TipStep

EXAMPLES = (Say.EXAMPLE_1, Say.EXAMPLE_2, Say.EXAMPLE_3)


def welcome_screen(knowledge: Knowledge, language: Language) -> Screen:
    """Who the bot is, whose acts it answers by where there are several bodies, and the first steps."""
    texts, rulebook = knowledge.texts, knowledge.rulebook
    blocks = [texts(language, Say.WELCOME)]
    if rulebook.bodies_differ:
        blocks.append(texts(language, Say.BODY_NOW, body=escape(rulebook.default_body.names[language])))
    return Screen("\n\n".join(blocks), _first_steps(texts, language))


def help_screen(texts: Texts, language: Language, besides: Menu = ()) -> Screen:
    """How to ask, what the person can do `besides`, and the first steps."""
    commands = "\n".join(f"/{name} – {escape(texts(language, said))}" for name, said in besides)
    blocks = filter(None, (texts(language, Say.HELP), commands))
    return Screen("\n\n".join(blocks), _first_steps(texts, language))


def _first_steps(texts: Texts, language: Language) -> InlineKeyboardMarkup:
    examples = [
        [AskExample(language, number).key(texts(language, name))]
        for number, name in enumerate(EXAMPLES, start=1)
    ]
    last = [
        ShowTopics(language).key(texts(language, Say.BUTTON_TOPICS)),
        NextSituation(language).key(texts(language, Say.BUTTON_QUIZ)),
    ]
    report = TipStep(OfTip.BEGIN).key(texts(language, Say.TIP_BUTTON_REPORT))
    return InlineKeyboardMarkup([*examples, last, [report]])
