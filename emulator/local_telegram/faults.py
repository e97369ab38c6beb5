"""Misbehaviour on command: what a network, a proxy or Telegram itself may do to a call."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    """What goes wrong."""

    DELAY = "delay"
    SERVER_ERROR = "server_error"
    HTML_502 = "html_502"
    HTML_504 = "html_504"
    CUT_JSON = "cut_json"
    CUT_BODY = "cut_body"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    TOO_MANY_REQUESTS = "too_many_requests"
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    UNAUTHORIZED = "unauthorized"
    BAD_REQUEST = "bad_request"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; made by the class methods, each of which says what the bot meets."""

    kind: Kind
    seconds: float = 0.0
    words: str = ""

    @classmethod
    def delay(cls, seconds: float) -> Self:
        """The call is performed `seconds` of real time late."""
        return cls(Kind.DELAY, seconds)

    @classmethod
    def server_error(cls) -> Self:
        """500 in an envelope; the call has no effect."""
        return cls(Kind.SERVER_ERROR)

    @classmethod
    def html_502(cls) -> Self:
        """502 with a page of HTML, as a proxy says it; the call has no effect."""
        return cls(Kind.HTML_502)

    @classmethod
    def html_504(cls) -> Self:
        """504 with a page of HTML, as a proxy says it that waited too long; the call has its effect."""
        return cls(Kind.HTML_504)

    @classmethod
    def cut_json(cls) -> Self:
        """The call has its effect; the answer is a whole HTTP answer with half of its JSON."""
        return cls(Kind.CUT_JSON)

    @classmethod
    def cut_body(cls) -> Self:
        """The call has its effect; the connection closes in the middle of the answer."""
        return cls(Kind.CUT_BODY)

    @classmethod
    def drop_before(cls) -> Self:
        """The connection closes without an answer and the call has no effect."""
        return cls(Kind.DROP_BEFORE)

    @classmethod
    def drop_after(cls) -> Self:
        """The connection closes without an answer though the call had its effect."""
        return cls(Kind.DROP_AFTER)

    @classmethod
    def too_many_requests(cls, retry_after: int) -> Self:
        """429 with `retry_after` seconds; no effect."""
        return cls(Kind.TOO_MANY_REQUESTS, retry_after)

    @classmethod
    def conflict(cls) -> Self:
        """409, as if another program polled with the same token; no effect."""
        return cls(Kind.CONFLICT)

    @classmethod
    def forbidden(cls, words: str = "bot was blocked by the user") -> Self:
        """403 with the words; no effect."""
        return cls(Kind.FORBIDDEN, words=words)

    @classmethod
    def unauthorized(cls) -> Self:
        """401, as after the token was revoked; no effect."""
        return cls(Kind.UNAUTHORIZED)

    @classmethod
    def bad_request(cls, words: str) -> Self:
        """400 with the words; no effect."""
        return cls(Kind.BAD_REQUEST, words=words)


@dataclass(slots=True)
class _Planned:
    method: str | None
    fault: Fault
    times: int


@dataclass(slots=True)
class Faults:
    """The faults to come: each is met by the next `times` calls of its method, in the order they were added."""

    _planned: list[_Planned] = field(default_factory=list)

    def add(self, fault: Fault, *, method: str | None = None, times: int = 1) -> None:
        """Let the next `times` calls of the method (None: of any but getUpdates) meet the fault."""
        self._planned.append(_Planned(method and method.lower(), fault, times))

    def clear(self) -> None:
        """Behave well from now on."""
        self._planned.clear()

    @property
    def left(self) -> int:
        """How many calls are still to meet a fault."""
        return sum(planned.times for planned in self._planned)

    def take(self, method: str) -> Fault | None:
        """The fault for a call that begins now."""
        wanted = (method.lower(),) if method.lower() == "getupdates" else (method.lower(), None)
        planned = next((one for one in self._planned if one.method in wanted), None)
        if planned is None:
            return None
        planned.times -= 1
        self._planned = [one for one in self._planned if one.times > 0]
        return planned.fault
