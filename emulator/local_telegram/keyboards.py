"""Reply markup: what Telegram accepts under a message."""

import re
from collections.abc import Iterator
from typing import Any

from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.model import Json
from emulator.local_telegram.params import Params

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_STYLES = frozenset({"", "danger", "success", "primary"})
_MOST_BUTTONS = 100
_DATA_BYTES = 64
_COPY_CHARACTERS = 256


def markup_of(params: Params) -> Json | None:
    """The `reply_markup` of a call, checked; an empty inline keyboard is none at all."""
    markup = params.object("reply_markup", "reply keyboard markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup)
    if "keyboard" in markup:
        _check_reply_keyboard(markup)
    return markup


def inline_only(markup: Json | None) -> Json | None:
    """The markup of an edit, where Telegram takes inline keyboards only."""
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _inline(markup: Json) -> Json | None:
    buttons = list(_buttons(markup["inline_keyboard"], "inline keyboard"))
    for button in buttons:
        _check_inline(button)
    if len(buttons) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    rows = [row for row in markup["inline_keyboard"] if row]
    return {"inline_keyboard": rows} if rows else None


def _check_reply_keyboard(markup: Json) -> None:
    for button in _buttons(markup["keyboard"], "keyboard"):
        _check_text(button.get("text") if isinstance(button, dict) else button, "Keyboard button")


def _buttons(rows: Any, what: str) -> Iterator[Any]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{what.replace(" ", "_")}" of the markup must be an Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f"{what} rows must be Arrays of buttons")
        yield from row


def _check_text(text: Any, what: str) -> None:
    if not isinstance(text, str) or not text.strip():
        raise bad_request(f"{what} text must be non-empty")


def _check_inline(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    _check_text(button.get("text"), "Inline keyboard button")
    if str(button.get("style", "")) not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    given = [action for action in _ACTIONS if button.get(action) is not None]
    if not given:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(given) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action must be specified")
    _check_action(given[0], button[given[0]])


def _check_action(action: str, value: Any) -> None:
    match action:
        case "callback_data" if not 1 <= len(str(value).encode()) <= _DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        case "copy_text" if not isinstance(value, dict) or not _copyable(value.get("text")):
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "url" if not re.match(r"(https?://[^\s/]+|tg://\S+)", str(value)):
            raise bad_request(f"inline keyboard button URL '{value}' is invalid: unsupported URL protocol")


def _copyable(text: Any) -> bool:
    return isinstance(text, str) and 1 <= len(text) <= _COPY_CHARACTERS
