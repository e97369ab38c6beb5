"""Tables of contents and other lines that repeat what stands further down, or belong to the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.acts.importing.headings import heading
from bot.acts.importing.letters import fold, solid
from bot.acts.importing.lines import Line, Look

_LEADER = re.compile(r"\s*(?:[.…·_]\s?){4,}\s*\d*\s*$")
_PAGE = re.compile(r"(?<=[^\W\d_])[.…\s]+\d{1,3}\s*$")
_SIGNS = re.compile(r"[-–—−\"«»“”„.…]")
_WORD = re.compile(r"[\W_]*(содержание|оглавление|мазмұны|мазмуны)[\W_]*$")
_DISCLAIMER = re.compile(r"\s*(©|\(c\) ?\d{4})|.*© ?\d{4}")
_NAVIGATION = frozenset(
    {
        *(
            "әділет",
            "мобильдік нұсқаға қайта оралу",
            "ақпарат статистика",
            "негізгі",
            "құжатқа қайту",
            "мәтін",
            "іздеу",
        ),
        *(
            "ресми жарияланым",
            "ресми",
            "жариялау",
            "ақпарат",
            "өзгерістер тарихы",
            "сілтемелер",
            "құжаттан сілтемелер",
        ),
        *(
            "құжаттан сілтемелер құжатқа сілтемелер",
            "құжатқа сілтемелер",
            "көшіру",
            "pdf docx эбб нұсқасы",
            "басқа",
        ),
        *(
            "түсініктемелер",
            "толық экранды режим",
            "басып шығару",
            "таңдаулы",
            "кабинет",
            "қаз",
            "рус",
            "eng",
            "pdf",
        ),
        *(
            "текст",
            "официальная публикация",
            "информация",
            "история изменений",
            "ссылки",
            "ссылки из документа",
        ),
        *(
            "ссылки из документа ссылки на документ",
            "ссылки на документ",
            "скачать",
            "pdf docx",
            "docx",
            "комментарии",
        ),
        *(
            "прочее",
            "полноэкранный режим",
            "распечатать",
            "вернуться к документу",
            "главная",
            "поиск",
            "toggle dropdown",
        ),
    }
)
_FOLDED = frozenset(map(fold, _NAVIGATION))
_MOST_OF_PAGE = 80
_FEWEST = 3


def without_contents(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines; those of a table of contents and of the page's own words look like chrome."""
    chrome = _contents(_again([line.text for line in lines]), lines)
    chrome |= {number for number, line in enumerate(lines) if _is_navigation(number, line)}
    return tuple(
        replace(line, look=Look.CHROME) if number in chrome or _DISCLAIMER.match(line.text) else line
        for number, line in enumerate(lines)
    )


def _is_navigation(number: int, line: Line) -> bool:
    """A word of the site that a copied page begins with; further down such a word is text."""
    words = fold(line.text).strip(" •·|-*")
    return words == "toggle dropdown" or (number < _MOST_OF_PAGE and words in _FOLDED)


def _again(texts: Sequence[str]) -> list[bool]:
    """Which lines say something that a later line says again.

    The last figure of a line may be the number of a page, and is tried without. A later line keeps its figures: «Статья 1» and
    «Статья 2» are two headings.
    """
    last = {_key(text): number for number, text in enumerate(texts)}
    paged = [_key(_PAGE.sub("", _LEADER.sub("", text))) for text in texts]
    return [
        max(last[_key(text)], last.get(key, 0)) > number
        for number, (text, key) in enumerate(zip(texts, paged, strict=True))
    ]


def _key(text: str) -> str:
    """What a line says, leaders and the kind of its dashes and quotes aside."""
    return _SIGNS.sub("", solid(fold(_LEADER.sub("", text))))


def _contents(again: Sequence[bool], lines: Sequence[Line]) -> set[int]:
    found = {
        number for number, line in enumerate(lines) if _LEADER.search(line.text) and not _blank_to_fill(line)
    }
    for number, line in enumerate(lines):
        if _WORD.match(fold(line.text)):
            found.add(number)
            found.update(_headed(number + 1, again, lines))
    for run in _runs(again):
        headed = [
            number for number in run if heading(lines[number].text) or lines[number].look is Look.HEADING
        ]
        if len(run) >= _FEWEST and len(headed) * 2 >= len(run):
            found.update(run)
    return found


def _blank_to_fill(line: Line) -> bool:
    return "__" in line.text or line.look is Look.ROW


def _run(start: int, again: Sequence[bool]) -> range:
    stop = start
    while stop < len(again) and again[stop]:
        stop += 1
    return range(start, stop)


def _headed(start: int, again: Sequence[bool], lines: Sequence[Line]) -> range:
    """The lines under the word «Содержание»; a heading among them may read otherwise further down."""
    run = _run(start, again)
    while run.stop + 1 < len(lines) and heading(lines[run.stop].text) and again[run.stop + 1] and run:
        run = range(start, _run(run.stop + 1, again).stop)
    return run


def _runs(again: Sequence[bool]) -> Iterator[range]:
    number = 0
    while number < len(again):
        run = _run(number, again)
        if run:
            yield run
        number = max(number + 1, run.stop)
