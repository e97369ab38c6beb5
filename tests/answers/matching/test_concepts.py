"""Everyday words of both languages meet in one concept."""

from bot.acts.model import Concept
from bot.answers.matching.concepts import Concepts
from bot.language import Language
from bot.words.skeleton import skeletons

CONCEPTS = Concepts(
    [
        Concept("gift", {Language.KK: ("сыйлық", "сый"), Language.RU: ("подарок", "подарк")}),
        Concept("pull", {Language.KK: ("жоғарыдан қоңырау",), Language.RU: ("по звонку", "блат")}),
    ]
)


def of_word(word: str) -> frozenset[str]:
    return CONCEPTS.of_word(skeletons(word)[0])


def of_phrases(text: str) -> list[str]:
    return [CONCEPTS.names[number] for number in CONCEPTS.of_phrases(skeletons(text))]


def test_words_of_both_languages_in_any_spelling_mean_one_thing() -> None:
    assert of_word("сыйлықтар") == of_word("syilyq") == of_word("подарками") == {"gift"}


def test_a_short_word_stands_for_itself_alone() -> None:
    assert of_word("сый") == {"gift"}
    assert of_word("сыр") == frozenset()


def test_a_stem_of_four_letters_covers_its_forms() -> None:
    assert of_word("блатной") == of_word("блат") == {"pull"}


def test_a_phrase_means_something_only_together() -> None:
    assert of_phrases("взяли по звонку сверху") == ["pull"]
    assert of_phrases("звонку по взяли") == []
    assert of_word("звонку") == frozenset()


def test_a_phrase_is_met_in_other_forms_of_its_words() -> None:
    assert of_phrases("жоғарыдан қоңыраулар түсті") == ["pull"]
