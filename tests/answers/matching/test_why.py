"""Why a question got its answer: what spoke for the first and for the second, in the person's own words."""

import pytest

from bot.answers.matching.outcome import Found
from bot.knowledge.knowledge import Knowledge

QUESTIONS = [
    "Можно ли взять подарок от посетителя за помощь?",
    "бастығым мені жеке шаруасына жұмсайды, бара берейін бе",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_first_side_is_the_answer_and_its_reasons_are_words_of_the_question(
    services: Knowledge, question: str
) -> None:
    why = services.matcher.why(question)
    outcome = services.matcher.match(question)
    assert why is not None
    assert isinstance(outcome, Found)
    first, second = why.sides
    assert first.label == outcome.matches[0].matter
    assert first.probability >= second.probability
    for side in why.sides:
        shares = [reason.share for reason in side.reasons]
        assert shares == sorted(shares, reverse=True)
        assert 0 < sum(shares) <= 1.001
        assert all(word in question or word == "…" for r in side.reasons for word in r.words.split())


def test_a_question_of_the_content_is_said_to_stand_there_and_its_ref_is_first(services: Knowledge) -> None:
    matter = next(iter(services.rulebook.matters.values()))
    question = matter.examples[-1].text
    why = services.matcher.why(question)
    assert why is not None
    assert why.is_known
    assert why.sides[0].label == matter.id


def test_what_holds_no_word_has_no_reasons(services: Knowledge) -> None:
    assert services.matcher.why("?!") is None
