"""The marks that a text may hold: bold, italic and code of Telegram's HTML, each closed in its turn."""

import re

MARKS = frozenset({"b", "i", "code"})
_MARK = re.compile(r"<(?P<closes>/?)(?P<name>[^<>]*)>")


def check_markup(text: str) -> None:
    """Holds a text's marks against what Telegram takes.

    Raises:
        ValueError: where a mark is unknown, is not closed, or closes another than the last; and for a lone <, > or &.
    """
    open_marks: list[str] = []
    for mark in _MARK.finditer(text):
        name = mark["name"]
        if name not in MARKS:
            raise ValueError(f"unknown mark {mark[0]}")
        if not mark["closes"]:
            open_marks.append(name)
        elif not open_marks or open_marks.pop() != name:
            raise ValueError(f"{mark[0]} closes nothing that is open last")
    if open_marks:
        raise ValueError(f"<{open_marks[-1]}> is not closed")
    lone = re.search(r"[<>&]", _MARK.sub("", text))
    if lone:
        raise ValueError(f"a lone {lone[0]} cannot stand in a text")
