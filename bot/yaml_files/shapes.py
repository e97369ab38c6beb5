"""A YAML file held against the shape it must have, every difference named with its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.yaml_files.lines import Document, Location, Problem, read

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

# pydantic's English for the faults a lawyer or an operator is likely to meet, said plainly.
PLAIN = {
    "extra_forbidden": "unknown key",
    "missing": "this key is missing",
    "string_too_short": "must not be empty",
    "string_too_long": "is longer than {max_length} characters",
    "string_pattern_mismatch": "must be of the shape {pattern}",
    "string_type": "must be a text",
    "int_parsing": "must be a number",
    "int_type": "must be a number",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
}


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A file as it was read: `content` is None where its shape is wrong."""

    document: Document
    content: T | None

    @property
    def value(self) -> T:
        """The content, of a file known to be sound."""
        assert self.content is not None  # noqa: S101 - whoever asks has looked at the problems before
        return self.content

    def problem(self, location: Location, message: str) -> Problem:
        """A problem at a place in this file."""
        return self.document.problem(location, message)


def read_shaped(path: Path, model: type[M], problems: list[Problem]) -> Read[M]:
    """The file as an instance of the model; what is wrong with it is added to `problems`."""
    document = read(path)
    problems.extend(document.problems)
    if document.value is None:
        return Read(document, None)
    try:
        return Read(document, model.model_validate(document.value))
    except ValidationError as error:
        faults = error.errors()
        problems.extend(document.problem(fault["loc"], _sentence(fault)) for fault in faults)
        return Read(document, None)


def _sentence(fault: Any) -> str:
    plain = PLAIN.get(fault["type"])
    words = plain.format(**fault.get("ctx", {})) if plain else fault["msg"].removeprefix("Value error, ")
    return f"{_place(fault['loc'])}: {words}"


def _place(location: tuple[int | str, ...]) -> str:
    return " → ".join(str(step) for step in location) or "the file"
