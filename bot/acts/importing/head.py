"""The head of an act in forms that have no frame: title, requisites, words of standing, an approval block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.acts.importing.headings import heading, is_open
from bot.acts.importing.letterhead import without_letterhead
from bot.acts.importing.letters import fold, solid
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.markers import marker
from bot.acts.importing.model import Unplaced
from bot.acts.importing.notes import is_loose
from bot.acts.importing.requisites import is_requisites, is_status_word, title_within

_FARTHEST = 40
_NEAR_TOP = 8
_TITLE_LINES = 6
_APPROVAL = re.compile(
    r"[\W_]*(утверждаю|бекітемін|утвержд[её]н\w*|бекітілген|согласован\w*|келісілген|одобрен\w*)"
)
_ABOUT = re.compile(r"[«\"“]?(О|Об|ОБ)\s+\S|.*(туралы|ТУРАЛЫ|жөнінде)[»\"”.]?$")
"""The words with which the title of an act begins in Russian, or ends in Kazakh."""
_APPROVED_KK = re.compile(
    r"(шешім|бұйры[қғ]|қаулы|жарлы[қғ]|өкім|хаттама)\w*\W+(бекітілді|бекітілген|мақұлданған)\W*$"
)
_KIND_ALONE = re.compile(
    r"(конституционный )?(закон|кодекс) республики казахстан|указ президента республики казахстан|"
    r"постановление правительства республики казахстан|"
    r"қазақстан республикасының (конституциялық )?(заңы|кодексі)|қазақстан республикасы президентінің жарлығы|"
    r"қазақстан республикасы үкіметінің қаулысы"
)
_DATE_ALONE = re.compile(r"(от )?\d{1,2} [а-я]+ \d{4}.*(№|n )|\d{4} жылғы \d{1,2} .*(№|n )")
_AROUND = re.compile(
    r"[\W_]*(подлежит опубликованию|для служебного пользования|.{0,120}(баспасөзде|жинағында)? ?жариялануға тиіс\W*$|"
    r"(г|город)\.? ?(астана|алматы|нур-султан)\W*(\d{4}\W*(г|год)?\W*)?$|"
    r"(астана|алматы|нұр-сұлтан) қаласы\W*(\d{4}\W*(ж|жыл)?\W*)?$)"
)
_KIND_OF_PAPER = re.compile(
    r"[\W_]*(правила|положение|кодекс|инструкция|регламент|стандарт|порядок|политика|методика|"
    r"ереже(сі|лері)?|қағидалары?|нұсқаулы[қғ]ы?|тәртібі|саясаты?)(?!\w)"
)
_TO_FILL = re.compile(r"_{2,}|[«\"]\s*[_\d]*\s*[»\"].*\d{2,4}|\d{4}\s?(г|ж)\.?$")
_CAPITALS = 12
_FIRST_HEADING = re.compile(r"[\W\d]*(общие положения|жалпы ережелер|кіріспе|введение|общая часть)\W*")
_VERB = re.compile(
    r"(постановля\w+|приказыва\w+|реши\w+|қаулы етеді|бұйырамын|шешім (қабылда|етті)\w*|шешті)\W*$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The frame completed from the lines, the lines that are left, and what of the head became no unit."""

    frame: Frame
    body: tuple[Line, ...]
    unplaced: tuple[Unplaced, ...]


def read_head(source: Source) -> Head:
    """Part the head from the body."""
    opened = without_letterhead(source, _top(source.lines))
    source = _with_one_line_of_requisites(opened.source)
    top = _top(source.lines)
    found = next((number for number in range(top) if _names_the_act(source, number)), None)
    untitled = 0 if source.frame.title else _leading(source.lines[:top])
    count = untitled if found is None else found + 1
    head, body = source.lines[:count], source.lines[count:]
    frame = source.frame
    if found is not None and not frame.requisites:
        frame = replace(frame, requisites=source.lines[found].text)
    if found is not None and not source.frame.title:
        frame = replace(frame, title=_without_quotes(title_within(source.lines[found].text)))
    beside = head if found is None else [*head[:found], *head[found + 1 :]]
    if found is not None and not frame.title and (after := _title_follows(source.lines[:top], found)):
        head, body = source.lines[: count + after], source.lines[count + after :]
        beside = head[count:]
    title = _title(beside)
    kept = {line.at for line in title}
    if title and not frame.title:
        frame = replace(frame, title=_without_quotes(" ".join(line.text for line in title)))
    unplaced = [*opened.left]
    unplaced += [_left(line) for line in head if line.at not in kept or not _same(line.text, frame.title)]
    return _without_standing(
        Head(frame, body, tuple(one for one in unplaced if not _in(one.text, frame.title)))
    )


def _with_one_line_of_requisites(source: Source) -> Source:
    """«ЗАКОН РЕСПУБЛИКИ КАЗАХСТАН» and «от … № …» on lines of their own become one line after the title."""
    top = source.lines[: _top(source.lines)]
    kind = next((number for number, line in enumerate(top) if _KIND_ALONE.fullmatch(fold(line.text))), None)
    if kind is None or any(is_requisites(line.text) for line in top):
        return source
    dated = next((number for number, line in enumerate(top) if _DATE_ALONE.match(fold(line.text))), None)
    taken = [number for number in (kind, dated) if number is not None]
    joined = " ".join(top[number].text for number in taken)
    rest = [line for number, line in enumerate(top) if number not in taken]
    titled = next((number for number, line in enumerate(rest) if not _like_title(line)), len(rest))
    line = replace(top[kind], text=joined, look=Look.PLAIN)
    lines = (*rest[:titled], line, *rest[titled:], *source.lines[len(top) :])
    frame = source.frame if source.frame.requisites else replace(source.frame, requisites=joined)
    return replace(source, lines=lines, frame=frame)


