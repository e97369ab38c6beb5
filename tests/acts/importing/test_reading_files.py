"""Files that are no act say what was met, and where."""

from pathlib import Path

import pytest

from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.reading import read_act


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableActError, match=r"no-act\.txt"):
        read_act(tmp_path / "no-act.txt")


def test_an_empty_file_says_so() -> None:
    with pytest.raises(UnreadableActError, match="empty"):
        read_act(b"\n \n")


def test_a_picture_is_no_text(tmp_path: Path) -> None:
    picture = tmp_path / "act.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    with pytest.raises(UnreadableActError, match=r"act\.jpg.*no text"):
        read_act(picture)


def test_a_page_without_an_act_says_so() -> None:
    with pytest.raises(UnreadableActError, match="no text of an act"):
        read_act(b"<html><body><script>1. x</script></body></html>")


def test_rich_text_asks_to_be_saved_as_docx() -> None:
    with pytest.raises(UnreadableActError, match=r"\.docx"):
        read_act(b"{\\rtf1 text}")


def test_a_page_saved_without_its_frame_is_read() -> None:
    body = "".join(f"<p>\n{'&nbsp;' * 5} {number}. Пункт {number}.</p>" for number in range(1, 4))
    act = read_act(
        f"<html><head><title>О саде - Әділет</title></head><body><div>Реклама</div><div>{body}</div>".encode()
    )
    assert [unit.ref for unit in act.units] == ["1", "2", "3"]
    assert act.title == "О саде"


def test_the_language_may_be_told_and_else_is_seen() -> None:
    assert read_act("Ереже\n1. Бұлақтың суы таза әрі мөлдір.".encode()).language == "kk"
    assert read_act("Правила\n1. Вода чистая.".encode()).language == "ru"
    assert read_act("Правила\n1. Вода чистая.".encode(), "kk").language == "kk"
