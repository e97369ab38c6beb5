"""How much a message leans on what was said is told by its own words."""

import pytest

from bot.acts.model import Rulebook
from bot.conversation.leaning import LeaningWords, leaning_of


@pytest.fixture(scope="module")
def words(rulebook: Rulebook) -> LeaningWords:
    said = rulebook.follow_ups
    return LeaningWords.of(said.opens, said.points, said.ends)


@pytest.mark.parametrize(
    "text",
    ["а если он мой брат?", "ал егер ол сый болса ше?", "то есть нельзя", "al eger ol tuysym bolsa she"],
)
def test_a_message_that_opens_as_a_sequel_leans_fully(words: LeaningWords, text: str) -> None:
    assert leaning_of(text, words) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "посетитель оставил на столе коньяк и ушёл без слов",
        "бастығым базарға барып картоп әкел деп жұмсайды",
    ],
)
def test_a_story_of_its_own_does_not_lean(words: LeaningWords, text: str) -> None:
    assert leaning_of(text, words) == 0.0


def test_a_message_without_a_word_does_not_lean(words: LeaningWords) -> None:
    assert leaning_of("?!", words) == 0.0
