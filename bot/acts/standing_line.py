"""The line under every answer: whether the act binds, and what governs where it does not."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from bot.acts.model import Act
from bot.acts.standing import Amended, InForce, Repealed, Unchecked
from bot.language import Language
from bot.matters.model import Elsewhere
from bot.texts.texts import Say, Texts

SHORT_DATE = "dd.MM.y"


@dataclass(frozen=True, slots=True)
class StandingLine:
    """The line in words; `now` are those of its words that name the act that governs, `link` the page of that act."""

    words: str
    now: str = ""
    link: str = ""


def standing_line(act: Act, language: Language, texts: Texts) -> StandingLine:
    """The line of an act; where the act binds, its own page is linked to, if that is known."""
    match act.standing:
        case Repealed(event, successor):
            day = _day(event.date, language)
            if successor is None:
                return StandingLine(texts(language, Say.STANDING_REPEALED, date=day))
            now = successor.short_titles[language]
            words = texts(language, Say.STANDING_REPLACED, date=day, now=now)
            return StandingLine(words, now, successor.links[language])
        case InForce(since) if since:
            return StandingLine(texts(language, Say.STANDING_SINCE, date=_day(since, language)))
        case Amended(_, last) if last:
            return StandingLine(texts(language, Say.STANDING_AMENDED, date=_day(last, language)))
        case InForce() | Amended():
            return StandingLine(texts(language, Say.STANDING_IN_FORCE))
        case Unchecked():
            return StandingLine(texts(language, Say.STANDING_UNCHECKED))


BANK = "adilet"
"""The state's base of law, as the texts name it."""


def settled_now(where: Elsewhere, language: Language, texts: Texts) -> StandingLine:
    """Where a matter is settled today, with the day on which somebody checked that, if somebody did; the base of law linked to."""
    sentence = where.sentences[language]
    if where.checked is None:
        words = texts(language, Say.SETTLED_NOW_UNCHECKED, where=sentence)
    else:
        words = texts(language, Say.SETTLED_NOW, where=sentence, date=_day(where.checked, language))
    return StandingLine(words, BANK, where.links.get(language, ""))


def _day(day: date, language: Language) -> str:
    return format_date(day, SHORT_DATE, locale=language.value)
