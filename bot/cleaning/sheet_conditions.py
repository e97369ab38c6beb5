"""Conditional formats: which of them change a cell, as far as that can be told without working out formulas (18.3.1.10)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import eq, ge, gt, le, lt, ne

from bot.cleaning.number_formats import shown
from bot.cleaning.sheet_spans import Span
from bot.cleaning.sheet_styles import Change, Look

COMPARED: Mapping[str, Callable[[float, float], bool]] = {
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
    """One rule: its kind, what it compares with, and the number of the change that it makes, None where it makes none.

    `hides` says that cells show a bar or a sign in place of their value.
    """

    kind: str
    change: int | None
    operator: str = ""
    text: str = ""
    hides: bool = False
    formulas: list[str] = field(default_factory=list)

    def applies(self, value: float | str) -> bool | None:
        """Whether it changes a cell of that value; None where only a program that works out formulas can tell."""
        words, text = (value if isinstance(value, str) else f"{value:g}").lower(), self.text.lower()
        match self.kind:
            case "cellIs":
                return self._compares(value)
            case "expression":
                said = self.formulas[0].strip().upper().removesuffix("()") if self.formulas else ""
                return CERTAIN.get(said)
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
        if any(isinstance(bound, str) is not isinstance(value, str) for bound in bounds):
            return self.operator in ("notEqual", "notBetween")
        if self.operator in ("between", "notBetween") and len(bounds) > 1:
            within = min(bounds) <= value <= max(bounds)  # type: ignore[type-var,operator]  # all of them are alike
            return within is (self.operator == "between")
        compare = COMPARED.get(self.operator)
        if isinstance(value, str):
            return compare(value.lower(), bounds[0].lower()) if compare else None  # type: ignore[arg-type,union-attr]  # alike
        return compare(value, bounds[0]) if compare else None  # type: ignore[arg-type]  # alike


def _constant(formula: str) -> float | str | None:
    """The figure or the words that a formula consists of, None for any other."""
    said = formula.strip().removeprefix("=")
    if FIGURE.fullmatch(said):
        return float(said)
    words = re.fullmatch(r'"([^"]*)"', said)
    return words[1] if words else None


class Conditions:
    """The rules of one sheet with where they hold, and the changes that they call by number."""

    def __init__(self, rules: Sequence[tuple[Sequence[Span], Rule]], changes: Sequence[Change]) -> None:
        self._rules = [
            (
                spans,
                rule,
                changes[rule.change] if rule.change is not None and rule.change < len(changes) else None,
            )
            for spans, rule in rules
        ]

    def applied(self, row: int, column: int, value: float | str, look: Look) -> tuple[Look, bool]:
        """The look of a cell under the rules, and whether they may hide its value.

        Where nobody here can tell whether a rule applies, its colours are left out, and what it would hide is hidden.
        """
        hides = False
        for spans, rule, change in reversed(self._rules):
            if not any(span.holds(row, column) for span in spans):
                continue
            applies = rule.applies(value)
            if change is not None and applies:
                look = change.on(look)
            hides = (
                hides
                or rule.hides
                or (change is not None and applies is None and _hides(change.on(look), value))
            )
        return look, hides


def _hides(look: Look, value: float | str) -> bool:
    return look.hides or not shown(look.number, look.code, value).visible
