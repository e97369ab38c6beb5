"""From a draft to the file of the paper. It takes some tenths of a second: call it in a thread."""

from datetime import datetime
from functools import partial

from bot.documents.deadlines import Calendar
from bot.documents.draft import Draft, Layout
from bot.documents.fields import Field
from bot.documents.filling import Filling, Law
from bot.documents.word import filled, side_by_side, written
from bot.language import Language


def make_word(draft: Draft, law: Law, calendar: Calendar, made: datetime) -> bytes:
    """The paper of a draft as a Word file.

    Raises:
        ValueError: where nobody has chosen yet which paper, and in which language.
    """
    paper, layout = draft.paper, draft.layout
    if paper is None or layout is None:
        raise ValueError("a draft without a paper and a language")
    filling = Filling(paper, draft, law, calendar)
    documents = [
        filled(paper.templates[language], partial(_value, filling, language), is_column=layout is Layout.BOTH)
        for language in layout.languages
    ]
    document = side_by_side(*documents) if len(documents) > 1 else documents[0]
    return written(document, paper.titles[layout.languages[0]], made)


def _value(filling: Filling, language: Language, field: Field) -> str:
    return filling.value(field, language)
