"""The letterhead that a paper of a body opens with: the body, the kind of the act, its date, number and town, in one language or two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.acts.importing.letters import fold, language_of
from bot.acts.importing.lines import Line, Source
from bot.acts.importing.model import Unplaced
from bot.acts.importing.naming import nominative_ru
from bot.acts.importing.requisites import first_date, first_number, is_requisites

_KINDS = {
    "ru": "приказ|постановление|решение|распоряжение|указ",
    "kk": "бұйрық|қаулы|шешім|өкім|жарлық",
}
_KIND = re.compile(rf"\W*({'|'.join(_KINDS.values())})(?=\W*$|\W*(?:№|\d|{'|'.join(_KINDS.values())}))")
_ABOUT_IT = re.compile(
    r"\W*((?:от |№|n )\s*\S+|«?_*\d{1,2}_*»? [а-яәғқңөұүһі]+ \d{4}.*|\d{4} (?:жылғы|ж\.).*|"
    r"(?:г\.|город|қаласы)?\s*(?:астана|алматы|нур-султан|нұр-сұлтан|шымкент)\W*(?:қаласы|қ\.)?)\W*$"
)
_PROPER = re.compile(
    r"республик\w+ казахстан|қазақстан республикасы\w*(?: \w)?|(?<!\w)(алмат|астан|шымкент|нұр-сұлтан|нур-султан)\w*"
)
_LAND = re.compile(
    r"(?:(?:шығыс|батыс|солтүстік|оңтүстік) )?[\w-]+(?= (?:облыс|аудан)\w*)|[\w-]+[сц]к(?:ой|ого)(?= (?:области|района)(?!\w))"
)
"""What a region or a district is called: always by a name of its own, which in Russian is an adjective."""
_BODY_OF_STATE = re.compile(r"(?:министерство|агентство)(?!\w)|.*(?:министрлігі|агенттігі)\W*$")
_OF_THE_COUNTRY = re.compile(r"республики казахстан|қазақстан республикасы\w*")
_COMMON = (
    "и в во на о об по с для при дел акимат аким акима аппарат маслихат маслихата город города область области район "
    "района государственное учреждение департамент управление комитет правительство президент республики казахстан "
    "алматы астана астаны шымкент шымкента "
    "және мен ішкі су жер әкім әкімдігі әкімінің аппараты мәслихат мәслихаты қаласы қаласының облысы облысының ауданы "
    "ауданының мемлекеттік мекемесі департаменті басқармасы комитеті үкіметі президенті қазақстан республикасы "
    "республикасының"
)
"""Words that keep no capital inside the name of a body, or whose capital is known (`_PROPER`)."""
_SMALL = frozenset(_COMMON.split())
_TOWNS = frozenset({"алматы"})
"""Common words of a name that a region may be called by."""
_SHORTEST_PLAIN = 5
_OFFICE = re.compile(
    r"\W*(президента|правительства|премьер-министра|министра|акима|акимата|маслихата|председателя)\s"
)
_LONGEST = 200
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Opened:
    """A source without its letterhead, what that told in the frame, and its lines as they were left out."""

    source: Source
    left: tuple[Unplaced, ...]


def without_letterhead(source: Source, top: int) -> Opened:
    """Take away the letterhead among the first `top` lines. Lines with a line of requisites among them have no letterhead."""
    head = source.lines[:top]
    if source.frame.requisites or any(is_requisites(line.text) for line in head):
        return Opened(source, ())
    place = next((number for number, line in enumerate(head) if is_kind(line.text)), None)
    if place is None:
        return Opened(source, ())
    count = place + 1
    while count < len(head) and all(_ABOUT_IT.match(fold(cell)) for cell in _cells(head[count])):
        count += 1
    if count < len(head) and _OFFICE.match(fold(head[count].text)) and len(head[count].text) < _LONGEST:
        count += 1
    taken, language = head[:count], language_of("\n".join(line.text for line in source.lines[count:]))
    told = fold(" ".join(line.text for line in taken))
    extra = {
        "kind": _kind(taken[place], language),
        "issuer": _issuer(taken[:place], language) or _office_below(taken[-1]),
        "date": first_date(told),
        "number": first_number(" ".join(line.text for line in taken)),
    }
    frame = replace(source.frame, extra={**source.frame.extra, **extra})
    why = "letterhead: read into kind, number, date and issuer"
    left = tuple(Unplaced(line.at, line.text, why) for line in taken)
    return Opened(replace(source, frame=frame, lines=source.lines[count:]), left)


def _cells(line: Line) -> list[str]:
    return line.text.split(_BETWEEN)


def is_kind(text: str) -> bool:
    """Whether a line is the word of a letterhead for the kind of the act, its number aside."""
    return len(text) < _LONGEST and any(_KIND.match(fold(cell)) for cell in text.split(_BETWEEN))


def _kind(line: Line, language: str) -> str:
    """The word for the kind of the act, that in the language of the text before that of the other one."""
    folded = fold(line.text)
    own = re.search(_KINDS[language], folded)
    found = own or re.search("|".join(_KINDS.values()), folded)
    return found[0] if found else ""


def _issuer(lines: Sequence[Line], language: str) -> str:
    """The cells above that are in the language of the text, a name of two lines joined."""
    cells = [cell for line in lines if len(line.text) < _LONGEST for cell in _cells(line)]
    name = " ".join(cell for cell in cells if language_of(cell) == language)
    return _in_small_letters(name) if name.isupper() and _has_known_capitals(name.lower()) else name


def _office_below(line: Line) -> str:
    """«УКАЗ» stands above, «Президента Республики Казахстан» below it."""
    return nominative_ru(line.text) if _OFFICE.match(fold(line.text)) else ""


def _has_known_capitals(name: str) -> bool:
    """Whether it is sure which words of a name keep their capital: each is a common one, or one of a ministry's field."""
    name = _LAND.sub(lambda found: "" if _is_name(found[0]) else found[0], name)
    of_state = _BODY_OF_STATE.match(name) and _OF_THE_COUNTRY.search(name)
    return all(
        word in _SMALL or (of_state and word.isalpha() and len(word) >= _SHORTEST_PLAIN)
        for word in name.replace(",", " ").split()
    )


def _is_name(land: str) -> bool:
    """«Карагандинской» before «области» is a name, «акимат» before «района» is none."""
    return land not in _SMALL or land in _TOWNS


def _in_small_letters(name: str) -> str:
    """«МИНИСТЕРСТВО САДОВ РЕСПУБЛИКИ КАЗАХСТАН» as it is written in a sentence."""
    small = _PROPER.sub(lambda found: found[0].title(), name.lower())
    small = _LAND.sub(lambda found: found[0].title() if _is_name(found[0]) else found[0], small)
    return small[:1].upper() + small[1:]
