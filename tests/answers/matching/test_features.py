"""What the matcher sees in made-up words: each kind of feature, what it is made of, and that words together say more."""

import numpy as np
import pytest

from bot.acts.model import Concept
from bot.answers.matching import features
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.features import CONTENT, Features, Kind, kinds, weights
from bot.language import Language
from bot.words.letter_codes import BITS, Codes, read

GIFT, PULL = 0, 1
CONCEPTS = Concepts(
    [
        Concept("gift", {Language.RU: ("подарок",)}),
        Concept("pull", {Language.RU: ("по звонку",)}),
    ]
)


@pytest.fixture
def seen() -> Features:
    return Features(CONCEPTS)


def of_kind(codes: Codes, kind: Kind) -> list[int]:
    """What the features of a kind are made of."""
    return [code & CONTENT for code in codes[kinds(codes) == kind].tolist()]


def spelt(codes: Codes, kind: Kind) -> set[str]:
    return set(map(read, of_kind(codes, kind)))


def said_by(seen: Features, *sounds: str) -> set[int]:
    return set(seen(sounds).tolist())


def test_a_word_is_seen_by_its_first_five_letters_its_first_four_and_four_at_a_time(seen: Features) -> None:
    codes = seen(["зарплата"])
    assert spelt(codes, Kind.WORD) == {"зарпл"}
    assert spelt(codes, Kind.BEGINNING) == {"зарп"}
    assert spelt(codes, Kind.GROUP) == {"^зар", "зарп", "арпл", "рпла", "плат", "лата", "ата$"}
    assert len(of_kind(codes, Kind.WHOLE)) == 1
    assert not of_kind(codes, Kind.PAIR)
    assert not of_kind(codes, Kind.CONCEPT)


def test_a_short_word_is_one_group_with_both_its_ends(seen: Features) -> None:
    assert spelt(seen(["да"]), Kind.GROUP) == {"^да$"}
    assert not spelt(seen(["а"]), Kind.GROUP)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("зарплате", {Kind.WORD, Kind.BEGINNING}),  # another ending
        ("зарпака", {Kind.BEGINNING}),  # the fifth letter
        ("барплата", set()),  # the first one
    ],
)
def test_two_words_are_as_alike_as_they_begin_alike(seen: Features, other: str, same: set[Kind]) -> None:
    shared = said_by(seen, "зарплата") & said_by(seen, other)
    assert {Kind(code >> features.KIND_AT) for code in shared} - {Kind.GROUP} == same


def test_words_side_by_side_say_more_in_their_order(seen: Features) -> None:
    [pair] = of_kind(seen(["начальник", "орет"]), Kind.PAIR)
    assert (read(pair >> BITS * 5), read(pair & (1 << BITS * 5) - 1)) == ("начал", "орет")
    [turned] = of_kind(seen(["орет", "начальник"]), Kind.PAIR)
    assert turned != pair
    assert len(of_kind(seen(["начальник", "громко", "орет"]), Kind.PAIR)) == 2


def test_each_feature_is_seen_once_and_they_rise(seen: Features) -> None:
    codes = seen(["орет", "начальник", "орет", "начальник"])
    assert (np.diff(codes.astype(object)) > 0).all()
    assert of_kind(codes, Kind.WORD) == sorted(set(of_kind(codes, Kind.WORD)))
    assert len(of_kind(codes, Kind.PAIR)) == 2


def test_a_concept_is_seen_in_its_word_and_a_phrase_in_its_words_together_alone(seen: Features) -> None:
    assert of_kind(seen(["подарком"]), Kind.CONCEPT) == [GIFT]
    assert of_kind(seen(["по", "звонку"]), Kind.CONCEPT) == [PULL]
    assert of_kind(seen(["звонку", "по"]), Kind.CONCEPT) == []
    assert of_kind(seen(["звонку"]), Kind.CONCEPT) == []


def test_nothing_is_seen_where_nothing_is_said(seen: Features) -> None:
    assert len(seen([])) == 0


def test_a_concept_weighs_twice_a_word_and_a_group_of_letters_a_third(seen: Features) -> None:
    codes = seen(["подарок", "по", "звонку"])
    by_kind = {Kind(kind): weight for kind, weight in zip(kinds(codes), weights(codes), strict=True)}
    assert by_kind == {
        Kind.WORD: 1.0,
        Kind.BEGINNING: 1.0,
        Kind.WHOLE: 0.5,
        Kind.GROUP: np.float32(0.3),
        Kind.PAIR: 1.0,
        Kind.CONCEPT: 2.0,
    }


def test_words_that_were_met_before_say_the_same_and_the_memory_of_them_is_bounded(
    seen: Features, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "REMEMBERED", 2)
    texts = (["подарок", "орет"], ["орет", "сериал"], ["подарок"], ["по", "звонку"])
    first = [seen(text).tolist() for text in texts]
    assert len(seen._said_by) <= 4
    assert [seen(text).tolist() for text in texts] == first
    assert [Features(CONCEPTS)(text).tolist() for text in texts] == first


def test_features_are_named_by_the_words_as_they_were_typed_and_by_their_concept(seen: Features) -> None:
    named = seen.named(["подарок", "по", "звонку"], {"подарок": "Подарок", "звонку": "звонку!"})
    assert set(named) == said_by(seen, "подарок", "по", "звонку")
    assert {named[code] for code in named if code >> features.KIND_AT == Kind.CONCEPT} == {
        "Подарок → gift",
        "по звонку! → pull",
    }
    assert set(named.values()) >= {"Подарок", "по", "звонку!", "Подарок по", "по звонку!"}
