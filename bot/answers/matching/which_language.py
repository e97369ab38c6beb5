"""Which of the two languages a question is in, whatever its script."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bot.language import Language
from bot.words.letter_codes import BITS, Letters, groups, letters
from bot.words.skeleton import sounds, words_in

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
RUSSIAN_LETTERS = frozenset("щэцчёъ")
LETTER_WEIGHT = 7.0
"""What a letter that only one language uses weighs, in nats; about as much as seven telling letter groups."""

BALANCE = 3.5
"""Nats of evidence below which a question is in neither language more than in the other: a bare word or two, such as
«машина» or «рахмет» without its letters, which both languages write."""

GROUP = 3

Weights = npt.NDArray[np.float32]
"""The evidence of every group of letters, in nats; above 0 for Kazakh, 0 where it was never met."""


class Speech:
    """Tells Kazakh from Russian by groups of three letters of the skeleton, learned from texts known to be in one of them.

    The skeleton folds Kazakh without its letters and Latin spelling into one form, so all three are told alike.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def language_of(self, text: str, preferred: Language | None = None) -> Language:
        """The weightier language of a text; where they balance, the preferred one, or Kazakh."""
        said = [word for word in words_in(text) if not word.isdigit()]
        weight = LETTER_WEIGHT * sum(map(_telling_letters, said)) + self._weight(sounds(said))
        if abs(weight) < BALANCE:
            return preferred or Language.KK
        return Language.KK if weight > 0 else Language.RU

    def _weight(self, heard: Sequence[str]) -> float:
        _, codes = groups(letters(heard), GROUP)
        return float(self._weights[codes].sum())


def speech_weights(said: Mapping[Language, tuple[Letters, npt.NDArray[np.intp]]]) -> Weights:
    """What groups of letters tell, learned from the words of both languages, as letters, and how often each is said."""
    counts = {language: _counted(*spoken) for language, spoken in said.items()}
    kk, ru = counts[Language.KK], counts[Language.RU]
    met = (kk + ru) > 0
    kinds = met.sum()
    evidence = np.log((kk + 1) / (kk.sum() + kinds)) - np.log((ru + 1) / (ru.sum() + kinds))
    return np.where(met, evidence, 0).astype(np.float32)


def _counted(vocabulary: Letters, times: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """How often each group of letters is said."""
    places, codes = groups(vocabulary, GROUP)
    counts = np.bincount(codes.astype(np.intp), times[places], 1 << BITS * GROUP)
    return counts.astype(np.float64)


def _telling_letters(word: str) -> int:
    """1 where a word has a letter that only Kazakh has, -1 for Russian, 0 for both or neither."""
    used = set(word.lower())
    return bool(used & KAZAKH_LETTERS) - bool(used & RUSSIAN_LETTERS)
