"""Which of the two languages a question is in, whatever its script."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log

from bot.language import Language
from bot.matching.normalize import skeleton, skeletons, words

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
RUSSIAN_LETTERS = frozenset("щэцчёъ")
LETTER_WEIGHT = 5.0
"""What a letter that only one language uses weighs, in nats; about as much as five telling letter groups."""

BALANCE = 3.0
"""Nats of evidence below which a question is in neither language more than in the other: a bare word or two, such as
«машина» or «рахмет» without its letters, which both languages write."""

GROUP = 3


class Speech:
    """Tells Kazakh from Russian by groups of three letters of the skeleton, learned from texts known to be in one of them.

    The skeleton folds Kazakh without its letters and Latin spelling into one form, so all three are told alike.
    """

    def __init__(self, known: Iterable[tuple[Language, str]]) -> None:
        said: Mapping[Language, Counter[str]] = {language: Counter() for language in Language}
        for language, text in known:
            said[language].update(skeletons(text))
        counts = {language: _counted(sounds) for language, sounds in said.items()}
        kk, ru = counts[Language.KK], counts[Language.RU]
        kinds = len(kk.keys() | ru.keys())
        kk_total, ru_total = kk.total() + kinds, ru.total() + kinds
        self._weights = {
            group: log((kk[group] + 1) / kk_total) - log((ru[group] + 1) / ru_total)
            for group in kk.keys() | ru.keys()
        }

    def language_of(self, text: str, preferred: Language | None = None) -> Language:
        """The weightier language of a text; where they balance, the preferred one, or Kazakh."""
        weight = sum(self._weight(match[0]) for match in words(text) if not match[0].isdigit())
        if abs(weight) < BALANCE:
            return preferred or Language.KK
        return Language.KK if weight > 0 else Language.RU

    def _weight(self, word: str) -> float:
        """The evidence of one word, in nats; above 0 for Kazakh."""
        letters = set(word.lower())
        weight = LETTER_WEIGHT * (bool(letters & KAZAKH_LETTERS) - bool(letters & RUSSIAN_LETTERS))
        return weight + sum(self._weights.get(group, 0.0) for group in _groups(skeleton(word)))


def _counted(sounds: Counter[str]) -> Counter[str]:
    """How often each group of letters is said, each word taken apart once."""
    counts: Counter[str] = Counter()
    for sound, times in sounds.items():
        for group in _groups(sound):
            counts[group] += times
    return counts


def _groups(sound: str) -> Iterator[str]:
    bounded = f"^{sound}$"
    return (bounded[at : at + GROUP] for at in range(len(bounded) - GROUP + 1))
