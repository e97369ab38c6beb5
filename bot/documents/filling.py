"""What stands in the fields of a template: the answers in the cases of the language, the days, and what the law says."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Protocol

from babel.dates import format_date

from bot.documents import kazakh, russian
from bot.documents.addressee import Addressee, read_addressee
from bot.documents.deadlines import Calendar
from bot.documents.draft import Draft
from bot.documents.fields import Field
from bot.documents.papers import Ground, Kind, Paper, Question
from bot.language import Language

LINE = "_" * 34
"""What is left to fill in by hand."""

ENDS = tuple(".!?…»)")
_UNSEEN = re.compile(
    r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]+"
)
_BROKEN = re.compile(r"[\ud800-\udfff\ufffd]")
"""Half a sign, and what stands in its place."""


class Law(Protocol):
    """What the law says, of a matter: the act in force where there is one."""

    def place(self, matter: str, language: Language) -> str:
        """Where a matter is settled now; empty where nobody knows."""

    def quote(self, matter: str, language: Language, parts: Mapping[str, tuple[int, ...]]) -> str:
        """The words of an act on a matter; `parts` are those to quote, by act, counted from 1."""

    def cited(self, matter: str, language: Language) -> str:
        """The citation of these words, with the standing of their act."""

    def translation(self, matter: str, language: Language) -> str:
        """That these words are a translation which binds nobody; empty where they are not."""

    def officer(self, language: Language) -> str:
        """Whom the staff may ask."""


class Filling:
    """The fields of one paper. It holds the Russian dictionary: let it go with the paper."""

    def __init__(self, paper: Paper, draft: Draft, law: Law, calendar: Calendar) -> None:
        self._paper = paper
        self._draft = draft
        self._law = law
        self._calendar = calendar
        self._declension = russian.Declension()

    def value(self, field: Field, language: Language) -> str:
        """What stands in a field; empty where there is nothing, and its paragraph goes."""
        if field.ground:
            return self._of_law(field.ground, field.matter, language)
        match field.name:
            case "to":
                return self.addressee(language)
            case "sender":
                return self.sender(language)
            case "name":
                return self._of_kind(Kind.NAME, language) or LINE
            case "officer":
                return self._law.officer(language)
        question = next((one for one in self._paper.questions if one.id == field.name), None)
        return self._answered(question, language) if question else self._day(field.name, language)

    def _of_law(self, ground: Ground, matter: str, language: Language) -> str:
        match ground:
            case Ground.PLACE:
                return self._law.place(matter, language)
            case Ground.QUOTE:
                parts = {act: quoted.get(matter, ()) for act, quoted in self._paper.parts.items()}
                return self._law.quote(matter, language, parts)
            case Ground.CITED:
                return self._law.cited(matter, language)
            case Ground.TRANSLATION:
                return self._law.translation(matter, language)

    def addressee(self, language: Language) -> str:
        """Who is written to, in the dative."""
        to = read_addressee(self._of_kind(Kind.ADDRESSEE, language))
        if language is Language.RU:
            return self._russian(to, russian.Case.DATIVE)
        return _kazakh(to, kazakh.Case.DATIVE)

    def sender(self, language: Language) -> str:
        """Who writes, in the case of «from»."""
        writer = Addressee(self._of_kind(Kind.POST, language), self._of_kind(Kind.NAME, language))
        if language is Language.RU:
            return self._russian(writer, russian.Case.GENITIVE)
        return _kazakh(writer, kazakh.Case.ABLATIVE)

    def _russian(self, one: Addressee, case: russian.Case) -> str:
        post = self._declension.post(one.post, case) if one.post else ""
        name = self._declension.name(one.name, case) if one.name else ""
        return "\n".join(filter(None, (_large(post) if case is russian.Case.DATIVE else post, name))) or LINE

    def _of_kind(self, kind: Kind, language: Language) -> str:
        question = next((one for one in self._paper.questions if one.kind is kind), None)
        return clean(self._draft.answer(question.id, language)) if question else ""

    def _answered(self, question: Question, language: Language) -> str:
        said = clean(self._draft.answer(question.id, language))
        if not said:
            return LINE if question.blank else ""
        if question.kind is Kind.DATE:
            return long_day(date.fromisoformat(said), language)
        ended = said if said.endswith(ENDS) else f"{said}."
        # What may be left out stands behind its name and a colon: there a sentence keeps the letter it was written with.
        return _large(ended) if question.blank else ended

    def _day(self, name: str, language: Language) -> str:
        """A day, or a number of days."""
        found = found_day(self._paper, self._draft)
        term = self._calendar.term(self._paper, found)
        days: dict[str, date | int] = {
            "today": self._calendar.today,
            "in_five_days": self._calendar.in_five_days,
        }
        if term and term.is_over:
            days["missed"] = term.end
        elif term:
            days |= {
                "in_a_month": term.end,
                "act_by": term.act_by,
                "ask_from": term.ask_from,
                "days_left": term.days,
                "working_left": term.working,
            }
        match days.get(name):
            case date() as day:
                return long_day(day, language)
            case None:
                return ""
            case number:
                return str(number)


def found_day(paper: Paper, draft: Draft) -> date | None:
    """The day that a paper's month is counted from, where the paper asks for it and it was answered."""
    if paper.dated_by is None:
        return None
    said = draft.answer(paper.dated_by.id, draft.language)
    return date.fromisoformat(said) if said else None


def long_day(day: date, language: Language) -> str:
    """A day in words."""
    return format_date(day, "long", locale=language.value).replace(
        "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
    )


def clean(typed: str) -> str:
    """What was typed without signs that nobody sees; its lines stay lines."""
    lines = (_UNSEEN.sub(" ", line).strip() for line in _BROKEN.sub("", typed).splitlines())
    return "\n".join(line for line in lines if line)


def _kazakh(one: Addressee, case: kazakh.Case) -> str:
    """The last word alone takes the ending: that of the name, where there is one."""
    if one.name:
        return "\n".join(filter(None, (_large(one.post), kazakh.inflected(one.name, case))))
    return _large(kazakh.inflected(one.post, case)) if one.post else LINE


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]
