"""Methods that answer callback and inline queries."""

from collections.abc import Mapping
from typing import Any

from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.keyboards import inline_only, markup_of
from emulator.local_telegram.model import Json
from emulator.local_telegram.params import Params
from emulator.local_telegram.sending import Method
from emulator.local_telegram.units import units
from emulator.local_telegram.wording import inline_text
from emulator.local_telegram.world import World

_MOST_TOAST = 200
_MOST_RESULTS = 50
_ID_BYTES = 64
_OFFSET_BYTES = 64


class Answering:
    """answerCallbackQuery and answerInlineQuery."""

    def __init__(self, world: World) -> None:
        self._queries = world.queries

    def methods(self) -> Mapping[str, Method]:
        """The methods by name."""
        return {
            "answerCallbackQuery": self.answer_callback_query,
            "answerInlineQuery": self.answer_inline_query,
            "answerGuestQuery": self.answer_guest_query,
        }

    def answer_callback_query(self, params: Params) -> bool:
        if units(params.text("text")) > _MOST_TOAST:
            raise bad_request("MESSAGE_TOO_LONG")
        answer = {
            "text": params.text("text"),
            "show_alert": params.flag("show_alert"),
            "url": params.text("url"),
        }
        self._queries.answer(params.text("callback_query_id"), answer)
        return True

    def answer_inline_query(self, params: Params) -> bool:
        results = params.objects("results", "inline query results")
        _check(results)
        if len(params.text("next_offset").encode()) > _OFFSET_BYTES:
            raise bad_request("NEXT_OFFSET_INVALID")
        self._queries.answer(params.text("inline_query_id"), params.decoded(), results)
        return True

    def answer_guest_query(self, params: Params) -> Json:
        result = params.object("result", "inline query result") or {}
        _check_result(result)
        self._queries.answer(params.text("guest_query_id"), params.decoded(), [result])
        return {"inline_message_id": f"guest-{params.text('guest_query_id')}"}


def _check(results: list[Any]) -> None:
    if len(results) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(result)


def _check_result(result: Json) -> None:
    if not 1 <= len(str(result.get("id", "")).encode()) <= _ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if result.get("type") != "article":
        return
    if not result.get("title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    inline_text(result)
    inline_only(markup_of(Params(result)))
