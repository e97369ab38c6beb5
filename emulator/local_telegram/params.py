"""The parameters of one call, read the way the Bot API reads them, whatever encoding they came in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from emulator.local_telegram.errors import bad_request

_FREE_TEXT = frozenset({"text", "caption", "question", "explanation", "description", "name", "url", "title"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str | None
    data: bytes
    mime: str | None = None


@dataclass(frozen=True, slots=True)
class Params:
    """Raw values by name: strings as of a form, or the typed values of a JSON body."""

    raw: Mapping[str, Any] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the parameter was given and is not null."""
        return self.raw.get(name) is not None

    def text(self, name: str) -> str:
        """The parameter as a string, empty if absent; refuses what is not UTF-8."""
        value = self.raw.get(name)
        found = "" if value is None else value if isinstance(value, str) else json.dumps(value)
        try:
            found.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        return found

    def integer(self, name: str, default: int = 0) -> int:
        """The parameter as a whole number; the default where it is absent or no number."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """The parameter as a Bot API boolean."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> Any:
        """The parameter as JSON; None if absent; `what` names it in the refusal."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(self.text(name)) if value else None
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def array(self, name: str, what: str) -> list[Any] | None:
        """The parameter as a JSON array; None if absent."""
        return cast("list[Any] | None", self._of(list, name, what))

    def object(self, name: str, what: str) -> dict[str, Any] | None:
        """The parameter as a JSON object; None if absent."""
        return cast("dict[str, Any] | None", self._of(dict, name, what))

    def objects(self, name: str, what: str) -> list[dict[str, Any]]:
        """The parameter as a JSON array of objects; 400 if absent."""
        found = self.array(name, what)
        if found is None or not all(isinstance(one, dict) for one in found):
            raise bad_request(f"can't parse {what}: expected an Array of Objects")
        return found

    def _of(self, shape: type, name: str, what: str) -> Any:
        found = self.json(name, what)
        if found is not None and not isinstance(found, shape):
            noun = "an Array" if shape is list else "an Object"
            raise bad_request(f"can't parse {what}: expected {noun}")
        return found

    def decoded(self) -> dict[str, Any]:
        """All parameters with JSON values decoded, for assertions; free text stays as it came."""
        return {name: _decoded(name, value) for name, value in self.raw.items()}


def whole(value: Any) -> int:
    """A number within JSON, such as an id; 400 for what is none."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        raise bad_request("a Number is expected") from None


def _decoded(name: str, value: Any) -> Any:
    if name in _FREE_TEXT or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
