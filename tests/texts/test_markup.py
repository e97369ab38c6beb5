"""Marks of texts are Telegram's, and closed."""

import pytest

from bot.texts.markup import check_markup


@pytest.mark.parametrize(
    "text", ["", "слова", "<b>а</b> <i>ә</i>", "<b>{name} <code>1</code></b>", "1 <b>2</b>"]
)
def test_marks_that_telegram_takes_are_sound(text: str) -> None:
    check_markup(text)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<b>а", "<b> is not closed"),
        ("а</b>", "</b> closes nothing"),
        ("<b><i>а</b></i>", "</b> closes nothing that is open last"),
        ("<u>а</u>", "unknown mark <u>"),
        ("<B>а</B>", "unknown mark <B>"),
        ("2 < 3", "a lone <"),
        ("2 > 1", "a lone >"),
        ("а & б", "a lone &"),
    ],
)
def test_a_mark_that_telegram_would_refuse_is_named(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check_markup(text)
