"""Long texts in pieces that one message holds: Telegram counts UTF-16 units, of which a smile takes two."""

from collections.abc import Iterable, Iterator

PAGE = 3500
"""Units of a message in pages: well below Telegram's 4096, so that a phone shows it without an end to press."""


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


def messages(blocks: Iterable[str], most: int = PAGE) -> Iterator[str]:
    """Blocks joined by blank lines into messages of at most so many units; a block is never broken."""
    page: list[str] = []
    for block in blocks:
        if page and units("\n\n".join([*page, block])) > most:
            yield "\n\n".join(page)
            page = []
        page.append(block)
    if page:
        yield "\n\n".join(page)
