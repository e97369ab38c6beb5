"""`check --concepts`: what each word of the lexicon catches beside its own forms, held against all words that are at hand."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from pymorphy3 import MorphAnalyzer
from wordfreq import top_n_list

from bot.acts.model import Rulebook
from bot.answers.matching.foreign import Caught, Lemmas, Vocabulary, caught
from bot.answers.matching.lessons import lines
from bot.language import Language
from bot.words.skeleton import words_in

COMMON_RUSSIAN = 40_000
"""Words of the frequency list. Nobody publishes one of Kazakh as a package: there the content is the list."""

SHOWN = 8


def report(rulebook: Rulebook) -> Iterator[str]:
    """One line for each word that catches foreign ones, those that are said most often first."""
    found = caught(rulebook.concepts, _vocabulary(rulebook), _lemmas())
    for one in sorted(found, key=_times, reverse=True):
        foreign = ", ".join(f"{word} {times}" for word, times in one.foreign[:SHOWN])
        yield f"{_times(one):5} {one.concept}.{one.language.value} «{one.word}»: {foreign}"


def _times(one: Caught) -> int:
    return sum(times for _, times in one.foreign)


def _vocabulary(rulebook: Rulebook) -> Vocabulary:
    said = {language: Counter[str]() for language in Language}
    for line in lines(rulebook):
        if line.example:
            said[line.example.language].update(word.casefold() for word in words_in(line.text))
    for word in top_n_list("ru", COMMON_RUSSIAN, wordlist="large"):
        said[Language.RU].setdefault(word, 0)
    return said


def _lemmas() -> Lemmas:
    analyzer = MorphAnalyzer()

    @cache
    def lemmas(word: str) -> frozenset[str]:
        return frozenset(parsed.normal_form.replace("ё", "е") for parsed in analyzer.parse(word))

    return lemmas
