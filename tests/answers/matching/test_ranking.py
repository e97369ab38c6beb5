"""Ranking over a made-up bank: a long text is read by its sentences too, and what is polite in it speaks for nothing."""

from collections.abc import Sequence

import numpy as np
import pytest

from bot.answers.matching.concepts import Concepts
from bot.answers.matching.features import Features
from bot.answers.matching.index import Floats
from bot.answers.matching.lessons import Line, lessons_of
from bot.answers.matching.ranking import BESIDE, BEST, LONG, Ranker, likeness
from bot.answers.matching.reading import MOST_MENDED
from bot.language import Language
from bot.matters.model import Example, Source
from bot.words.skeleton import skeletons

GIFT, RUDE, HELLO = "gift", "rude", "hello"


def asked(label: str, text: str) -> Line:
    return Line(label, text, Example(text, Language.RU, Source.QUESTION, "author"))


WRITTEN = [
    asked(GIFT, "Можно ли взять дорогой подарок от посетителя?"),
    asked(RUDE, "Начальник громко кричит на подчинённых каждое утро."),
    asked(HELLO, "Здравствуйте уважаемые коллеги, доброго вам дня."),
]
GIVEN = "Посетитель дарит дорогой подарок сегодня. "
SHOUTED = "Начальник громко кричит каждое утро. "
GREETED = "Здравствуйте уважаемые коллеги доброго дня. "


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return Ranker(lessons_of(WRITTEN, Concepts([])), Concepts([]), polite={HELLO})


def values(ranker: Ranker, text: str) -> Floats:
    scores = ranker.rank(text)
    assert scores is not None
    return scores.values


def of_words(ranker: Ranker, sounds: Sequence[str]) -> Floats:
    """What the index says of words, with nothing done to them."""
    return ranker._index.score(Features(Concepts([]))(sounds), len(sounds)).values


def of_whole(ranker: Ranker, text: str) -> Floats:
    return of_words(ranker, ranker.read(text))


def test_the_figures_in_force_are_those_that_were_chosen_on_held_out_voices() -> None:
    assert (LONG, BEST, BESIDE) == (40, 2, 0.5)


def test_the_labels_are_those_of_the_bank_and_each_is_found_by_its_words(ranker: Ranker) -> None:
    assert ranker.labels == [GIFT, RUDE, HELLO]
    for label, text in ((GIFT, GIVEN), (RUDE, SHOUTED), (HELLO, GREETED)):
        assert ranker.labels[int(values(ranker, text).argmax())] == label


@pytest.mark.parametrize("text", ["", "?!", " \n"])
def test_what_holds_no_word_has_no_rank(ranker: Ranker, text: str) -> None:
    assert ranker.rank(text) is None


def test_a_typo_is_mended_before_it_is_ranked(ranker: Ranker) -> None:
    assert values(ranker, "дорогой падарок").tolist() == values(ranker, "дорогой подарок").tolist()


def test_a_text_of_forty_words_is_read_as_a_whole_alone(ranker: Ranker) -> None:
    text = (GIVEN + SHOUTED + GREETED) * 2 + GIVEN + "Начальник кричит утро громко каждое."
    assert len(ranker.read(text)) == LONG
    assert values(ranker, text).tolist() == of_whole(ranker, text).tolist()
    longer = text + " Подарок."
    assert len(ranker.read(longer)) == LONG + 1
    assert values(ranker, longer).tolist() != of_whole(ranker, longer).tolist()


def test_of_a_long_text_the_two_best_sentences_speak_half_as_loud_beside_the_whole(ranker: Ranker) -> None:
    text = (
        GIVEN + SHOUTED + "Подарок от посетителя можно взять. " + "Утро доброго дня коллеги. "
    ) * 2 + GREETED
    parts = ["Посетитель дарит дорогой подарок сегодня", "Подарок от посетителя можно взять"] * 2
    parts += ["Начальник громко кричит каждое утро", "Утро доброго дня коллеги"] * 2
    parts.append("Здравствуйте уважаемые коллеги доброго дня")
    assert len(ranker.read(text)) > LONG
    said = np.sort([of_words(ranker, skeletons(part)) for part in parts], axis=0)
    best = (said[-1] + said[-2]) / 2
    expected = (of_whole(ranker, text) + BESIDE * best) / (1 + BESIDE)
    assert values(ranker, text)[:2] == pytest.approx(expected[:2], rel=1e-5)


def test_a_polite_sentence_of_a_long_text_does_not_speak_for_politeness(ranker: Ranker) -> None:
    text = (GREETED + GIVEN) * 5
    polite = ranker.labels.index(HELLO)
    assert len(ranker.read(text)) > LONG
    whole = of_whole(ranker, text)[polite]
    assert values(ranker, text)[polite] == pytest.approx(whole / (1 + BESIDE), rel=1e-5)


@pytest.mark.parametrize(("strange", "is_read_again"), [(MOST_MENDED, True), (MOST_MENDED + 1, False)])
def test_a_text_of_too_many_unknown_words_is_not_read_again(
    ranker: Ranker, strange: int, *, is_read_again: bool
) -> None:
    others = 2  # «дарит», «сегодня»
    unknown = " ".join(f"ъ{number}" for number in range(strange - others))
    text = f"{GIVEN}{unknown}. {SHOUTED}"
    meant = ranker.read(text)
    assert sum(not ranker._spelling.times(word) for word in meant) == strange
    assert (values(ranker, text).tolist() != of_words(ranker, meant).tolist()) is is_read_again


def test_texts_are_as_like_as_what_they_share(ranker: Ranker) -> None:
    gift, shout = ranker.weighed(GIVEN), ranker.weighed(SHOUTED)
    assert likeness(gift, gift) == pytest.approx(1)
    assert likeness(gift, shout) < 0.2
    assert likeness(gift, ranker.weighed("дорогой подарок")) > 0.5
    assert likeness(gift, ranker.weighed("")) == 0


def test_reasons_are_told_in_the_words_that_were_typed(ranker: Ranker) -> None:
    reasons = ranker.reasons("Дорогой подарок", ranker.labels.index(GIFT))
    assert {reason.words for reason in reasons} <= {"Дорогой", "подарок", "Дорогой подарок"}
    assert sum(reason.share for reason in reasons) == pytest.approx(1)
    assert ranker.reasons("Дорогой", ranker.labels.index(RUDE)) == ()
