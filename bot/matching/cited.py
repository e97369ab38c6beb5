"""A question that names its paragraph by number: «пункт 14», «3-тармақтың 12-тармақшасы», «п. 3 пп. 12», «3.12».

Whoever knows the number wants that paragraph and no search. Only a question that says little else is read so: in a long one
the number may stand for anything, and where another act is named it counts the paragraphs of that.
"""

import re
from collections.abc import Collection, Iterable
from enum import Enum

from bot.matching.normalize import skeleton
from bot.rulebook.model import Ref

_TOKEN = re.compile(r"\d+\.\d+|\d+|[^\W\d_]+")


class _Unit(Enum):
    PARAGRAPH = "paragraph"
    SUB = "sub-paragraph"
    SECTION = "section"


# By what words begin with, the longer beginnings first; and whole, where they are short.
_UNITS = {
    "тармақша": _Unit.SUB, "подпункт": _Unit.SUB, "тармақ": _Unit.PARAGRAPH, "тармағ": _Unit.PARAGRAPH,
    "пункт": _Unit.PARAGRAPH, "бөлім": _Unit.SECTION, "раздел": _Unit.SECTION,
}  # fmt: skip
_SHORT_UNITS = {
    "п": _Unit.PARAGRAPH, "p": _Unit.PARAGRAPH, "пп": _Unit.SUB, "pp": _Unit.SUB, "подп": _Unit.SUB,
}  # fmt: skip
_OF_THE_RESOLUTION = ("қаул", "постановлен")
# What may stand beside a number and asks of nothing else: beginnings, and whole words where they are short.
_BESIDE = (
    "правил қағида ереже этик әдеп қызмет служебн алмат акимат әкімд текст мәтін бекіт утвержд"
    " номер нөмір покаж показ откро скинь нуж хочу можно прочи прочт почит процит цитат напиш дословн полност содерж"
    " какой котор говор гласи написан значи сказан звучи расскаж пожалуйст"
    " көрсет керек айтад айтыл дейд деген жазыл жібер тауып оқиын турал қандай маған"
)
_BESIDE_WHOLE = "что чем чём как дай не о об в во про из по и а ну мне это там аш беріп бер сол осы бұл ол бар ма ме ші шы нші ншы й ый ой го"
_PAIRS = re.compile(r"(?:U#)+|(?:#U)+|U##|#U#|#")


def _skeletons(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(skeleton, words))


_UNIT_BEGINNINGS = {skeleton(word): unit for word, unit in _UNITS.items()}
_POINTS = _skeletons(_OF_THE_RESOLUTION)
_BEGINNINGS = _skeletons(_BESIDE.split())
_WHOLE = frozenset(_skeletons(_BESIDE_WHOLE.split()))


def cited(question: str, refs: Collection[Ref]) -> Ref | None:
    """The one of `refs` that a question names while it asks of nothing else; None where there is none."""
    numbers: list[str] = []
    units: list[_Unit] = []
    signs, is_point = "", False
    for token in _TOKEN.findall(question.casefold()):
        word = skeleton(token)
        unit = _SHORT_UNITS.get(token) or _unit(word)
        if token[0].isdigit():
            numbers.append(token)
            signs += "#"
        elif unit:
            units.append(unit)
            signs += "U"
        elif word.startswith(_POINTS):
            is_point = True
        elif word not in _WHOLE and not word.startswith(_BEGINNINGS):
            return None
    if not _PAIRS.fullmatch(signs) or len(set(units)) < len(units):
        return None
    units += [_Unit.PARAGRAPH, _Unit.SUB][len(units) : len(numbers)]
    return _one(dict(zip(units, numbers, strict=True)), refs, is_point=is_point)


def _unit(word: str) -> _Unit | None:
    return next((unit for beginning, unit in _UNIT_BEGINNINGS.items() if word.startswith(beginning)), None)


def _one(counted: dict[_Unit, str], refs: Collection[Ref], *, is_point: bool) -> Ref | None:
    paragraph, sub = counted.get(_Unit.PARAGRAPH), counted.get(_Unit.SUB)
    if is_point:
        spelt = f"resolution.{paragraph}"
    elif sub is None or "." in sub:
        spelt = str(paragraph or sub)
    elif paragraph is None:
        # «12) тармақша» alone is clear where one paragraph has so many.
        having = [ref for ref in refs if ref.parent and ref.number == sub]
        return having[0] if len(having) == 1 else None
    else:
        spelt = f"{paragraph}.{sub}"
    ref = Ref(spelt)
    return ref if ref in refs else None
