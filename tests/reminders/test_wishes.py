"""At what times reminders may come."""

import pytest

from bot.reminders.wishes import is_time


@pytest.mark.parametrize(
    ("hour", "minute", "may"),
    [
        (7, 59, False),
        (8, 0, True),
        (12, 59, True),
        (12, 60, False),
        (12, -1, False),
        (18, 59, True),
        (19, 0, True),
        (19, 1, False),
        (20, 0, False),
    ],
)
def test_reminders_may_come_from_eight_to_seven_in_the_evening(hour: int, minute: int, may: bool) -> None:  # noqa: FBT001 - a table
    assert is_time(hour, minute) is may
