"""«Ask about this paragraph»: three questions that people have about it, as buttons."""

from telegram import InlineKeyboardMarkup

from bot.acts.model import Ref, Rulebook
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import Source
from bot.texts.texts import Say
from handlers.answers.buttons import AskTypical, OpenRef
from handlers.telegram.screen import Screen

MOST, SHORTEST, LONGEST = 3, 15, 56
"""How many questions are offered; in characters, what tells something and what a button shows."""


def typical_questions(rulebook: Rulebook, ref: Ref, language: Language) -> tuple[str, ...]:
    """Up to three questions about a place, each of another voice: the shortest that tell something."""
    found: dict[str, str] = {}
    for matter in rulebook.paragraphs[ref].settles:
        for example in rulebook.matters[matter].examples:
            is_fit = example.source is Source.QUESTION and SHORTEST <= len(example.text) <= LONGEST
            if is_fit and example.language is language and example.text.endswith("?"):
                found.setdefault(example.voice, example.text)
    return tuple(sorted(found.values(), key=lambda text: (len(text), text))[:MOST])


def typical_screen(knowledge: Knowledge, ref: Ref, language: Language) -> Screen | None:
    """The questions to choose from; None where there are none."""
    questions = typical_questions(knowledge.rulebook, ref, language)
    if not questions:
        return None
    rows = [
        [AskTypical(language, number, ref).key(question)]
        for number, question in enumerate(questions, start=1)
    ]
    rows.append([OpenRef(ref).key(knowledge.rulebook.title(ref, language))])
    place = knowledge.citations.place(ref, language)
    return Screen(knowledge.texts(language, Say.TYPICAL, place=place), InlineKeyboardMarkup(rows))
