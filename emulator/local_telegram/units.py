"""Lengths and offsets in UTF-16 code units, Telegram's measure of text."""


def units(text: str) -> int:
    """How many UTF-16 code units the text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """The part of the text at an offset and length in UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")
