"""Long texts in pieces that one message holds: Telegram counts UTF-16 units, of which a smile takes two."""

from collections.abc import Iterable, Iterator


def units(text: str) -> int:
    """How long Telegram takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> Iterator[str]:
    """A text in pieces of at most so many units, cut between words where there are any."""
    while units(text) > most:
        room = len(text.encode("utf-16-le", "surrogatepass")[: most * 2].decode("utf-16-le", "ignore"))
        at = max(text.rfind(" ", 0, room), text.rfind("\n", 0, room))
        at = at if at > 0 else room
        yield text[:at]
        text = text[at:].lstrip()
    yield text


def pages(blocks: Iterable[str], most: int) -> list[str]:
    """Blocks laid out on pages of at most so many units, a block alone where it is longer; at least one page."""
    found = [""]
    for block in blocks:
        if found[-1] and units(found[-1]) + units(block) > most:
            found.append("")
        found[-1] += f"\n\n{block}" if found[-1] else block
    return found
