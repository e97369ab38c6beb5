"""Which entity each HTML tag of Telegram becomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from emulator.local_telegram.errors import ApiError, bad_request
from emulator.local_telegram.model import Entity
from emulator.local_telegram.units import cut

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in UTF-16 units."""

    offset: int
    length: int


def unparsable(why: str) -> ApiError:
    """400 for broken markup."""
    return bad_request(f"can't parse entities: {why}")


def entity_of(tag: str, attributes: Mapping[str, str], span: Span, text: str) -> Entity | None:
    """The entity of a closed tag; None for a link to nowhere; 400 for attributes without sense."""
    if tag == "a":
        return _link(span, attributes.get("href") or cut(text, span.offset, span.length))
    kind = "expandable_blockquote" if tag == "blockquote" and "expandable" in attributes else KINDS[tag]
    return Entity(kind, span.offset, span.length, tuple(_more(tag, attributes).items()))


def _more(tag: str, attributes: Mapping[str, str]) -> dict[str, str | int]:
    match tag:
        case "pre" if attributes.get("language"):
            return {"language": attributes["language"]}
        case "tg-emoji":
            refusal = "Invalid custom emoji identifier specified"
            return {"custom_emoji_id": _number("emoji-id", attributes, refusal)}
        case "tg-time":
            unix = int(_number("unix", attributes, "Invalid Unix time specified"))
            form = attributes.get("format")
            return {"unix_time": unix} | ({} if form is None else {"date_time_format": form})
        case _:
            return {}


def _number(name: str, attributes: Mapping[str, str], refusal: str) -> str:
    value = attributes.get(name, "")
    if not (value.isascii() and value.isdecimal() and len(value) < 20):
        raise unparsable(refusal)
    return value


def _link(span: Span, url: str) -> Entity | None:
    mention = re.fullmatch(r"tg://user\?id=(\d{1,18})", url)
    if mention:
        return Entity("text_mention", span.offset, span.length, (("user_id", int(mention[1])),))
    if re.match(r"(https?|tg|mailto|tel)://?", url) or "." in url:
        return Entity("text_link", span.offset, span.length, (("url", url),))
    return None
