"""Everyday words of both languages meet in one concept."""

import pytest

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


FORMS = [
    (Language.RU, "взятка", "взятки взяткой взяток взятками", "взять взяла взял"),
    (Language.RU, "друг", "друга другу другом", "другой другого другому другие другая"),
    (Language.RU, "долг", "долги долгами долгов", "долго должен должность"),
    (Language.RU, "подарок", "подарка подарки подарками подарку", "подарила"),
    (Language.RU, "подчинённый", "подчиненного подчинённых подчинённая", "подчинить"),
    (Language.RU, "увольнение", "увольнения увольнению увольнений", "уволить"),
    (Language.RU, "вручил", "вручила вручили вручить вручит вручают", "вручную"),
    (Language.RU, "пост", "поста посты постами", "постановление поставщик постоянно"),
    (Language.KK, "парақор", "парақорлар парақорды парақорлықтан", "парақ парақша парағы"),
    (Language.KK, "қандас", "қандастар қандасқа", "қандай қандайда"),
    (Language.KK, "конверт", "конвертті конвертпен конвертке", "конвейер"),
    (Language.KK, "бастық", "бастығым бастыққа бастықтың бастығымызға", "басты бастады"),
    (Language.KK, "тағайындау", "тағайындады тағайындап тағайындаған тағайындауға", "тағам"),
]


@pytest.mark.parametrize(("language", "word", "own", "foreign"), FORMS, ids=[word for _, word, _, _ in FORMS])
def test_a_word_stands_for_its_own_forms_only(language: Language, word: str, own: str, foreign: str) -> None:
    concepts = Concepts([Concept("meant", {language: (word,)})])
    assert [form for form in own.split() if not concepts.of_word(skeletons(form)[0])] == []
    assert [form for form in foreign.split() if concepts.of_word(skeletons(form)[0])] == []


def test_a_word_marked_as_whole_stands_for_itself_alone() -> None:
    concepts = Concepts([Concept("meant", {Language.RU: ("указ!",)})])
    assert concepts.of_word("указ") == {"meant"}
    assert concepts.of_word("указа") == concepts.of_word("указу") == frozenset()


def test_a_phrase_means_something_only_together() -> None:
    assert of_phrases("взяли по звонку сверху") == ["pull"]
    assert of_phrases("звонку по взяли") == []
    assert of_word("звонку") == frozenset()


def test_a_phrase_is_met_in_other_forms_of_its_words() -> None:
    assert of_phrases("жоғарыдан қоңыраулар түсті") == ["pull"]
