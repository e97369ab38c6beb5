"""The numbers of a question with their units, and whether it says anything beside: «пункт 14», «3-тармақтың 12-тармақшасы»."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Levenshtein

from bot.acts.acts_named import ActNames, NamedAct
from bot.words.plain_signs import plain
from bot.words.skeleton import skeleton

_TOKEN = re.compile(r"\d+(?:-\d+)?(?:\.\d+(?:-\d+)?)+|\d+-\d+|\d+|[^\W\d_]+")
_RANGE = re.compile(r"(\d+)-(\d+)")
LONGEST_RANGE = 10
MOST_WORDS = 30
SHORTEST_MISSPELT = 5


class Unit(Enum):
    """What a number counts."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SUB = "sub-paragraph"
    SECTION = "section"


# By what words begin with, the longer beginnings first; a Russian word has three letters more at most («пунктуальность» is none).
_KAZAKH_UNITS = {
    "тармақша": Unit.SUB, "тармақ": Unit.PARAGRAPH, "тармағ": Unit.PARAGRAPH, "бөлім": Unit.SECTION, "тарау": Unit.SECTION,
    "бап": Unit.ARTICLE, "бабы": Unit.ARTICLE,
}  # fmt: skip
_RUSSIAN_UNITS = {
    "подпункт": Unit.SUB, "пункт": Unit.PARAGRAPH, "раздел": Unit.SECTION, "глава": Unit.SECTION, "главы": Unit.SECTION,
    "главу": Unit.SECTION, "стать": Unit.ARTICLE,
}  # fmt: skip
_RUSSIAN_ENDING = 3
_SHORT_UNITS = {
    "п": Unit.PARAGRAPH, "p": Unit.PARAGRAPH, "пп": Unit.SUB, "pp": Unit.SUB, "подп": Unit.SUB, "ст": Unit.ARTICLE,
}  # fmt: skip
_OF_THE_RESOLUTION = ("қаул", "постановлен")
_AND = ("и", "және", "мен", "пен", "бен")
_YEARS = ("жыл", "год")
# What may stand beside a number with its unit and asks of nothing else: beginnings, and whole words where they are short.
_BESIDE = (
    "правил қағида ереже этик әдеп қызмет служебн алмат акимат әкімд текст мәтін бекіт утвержд"
    " номер нөмір покаж показ откро скинь нуж хочу можно прочи прочт почит процит цитат напиш дословн полност содерж"
    " какой котор говор гласи написан значи сказан звучи расскаж пожалуйст расшифр объясн түсіндір"
    " прост своим слов понятн коротк коротч кратк пример подробн қарапайым тілмен сөзбен сөзіңмен қысқа мысал түсінікті толығырақ"
    " көрсет керек айтад айтыл дейд деген жазыл жібер тауып оқиын турал қандай маған ашып берш"
)
_BESIDE_WHOLE = "что чем чём как дай не о об в во про из по и а ну мне это там аш беріп бер сол осы бұл ол бар ма ме ші шы нші ншы й ый ой го я е ая еді екен ғой"


def _skeletons(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(skeleton, words))


_KAZAKH = {skeleton(word): unit for word, unit in _KAZAKH_UNITS.items()}
_RUSSIAN = {skeleton(word): unit for word, unit in _RUSSIAN_UNITS.items()}
_POINTS = _skeletons(_OF_THE_RESOLUTION)
_YEAR = _skeletons(_YEARS)
_BEGINNINGS = _skeletons(_BESIDE.split())
_WHOLE = frozenset(_skeletons(_BESIDE_WHOLE.split()))


@dataclass(frozen=True, slots=True)
class Said:
    """The places that a question names, the numbers of each by their units; the act that it names; whether it says which units it means."""

    places: tuple[dict[Unit, str], ...]
    named: NamedAct | None
    is_point: bool
    is_plain: bool


def read_numbers(question: str, names: ActNames) -> Said | None:
    """What a question says of places; None where it names none, or asks of something else too."""
    tokens = _TOKEN.findall(plain(question).casefold())
    sounds = _sounds(tokens, names) if len(tokens) <= MOST_WORDS else None
    if sounds is None:
        return None
    named = names.find(sounds)
    left = [at for at in range(len(tokens)) if named is None or at not in named.words]
    signs: list[Unit | str] = []
    words = points = 0
    for at in left:
        after = sounds[at + 1] if at + 1 < len(sounds) else ""
        match _sign(tokens[at], sounds[at], after, follows=bool(signs)):
            case _Beside.WORD:
                words += 1
            case _Beside.POINT:
                points += 1
            case _Beside.SILENT:
                pass
            case None:
                return None
            case sign:
                signs.append(sign)
    places = _places(signs) if signs else ()
    if places is None or (not places and named is None):
        return None
    has_units = any(isinstance(sign, Unit) for sign in signs)
    # «20 қызметкер» and «10 правил» count other things: without its unit a number stands alone, or is written «3.12».
    if places and not has_units and ("." not in str(signs[0]) and (words or named or len(signs) > 1)):
        return None
    return Said(places, named, points > 0, has_units)


