"""The texts of a call: parsed by its parse mode or entities, trimmed, measured."""

from dataclasses import dataclass

from emulator.local_telegram.entities import entities_from_json, trimmed, with_automatic
from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.markup import parse_html
from emulator.local_telegram.model import Formatted, Json
from emulator.local_telegram.params import Params
from emulator.local_telegram.units import units

MOST_TEXT = 4096
MOST_CAPTION = 1024
_MOST_ENTITIES = 100
"""Telegram silently shows no more."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The names under which a method takes a text, its parse mode and its entities."""

    text: str
    parse_mode: str = "parse_mode"
    entities: str = "entities"


TEXT = Fields("text")
_INLINE = Fields("message_text")
CAPTION = Fields("caption", entities="caption_entities")
EXPLANATION = Fields("explanation", "explanation_parse_mode", "explanation_entities")
QUESTION = Fields("question", "question_parse_mode", "question_entities")


def message_text(params: Params, fields: Fields = TEXT) -> Formatted:
    """The text of a message; raises 400 when empty or above 4096 UTF-16 units after parsing."""
    if not params.text(fields.text):
        raise bad_request("message text is empty")
    text = formatted(params, fields)
    if not text.text:
        raise bad_request("text must be non-empty")
    if units(text.text) > MOST_TEXT:
        raise bad_request("message is too long")
    return text


def inline_text(result: Json) -> Formatted:
    """The text that an inline result sends (its InputTextMessageContent); raises 400 as for a message."""
    content = Params(result).object("input_message_content", "input message content")
    return message_text(Params(content or {}), _INLINE)


def caption_text(params: Params) -> Formatted:
    """The caption, perhaps empty; raises 400 above 1024 UTF-16 units after parsing."""
    caption = formatted(params, CAPTION)
    if units(caption.text) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    return caption


def formatted(params: Params, fields: Fields) -> Formatted:
    """The text under those names, of any length, with what Telegram marks by itself."""
    marked = with_automatic(trimmed(_parsed(params, fields)))
    return Formatted(marked.text, marked.entities[:_MOST_ENTITIES])


def _parsed(params: Params, fields: Fields) -> Formatted:
    source = params.text(fields.text)
    match params.text(fields.parse_mode).lower():
        case "html":
            return parse_html(source)
        case "":
            found = params.array(fields.entities, "entities") or []
            return Formatted(source, entities_from_json(found))
        case "markdown" | "markdownv2":
            raise bad_request("can't parse entities: this local Telegram reads HTML only")
        case _:
            raise bad_request("unsupported parse_mode")
