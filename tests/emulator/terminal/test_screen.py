"""How a message looks in the terminal."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from emulator.local_telegram import Button, Shown
from emulator.local_telegram.markup import parse_html
from emulator.terminal.screen import draw

BOLD = "\x1b[1m"
END = "\x1b[0m"


def drawn(html: str, *buttons: Button, edited: bool = False, styled: bool = False, width: int = 88) -> str:
    file = StringIO()
    console = Console(file=file, width=width, highlight=False, emoji=False)
    if styled:
        console = Console(
            file=file, width=width, highlight=False, force_terminal=True, color_system="standard"
        )
    words = parse_html(html)
    message = Shown(1, from_bot=True, sender="Adep", text=words.text, entities=words.entities, edited=edited)
    draw(console, message, list(enumerate(buttons, start=1)), name="Әдеп")
    return file.getvalue()


def lines(screen: str) -> list[str]:
    return [line.rstrip() for line in screen.splitlines()]


def test_a_message_stands_under_the_name_of_its_sender() -> None:
    assert lines(drawn("бір\n\nекі")) == ["Әдеп", "  бір", "", "  екі", ""]


def test_an_edited_message_says_so_in_both_languages() -> None:
    assert lines(drawn("бір", edited=True))[0] == "Әдеп (жаңартылды · изменено)"


@pytest.mark.parametrize("before", ["", "ә ", "😀 ", "👨‍👩‍👧 & "])
def test_bold_words_are_bold_and_no_others(before: str) -> None:
    screen = drawn(before.replace("&", "&amp;") + "<b>сыйлық</b> алма", styled=True)
    assert f"{BOLD}сыйлық{END}" in screen
    assert f"{END} алма" in screen


@pytest.mark.parametrize(("tag", "bar"), [("blockquote", "▌"), ("blockquote expandable", "▏")])
def test_every_line_of_a_quotation_has_its_bar_and_no_other_line(tag: str, bar: str) -> None:
    quoted = f"бір екі\n{'сөз ' * 60}\nсоңы"
    screen = lines(drawn(f"😀 алдында\n<{tag}>{quoted}</{tag.partition(' ')[0]}>\nкейін"))
    first, *within, after, empty = screen[1:]
    assert (first, after, empty) == ("  😀 алдында", "  кейін", "")
    assert len(within) > 4
    assert all(line.startswith(f"  {bar} ") for line in within)


def test_buttons_stand_under_the_message_each_with_its_number_and_what_it_does() -> None:
    buttons = (
        Button("[1] Қазақша", data="x"),
        Button("Көшіру", copy_text="y"),
        Button("Ашу", url="https://a.kz/[b]"),
    )
    assert lines(drawn("бір", *buttons))[2:] == [
        "   #1  [1] Қазақша",
        "   #2  Көшіру ⧉",
        "   #3  Ашу → https://a.kz/[b]",
        "",
    ]


@given(st.text(st.sampled_from("абәқ1 .,[]/\\b:😀\n"), min_size=1, max_size=300), st.integers(20, 100))
def test_every_sign_of_a_message_is_drawn_and_no_line_is_wider_than_the_terminal(
    text: str, width: int
) -> None:
    screen = drawn(text, width=width)
    _, *body = screen.splitlines()
    assert "".join("".join(body).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in body)
