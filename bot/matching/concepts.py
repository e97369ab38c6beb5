"""Everyday words and phrases of both languages → concepts, so that a story in Russian meets a keyword in Kazakh."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.matching.normalize import PREFIX, skeletons
from bot.rulebook.model import Concept

WHOLE = 3
"""Lexicon words up to this many letters stand for themselves alone; longer ones for every word that begins alike."""

ENDING = 2
"""Letters at the end of a longer word that its other forms may change."""


class Concepts:
    """Finds the concepts that words speak of."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._begins: dict[str, set[str]] = defaultdict(set)
        self._phrases: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for concept in concepts:
            for word in (word for words in concept.words.values() for word in words):
                self._learn(tuple(skeletons(word)), concept.id)
        self._longest = max(map(len, self._begins), default=0)

    def of_word(self, sound: str) -> frozenset[str]:
        """The concepts of one word, given as a skeleton."""
        found = set(self._whole.get(sound, ()))
        for size in range(WHOLE + 1, min(len(sound), self._longest) + 1):
            found |= self._begins.get(sound[:size], set())
        return frozenset(found)

    def of_phrases(self, sounds: Sequence[str]) -> Iterator[str]:
        """The concepts that words of a text, given as skeletons, mean only together."""
        beginnings = [sound[:PREFIX] for sound in sounds]
        for start, beginning in enumerate(beginnings):
            for phrase, concept in self._phrases.get(beginning, ()):
                if beginnings[start : start + len(phrase)] == phrase:
                    yield concept

    def _learn(self, sounds: tuple[str, ...], concept: str) -> None:
        match sounds:
            case ():
                return
            case (sound,) if len(sound) <= WHOLE:
                self._whole[sound].add(concept)
            case (sound,):
                self._begins[_stem(sound)].add(concept)
            case _:
                phrase = [sound[:PREFIX] for sound in sounds]
                self._phrases[phrase[0]].append((phrase, concept))


def _stem(sound: str) -> str:
    """What all forms of a word begin with: «синагога» is «синаго», so that it is not «сынаған»."""
    return sound[: max(PREFIX, len(sound) - ENDING)]
