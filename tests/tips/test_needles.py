"""What is in some bytes is found wherever it stands in them, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tips.needles import Needles

PIECES = {
    b"abcd": "four",
    b"abcde": "five",
    b"\0\0\0\0\0xyz1": "after zeros",
    b"\0\0\0\0\0": "zeros",
    b"bcdef": "other",
}


@given(
    st.lists(st.binary(min_size=4, max_size=6), min_size=1, max_size=30),
    st.binary(max_size=40),
    st.lists(st.integers(0, 29), max_size=3),
)
def test_exactly_those_pieces_are_found_that_are_in_the_bytes(
    pieces: list[bytes], before: bytes, planted: list[int]
) -> None:
    data = before + b"".join(pieces[place % len(pieces)] for place in planted)
    assert Needles((piece, piece) for piece in pieces).found_in(data) == {
        one for one in pieces if one in data
    }


@pytest.mark.parametrize("length", range(9))
@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_is_found_after_any_number_of_bytes_and_at_the_end(piece: bytes, length: int) -> None:
    data = b"-" * length + piece
    assert Needles(PIECES.items()).found_in(data) == {name for one, name in PIECES.items() if one in data}


def test_all_names_of_one_piece_are_found_and_nothing_in_no_bytes() -> None:
    needles = Needles([(b"abcd", 1), (b"abcd", 2)])
    assert needles.found_in(b"xabcdx") == {1, 2}
    assert [needles.found_in(data) for data in (b"", b"a", b"abc")] == [set(), set(), set()]
    assert Needles[int]([]).found_in(b"abcd") == set()
