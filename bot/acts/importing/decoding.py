"""Bytes of a text file as text."""

from bot.acts.importing.errors import UnreadableActError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(content: bytes, name: str) -> str:
    """The text; UTF-8 first, then UTF-16 with a mark, then KZ-1048 as old files have it.

    KZ-1048 is windows-1251 with the letters of Kazakh where that has letters which neither Kazakh nor Russian knows.

    Raises:
        UnreadableActError: the bytes are no text.
    """
    if b"\x00" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableActError(name, "the file is not a text: it holds signs that no text has")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("kz1048", "replace")
