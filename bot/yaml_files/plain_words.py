"""What a parser of YAML complains of, in words for somebody who never heard of YAML; and the line where the fault is, not where it was noticed."""

import re

INDENT = re.compile(r"[ ]*\t")
QUOTES_NEARBY = 12
"""Lines above the complaint in which a quotation mark without its fellow is looked for."""

_QUOTE = re.compile(r'(?<!\\)"')
_BARE_COLON = re.compile(r"""^\s*(?:- )?[\w.«»-]+: +[^"'\s{\[|>#][^"'{]*: """)


def plain_fault(text: str, line: int, complaint: str) -> tuple[int, str]:
    """The line of the fault, from 1, and what is wrong there; `line` and `complaint` are the parser's own."""
    lines = text.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    for number in (line, line - 1):
        if 0 < number <= len(lines) and INDENT.match(lines[number - 1]):
            return number, "the line is indented with a tab; use spaces"
    opened = _lonely_quote(lines, line)
    if opened:
        return (
            opened,
            'a quotation mark has no fellow: a text begins and ends with ", and \\" stands for one inside it',
        )
    if _BARE_COLON.match(here):
        return line, "a text with a colon in it must stand between quotation marks"
    return line, _known(complaint)


def _lonely_quote(lines: list[str], line: int) -> int | None:
    """The first line near above the complaint whose quotation marks do not pair."""
    for number in range(max(1, line - QUOTES_NEARBY), min(line, len(lines)) + 1):
        written = lines[number - 1]
        if not written.lstrip().startswith("#") and len(_QUOTE.findall(written)) % 2:
            return number
    return None


def _known(complaint: str) -> str:
    for beginning, words in PLAIN.items():
        if complaint.startswith(beginning):
            return words
    return f"is not YAML: {complaint}"


PLAIN = {
    "did not find expected '-'": "the line is not indented like its neighbours, or has lost its «- »",
    "did not find expected key": "the line is not indented like its neighbours",
    "mapping values are not allowed": "the line is not indented like its neighbours, or a text with a colon stands without quotation marks",
    "could not find expected ':'": "a colon is missing after the first word of this line or of the one before it",
    "did not find expected ',' or ']'": "a comma or the closing ] is missing",
    "did not find expected ',' or '}'": "a comma or the closing } is missing",
    "found character that cannot start": "a text that begins with this sign must stand between quotation marks",
    "found unknown escape character": 'after a \\ only " or \\ may stand',
}
