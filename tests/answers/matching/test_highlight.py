"""Which words are marked, on a lexicon of two concepts."""

from bot.acts.model import Concept
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.highlight import Highlighter
from bot.language import Language
from bot.words.skeleton import folded_words

CONCEPTS = Concepts(
    [
        Concept("gift", {Language.KK: ("сыйлық",), Language.RU: ("подарок", "подарки")}),
        Concept("boss", {Language.KK: ("басшы",), Language.RU: ("начальник",)}),
    ]
)


def highlighter(*function_words: str) -> Highlighter:
    return Highlighter(CONCEPTS, frozenset(folded_words(" ".join(function_words))))


def marked(question: str, text: str, *function_words: str) -> list[str]:
    marks = highlighter(*function_words)
    return [text[start:end] for start, end in marks.marks(marks.asked(question), text)]


def test_other_forms_of_a_word_are_marked() -> None:
    assert marked("служащему", "Служащий обязан, служащие не вправе, слуга может") == ["Служащий", "служащие"]


def test_a_concept_marks_across_the_languages_and_no_other_concept_does() -> None:
    assert marked("сыйлық", "Начальник принял подарок") == ["подарок"]
    assert marked("начальник", "Басшы сыйлық алды") == ["Басшы"]


def test_function_words_and_short_words_are_never_marked() -> None:
    assert marked("который дом", "который служащий, дом") == ["который"]
    assert marked("который дом", "который служащий, дом", "который") == []


def test_a_word_of_four_letters_is_marked_and_one_of_three_is_not() -> None:
    assert marked("долг сын", "долг и сын") == ["долг"]


def test_where_nothing_is_asked_nothing_is_marked() -> None:
    assert marked("", "подарок") == []
    assert marked("а и о", "а и о") == []


def test_the_best_text_shares_most_and_of_equals_the_first() -> None:
    parts = [["служащий"], ["служащий принял", "подарок"], ["служащий взял подарок"]]
    marks = highlighter()
    assert marks.best(marks.asked("подарок служащему"), parts) == 1
    assert marks.best(marks.asked("закон"), parts) == 0


def test_a_text_of_the_content_is_read_once_and_of_a_question_nothing_stays() -> None:
    marks = highlighter()
    for question in ("сыйлық", "долг"):
        marks.marks(marks.asked(question), "Начальник принял подарок")
    assert list(marks._read) == ["Начальник принял подарок"]
