"""Formulas of Word in one line of text: fractions with a slash, roots with a sign (ECMA-376, 22.1)."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from bot.cleaning.shapes import WHITE

DEEPEST = 30
GONE = frozenset({"del", "moveFrom"})
OFF = frozenset({"0", "false", "off"})
SHAPES: Mapping[str, str] = {
    "f": "{num}/{den}",
    "sSup": "{e}^{sup}",
    "sSub": "{e}_{sub}",
    "sSubSup": "{e}_{sub}^{sup}",
    "sPre": "{e}_{sub}^{sup}",
    "rad": "{deg}√{e}",
    "nary": "{sign}_{sub}^{sup} {e}",
    "limLow": "{e}_{lim}",
    "limUpp": "{e}^{lim}",
}
"""How the parts of each kind of formula stand in a line."""
PARTS = ("num", "den", "e", "sup", "sub", "deg", "lim")


def in_a_line(formula: Element, depth: int = 0) -> str:
    """What a formula says, from left to right."""
    return "".join(_said(child, depth) for child in formula) if depth < DEEPEST else ""


def hides(formula: Element) -> bool:
    """Whether a formula holds words that it does not show."""
    unseen = (mark for mark in formula.iter() if mark.tag in GONE or _is_hidden(mark))
    return any((text.text or "").strip() for mark in unseen for text in mark.iter("t"))


def _said(element: Element, depth: int) -> str:
    if element.tag == "t":
        return element.text or ""
    if element.tag.endswith("Pr") or element.tag in GONE or _is_hidden(element):
        return ""
    shape = SHAPES.get(element.tag)
    if shape is not None:
        parts = {name: _part(element.find(name), depth) for name in PARTS}
        return shape.format(**parts, sign=_sign(element, "naryPr/chr", "∫"))
    if element.tag == "d":
        held = ", ".join(in_a_line(entry, depth + 1) for entry in element.findall("e"))
        return f"{_sign(element, 'dPr/begChr', '(')}{held}{_sign(element, 'dPr/endChr', ')')}"
    if element.tag in ("m", "eqArr"):
        return "; ".join(filter(None, (_said(row, depth + 1) for row in element)))
    return in_a_line(element, depth + 1)


def _is_hidden(element: Element) -> bool:
    """Whether a run is hidden or white, or a place is held by what is not shown."""
    if element.tag == "phant":
        shown = element.find("phantPr/show")
        return shown is not None and shown.get("val", "1") in OFF
    hidden, colour = element.find("rPr/vanish"), element.find("rPr/color")
    white = colour is not None and colour.get("val", "").upper() == WHITE
    return white or (hidden is not None and hidden.get("val", "1") not in OFF)


def _part(element: Element | None, depth: int) -> str:
    text = in_a_line(element, depth + 1) if element is not None else ""
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _sign(element: Element, path: str, usual: str) -> str:
    mark = element.find(path)
    return mark.get("val", usual) if mark is not None else usual
