"""What words of the lexicon catch beside their own forms is shown for review."""

from bot.acts.model import Concept
from bot.answers.matching.foreign import Caught, caught
from bot.language import Language

VOCABULARY = {
    Language.KK: {"қарыз": 4, "қарызға": 2, "төрт": 9, "тортым": 1},
    Language.RU: {"торта": 3, "правы": 5, "правил": 7, "правило": 2},
}
LEMMAS = {"правил": {"правило"}, "правила": {"правило"}, "правы": {"правый"}}


def lemmas(word: str) -> frozenset[str]:
    return frozenset(LEMMAS.get(word, {word.removesuffix("а")}))


def found(language: Language, word: str) -> list[Caught]:
    return list(caught([Concept("meant", {language: (word,)})], VOCABULARY, lemmas))


def test_a_word_that_sounds_alike_and_is_spelt_otherwise_is_shown() -> None:
    assert found(Language.RU, "торт") == [Caught("meant", Language.RU, "торт", (("төрт", 9),))]
    assert found(Language.KK, "кәріз")[0].foreign == (("қарыз", 4), ("қарызға", 2))


def test_a_russian_word_is_foreign_where_the_dictionary_has_another_word_for_it() -> None:
    assert found(Language.RU, "правила")[0].foreign == (("правы", 5),)


def test_what_is_marked_as_whole_catches_no_other_word() -> None:
    assert found(Language.KK, "кәріз!") == [Caught("meant", Language.KK, "кәріз!", (("қарыз", 4),))]
    assert found(Language.RU, "правила!") == []
