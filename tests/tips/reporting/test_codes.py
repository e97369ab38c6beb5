"""Receipt codes: nobody guesses one, and whoever types their own is understood (T8)."""

from itertools import pairwise
from random import Random, SystemRandom

from hypothesis import given
from hypothesis import strategies as st

from bot.tips.reporting.codes import LENGTH, Code, digits_of, has_code, new_code, read_code, without_codes

ZEROS = ("0", "٠", "۰", "०", "０")
"""The zero of several scripts; the other nine digits follow each."""

codes = st.integers(0, 2**64).map(lambda seed: new_code(Random(seed)))  # noqa: S311 - repeatable, in a test
between = st.sampled_from(["", " ", "  ", "-", " - ", "–", "—", "\n", "\u00a0", ".", "/"])


@given(codes)
def test_a_code_has_twenty_digits_and_one_that_checks_them(code: Code) -> None:
    assert len(code.digits) == LENGTH == 21
    assert code.digits.isdecimal()
    assert code.is_whole


@given(codes, st.integers(0, 20), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(code: Code, place: int, by: int) -> None:
    wrong = str((int(code.digits[place]) + by) % 10)
    assert not Code(code.digits[:place] + wrong + code.digits[place + 1 :]).is_whole


@given(codes, st.integers(0, 19))
def test_two_swapped_neighbours_are_noticed(code: Code, place: int) -> None:
    first, second = code.digits[place], code.digits[place + 1]
    swapped = code.digits[:place] + second + first + code.digits[place + 2 :]
    assert Code(swapped).is_whole == (first == second)


@given(codes, st.lists(between, min_size=22, max_size=22), st.sampled_from(ZEROS))
def test_a_code_is_read_whatever_stands_between_its_digits_and_in_whatever_digits(
    code: Code, gaps: list[str], zero: str
) -> None:
    typed = gaps[-1] + "".join(
        chr(ord(zero) + int(digit)) + gap for digit, gap in zip(code.digits, gaps, strict=False)
    )
    assert read_code(typed) == code


@given(codes)
def test_a_code_as_it_is_shown_is_read_and_ends_with_the_four_to_type_back(code: Code) -> None:
    assert read_code(code.grouped) == code
    assert [len(group) for group in code.grouped.split()] == [5, 4, 4, 4, 4]


@given(codes, st.integers(0, 20))
def test_a_digit_too_few_or_too_many_is_no_code(code: Code, place: int) -> None:
    assert read_code(code.digits[:place] + code.digits[place + 1 :]) is None
    assert read_code(code.digits[:place] + "7" + code.digits[place:]) is None


@given(st.text())
def test_any_text_is_a_code_of_digits_or_none(typed: str) -> None:
    match read_code(typed):
        case Code(digits):
            assert len(digits) == LENGTH
            assert digits.isascii()
            assert digits.isdecimal()
        case None:
            assert len(digits_of(typed) or "") != LENGTH


@given(codes)
def test_the_last_four_digits_or_the_whole_code_typed_back_are_right(code: Code) -> None:
    assert code.ends_with(code.digits[-4:])
    assert code.ends_with(" - ".join(code.digits[-4:]))
    assert code.ends_with(code.grouped)


@given(codes, st.text(max_size=8))
def test_nothing_else_typed_back_is_right(code: Code, typed: str) -> None:
    if digits_of(typed) != code.digits[-4:]:
        assert not code.ends_with(typed)
    assert not code.ends_with(code.digits[-3:])
    assert not code.ends_with(code.digits[-5:])


def test_codes_do_not_repeat_and_use_every_digit_everywhere() -> None:
    made = [new_code(SystemRandom()).digits for _ in range(500)]
    assert len(set(made)) == 500
    assert all(len({digits[place] for digits in made}) == 10 for place in range(LENGTH))


@given(codes)
def test_a_code_shows_nothing_of_itself_where_it_is_printed(code: Code) -> None:
    assert repr(code) == f"{code}" == "Code(…)"


around = st.text(st.characters(exclude_categories=["Nd"]), max_size=20)


@given(codes, around, around)
def test_a_code_is_found_in_whatever_surrounds_it_and_taken_out_of_it(
    code: Code, before: str, after: str
) -> None:
    text = f"{before}{code.grouped}{after}"
    assert has_code(text)
    assert read_code(text) == code
    assert not has_code(without_codes(text))
    assert without_codes(text) == before + after


@given(codes)
def test_numbers_beside_a_code_do_not_hide_it(code: Code) -> None:
    assert read_code(f"02.03.2026 {code.grouped} 14") == code


@given(codes, st.integers(1, 9))
def test_a_number_with_a_wrong_check_digit_is_no_code_to_be_taken_out(code: Code, by: int) -> None:
    wrong = Code(code.digits[:-1] + str((int(code.digits[-1]) + by) % 10)).grouped
    assert not has_code(wrong)
    assert without_codes(wrong) == wrong


def in_threes(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")


sums = st.integers(10_000, 10**9).map(in_threes)
telephones = st.integers(10**9, 10**10 - 1).map(lambda tail: "+7 {}{}{} {}{}{} {}{} {}{}".format(*str(tail)))
dates = st.dates().map(lambda day: f"{day:%d.%m.%Y}")
numbers_of_people = st.integers(10**11, 10**12 - 1).map(str)
accounts = st.integers(10**8, 10**9 - 1).map(str)


@given(
    st.lists(st.one_of(sums, telephones, dates, numbers_of_people, accounts), max_size=6),
    st.sampled_from([", ", " ", "\n", "; "]),
)
def test_no_row_of_sums_telephones_dates_and_accounts_is_a_code(row: list[str], between: str) -> None:
    text = between.join(row)
    assert not has_code(text)
    assert without_codes(text) == text


@given(codes, st.sampled_from([(1, 3, 3, 1, 3, 3, 1, 3, 3), (11, 10), (12, 9), (8, 8, 5), (4, 4, 4, 4, 5)]))
def test_a_row_of_numbers_that_fits_the_check_digit_is_a_code_only_where_one_is_asked_for(
    code: Code, sizes: tuple[int, ...]
) -> None:
    ends = [sum(sizes[:place]) for place in range(len(sizes) + 1)]
    row = " ".join(code.digits[start:end] for start, end in pairwise(ends))
    assert not has_code(row)
    assert without_codes(row) == row
    assert read_code(row) == code
