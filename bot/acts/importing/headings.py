"""Lines that name a section, a chapter, a paragraph sign or an article."""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.acts.importing.letters import RAISED, fold, hyphened

_NUMBER = rf"(?:\d{{1,4}}(?:-\d{{1,3}}|[{RAISED}]{{1,2}})*|[vхі]{{1,7}}(?:-\d{{1,3}})?)"
_ORDINALS_RU = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят")
_ORDINALS_KK = (
    "бірінші",
    "екінші",
    "үшінші",
    "төртінші",
    "бесінші",
    "алтыншы",
    "жетінші",
    "сегізінші",
    "тоғызыншы",
    "оныншы",
)
_IN_WORDS = re.compile(
    rf"(?P<word>раздел|подраздел|глава)\s+(?P<number>{'|'.join(_ORDINALS_RU)})\w*|"
    rf"(?P<kknumber>{'|'.join(_ORDINALS_KK)})\s+(?P<kkword>бөлім|тарау)(?!\w)"
)
_RUSSIAN = rf"(?P<word>раздел|подраздел|глава|параграф|§|статья)\s*(?P<number>{_NUMBER})(?!\w)(?!\s*\))"
_KAZAKH = rf"(?P<number>{_NUMBER})\s?[-–]?\s?(?P<word>бөлім|кіші бөлім|тарау|параграф|§|бап)(?!\w)"
_KAZAKH_FIRST = rf"(?P<word>тарау|бөлім|бап)\s+(?P<number>{_NUMBER})(?!\w)(?!\s*-)"
_SHAPES = tuple(re.compile(shape) for shape in (_RUSSIAN, _KAZAKH, _KAZAKH_FIRST))
_PART = re.compile(r"(общая|особенная|особая)\s+часть\W*$|(жалпы|ерекше)\s+бөлік\W*$")
_LONGEST = 600
_CLOSED = tuple(".;:,")


class Level(IntEnum):
    """How far out a heading stands; the smaller the farther."""

    TITLE = 0
    PART = 1
    SECTION = 2
    SUBSECTION = 3
    CHAPTER = 4
    PARAGRAPH_SIGN = 5
    OTHER = 6
    ARTICLE = 7


_LEVELS = {
    "раздел": Level.SECTION,
    "бөлім": Level.SECTION,
    "подраздел": Level.SUBSECTION,
    "кіші бөлім": Level.SUBSECTION,
    "глава": Level.CHAPTER,
    "тарау": Level.CHAPTER,
    "параграф": Level.PARAGRAPH_SIGN,
    "§": Level.PARAGRAPH_SIGN,
    "статья": Level.ARTICLE,
    "бап": Level.ARTICLE,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that names its level; `rest` is its name without the number, "" where the number stands alone."""

    level: Level
    number: str
    text: str
    rest: str


def heading(text: str) -> Heading | None:
    """The heading that a line spells, or None; a line that only cites an article is none."""
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    if _PART.match(folded):
        return Heading(Level.PART, "", text, text)
    for shape in _SHAPES:
        if (found := shape.match(folded)) and (rest := _name(text[found.end() :])) is not None:
            return Heading(_LEVELS[found["word"]], hyphened(found["number"]), text, rest)
    return _in_words(text, folded)


def _in_words(text: str, folded: str) -> Heading | None:
    """«Раздел первый», «Бірінші бөлім»."""
    if not (found := _IN_WORDS.match(folded)) or (rest := _name(text[found.end() :])) is None:
        return None
    word = found["word"]
    known = _ORDINALS_RU.index(found["number"]) if word else _ORDINALS_KK.index(found["kknumber"])
    return Heading(_LEVELS[word or found["kkword"]], str(known + 1), text, rest)


def _name(after: str) -> str | None:
    rest = after.strip()
    if rest[:1] in {".", ":", "-", "–", "—"}:
        rest = rest[1:].strip()
    elif rest and not rest[0].isupper() and rest[0] not in '"«“':
        return None
    return rest


def article_text(text: str) -> tuple[str, str] | None:
    """The number and the text of an article whose number opens its paragraph."""
    folded = fold(text)
    for shape in _SHAPES:
        found = shape.match(folded)
        if found and _LEVELS[found["word"]] is Level.ARTICLE:
            return hyphened(found["number"]), text[found.end() :].lstrip(" .")
    return None


def is_open(text: str) -> bool:
    """No closing sign ends the line, as with a title."""
    return not text.rstrip().endswith(_CLOSED)
