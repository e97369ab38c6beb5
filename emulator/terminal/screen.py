"""A message as it looks in the terminal."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from emulator.local_telegram import Button, Shown

STYLES = {
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "underline": Style(underline=True),
    "strikethrough": Style(strike=True),
    "code": Style(color="cyan"),
    "pre": Style(color="cyan"),
    "spoiler": Style(reverse=True),
    "bot_command": Style(color="blue"),
    "url": Style(color="blue", underline=True),
    "mention": Style(color="blue"),
}
BARS = {"blockquote": "▌ ", "expandable_blockquote": "▏ "}
WIDEST = 88


def draw(console: Console, message: Shown, numbers: Sequence[tuple[int, Button]], *, name: str) -> None:
    """Print a message and its buttons, each under its number."""
    mark = " (жаңартылды · изменено)" if message.edited else ""
    console.print(f"[bold green]{escape(name)}[/]{mark}")
    width = min(console.width, WIDEST)
    for line, bar in _lines(message):
        text = Text.assemble((bar, "dim"), line) if not bar else line
        console.print(Padding(_barred(text, bar, width - 4), (0, 0, 0, 2)), width=width)
    for option in _options(message):
        console.print(Padding(Text(option), (0, 0, 0, 2)), width=width)
    for number, button in numbers:
        console.print(f"  [reverse] #{number} [/] {escape(button.label)}{_action(button)}")
    console.print()


def _options(message: Shown) -> Iterator[str]:
    """The options of a poll with their votes, and once there is one, which is right and why."""
    poll = message.poll
    if poll is None:
        return
    for number, (option, count) in enumerate(zip(poll.options, poll.counts(), strict=True)):
        mark = "✓" if poll.votes and number in poll.correct else "○"
        yield f"{mark} {number + 1}. {option.text}" + (f" ({count})" if count else "")
    if poll.votes and poll.explanation.text:
        yield f"💡 {poll.explanation.text}"


def _action(button: Button) -> str:
    if button.copy_text is not None:
        return " [dim]⧉[/]"
    return f" [dim]→ {escape(button.url)}[/]" if button.url else ""


def _lines(message: Shown) -> Iterator[tuple[Text, str]]:
    text = _styled(message)
    at = 0
    for line in text.split("\n", allow_blank=True):
        yield line, _bar(message, at)
        at += _units(line.plain) + 1


def _bar(message: Shown, at: int) -> str:
    for entity in message.entities:
        if entity.kind in BARS and entity.offset <= at < max(entity.end, entity.offset + 1):
            return BARS[entity.kind]
    return ""


def _barred(line: Text, bar: str, width: int) -> Text:
    """The line wrapped to the width, the bar of its quotation before each piece."""
    if not bar:
        return line
    wrapped = line.wrap(Console(width=width), width - cell_len(bar)) or [Text()]
    return Text("\n").join(Text.assemble((bar, "green"), piece) for piece in wrapped)


def _styled(message: Shown) -> Text:
    text = Text(message.text)
    for entity in message.entities:
        if style := STYLES.get(entity.kind):
            start = _characters(message.text, entity.offset)
            text.stylize(style, start, _characters(message.text, entity.end))
    return text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _characters(text: str, units: int) -> int:
    """How many characters the first `units` UTF-16 units of a text are."""
    return len(text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))
