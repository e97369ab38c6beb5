"""Sealed things open with their key at their place, and nowhere else; their length says little (T20)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tips.secrecy.sealing import BLOCK, UnsealableError, new_key, seal, unseal, unwrap, wrap

KEY = bytes(range(32))
PLACE = "4821-7730/entry/3"
TAG_AND_NONCE = 28

Way = tuple[Callable[[bytes, bytes, str], bytes], Callable[[bytes, bytes, str], bytes]]
WAYS: list[Way] = [(seal, unseal), (wrap, unwrap)]
ways = pytest.mark.parametrize(("close", "open_"), WAYS, ids=["seal", "wrap"])
Sealing = Callable[[bytes, bytes, str], bytes]


@ways
@given(plain=st.binary(max_size=3000), place=st.text(max_size=60))
def test_what_is_sealed_comes_back(close: Sealing, open_: Sealing, plain: bytes, place: str) -> None:
    assert open_(KEY, close(KEY, plain, place), place) == plain


@ways
@given(plain=st.binary(max_size=600), place=st.text(max_size=20), other=st.text(max_size=20))
def test_it_does_not_open_at_another_place(
    close: Sealing, open_: Sealing, plain: bytes, place: str, other: str
) -> None:
    if place != other:
        with pytest.raises(UnsealableError):
            open_(KEY, close(KEY, plain, place), other)


@ways
@given(plain=st.binary(max_size=600), at=st.integers(0, 10**6), by=st.integers(1, 255))
def test_any_changed_byte_is_noticed(close: Sealing, open_: Sealing, plain: bytes, at: int, by: int) -> None:
    sealed = bytearray(close(KEY, plain, PLACE))
    sealed[at % len(sealed)] ^= by
    with pytest.raises(UnsealableError):
        open_(KEY, bytes(sealed), PLACE)


@ways
@given(plain=st.binary(max_size=600), length=st.integers(0, 10**6))
def test_a_piece_cut_off_is_noticed(close: Sealing, open_: Sealing, plain: bytes, length: int) -> None:
    sealed = close(KEY, plain, PLACE)
    with pytest.raises(UnsealableError):
        open_(KEY, sealed[: length % len(sealed)], PLACE)


@ways
def test_it_does_not_open_with_another_key(close: Sealing, open_: Sealing) -> None:
    with pytest.raises(UnsealableError):
        open_(new_key(), close(KEY, b"secret", PLACE), PLACE)


@given(st.binary(max_size=2000))
def test_the_length_is_told_only_in_steps_of_512(plain: bytes) -> None:
    length = len(seal(KEY, plain, PLACE)) - TAG_AND_NONCE
    assert length % BLOCK == 0
    assert length - BLOCK < len(plain) + 4 <= length


@pytest.mark.parametrize(("short", "long"), [(0, 508), (509, 1020), (1, 400)])
def test_two_texts_of_one_step_are_of_one_length(short: int, long: int) -> None:
    assert len(seal(KEY, bytes(short), PLACE)) == len(seal(KEY, bytes(long), PLACE))


def test_the_same_thing_is_sealed_anew_each_time() -> None:
    assert len({seal(KEY, b"same", PLACE) for _ in range(50)}) == 50


def test_keys_are_random_and_of_32_bytes() -> None:
    keys = {new_key() for _ in range(50)}
    assert len(keys) == 50
    assert {len(key) for key in keys} == {32}
