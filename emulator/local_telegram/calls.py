"""The record of what the bot asked of Telegram, for assertions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from emulator.local_telegram.activity import Activity
from emulator.local_telegram.model import Json
from emulator.local_telegram.params import Params


@dataclass(frozen=True, slots=True)
class Call:
    """One call: `params` with JSON decoded, `code` the HTTP status Telegram decided on, `answer` the envelope.

    `fault` names the fault the caller met, if any; a call dropped before its effect has code 0 and an empty answer.
    """

    method: str
    params: Json
    files: tuple[str, ...] = ()
    code: int = 0
    answer: Json | None = None
    fault: str | None = None

    @property
    def is_ok(self) -> bool:
        """Whether the call had its effect."""
        return bool(self.answer and self.answer.get("ok"))

    @property
    def result(self) -> Any:
        """The result of a call that had its effect."""
        return (self.answer or {}).get("result")


class Calls(Sequence[Call]):
    """Every call that is over, in order; getUpdates are left out, as a bot polls without end."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._calls: list[Call] = []
        self._under_way = 0

    @overload
    def __getitem__(self, index: int) -> Call: ...
    @overload
    def __getitem__(self, index: slice) -> list[Call]: ...
    def __getitem__(self, index: int | slice) -> Call | list[Call]:
        return self._calls[index]

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)

    def of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self._calls if call.method.lower() == method.lower()]

    def clear(self) -> None:
        """Forget what was recorded so far."""
        self._calls.clear()

    @property
    def under_way(self) -> int:
        """How many calls other than getUpdates are running now."""
        return self._under_way

    def begin(self) -> None:
        """A call started."""
        self._under_way += 1
        self._activity.stir()

    def end(self, call: Call | None) -> None:
        """A call is over; None for one that was cut off by its caller."""
        self._under_way -= 1
        if call is not None:
            self._calls.append(call)
        self._activity.stir()


def record(method: str, params: Params, fault: str | None) -> Call:
    """The record of a call before its outcome is known."""
    names = tuple(upload.name or "" for upload in params.uploads.values())
    return Call(method, params.decoded(), names, fault=fault)
