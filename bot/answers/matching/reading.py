"""From a text as it was typed to the words that were meant: layouts, habits of Latin, words run together or torn apart, typos.

Every guess is held against the words of the content, and made only where the words as they stand are not among them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import inf, log

from bot.answers.matching.spelling import Spelling
from bot.words.keyboard_layout import as_cyrillic, as_kazakh
from bot.words.plain_signs import plain
from bot.words.skeleton import PREFIX, skeletons

# What one letter is in another person's Latin or haste: w is у to some and ш to others, э is ә.
_HABITS = (
    ("w", "sh"), ("s'", "sh"), ("ng", "n'g"), ("y'", "u"), ("э", "ә"), ("e", "ä"), ("c", "ts"), ("x", "ks"), ("j", "й"),
)  # fmt: skip
_APOSTROPHES = str.maketrans("’`ʼ‘´", "'''''")
_LATIN_KEYS = re.compile(r"[A-Za-z\[\];',.`{}:\"<>~]")
_HAS_LATIN = re.compile(r"[A-Za-z]")
_DIGIT_INSIDE = re.compile(r"[^\W\d_][234589=0]+[^\W\d_]")
_DIGIT_IN_WORD = re.compile(r"(?=.*[^\W\d_]).*[234589=0-]", re.DOTALL)

MOST_MENDED = 60
"""So many unknown words of a message are guessed at. Those behind them stay as they are, so that no message holds up the others."""

LONGEST_GLUED = 40
LEAST_GLUED = 7
LONG = 14
"""From so many letters on, a word that nobody wrote is likelier several."""

LEAST_PIECE = 4
"""Letters of a piece of a word that might as well be one long word with its endings."""


class Reader:
    """Reads texts with the words of the content in mind."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling

    def read(self, text: str) -> list[str]:
        """The skeletons of the words that were meant, in order."""
        tokens = plain(text).translate(_APOSTROPHES).replace("c'", "ch").split()
        if self._is_blind(tokens):
            tokens = [self._typed_blind(token) for token in tokens]
        return list(self._all_meant(self._joined(list(self._heard(tokens)))))

    def _heard(self, tokens: Iterable[str]) -> Iterator[str]:
        """The words of all tokens, the first strange ones in whatever habit makes them known."""
        strange = 0
        for token in tokens:
            words = skeletons(token)
            strange += not all(map(self._spelling.knows, words))
            yield from self._words_of(token) if strange <= MOST_MENDED else words

    def _all_meant(self, words: Iterable[str]) -> Iterator[str]:
        """What all words are meant to be, of the unknown ones the first."""
        unknown = 0
        for word in words:
            unknown += not self._spelling.times(word)
            yield from self._meant(word) if unknown <= MOST_MENDED else [word]

    def _is_blind(self, tokens: Sequence[str]) -> bool:
        """Whether most of a text is words only on the other layout."""
        latin = [token for token in tokens if _HAS_LATIN.search(token)]
        plain = sum(self._known_letters(token) for token in latin)
        blind = sum(self._known_letters(self._typed_blind(token)) for token in latin)
        return blind > 2 * plain

    def _typed_blind(self, token: str) -> str:
        if not _LATIN_KEYS.search(token):
            return self._in_digit_row(token)
        typed = as_cyrillic(token)
        kazakh = as_kazakh(typed)
        return max((typed, kazakh), key=self._known_letters)

    def _in_digit_row(self, token: str) -> str:
        return max((token, as_kazakh(token)), key=self._known_letters)

    def _known_letters(self, token: str) -> int:
        return sum(len(word) for word in skeletons(token) if self._spelling.knows(word))

    def _words_of(self, token: str) -> list[str]:
        """The words of a token; where it is strange, in the habit of writing that makes most of it known."""
        if _DIGIT_INSIDE.search(token) and self._known_letters(as_kazakh(token)) >= self._known_letters(
            token
        ):
            token = as_kazakh(token)
        words = skeletons(token)
        if all(map(self._spelling.knows, words)):
            return words
        if _DIGIT_IN_WORD.match(token):
            token = self._in_digit_row(token)
        return skeletons(max(_in_other_habits(token.lower()), key=self._known_letters))

    def _joined(self, words: Sequence[str]) -> Iterator[str]:
        """Words torn apart put together: where one of two is no word, and both together are."""
        at = 0
        while at < len(words):
            is_torn = at + 1 < len(words) and self._are_torn(words[at], words[at + 1])
            yield words[at] + words[at + 1] if is_torn else words[at]
            at += 1 + is_torn

    def _are_torn(self, one: str, other: str) -> bool:
        times = self._spelling.times
        if times(one) and times(other):
            return False
        return times(one + other) > 0 or (not self._spelling.knows(one) and self._spelling.knows(one + other))

    def _meant(self, word: str) -> list[str]:
        """One word, or the words that were run together in it."""
        if self._spelling.times(word) or word.isdigit() or not LEAST_GLUED <= len(word) <= LONGEST_GLUED:
            return [self._spelling.mend(word)]
        may_be_one = self._spelling.knows(word) and len(word) < LONG
        pieces = self._pieces(word, LEAST_PIECE if may_be_one else 2)
        if pieces:
            return pieces
        return [self._spelling.mend(word)]

    def _pieces(self, word: str, least: int) -> list[str]:
        """The likeliest known words that make up a word; none where it cannot be cut so."""
        costs, cuts = [0.0] + [inf] * len(word), [0] * (len(word) + 1)
        begins = [self._spelling.knows(word[start : start + PREFIX]) for start in range(len(word))]
        for end in range(least, len(word) + 1):
            for start in range(end - least + 1):
                # Every piece costs something.
                if costs[start] < costs[end]:
                    cost = costs[start] + self._cost(word[start:end], begins=begins[start])
                    if cost < costs[end]:
                        costs[end], cuts[end] = cost, start
        if costs[-1] > COST_A_LETTER * len(word):
            return []
        ends = [len(word)]
        while ends[-1]:
            ends.append(cuts[ends[-1]])
        return [word[start:end] for start, end in pairwise(reversed(ends))]

    def _cost(self, piece: str, *, begins: bool) -> float:
        """What a piece costs, which `begins` like a known word or does not."""
        times = self._spelling.times(piece)
        if times:
            return log(RARE / times)
        is_form = begins and PREFIX <= len(piece) < LONG
        return log(RARE / ANOTHER_FORM) if is_form else inf


RARE = 1e5
ANOTHER_FORM = 0.001
"""A form of which only the beginning is known counts as if it had been said so often."""

COST_A_LETTER = 2.0
"""Above it a cut is a row of rare scraps, not of words."""


def _in_other_habits(token: str) -> list[str]:
    """A token as written, and with each habit read otherwise, alone and all those before together."""
    used = [habit for habit in _HABITS if habit[0] in token]
    single = [token.replace(*habit) for habit in used]
    together = accumulate(used, lambda text, habit: text.replace(*habit), initial=token)
    return [token, *single, *together]
