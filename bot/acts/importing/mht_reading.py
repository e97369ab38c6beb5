"""Takes the page out of a file that a browser or Word saved as one («web page, single file»)."""

import email
import email.policy

from bot.acts.importing.errors import UnreadableActError

_START = 4096


def is_mht(content: bytes) -> bool:
    """The first signs are those of a message whose parts are a page and its pictures."""
    start = content[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"from:", b"mime-version:", b"content-type:")) and b"multipart/" in start


def page_within(content: bytes, name: str) -> bytes:
    """The page as UTF-8.

    Raises:
        UnreadableActError: the file holds no page.
    """
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            page = body if isinstance(body, bytes) else b""
            charset = part.get_content_charset("utf-8")
            try:
                return page.decode(charset, "replace").encode()
            except LookupError:
                return page
    raise UnreadableActError(name, "the saved page (MHT) holds no page")
