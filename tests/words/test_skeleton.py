"""One skeleton for Cyrillic, Kazakh without its letters, and every Latin habit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.skeleton import PREFIX, folded_words, skeleton, skeletons

SAME = [
    ("қызмет", "кызмет", "qyzmet", "kyzmet", "QYZMET", "qızmet"),
    ("сыйлық", "сыйлык", "syılyq", "siylik", "syilyq"),
    ("жемқорлық", "жемкорлык", "jemqorlyq", "zhemkorlyk", "jemqorlıq"),
    ("әкім", "аким", "akim", "äkim", "ákim"),
    ("шенеунік", "шенеуник", "sheneunik", "şeneunik"),
    ("көмек", "комек", "kömek", "kómek"),
    ("мүдде", "мудде", "müdde", "mudde"),
    ("начальник", "nachalnik", "начальнык"),
    ("совещание", "soveshchanie", "совешание"),
    ("чай", "chay", "4ай", "4ai"),
    ("шай", "shay", "6ай"),
    ("жаңа", "janga", "zhana", "jana"),
    ("киім", "киим", "kiim", "kiyim", "kiım"),
    ("тиісті", "тиисти", "tiisti", "tiyisti"),
    ("линия", "liniya", "linia"),
    ("этический", "eticheskiy", "eticheskii", "etichesky"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_one_word_in_every_spelling_has_one_beginning(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling)[:PREFIX] for spelling in spellings}) == 1


def test_clothes_are_not_taken_for_who() -> None:
    assert skeleton("киім") != skeleton("кім")


def test_a_number_stays_a_number() -> None:
    assert skeletons("46 өтініш, 14-тармақ") == ["46", "отиниш", "14", "тармак"]


def test_words_are_cut_to_a_prefix_that_their_forms_share() -> None:
    assert folded_words("сыйлықтарды сыйлыққа сыйлықтың") == ["силик"] * 3


def test_an_apostrophe_belongs_to_the_word() -> None:
    assert skeletons("qy'zmet") == ["кизмет"]


@pytest.mark.parametrize("text", ["", "   ", "!?!", "😀😀", "\u200f\u202e", "— … «»", "\x00\x07"])
def test_what_holds_no_word_gives_no_skeleton(text: str) -> None:
    assert skeletons(text) == []


@given(st.text(max_size=300))
def test_any_text_has_a_skeleton_without_an_exception_and_in_one_form(text: str) -> None:
    for sound in skeletons(text):
        assert sound
        assert skeleton(sound) == skeleton(sound.upper())


@given(st.text(alphabet="абвгдежзиклмнопрстуфхшцч", min_size=1, max_size=12))
def test_a_skeleton_is_its_own_skeleton(word: str) -> None:
    assert skeleton(skeleton(word)) == skeleton(word)
