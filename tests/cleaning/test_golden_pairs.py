"""What becomes of a file looks as it did when somebody looked at it last."""

import pytest
from PIL import ImageChops

from tests.cleaning.golden_pairs import FOLDER, PAIRS, after, kept

FAR, MOST = 96, 20
"""Of 255, how far apart pixels may be, and how many may be farther: fewer colours are no change, a word of 40 pixels is one."""


@pytest.mark.parametrize("name", PAIRS)
def test_a_file_made_anew_looks_as_kept(name: str) -> None:
    now = after(name)
    difference = ImageChops.difference(now, kept(name, now.size)).convert("L")
    changed = sum(difference.histogram()[FAR:])
    assert changed <= MOST, "look at it, then `python -m tests.cleaning.golden_pairs`"


def test_nothing_is_kept_that_is_not_looked_at() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(PAIRS)
