"""Entities: found by Telegram itself, given by the caller, trimmed with their text, shown as HTML."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.model import Entity, Formatted, Json
from emulator.local_telegram.params import whole
from emulator.local_telegram.units import cut, units

_AUTOMATIC = {
    "bot_command": re.compile(r"(?<![\w/<>@])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])"),
    "url": re.compile(r"(?<![\w@])(?:https?://[^\s<>\"]+[^\s<>\".,;:!?)»]|www\.[^\s<>\"]+\.\w{2,})"),
    "email": re.compile(r"(?<![\w.@])[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    "mention": re.compile(r"(?<![\w@.])@[a-zA-Z0-9_]{3,32}(?!\w)"),
    "hashtag": re.compile(r"(?<![\w#/&])#\w*[^\W\d]\w*"),
    "cashtag": re.compile(r"(?<![\w$])\$[A-Z]{3,8}(?!\w)"),
}
_FIELDS = ("url", "language", "custom_emoji_id", "unix_time", "date_time_format")
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
}


def with_automatic(formatted: Formatted) -> Formatted:
    """The text with the commands, mentions, links and tags that Telegram finds by itself added."""
    taken = [one for one in formatted.entities if one.kind in {"code", "pre", "text_link", "text_mention"}]
    found = list(formatted.entities)
    for entity in _automatic(formatted.text):
        if not any(_overlap(entity, other) for other in taken):
            taken.append(entity)
            found.append(entity)
    return Formatted(formatted.text, tuple(sorted(found, key=lambda one: (one.offset, -one.length))))


def _automatic(text: str) -> Iterator[Entity]:
    for kind, pattern in _AUTOMATIC.items():
        for found in pattern.finditer(text):
            yield Entity(kind, units(text[: found.start()]), units(found[0]))


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def trimmed(formatted: Formatted) -> Formatted:
    """The text without white space around it, entities moved along; those left empty are dropped."""
    text = formatted.text.strip()
    lead = units(formatted.text[: len(formatted.text) - len(formatted.text.lstrip())])
    kept = (_moved(entity, lead, units(text)) for entity in formatted.entities)
    return Formatted(text, tuple(entity for entity in kept if entity.length > 0))


def _moved(entity: Entity, lead: int, length: int) -> Entity:
    start = min(max(entity.offset - lead, 0), length)
    end = min(max(entity.end - lead, 0), length)
    return Entity(entity.kind, start, end - start, entity.more)


def entities_from_json(found: list[Any]) -> tuple[Entity, ...]:
    """The `entities` parameter of a call; raises 400 where it is no array of MessageEntity."""
    return tuple(_from_json(one) for one in found)


def _from_json(one: Any) -> Entity:
    if not isinstance(one, dict) or not isinstance(one.get("type"), str):
        raise bad_request("can't parse MessageEntity: expected an Object")
    more = [(name, one[name]) for name in _FIELDS if name in one]
    if isinstance(one.get("user"), dict):
        more.append(("user_id", whole(one["user"].get("id"))))
    return Entity(one["type"], whole(one.get("offset", 0)), whole(one.get("length", 0)), tuple(more))


def to_html(formatted: Formatted) -> str:
    """The text as Telegram HTML: what `parse_html` would read back, automatic entities left plain."""
    marked = [entity for entity in formatted.entities if _tags(entity) is not None]
    return _render(formatted.text, marked, 0, units(formatted.text))


def _render(text: str, entities: list[Entity], start: int, end: int) -> str:
    pieces, at = [], start
    while entities:
        entity, *rest = entities
        inner = [one for one in rest if one.offset < entity.end]
        entities = rest[len(inner) :]
        if entity.offset < at:
            continue
        opening, closing = _tags(entity) or ("", "")
        pieces += [escape(cut(text, at, entity.offset - at), quote=False), opening]
        pieces += [_render(text, inner, entity.offset, entity.end), closing]
        at = entity.end
    pieces.append(escape(cut(text, at, end - at), quote=False))
    return "".join(pieces)


def _tags(entity: Entity) -> tuple[str, str] | None:
    """The opening and closing tags of an entity; None for one that Telegram finds by itself."""
    opening = _opening(entity)
    if opening is None:
        return None
    names = re.findall(r"<([a-z-]+)", opening)
    return opening, "".join(f"</{name}>" for name in reversed(names))


def _opening(entity: Entity) -> str | None:
    fields = entity.fields
    opening = {
        "text_link": f'<a href="{escape(str(fields.get("url")))}">',
        "text_mention": f'<a href="tg://user?id={fields.get("user_id")}">',
        "expandable_blockquote": "<blockquote expandable>",
        "custom_emoji": f'<tg-emoji emoji-id="{fields.get("custom_emoji_id")}">',
        "date_time": _time_tag(fields.get("unix_time", 0), fields.get("date_time_format")),
        "pre": f'<pre><code class="language-{fields["language"]}">' if "language" in fields else "<pre>",
    }
    tag = _TAGS.get(entity.kind)
    return opening.get(entity.kind) if tag is None else f"<{tag}>"


def _time_tag(unix: str | int, form: str | int | None) -> str:
    return f'<tg-time unix="{unix}"' + (">" if form is None else f' format="{form}">')


def entity_json(entity: Entity, users: Iterable[Json]) -> Json:
    """A MessageEntity; `users` are the known users as JSON, for mentions without a username."""
    fields = dict(entity.fields)
    user_id = fields.pop("user_id", None)
    result: Json = {"type": entity.kind, "offset": entity.offset, "length": entity.length, **fields}
    if user_id is not None:
        result["user"] = next((user for user in users if user["id"] == user_id), None)
    return result
