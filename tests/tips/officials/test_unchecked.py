"""What nobody has checked is not taken for checked: people of the example, old channels."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.tips.officials.unchecked import CHECKED_EVERY, EXAMPLE, unchecked_problems
from tests.tips.officials.test_file import SOUND, line_of

CHECKED = date(2026, 11, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "officials.yaml"
    file.write_text(SOUND, encoding="utf-8")
    return file


def test_a_file_of_ones_own_checked_within_half_a_year_is_in_order(path: Path) -> None:
    assert unchecked_problems(path, CHECKED) == []
    assert unchecked_problems(path, CHECKED + CHECKED_EVERY) == []


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (CHECKED + CHECKED_EVERY + timedelta(days=1), "more than half a year ago"),
        (CHECKED - timedelta(days=1), "is still to come"),
    ],
)
def test_channels_are_to_be_tried_again_every_half_year(path: Path, today: date, said: str) -> None:
    (problem,) = unchecked_problems(path, today)
    assert said in problem.message
    assert problem.line == line_of("valid_from", SOUND)


def test_the_example_copied_and_left_as_it_is_names_every_person_and_the_channels(tmp_path: Path) -> None:
    path = tmp_path / "officials.yaml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    said = [problem.message for problem in unchecked_problems(path, CHECKED)]
    assert sum("telegram_id is the made-up one" in one for one in said) == 4
    assert sum("is a made-up person" in one for one in said) == 8
    assert sum("unchecked sample" in one for one in said) == 1


def test_one_name_that_was_forgotten_is_named_with_its_line(path: Path) -> None:
    text = SOUND.replace("Первый", "Петрова Ирина Сергеевна")
    path.write_text(text, encoding="utf-8")
    (problem,) = unchecked_problems(path, CHECKED)
    assert problem.line == line_of("Петрова", text)


def test_of_a_file_whose_shape_is_wrong_others_speak(path: Path) -> None:
    path.write_text("officials: 1", encoding="utf-8")
    assert unchecked_problems(path, CHECKED) == []
