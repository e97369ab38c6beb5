"""The typefaces that stand in for those a file names but does not carry: DejaVu, as matplotlib ships it."""

from collections.abc import Set as AbstractSet
from importlib.util import find_spec
from pathlib import Path

MONO = ("courier", "mono", "consolas", "terminal")
SERIF = ("times", "serif", "georgia", "garamond", "cambria", "roman", "book", "century", "palatino", "minion")
FIXED_PITCH, SERIF_PITCH = 1, 16
"""Bits of pdfium's pitch_family (FPDF_FONT_FF_FIXEDPITCH, FXFONT_FF_ROMAN)."""
BOLD_FROM = 600


def folder() -> Path:
    """Where the files of DejaVu lie; matplotlib itself is not loaded."""
    spec = find_spec("matplotlib")
    assert spec  # noqa: S101 - pyproject.toml requires it
    assert spec.submodule_search_locations  # noqa: S101 - it is a package
    return Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


def file_for(face: str, *, bold: bool = False, italic: bool = False, pitch: int = 0) -> Path:
    """The typeface nearest to one that is named: sans, serif or mono, in the weight and slope asked for."""
    name = face.lower()
    if pitch & FIXED_PITCH or any(word in name for word in MONO):
        family, slope = "DejaVuSansMono", "Oblique"
    elif "sans" not in name and (pitch & SERIF_PITCH or any(word in name for word in SERIF)):
        family, slope = "DejaVuSerif", "Italic"
    else:
        family, slope = "DejaVuSans", "Oblique"
    style = "Bold" * bold + slope * italic
    return folder() / (f"{family}-{style}.ttf" if style else f"{family}.ttf")


def letters() -> AbstractSet[int]:
    """The characters that the typefaces can show, as code points."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only few files need it

    with TTFont(folder() / "DejaVuSans.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
