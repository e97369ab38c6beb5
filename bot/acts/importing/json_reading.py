"""Reads an act that a collection keeps as one JSON object with its text as a string."""

import json
from typing import Any

from bot.acts.importing.decoding import decoded
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.letters import tidy
from bot.acts.importing.lines import Frame, Source
from bot.acts.importing.text_reading import lines_of

_STANDINGS = {"exe": "in force", "new": "in force", "upd": "amended", "yts": "repealed"}
_LANGUAGES = {"ru": "ru", "rus": "ru", "kk": "kk", "kaz": "kk", "kz": "kk"}
_FEWEST_PIECES = 3
_TEXTS = ("text", "content", "body", "full_text")


def read_json(content: bytes, name: str) -> Source:
    """The lines of the object's text; title, requisites, standing and language from its fields.

    Raises:
        UnreadableActError: the file is no JSON, or no object in it holds a text.
    """
    try:
        value = json.loads(decoded(content, name))
    except (ValueError, RecursionError) as error:
        raise UnreadableActError(name, "the file is not JSON") from error
    objects = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
    texts = [text for one in objects if (text := _field(one, *_TEXTS) or _from_pieces(one))]
    if not texts:
        raise UnreadableActError(name, f"the JSON has no field with a text (looked for {', '.join(_TEXTS)})")
    return lines_of(_joined(texts), name, _frame(objects[0]))


def is_json(content: bytes) -> bool:
    """The bytes are one JSON value."""
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _field(one: dict[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := one.get(name), str) and value.strip()), "")


def _frame(one: dict[str, Any]) -> Frame:
    return Frame(
        tidy(_field(one, "title", "name")),
        tidy(_field(one, "requisites")),
        _STANDINGS.get(_field(one, "status"), ""),
        _LANGUAGES.get(_field(one, "language", "lang"), ""),
        {key: _field(one, key) for key in ("date", "number") if _field(one, key)},
    )


def _from_pieces(one: dict[str, Any]) -> str:
    """The text of an object that keeps it piece by piece, a heading or a paragraph each."""
    for value in one.values():
        pieces = [piece for piece in value if isinstance(piece, dict)] if isinstance(value, list) else []
        texts = [tidy(text) for piece in pieces if (text := _field(piece, "text"))]
        if len(texts) >= _FEWEST_PIECES:
            return "\n".join(texts)
    return ""


def _joined(texts: list[str]) -> str:
    """Chunks one after the other; what a chunk repeats of the end of the one before is said once."""
    whole = texts[0]
    for text in texts[1:]:
        longest = min(len(text), len(whole), 2000)
        shared = next((size for size in range(longest, 20, -1) if whole.endswith(text[:size])), 0)
        whole += text[shared:] if shared else "\n" + text
    return whole