def _top(lines: Sequence[Line]) -> int:
    for number, line in enumerate(lines[:_FARTHEST]):
        if (
            (marker(line.text) and line.look is not Look.ROW)
            or heading(line.text)
            or _VERB.search(fold(line.text))
        ):
            return number
    return min(len(lines), _FARTHEST)


def _names_the_act(source: Source, number: int) -> bool:
    text = source.lines[number].text
    return is_requisites(text) or (bool(source.frame.requisites) and text == source.frame.requisites)


def _title_follows(lines: Sequence[Line], requisites: int) -> int:
    """How many lines of a title follow the requisites: where nothing stands before them, or nothing that says what an act is about."""
    after = _titles_after(lines[requisites + 1 :])
    if requisites and any(_ABOUT.match(line.text) for line in lines[:requisites]):
        return 0
    says = any(_ABOUT.match(line.text) for line in lines[requisites + 1 : requisites + 1 + after])
    return after if says or not requisites else 0


def _titles_after(lines: Sequence[Line]) -> int:
    """Lines of a title that follows the requisites."""
    return len(list(takewhile(lambda line: _like_title(line) and not is_loose(line.text), lines)))


def _leading(lines: Sequence[Line]) -> int:
    """How many lines at the top are of the title where no line of requisites follows it."""
    number = _approval(lines)
    skipped = number
    strong = {Look.HEADING, Look.BOLD, Look.CHROME, Look.CORNER}
    while number < len(lines) and lines[number].look in strong and not _opens_text(lines[number]):
        number += 1
    if number > skipped:
        return number
    while number < len(lines) and number - skipped < _TITLE_LINES and _like_title(lines[number]):
        number += 1
    return number


def _opens_text(line: Line) -> bool:
    return _FIRST_HEADING.fullmatch(fold(line.text)) is not None


def _like_title(line: Line) -> bool:
    if _opens_text(line):
        return False
    return line.look is Look.PLAIN and is_open(line.text) and len(line.text) < 500


def _approval(lines: Sequence[Line]) -> int:
    """Lines of an approval block that a paper opens with: up to its title, or a line of capitals or in bold."""
    if not lines or not (lines[0].look is Look.CORNER or _APPROVAL.match(fold(lines[0].text))):
        return _approval_kk(lines)
    for number, line in enumerate(lines[1:], 1):
        if _ends_approval(line) or (not is_open(line.text) and not _TO_FILL.search(line.text)):
            return number
    return 1


def _approval_kk(lines: Sequence[Line]) -> int:
    """The same where it comes to its word at the end, as in Kazakh: «… шешімімен БЕКІТІЛДІ»."""
    for number, line in enumerate(lines[:_TITLE_LINES]):
        if _APPROVED_KK.search(fold(" ".join(one.text for one in lines[: number + 1]))):
            return number + 1
        if not is_open(line.text):
            break
    return 0


def _ends_approval(line: Line) -> bool:
    if _APPROVAL.match(fold(line.text)) or _TO_FILL.search(line.text):
        return False
    strong = line.look in {Look.HEADING, Look.BOLD} or (line.text.isupper() and len(line.text) > _CAPITALS)
    return strong or _KIND_OF_PAPER.match(fold(line.text)) is not None


def _title(head: Sequence[Line]) -> list[Line]:
    titles = [line for line in head if line.look is Look.HEADING and not is_status_word(line.text)]
    if titles:
        return titles
    skipped = _approval(head)
    looks = {Look.PLAIN, Look.BOLD}
    standing = next((number for number, line in enumerate(head) if is_status_word(line.text)), None)
    lines = [line for line in head[skipped:standing] if line.look in looks]
    copied = standing is not None and len(lines) > _TITLE_LINES // 2
    return lines[-1:] if copied or len(lines) > _TITLE_LINES else lines


def _without_quotes(title: str) -> str:
    whole = title[:1] + title[-1:] in {"«»", '""', "“”"} and sum(title.count(sign) for sign in '«“"»”') == 2
    return title[1:-1] if whole else title


def _left(line: Line) -> Unplaced:
    if is_requisites(line.text):
        return Unplaced(line.at, line.text, "requisites: read into kind, number, date and issuer")
    if is_status_word(line.text):
        return Unplaced(line.at, line.text, "the bank's word of standing")
    return Unplaced(line.at, line.text, "stands before the act: an approval, a page head or a contents line")


def _same(text: str, title: str) -> bool:
    return solid(text) == solid(title)


def _in(text: str, title: str) -> bool:
    return bool(text) and solid(text) in solid(title)


def _contents(body: Sequence[Line]) -> int:
    """How many lines up to the end of a table of contents at the top; 0 where the text comes first."""
    top = takewhile(lambda line: line.look is Look.CHROME or is_open(line.text), body)
    return max((number for number, line in enumerate(top, 1) if line.look is Look.CHROME), default=0)


def _without_standing(head: Head) -> Head:
    """The title once more, the requisites once more and words of standing leave the top of the body."""
    body, left = list(head.body), list(head.unplaced)
    number = _contents(body)
    last = number + _NEAR_TOP
    while number < min(len(body), last):
        line = body[number]
        if marker(line.text) or heading(line.text):
            break
        if (
            is_status_word(line.text)
            or _AROUND.match(fold(line.text))
            or solid(line.text) == solid(head.frame.requisites)
        ):
            left.append(_left(line))
            del body[number]
        elif solid(fold(line.text)) == solid(fold(head.frame.title)):
            del body[number]
        else:
            number += 1
    return Head(head.frame, tuple(body), tuple(left))
