"""People and faults over HTTP under /control/, so that a test in any language can drive a running server.

Every body is a JSON object whose names are those of the Python methods; bytes travel as base64.

    POST /control/people {"name": "Айгүл", "language_code": "ru"}          → {"id": 100000001}
    POST /control/people/ID/say {"text": "…"}                              → {"result": MESSAGE_ID}
    POST /control/people/ID/press {"what": "label", "wait": 5}             → {"answered": true, "answer": "…", …}
    GET  /control/people/ID/shown?chat=CHAT                                → [{"message_id": 1, "text": "…", …}]
    POST /control/groups {"title": "…", "owner": ID, "members": [ID]}      → {"id": -1001}
    POST /control/groups/ID/add_bot {}                                     → {"id": …}
    POST /control/faults {"kind": "drop_after", "method": "sendMessage"}   → {}       DELETE: none any more
    GET  /control/calls?method=sendMessage                                 → [{"method": …, "params": …}]
    POST /control/idle {"timeout": 5}                                      → {} or 504
    POST /control/repeat {"update_id": 700000001}                          → {}       without an id: the last
"""

import base64
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from emulator.local_telegram.core import LocalTelegram
from emulator.local_telegram.errors import ImpossibleError
from emulator.local_telegram.faults import Fault, Kind
from emulator.local_telegram.model import Json
from emulator.local_telegram.person import Person
from emulator.local_telegram.places import Place

_ACTS = frozenset(
    {
        "start",
        "say",
        "edit",
        "delete",
        "send_photo",
        "send_document",
        "send_voice",
        "send_video",
        "send_sticker",
        "send_location",
        "send_contact",
        "send_other",
        "send_file",
        "send_poll",
        "forward",
        "vote",
        "react",
        "block",
        "unblock",
    }
)
_GROUP_ACTS = frozenset(
    {
        "add_bot",
        "promote_bot",
        "remove_bot",
        "migrate",
        "close_topic",
        "delete_topic",
        "hide_members",
        "say_as_group",
    }
)
_PLACES = frozenset({"chat", "source", "to"})

Answerer = Callable[[web.Request, Json], Awaitable[Any]]


class Control:
    """The routes of the control interface; an act a person can't do answers 409 with the reason."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        """What the server adds to its own routes."""
        return [
            web.post("/control/people", _json(self._add_person)),
            web.post("/control/people/{id}/press", _json(self._press)),
            web.get("/control/people/{id}/shown", _json(self._shown)),
            web.post("/control/people/{id}/{act}", _json(self._act)),
            web.post("/control/groups", _json(self._add_group)),
            web.post("/control/groups/{id}/{act}", _json(self._group_act)),
            web.post("/control/faults", _json(self._add_fault)),
            web.delete("/control/faults", _json(self._clear_faults)),
            web.get("/control/calls", _json(self._calls)),
            web.delete("/control/calls", _json(self._clear_calls)),
            web.post("/control/idle", _json(self._idle)),
            web.post("/control/repeat", _json(self._repeat)),
        ]

    async def _add_person(self, _: web.Request, body: Json) -> Json:
        return {"id": self._telegram.person(**body).id}

    async def _act(self, request: web.Request, body: Json) -> Json:
        act = request.match_info["act"]
        if act not in _ACTS:
            raise web.HTTPNotFound
        arguments = {name: self._argument(name, value) for name, value in body.items()}
        return {"result": await getattr(self._person(request), act)(**arguments)}

    async def _press(self, request: web.Request, body: Json) -> Json:
        wait = float(body.pop("wait", 0))
        arguments = {name: self._argument(name, value) for name, value in body.items()}
        press = await self._person(request).press(**arguments)
        if wait:
            await press.answered(wait)
        shown = {"answered": press.is_answered, "answer": press.answer, "alert": press.is_alert}
        return shown | {"url": press.url, "copied": press.copied}

    async def _shown(self, request: web.Request, _: Json) -> list[Json]:
        chat = request.query.get("chat")
        place = self._place(int(chat)) if chat else None
        return [_plain(asdict(shown)) for shown in self._person(request).shown(place)]

    async def _add_group(self, _: web.Request, body: Json) -> Json:
        owner, *members = (self._telegram.people[one] for one in (body["owner"], *body.get("members", [])))
        flags = {name: bool(body.get(name)) for name in ("supergroup", "topics")}
        return {"id": self._telegram.group(body["title"], owner, *members, **flags).id}

    async def _group_act(self, request: web.Request, body: Json) -> Json:
        act = request.match_info["act"]
        if act not in _GROUP_ACTS:
            raise web.HTTPNotFound
        place = self._place(int(request.match_info["id"]))
        by = {"by": self._telegram.people[body["by"]]} if "by" in body else {}
        getattr(place, act)(**by, **{name: value for name, value in body.items() if name != "by"})
        return {"id": place.id}

    async def _add_fault(self, _: web.Request, body: Json) -> Json:
        fault = Fault(Kind(body["kind"]), float(body.get("seconds", 0)), body.get("words", ""))
        self._telegram.faults.add(fault, method=body.get("method"), times=int(body.get("times", 1)))
        return {}

    async def _clear_faults(self, _: web.Request, __: Json) -> Json:
        self._telegram.faults.clear()
        return {}

    async def _calls(self, request: web.Request, _: Json) -> list[Json]:
        method = request.query.get("method")
        return [
            asdict(call) for call in (self._telegram.calls.of(method) if method else self._telegram.calls)
        ]

    async def _clear_calls(self, _: web.Request, __: Json) -> Json:
        self._telegram.calls.clear()
        return {}

    async def _idle(self, _: web.Request, body: Json) -> Json:
        await self._telegram.idle(float(body.get("timeout", 5)), float(body.get("settle", 0.02)))
        return {}

    async def _repeat(self, _: web.Request, body: Json) -> Json:
        if "update_id" in body:
            self._telegram.repeat_update(int(body["update_id"]))
        else:
            self._telegram.redeliver_last()
        return {}

    def _person(self, request: web.Request) -> Person:
        return self._telegram.people[int(request.match_info["id"])]

    def _place(self, chat_id: int) -> Place:
        return next(place for place in self._telegram.places if place.id == chat_id)

    def _argument(self, name: str, value: Any) -> Any:
        if name == "data":
            return base64.b64decode(value)
        return self._place(int(value)) if name in _PLACES and value is not None else value


def _json(answerer: Answerer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            body = await request.json() if request.can_read_body else {}
            return web.json_response(await answerer(request, body))
        except ImpossibleError as error:
            return web.json_response({"error": str(error)}, status=409)
        except TimeoutError:
            return web.json_response({"error": "the bot was not done in time"}, status=504)
        except (KeyError, ValueError, TypeError, StopIteration) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)

    return answer


def _plain(value: Any) -> Any:
    match value:
        case bytes():
            return base64.b64encode(value).decode()
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value
