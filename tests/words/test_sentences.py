"""A text is read by its sentences and by its clauses."""

from bot.words.sentences import clauses, sentences


def test_sentences_end_at_stops_and_at_lines() -> None:
    text = "Ол маған сыйлық әкелді кеше. Мен оны алмадым ғой!\nЕнді не істеуім керек екен?"
    assert sentences(text) == [
        "Ол маған сыйлық әкелді кеше.",
        "Мен оны алмадым ғой!",
        "Енді не істеуім керек екен?",
    ]


def test_a_short_sentence_belongs_to_the_one_beside_it() -> None:
    assert sentences("Здравствуйте! Начальник просит занести деньги. Что делать?") == [
        "Здравствуйте! Начальник просит занести деньги. Что делать?"
    ]


def test_a_text_without_a_stop_is_one_sentence() -> None:
    assert sentences("один два три четыре пять") == ["один два три четыре пять"]


def test_clauses_end_at_every_stop_and_short_ones_belong_to_those_beside_them() -> None:
    text = "Отдел у нас маленький, все держатся, а вчера он сказал: «я тебя найду» – и ушёл домой рано. Как быть?"
    assert clauses(text) == [
        "Отдел у нас маленький все держатся",
        "а вчера он сказал",
        "я тебя найду",
        "и ушёл домой рано. Как быть?",
    ]


def test_a_text_of_one_clause_is_that_clause_and_an_empty_one_has_none() -> None:
    assert clauses("один два три четыре") == ["один два три четыре"]
    assert clauses(" , ") == []