def _sounds(tokens: Sequence[str], names: ActNames) -> list[str] | None:
    """The skeleton of each token; None at the first that asks of something else: most questions end so at their first words."""
    found = []
    for token in tokens:
        word = token if token[0].isdigit() else skeleton(token)
        if _sign(token, word, "", follows=True) is None and not names.has_word(word):
            return None
        found.append(word)
    return found


class _Beside(Enum):
    """A word that is neither a number nor its unit and asks of nothing else."""

    WORD = "beside"
    POINT = "of the resolution"
    SILENT = "says nothing"


def _sign(token: str, word: str, after: str, *, follows: bool) -> Unit | str | _Beside | None:
    """What a token says: a number, a unit, or a word beside them; None where it asks of something else."""
    if token[0].isdigit():
        return _Beside.SILENT if len(token) == 4 and after.startswith(_YEAR) else token
    unit = _SHORT_UNITS.get(token) or _unit(word)
    if unit:
        return unit
    if word.startswith(_POINTS):
        return _Beside.POINT
    if word.startswith(_YEAR) or (token in _AND and follows):
        return _Beside.SILENT
    return _Beside.WORD if word in _WHOLE or word.startswith(_BEGINNINGS) else None


def _unit(word: str) -> Unit | None:
    for beginning, unit in _KAZAKH.items():
        if word.startswith(beginning) and (len(beginning) > 4 or len(word) - len(beginning) < 6):
            return unit
    for beginning, unit in _RUSSIAN.items():
        if len(word) <= len(beginning) + _RUSSIAN_ENDING and _begins(word, beginning):
            return unit
    return None


def _begins(word: str, beginning: str) -> bool:
    """Whether a word begins so, one letter wrong or left out."""
    if word.startswith(beginning):
        return True
    if len(beginning) < SHORTEST_MISSPELT or len(word) < len(beginning) - 1 or word[0] != beginning[0]:
        return False
    return Levenshtein.distance(word[: len(beginning)], beginning, score_cutoff=1) <= 1


def _places(signs: Sequence[Unit | str]) -> tuple[dict[Unit, str], ...] | None:
    """Numbers with their units as places; None where the row makes no sense."""
    if all(isinstance(sign, str) for sign in signs):
        return tuple({Unit.PARAGRAPH: number} for number in map(str, signs))
    if signs.count(Unit.SECTION) > 1:
        return None
    pairs = list(_pairs(signs if isinstance(signs[0], Unit) else signs[::-1]))
    if any(not numbers for _, numbers in pairs):
        return None
    in_order = (
        pairs if isinstance(signs[0], Unit) else [(unit, numbers[::-1]) for unit, numbers in pairs[::-1]]
    )
    return tuple(_grouped(in_order))


def _pairs(signs: Sequence[Unit | str]) -> Iterator[tuple[Unit, list[str]]]:
    """Each unit with the numbers that follow it."""
    unit: Unit | None = None
    numbers: list[str] = []
    for sign in signs:
        if isinstance(sign, Unit):
            if unit is not None:
                yield unit, numbers
            unit, numbers = sign, []
        else:
            numbers.append(sign)
    if unit is not None:
        yield unit, numbers


def _grouped(pairs: Sequence[tuple[Unit, list[str]]]) -> Iterator[dict[Unit, str]]:
    """One place until a unit comes a second time; several numbers of the last unit are as many places."""
    place: dict[Unit, str] = {}
    several: tuple[Unit, list[str]] | None = None
    for unit, numbers in pairs:
        if unit in place or several:
            yield from _each(place, several)
            place, several = {}, None
        spread = [one for number in numbers for one in _in_range(number)]
        if len(spread) == 1:
            place[unit] = spread[0]
        else:
            several = (unit, spread)
    yield from _each(place, several)


def _each(place: dict[Unit, str], several: tuple[Unit, list[str]] | None) -> Iterator[dict[Unit, str]]:
    if several is None:
        yield place
    else:
        yield from ({**place, several[0]: number} for number in several[1])


def _in_range(number: str) -> Iterator[str]:
    """«10-14» as five numbers; «12-1», an inserted number, as itself."""
    found = _RANGE.fullmatch(number)
    if found and int(found[1]) < int(found[2]) <= int(found[1]) + LONGEST_RANGE:
        yield from map(str, range(int(found[1]), int(found[2]) + 1))
    else:
        yield number
