"""What is no Kazakh and no Russian is told by its signs alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.matching.strangeness import (
    LEAST_KNOWN,
    mixes_scripts,
    told_by_signs,
    told_by_unknown_words,
)
from bot.matters.model import Intent


@pytest.mark.parametrize("text", ["!!!", "8 701 000", "123456789", "()()", "…"])
def test_signs_without_a_letter_are_no_words(text: str) -> None:
    assert told_by_signs(text) is Intent.GARBAGE


def test_a_smile_alone_is_small_talk() -> None:
    assert told_by_signs("😂👍") is Intent.TALK


@pytest.mark.parametrize("text", ["你好", "مرحبا بك", "안녕하세요", "γειά σου"])
def test_another_script_is_another_language(text: str) -> None:
    assert told_by_signs(text) is Intent.FOREIGN


def test_unknown_words_in_latin_letters_are_another_language_and_a_cat_on_the_keyboard_is_not() -> None:
    assert told_by_unknown_words("wo ist die kirche", LEAST_KNOWN - 0.01) is Intent.FOREIGN
    assert told_by_unknown_words("zxcv qwrt plkj", LEAST_KNOWN - 0.01) is Intent.GARBAGE
    assert told_by_unknown_words("ывапр олдж", LEAST_KNOWN - 0.01) is Intent.GARBAGE


@pytest.mark.parametrize(
    "text",
    ["АААААААА", "іііі", "for (i = 0; i < n; i++)", 'len("x")', "<b>x</b>", "qwr tpp sdf", "a_b[0] == {}"],
)
def test_a_held_key_a_line_of_a_program_and_words_without_vowels_are_garbage_though_parts_are_known(
    text: str,
) -> None:
    assert told_by_signs(text) is Intent.GARBAGE


@pytest.mark.parametrize(
    "text", ["ааа", "ҚР ҰҚК", "sms pdf jiberu", "подарок (до 10 АЕК)", "syi (gul) aluga bola ma", "rahmet))"]
)
def test_short_cries_abbreviations_and_brackets_between_words_are_no_garbage(text: str) -> None:
    assert told_by_signs(text) is None


def test_what_the_content_knows_is_not_strange() -> None:
    assert told_by_unknown_words("syilyq aluga bola ma", LEAST_KNOWN) is None


@given(st.text(max_size=200), st.floats(0, 1))
def test_any_text_is_told_in_order(text: str, known: float) -> None:
    assert told_by_signs(text) in {None, Intent.TALK, Intent.FOREIGN, Intent.GARBAGE}
    assert told_by_unknown_words(text, known) in {None, Intent.FOREIGN, Intent.GARBAGE}


@pytest.mark.parametrize(
    ("text", "mixes"),
    [
        ("у нас есть work life balance", True),
        ("what is your name", False),
        ("дресс-код қандай", False),
        ("2024 жыл", False),
        ("B2B", False),
    ],
)
def test_words_of_two_scripts_in_one_message_are_seen(text: str, *, mixes: bool) -> None:
    assert mixes_scripts(text) is mixes
