"""Bytes of a text file as text."""

from bot.acts.importing.errors import UnreadableActError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(content: bytes, name: str) -> str:
    """The text. UTF-8 is tried first, then UTF-16 with a mark, then KZ-1048, in which old files are written.

    KZ-1048 is windows-1251 with letters of Kazakh in the place of Serbian and Macedonian ones.

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
