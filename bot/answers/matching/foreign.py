"""Which words of a vocabulary the lexicon catches that are no forms of its own words: for review, not for answering."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.acts.model import Concept
from bot.answers.matching.concepts import WHOLE
from bot.answers.matching.forms import Form, forms_of
from bot.language import Language
from bot.words.skeleton import skeleton, skeletons

SAME_START = 3
"""Letters that a form and its word must share as they are written, where no dictionary of forms is at hand."""

LOST_AT_END = 2

Lemmas = Callable[[str], frozenset[str]]
"""The dictionary forms that a Russian word may have."""

Vocabulary = Mapping[Language, Mapping[str, int]]
"""Words of each language as they are written, and how often each is said."""


@dataclass(frozen=True, slots=True)
class Caught:
    """A word of the lexicon, and the foreign words that count as its forms, the commonest first."""

    concept: str
    language: Language
    word: str
    foreign: tuple[tuple[str, int], ...]


def caught(concepts: Iterable[Concept], vocabulary: Vocabulary, lemmas: Lemmas) -> Iterator[Caught]:
    """Every single word of the lexicon that catches foreign words."""
    sounds = _by_sound(vocabulary)
    keys = sorted(sounds)
    for concept in concepts:
        for language, words in concept.words.items():
            for word in words:
                met = [said for sound in _forms_met(word, language, keys) for said in sounds[sound]]
                foreign = [said for said in met if _is_foreign(said, word.casefold(), language, lemmas)]
                if foreign:
                    common = sorted(((said.word, said.times) for said in foreign), key=lambda pair: -pair[1])
                    yield Caught(concept.id, language, word, tuple(common))


@dataclass(frozen=True, slots=True)
class _Said:
    word: str
    language: Language
    times: int


def _by_sound(vocabulary: Vocabulary) -> dict[str, list[_Said]]:
    found: dict[str, list[_Said]] = defaultdict(list)
    for language, words in vocabulary.items():
        for word, times in words.items():
            found[skeleton(word)].append(_Said(word, language, times))
    return found


def _forms_met(word: str, language: Language, keys: Sequence[str]) -> set[str]:
    match skeletons(word):
        case [sound] if len(sound) <= WHOLE:
            return {sound} & set(keys[bisect_left(keys, sound) :][:1])
        case [_]:
            return {key for form in forms_of(word, language) for key in _beginning(form, keys)}
        case _:
            return set()


def _beginning(form: Form, keys: Sequence[str]) -> Iterator[str]:
    for at in range(bisect_left(keys, form.stem), len(keys)):
        if not keys[at].startswith(form.stem):
            return
        if form.has(keys[at]):
            yield keys[at]


def _is_foreign(said: _Said, word: str, language: Language, lemmas: Lemmas) -> bool:
    """Told by dictionary where both words are Russian, else by the letters that they begin with."""
    own = word.rstrip("!")
    if language is said.language is Language.RU:
        return not lemmas(said.word) & lemmas(own)
    start = max(SAME_START, min(len(own), len(said.word)) - LOST_AT_END)
    return said.word[:start] != own[:start]
