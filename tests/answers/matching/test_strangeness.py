"""What is no Kazakh and no Russian is told by its signs alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.matching.strangeness import LEAST_KNOWN, strange_intent
from bot.matters.model import Intent


@pytest.mark.parametrize("text", ["!!!", "8 701 000", "123456789", "()()", "…"])
def test_signs_without_a_letter_are_no_words(text: str) -> None:
    assert strange_intent(text, None) is Intent.GARBAGE


def test_a_smile_alone_is_small_talk() -> None:
    assert strange_intent("😂👍", None) is Intent.TALK


@pytest.mark.parametrize("text", ["你好", "مرحبا بك", "안녕하세요", "γειά σου"])
def test_another_script_is_another_language(text: str) -> None:
    assert strange_intent(text, 0.9) is Intent.FOREIGN


def test_unknown_words_in_latin_letters_are_another_language_and_a_cat_on_the_keyboard_is_not() -> None:
    assert strange_intent("wo ist die kirche", LEAST_KNOWN - 0.01) is Intent.FOREIGN
    assert strange_intent("zxcv qwrt plkj", LEAST_KNOWN - 0.01) is Intent.GARBAGE
    assert strange_intent("ывапр олдж", LEAST_KNOWN - 0.01) is Intent.GARBAGE


def test_what_the_content_knows_is_not_strange() -> None:
    assert strange_intent("syilyq aluga bola ma", LEAST_KNOWN) is None


@given(st.text(max_size=200), st.none() | st.floats(0, 1))
def test_any_text_is_told_in_order(text: str, known: float | None) -> None:
    assert strange_intent(text, known) in {None, Intent.TALK, Intent.FOREIGN, Intent.GARBAGE}
