"""A question that names its paragraph by number: «пункт 14», «3-тармақтың 12-тармақшасы», «п. 3 пп. 12», «3.12».

Whoever knows the number wants that paragraph and no search. Only a question that says little else is read so: in a long one
the number may stand for anything, and where another act is named it counts the paragraphs of that.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum

from bot.acts.model import Paragraph, Ref
from bot.words.plain_signs import plain
from bot.words.skeleton import skeleton

_TOKEN = re.compile(r"\d+\.\d+|\d+|[^\W\d_]+")


class _Unit(Enum):
    PARAGRAPH = "paragraph"
    SUB = "sub-paragraph"
    SECTION = "section"


# By what words begin with, the longer beginnings first; a Russian word has three letters more at most («пунктуальность» is none).
_KAZAKH_UNITS = {
    "тармақша": _Unit.SUB, "тармақ": _Unit.PARAGRAPH, "тармағ": _Unit.PARAGRAPH, "бөлім": _Unit.SECTION,
}  # fmt: skip
_RUSSIAN_UNITS = {"подпункт": _Unit.SUB, "пункт": _Unit.PARAGRAPH, "раздел": _Unit.SECTION}
_RUSSIAN_ENDING = 3
_SHORT_UNITS = {
    "п": _Unit.PARAGRAPH, "p": _Unit.PARAGRAPH, "пп": _Unit.SUB, "pp": _Unit.SUB, "подп": _Unit.SUB,
}  # fmt: skip
_OF_THE_RESOLUTION = ("қаул", "постановлен")
_AND = ("и", "және", "мен", "пен", "бен")
# What may stand beside a number with its unit and asks of nothing else: beginnings, and whole words where they are short.
_BESIDE = (
    "правил қағида ереже этик әдеп қызмет служебн алмат акимат әкімд текст мәтін бекіт утвержд"
    " номер нөмір покаж показ откро скинь нуж хочу можно прочи прочт почит процит цитат напиш дословн полност содерж"
    " какой котор говор гласи написан значи сказан звучи расскаж пожалуйст"
    " көрсет керек айтад айтыл дейд деген жазыл жібер тауып оқиын турал қандай маған"
)
_BESIDE_WHOLE = "что чем чём как дай не о об в во про из по и а ну мне это там аш беріп бер сол осы бұл ол бар ма ме ші шы нші ншы й ый ой го"
_PAIRS = re.compile(r"(?:U#)+|(?:#U)+|#")


def _skeletons(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(skeleton, words))


_KAZAKH = {skeleton(word): unit for word, unit in _KAZAKH_UNITS.items()}
_RUSSIAN = {skeleton(word): unit for word, unit in _RUSSIAN_UNITS.items()}
_POINTS = _skeletons(_OF_THE_RESOLUTION)
_BEGINNINGS = _skeletons(_BESIDE.split())
_WHOLE = frozenset(_skeletons(_BESIDE_WHOLE.split()))


def cited(question: str, paragraphs: Mapping[Ref, Paragraph]) -> Ref | None:
    """The one of the paragraphs that a question names while it asks of nothing else; None where there is none."""
    numbers: list[str] = []
    units: list[_Unit] = []
    signs, words, is_point = "", 0, False
    for token in _TOKEN.findall(plain(question).casefold()):
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
        elif (token in _AND and numbers) or not (word in _WHOLE or word.startswith(_BEGINNINGS)):
            return None
        else:
            words += 1
    if not _PAIRS.fullmatch(signs) or len(set(units)) < len(units):
        return None
    # «20 қызметкер» and «10 правил» count other things: without its unit a number stands alone, or is written «3.12».
    if not units and words and "." not in numbers[0]:
        return None
    ref = _named(dict(zip(units or [_Unit.PARAGRAPH], numbers, strict=True)), paragraphs, is_point=is_point)
    return ref if ref in paragraphs else None


def _unit(word: str) -> _Unit | None:
    for beginning, unit in _KAZAKH.items():
        if word.startswith(beginning):
            return unit
    for beginning, unit in _RUSSIAN.items():
        if word.startswith(beginning) and len(word) <= len(beginning) + _RUSSIAN_ENDING:
            return unit
    return None


def _named(
    counted: Mapping[_Unit, str], paragraphs: Mapping[Ref, Paragraph], *, is_point: bool
) -> Ref | None:
    paragraph, sub = counted.get(_Unit.PARAGRAPH), counted.get(_Unit.SUB)
    section = counted.get(_Unit.SECTION)
    if is_point:
        return Ref(f"resolution.{paragraph}")
    if sub is None or "." in sub:
        found = [Ref(sub or paragraph or "")]
    elif paragraph:
        found = [Ref(f"{paragraph}.{sub}")]
    else:
        # «12) тармақша» alone is clear where one paragraph has so many.
        found = [ref for ref in paragraphs if ref.parent and ref.number == sub]
    there = [ref for ref in found if ref in paragraphs and section in {None, paragraphs[ref].section}]
    return there[0] if len(there) == 1 else None
