"""Of a number format only what shows the value at hand is taken over."""

import pytest

from bot.cleaning.number_formats import Shown, as_day, is_date, shown

UNSEEN = Shown(0, visible=False)


@pytest.mark.parametrize(
    ("code", "value", "taken"),
    [
        ("0.00", 5.0, "0.00"),
        ('0" ₸";"secret"0', 5.0, '0" ₸"'),
        ('0" ₸";"minus "0', -5.0, 'General;"minus "0'),
        ('0;-0;"zero"', 0.0, 'General;General;"zero"'),
        ('0;-0;0;"word "@', "a", 'General;General;General;"word "@'),
        ('"№ "@', "a", 'General;General;General;"№ "@'),
        ("0.00", "a", 0),
        ('"a;b"0;"c"', 1.0, '"a;b"0'),
        ("[>5]0;[<2]0.0", 1.0, "0.0"),
        ("[h]", 30.5, "[h]"),
        ("[mm]", 30.5, "[mm]"),
        ("[SS]", 30.5, "[SS]"),
        ("0" * 200, 1.0, 0),
        ("0;0;0;0;0", 1.0, 0),
    ],
)
def test_the_part_that_applies_is_taken(code: str, value: float | str, taken: str | int) -> None:
    assert shown(164, code, value) == Shown(taken)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        (";;;", 1.0),
        (";;;", "a"),
        ("0;", -1.0),
        ("0;;", 0.0),
        ("0;0;0;", "a"),
        ("[White]0", 1.0),
        ("[color2]0", 1.0),
    ],
)
def test_a_value_that_its_format_does_not_show_is_unseen(code: str, value: float | str) -> None:
    assert shown(164, code, value) == UNSEEN


@pytest.mark.parametrize(("number", "taken"), [(0, 0), (9, 9), (14, 14), (27, 0), (900, 0)])
def test_of_formats_by_number_those_are_taken_that_every_program_knows(number: int, taken: int) -> None:
    assert shown(number, None, 1.0) == Shown(taken)


def test_days_are_told_from_numbers_and_written_as_here() -> None:
    codes = ("dd.mm.yyyy", "[h]:mm", "[h]", '0" dm"', "General", "#,##0")
    assert [is_date(164, code) for code in codes] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert as_day(46089, since_1904=False) == "08.03.2026"
    assert as_day(44627.5, since_1904=True) == "08.03.2026 12:00"
    assert as_day(0.25, since_1904=False) == "06:00"
    assert as_day(1e9, since_1904=False) == "1000000000.0"
