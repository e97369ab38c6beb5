"""What a front hands back to the bot: an answer, half of one, or a closed connection."""

import json
from dataclasses import dataclass
from typing import Any

from emulator.local_telegram.errors import (
    ApiError,
    bad_request,
    forbidden,
    second_poller,
    too_many_requests,
    unauthorized,
)
from emulator.local_telegram.faults import Fault, Kind
from emulator.local_telegram.model import Json

_BAD_GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"
_GATEWAY_TIMEOUT = _BAD_GATEWAY.replace(b"502 Bad Gateway", b"504 Gateway Time-out")


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole HTTP answer."""

    code: int
    body: bytes
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Broken:
    """A connection that closes after `body`, which is less than the `length` announced; no body: no answer at all."""

    body: bytes = b""
    length: int = 0


CallResult = Reply | Broken


def success(result: Any) -> Json:
    """The envelope of a result."""
    return {"ok": True, "result": result}


def refusal(error: ApiError) -> Json:
    """The envelope of a refusal."""
    envelope: Json = {"ok": False, "error_code": error.code, "description": error.description}
    return envelope | ({"parameters": error.parameters} if error.parameters else {})


def encoded(code: int, envelope: Json) -> Reply:
    """The HTTP answer of an envelope."""
    return Reply(code, json.dumps(envelope).encode())


def instead(fault: Fault | None) -> CallResult | None:
    """What the bot gets in place of the call, which then has no effect; None where the call is performed."""
    if fault is None:
        return None
    match fault.kind:
        case Kind.DROP_BEFORE:
            return Broken()
        case Kind.HTML_502:
            return Reply(502, _BAD_GATEWAY, "text/html")
    error = _refused(fault)
    return None if error is None else encoded(error.code, refusal(error))


def _refused(fault: Fault) -> ApiError | None:
    errors = {
        Kind.SERVER_ERROR: ApiError(500, "Internal Server Error"),
        Kind.TOO_MANY_REQUESTS: too_many_requests(int(fault.seconds)),
        Kind.CONFLICT: second_poller(),
        Kind.FORBIDDEN: forbidden(fault.words),
        Kind.UNAUTHORIZED: unauthorized(),
        Kind.BAD_REQUEST: bad_request(fault.words),
    }
    return errors.get(fault.kind)


def spoiled(reply: Reply, fault: Fault | None) -> CallResult:
    """What the bot gets of a reply to a call that was performed."""
    half = reply.body[: len(reply.body) // 2]
    match fault.kind if fault else None:
        case Kind.DROP_AFTER:
            return Broken()
        case Kind.HTML_504:
            return Reply(504, _GATEWAY_TIMEOUT, "text/html")
        case Kind.CUT_JSON:
            return Reply(reply.code, half, reply.content_type)
        case Kind.CUT_BODY:
            return Broken(half, len(reply.body))
        case _:
            return reply
