"""Everyday words and phrases of both languages → concepts, so that a story in Russian meets a keyword in Kazakh."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.acts.model import Concept
from bot.answers.matching.forms import Endings, Form, forms_of
from bot.language import Language
from bot.words.letter_codes import Codes
from bot.words.skeleton import PREFIX, heard_in

WHOLE = 3
"""Lexicon words up to this many letters stand for themselves alone; longer ones for their own forms (forms.py)."""


class Concepts:
    """Finds the concepts that words speak of."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.names: list[str] = []
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._begins: dict[str, tuple[tuple[Endings, int], ...]] = {}
        self._phrases: dict[tuple[str, str], list[tuple[list[str], int]]] = defaultdict(list)
        owned: list[tuple[str, Language, int]] = []
        for number, concept in enumerate(concepts):
            self.names.append(concept.id)
            owned += [(word, language, number) for language, words in concept.words.items() for word in words]
        for heard, (word, language, number) in zip(
            heard_in([word for word, _, _ in owned]), owned, strict=True
        ):
            self._learn(word, heard, language, number)
        # Most words begin like no word of the lexicon, and need no further look.
        self._first_letters = frozenset(stem[: WHOLE + 1] for stem in self._begins)
        self._longest = max(map(len, self._begins), default=0)

    def of_word(self, sound: str) -> frozenset[str]:
        """The concepts of one word, given as a skeleton."""
        return frozenset(self.names[number] for number in self._of_word(sound))

    def of_words(self, sounds: Sequence[str]) -> tuple[npt.NDArray[np.intp], Codes]:
        """The concepts of many words: the place of the word, and the number of the concept in `names`."""
        found = [(place, number) for place, sound in enumerate(sounds) for number in self._of_word(sound)]
        columns = np.array(found, np.intp).reshape(-1, 2).T
        return columns[0], columns[1].astype(np.uint64)

    def of_phrases(self, sounds: Sequence[str]) -> Iterator[int]:
        """The concepts, as numbers in `names`, that words of a text, given as skeletons, mean only together."""
        beginnings = [sound[:PREFIX] for sound in sounds]
        for start, opening in enumerate(pairwise(beginnings)):
            for phrase, concept in self._phrases.get(opening, ()):
                if beginnings[start : start + len(phrase)] == phrase:
                    yield concept

    @property
    def openings(self) -> tuple[list[str], list[str]]:
        """The first words of all phrases and the second ones, cut to their beginnings."""
        return [first for first, _ in self._phrases], [second for _, second in self._phrases]

    def _of_word(self, sound: str) -> Iterable[int]:
        found = set(self._whole.get(sound, ()))
        if sound[: WHOLE + 1] in self._first_letters:
            sizes = range(WHOLE + 1, min(len(sound), self._longest) + 1)
            found.update(
                number
                for size in sizes
                for endings, number in self._begins.get(sound[:size], ())
                if Form(sound[:size], endings).has(sound)
            )
        return found

    def _learn(self, word: str, heard: list[str], language: Language, concept: int) -> None:
        match heard:
            case []:
                return
            case [sound] if len(sound) <= WHOLE:
                self._whole[sound].add(concept)
            case [_]:
                for form in forms_of(word, language):
                    pairs, pair = self._begins.get(form.stem, ()), (form.endings, concept)
                    if pair not in pairs:
                        self._begins[form.stem] = (*pairs, pair)
            case sounds:
                phrase = [sound[:PREFIX] for sound in sounds]
                self._phrases[phrase[0], phrase[1]].append((phrase, concept))
