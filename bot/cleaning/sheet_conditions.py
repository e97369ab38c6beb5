"""Conditional formats: which of them change a cell, as far as that can be told without working out formulas (18.3.1.10)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import eq, ge, gt, le, lt, ne
from typing import Any
from xml.etree.ElementTree import Element

from bot.cleaning.number_formats import shown
from bot.cleaning.sheet_spans import Span
from bot.cleaning.sheet_styles import Change, Look, Palette, change_of

COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "equal": eq,
    "notEqual": ne,
    "greaterThan": gt,
    "greaterThanOrEqual": ge,
    "lessThan": lt,
    "lessThanOrEqual": le,
}
FIGURE = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
CERTAIN = {"TRUE": True, "1": True, "FALSE": False, "0": False}
OF_ANY_VALUE = {
    "notContainsBlanks": True,
    "notContainsErrors": True,
    "containsBlanks": False,
    "containsErrors": False,
}
MOST_RULES = 500


@dataclass(slots=True)
class Rule:
    """One rule: its kind, what it compares with, and the number of the change that it makes; None where it makes none.

    `hides` says that cells show a bar or a sign in place of their value. A rule with a smaller `priority` comes first, and one that
    `stops` keeps all later ones from cells where it holds. `look` is the change where the rule itself holds it.
    """

    kind: str
    change: int | None
    operator: str = ""
    text: str = ""
    hides: bool = False
    formulas: list[str] = field(default_factory=list)
    priority: int = 0
    stops: bool = False
    look: Element | None = None

    def applies(self, value: float | str) -> bool | None:
        """Whether it changes a cell of that value; None where only a program that works out formulas can tell."""
        words, text = (value if isinstance(value, str) else f"{value:g}").lower(), self.text.lower()
        match self.kind:
            case "cellIs":
                return self._compares(value)
            case "expression":
                said = self.formulas[0].strip().upper().removesuffix("()") if self.formulas else ""
                return CERTAIN.get(said)
            case "containsText" | "notContainsText" | "beginsWith" | "endsWith" if not text:
                return None
            case "containsText" | "notContainsText":
                return (text in words) is (self.kind == "containsText")
            case "beginsWith" | "endsWith":
                return words.startswith(text) if self.kind == "beginsWith" else words.endswith(text)
            case _:
                return OF_ANY_VALUE.get(self.kind)

    def _compares(self, value: float | str) -> bool | None:
        bounds = [_constant(formula) for formula in self.formulas]
        if None in bounds or not bounds:
            return None
        own, limits = _rank(value), [_rank(bound) for bound in bounds if bound is not None]
        if self.operator in ("between", "notBetween") and len(limits) > 1:
            within = min(limits) <= own <= max(limits)
            return within is (self.operator == "between")
        compare = COMPARED.get(self.operator)
        return compare(own, limits[0]) if compare else None


def _rank(value: float | str) -> tuple[bool, Any]:
    """What a value is compared by: any text is more than any figure, and large letters are as small ones."""
    return (True, value.lower()) if isinstance(value, str) else (False, value)


def _constant(formula: str) -> float | str | None:
    """The figure or the words that a formula consists of, None for any other."""
    said = formula.strip().removeprefix("=")
    if FIGURE.fullmatch(said):
        return float(said)
    words = re.fullmatch(r'"([^"]*)"', said)
    return words[1] if words else None


class Conditions:
    """The rules of one sheet with where they hold, and the changes that they call by number."""

    def __init__(
        self, rules: Sequence[tuple[Sequence[Span], Rule]], changes: Sequence[Change], palette: Palette
    ) -> None:
        self._changes = changes
        self._palette = palette
        weightiest_first = sorted(rules, key=lambda entry: entry[1].priority)
        self._rules = [(spans, rule, self._change(rule)) for spans, rule in weightiest_first]

    def _change(self, rule: Rule) -> Change | None:
        if rule.look is not None:
            return change_of(rule.look, self._palette)
        return (
            self._changes[rule.change]
            if rule.change is not None and rule.change < len(self._changes)
            else None
        )

    def applied(self, row: int, column: int, value: float | str, look: Look) -> tuple[Look, bool]:
        """The look of a cell under the rules, and whether they may hide its value.

        Where nobody here can tell whether a rule applies, its colours are left out, and what it would hide is hidden.
        """
        own, hides, met = look, False, []
        for spans, rule, change in self._rules:
            if any(span.holds(row, column) for span in spans):
                met.append((rule, change, rule.applies(value)))
                if rule.stops and met[-1][2]:
                    break
        for rule, change, applies in reversed(met):
            if change is not None and applies:
                look = change.on(look)
            hides = hides or rule.hides
            if applies is None:
                # Where it holds and stops those below, the cell looks as without them.
                below = (look, own) if rule.stops else (look,) if change is not None else ()
                hides = hides or any(_hides(change.on(one) if change else one, value) for one in below)
        return look, hides


def _hides(look: Look, value: float | str) -> bool:
    return look.hides or not shown(look.number, look.code, value).visible
