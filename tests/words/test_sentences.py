"""A text is read by its sentences."""

from bot.words.sentences import sentences


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
