"""A mapped file gives back what was kept of the same content, and nothing where a bit of it has changed."""

from pathlib import Path

import pytest

from bot.machine.kept_files import Keeping
from bot.machine.mapped_file import DIGEST_SIZE, STEP, keep_mapped, read_mapped

DIGEST, OTHER = b"a" * DIGEST_SIZE, b"b" * DIGEST_SIZE
PIECES = {"empty": b"", "short": b"x", "whole": b"y" * STEP, "over": b"z" * (STEP + 1), "мәселе": b"w"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keeping = Keeping(tmp_path)
    keep_mapped(keeping, "kept.bin", DIGEST, PIECES)
    return keeping.path("kept.bin")


def test_every_piece_comes_back_as_it_was_in_its_order(path: Path) -> None:
    pieces = read_mapped(path, DIGEST)
    assert pieces is not None
    assert {name: bytes(piece) for name, piece in pieces.items()} == PIECES
    assert list(pieces) == list(PIECES)


def test_each_piece_begins_where_the_processor_likes_it(path: Path) -> None:
    whole = path.read_bytes()
    assert [whole.index(sign) % STEP for sign in (b"x" + bytes(STEP - 1), b"y" * STEP, b"z" * STEP)] == [
        0,
        0,
        0,
    ]


def test_a_file_of_other_content_is_none(path: Path) -> None:
    assert read_mapped(path, OTHER) is None


def test_a_file_that_is_not_there_is_none(path: Path) -> None:
    assert read_mapped(path.with_name("other.bin"), DIGEST) is None


def test_a_file_in_which_any_bit_has_changed_is_none(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert read_mapped(path, DIGEST) is None
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        assert read_mapped(path, DIGEST) is None


def test_what_was_read_stays_when_a_newer_file_takes_its_place(path: Path) -> None:
    pieces = read_mapped(path, DIGEST)
    assert pieces is not None
    keep_mapped(Keeping(path.parent), path.name, OTHER, {"short": b"newer"})
    assert bytes(pieces["short"]) == b"x"
