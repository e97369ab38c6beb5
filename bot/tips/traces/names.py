"""Traces in phrases: the writer's own name, in both languages and any spelling the house knows."""

import re
from collections.abc import Iterator

from bot.tips.traces import vocabulary as known
from bot.tips.traces.sounded_text import SPACE_GAP, SoundedText, Span
from bot.words.skeleton import skeleton

NAME_GAP = re.compile(r"\.?[ \t]{0,3}|[-–]|\. ?-?")
PHRASE_GAP = re.compile(r"[\s:,«\"–—-]{1,5}")
COMMA_GAP = re.compile(r"\s*,\s*|\s+[–—-]\s+")
CLAUSE_END = re.compile(r"\s*(?:[.,;!?)\n]|$)")
MOST_NAMES = 3


def names(text: str) -> Iterator[Span]:
    """Where the writer says their own name or signs with it."""
    read = SoundedText(text)
    for number in range(len(read.words)):
        last = _introduced(read, number) or _with_i(read, number) or _in_verb(read, number)
        if last:
            yield read.span(number, last)


def _introduced(read: SoundedText, number: int) -> int | None:
    """«меня зовут Айгуль», «аты-жөнім Асанов Ерлан», «с уважением, Иванова А.»: the last word of the name."""
    for phrase in known.INTRODUCTIONS:
        if read.says(number, phrase):
            first = number + len(phrase)
            return _name(read, first, PHRASE_GAP) or _small_name(read, first)
    for phrase in known.SIGNATURES:
        if read.says(number, phrase):
            return _name(read, number + len(phrase), PHRASE_GAP)
    return None


def _with_i(read: SoundedText, number: int) -> int | None:
    """«я, Иванов», «мен, Асанов Ерлан», «я, гражданин Петров»."""
    if read.sound(number) not in known.I_AM:
        return None
    first = number + 1
    while read.sound(first) in known.BEFORE_A_NAME:
        first += 1
    gap = COMMA_GAP if first == number + 1 else PHRASE_GAP
    return _name(read, first, gap) or _small_patronymic(read, first) or _without_comma(read, number)


def _without_comma(read: SoundedText, number: int) -> int | None:
    """«Я Иванова Анна была там», «Мен Айгүл.»: only where a sentence starts so, since «мен» is «and» too."""
    last = _name(read, number + 1, SPACE_GAP) if read.starts_sentence(number) else None
    if last == number + 1 and not CLAUSE_END.match(read.text, read.words[last].end):
        return None
    return last


def _small_patronymic(read: SoundedText, first: int) -> int | None:
    """«я, иванов иван иванович»: a patronymic is a name in small letters too."""
    for last in range(first, min(first + MOST_NAMES, len(read.words))):
        if not (COMMA_GAP if last == first else NAME_GAP).fullmatch(read.gap(last)):
            return None
        if read.words[last].text.casefold().endswith(known.PATRONYMICS) and last > first:
            return last
    return None


def _in_verb(read: SoundedText, number: int) -> int | None:
    """«Мен Ерланмын»: the name with the ending of the first person."""
    following = read.sound(number + 1)
    if read.sound(number) != known.MEN or not following.endswith(known.FIRST_PERSON):
        return None
    return number + 1 if _is_capital(read.words[number + 1].text) else None


def _name(read: SoundedText, first: int, gap: re.Pattern[str]) -> int | None:
    """The last of up to three capital words that follow a gap; initials count, polite pronouns do not."""
    if (
        first >= len(read.words)
        or not gap.fullmatch(read.gap(first))
        or not _is_capital(read.words[first].text)
    ):
        return None
    last = first
    while (
        last + 1 < min(len(read.words), first + MOST_NAMES)
        and NAME_GAP.fullmatch(read.gap(last + 1))
        and _is_capital(read.words[last + 1].text)
    ):
        last += 1
    # A lone letter is no name.
    return last if any(len(word.text) > 1 for word in read.words[first : last + 1]) else None


def _small_name(read: SoundedText, first: int) -> int | None:
    """A name in small letters, as people type on a phone: one word up to the end of the clause, or two with a surname."""
    if not PHRASE_GAP.fullmatch(read.gap(first)) or not _may_be_name(read, first):
        return None
    if CLAUSE_END.match(read.text, read.words[first].end):
        return first
    second = first + 1
    surname = second < len(read.words) and read.words[second].text.casefold().endswith(known.SURNAMES)
    return second if surname and NAME_GAP.fullmatch(read.gap(second)) else None


def _may_be_name(read: SoundedText, number: int) -> bool:
    if number >= len(read.words):
        return False
    word = read.words[number]
    ending = word.text.casefold().endswith(known.NO_NAME_ENDINGS)
    return word.text.isalpha() and word.sound not in known.NO_NAMES and not ending


def _is_capital(word: str) -> bool:
    """«Иванов», «И», «ИВАНОВ», but no «ТОО», no «Вы» and no city."""
    sound = skeleton(word)
    if not word[:1].isupper() or not word.isalpha():
        return False
    if sound in known.POLITE or sound.startswith(known.CITIES):
        return False
    return word[1:].islower() or len(word) == 1 or (word.isupper() and len(word) > 3)
