"""Traces in phrases: the writer's own post or place of work, in both languages and any spelling the house knows."""

import re
from collections.abc import Iterator

from bot.tips.traces import vocabulary as known
from bot.tips.traces.sounded_text import SPACE_GAP, SoundedText, Span

CLAUSE_BREAK = re.compile(r"[.,!?;:\n(«\"]")
REACH = 6
"""Words that may stand between «мен» and the verb at the other end of a Kazakh sentence."""


def posts(text: str) -> Iterator[Span]:
    """Where the writer says what they are or where they work."""
    read = SoundedText(text)
    for number in range(len(read.words)):
        for found in (_works, _is_as, _is_post, _ours, _kazakh_works, _kazakh_post, _kazakh_as):
            if span := found(read, number):
                yield span
                break


def _works(read: SoundedText, number: int) -> Span | None:
    """«я работаю в отделе закупок», «Работаю бухгалтером», «я работала в акимате»."""
    sound = read.sound(number)
    now = sound in known.WORK_NOW
    own = any(read.sound(number - back) == known.YA for back in (1, 2, 3))
    if not (now or (own and sound in known.WORKED)):
        return None
    for step in range(1, 4):
        word = read.sound(number + step)
        if not word or word in known.WITH or CLAUSE_BREAK.search(read.gap(number + step)):
            return None
        if word in known.WORK_PLACES and read.sound(number + step + 1):
            return read.span(_back_to_i(read, number), _to_place(read, number + step + 1))
        if word.endswith(known.INSTRUMENTAL) and word not in known.NO_POSTS:
            return read.span(_back_to_i(read, number), number + step)
    return None


def _back_to_i(read: SoundedText, number: int) -> int:
    return next((number - back for back in (1, 2, 3) if read.sound(number - back) == known.YA), number)


def _to_place(read: SoundedText, number: int) -> int:
    """The next word too where it is bound to this one without a sign between: «отделе закупок»."""
    bound = number + 1 < len(read.words) and read.gap(number + 1) == " "
    return number + 1 if bound and read.sound(number + 1) not in known.SMALL_WORDS else number


def _is_as(read: SoundedText, number: int) -> Span | None:
    """«я как бухгалтер», «я, как инспектор отдела»."""
    if read.sound(number) != known.YA or read.sound(number + 1) != known.KAK:
        return None
    post = number + 2
    while read.sound(post).endswith(known.ADJECTIVE) and read.sound(post) not in known.POSTS:
        post += 1
    return read.span(number, post) if read.sound(post) in known.POSTS else None


def _is_post(read: SoundedText, number: int) -> Span | None:
    """«я бухгалтер», «я — главный специалист», «моя должность инспектор»."""
    if read.says(number, known.MY_POST):
        return read.span(number, number + 2) if read.sound(number + 2) else None
    post = number + 1
    if read.sound(number) != known.YA or not read.sound(post) or not SPACE_GAP.fullmatch(read.gap(post)):
        return None
    while (
        read.sound(post).endswith(known.ADJECTIVE)
        and read.sound(post) not in known.POSTS
        and post < number + 4
    ):
        post += 1
    return read.span(number, post) if read.sound(post) in known.POSTS else None


def _ours(read: SoundedText, number: int) -> Span | None:
    """«в нашем отделе», «біздің басқармада», «мой начальник», «менің бастығым»."""
    if read.sound(number) not in known.OUR:
        return None
    of_us = read.sound(number + 1).startswith(known.PLACE_STEMS) and read.gap(number + 1) == " "
    return read.span(number, number + 1) if of_us else None


def _kazakh_works(read: SoundedText, number: int) -> Span | None:
    """«мен қаржы бөлімінде істеймін», «мектепте жұмыс істеймін», «бухгалтер болып қызмет етемін»."""
    if read.sound(number) not in known.KAZAKH_WORK:
        return None
    place = number - 1
    if read.sound(place) in known.KAZAKH_WORK_FIRST:
        place -= 1
    if not read.sound(place).endswith(known.LOCATIVE) and read.sound(place) != known.BOLIP:
        return None
    if read.sound(place) in known.NO_PLACES or any(
        read.starts_sentence(n) for n in range(place + 1, number + 1)
    ):
        return None
    return read.span(_back_to_men(read, place), number)


def _back_to_men(read: SoundedText, number: int) -> int:
    for first in range(number, max(-1, number - REACH), -1):
        if read.sound(first) == known.MEN:
            return first
        if read.starts_sentence(first):
            break
    return max(0, number - 1) if not read.starts_sentence(number) else number


def _kazakh_post(read: SoundedText, number: int) -> Span | None:
    """«бухгалтермін», «бас маманмын»."""
    sound = read.sound(number)
    if not sound.endswith(known.FIRST_PERSON) or not sound.startswith(known.KAZAKH_POST_STEMS):
        return None
    return read.span(number - 1 if read.sound(number - 1) == known.MEN else number, number)


def _kazakh_as(read: SoundedText, number: int) -> Span | None:
    """«мен бухгалтер ретінде»."""
    if read.sound(number) != known.RETINDE or not read.sound(number - 1).startswith(known.KAZAKH_POST_STEMS):
        return None
    first = number - 2 if read.sound(number - 2) == known.MEN else number - 1
    return read.span(first, number)
