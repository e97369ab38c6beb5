"""A YAML file as plain values that remember the line they stand on."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.yaml_files.plain_words import plain_fault

Location = tuple[Hashable, ...]

# libyaml reads the megabyte of knowledge in a fiftieth of a second; the pure Python loader takes a second.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
DEEPEST = 20
"""Levels of nesting; no file here needs half of them, and nests without end would end the process."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong; prints as `file:line: what is wrong`."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(slots=True)
class Document:
    """The values of one file, with the line of every key and item."""

    path: Path
    value: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, location: Location) -> int:
        """The line (from 1) of the nearest known place at or above a location."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, location: Location, message: str) -> Problem:
        """A problem that names this file and the line of the location."""
        return Problem(self.path, self.line(location), message)


def read(path: Path) -> Document:
    """Read a YAML file; an unreadable file, broken YAML or a repeated key becomes a problem, never an exception."""
    document = Document(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        document.problems.append(Problem(path, 1, f"cannot be read: {type(error).__name__}"))
        return document
    try:
        text = data.decode("utf-8")
        document.value = _Reading(document, yaml.parse(text, Loader=Loader)).whole()
    except UnicodeDecodeError as error:
        document.problems.append(Problem(path, _line_at(data, error.start), "is not UTF-8"))
    except yaml.reader.ReaderError as error:
        document.problems.append(
            Problem(path, _line_at(data, error.position), f"is not YAML: {error.reason}")
        )
    except _RefusedError as error:
        document.problems.append(Problem(path, error.line, f"is not YAML: {error.words}"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        document.problems.append(Problem(path, *plain_fault(text, line, error.problem or "")))
    return document


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


class _Reading:
    """One pass over the events of a file. What a knowledge file never needs is refused: aliases and deep nests."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self._document = document
        self._events = events

    def whole(self) -> Any:
        """The value of the only document in the file; of an empty file, an empty mapping."""
        next(self._events)  # the stream starts
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return {}
        value = self._value(next(self._events), ())
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _refusal("a second document starts here", after)
        return {} if value is None else value

    def _value(self, event: Any, location: Location) -> Any:
        if len(location) > DEEPEST:
            raise _refusal("nested too deeply", event)
        self._document.lines[location] = event.start_mark.line + 1
        match event:
            case yaml.MappingStartEvent():
                return dict(self._pairs(location))
            case yaml.SequenceStartEvent():
                return list(self._items(location))
            case yaml.ScalarEvent():
                # Dates and the like are told apart by the schema, which knows what a place should hold.
                return None if event.implicit[0] and event.value in NULLS else event.value
            case _:
                raise _refusal("an alias (*) cannot stand here", event)

    def _items(self, location: Location) -> Iterator[Any]:
        number = 0
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._value(event, (*location, number))
            number += 1

    def _pairs(self, location: Location) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            line = event.start_mark.line + 1
            if key in seen:
                self._document.problems.append(
                    Problem(self._document.path, line, f"«{key}» stands here a second time")
                )
                self._value(next(self._events), (*location, key, "again"))
                continue
            seen.add(key)
            value = self._value(next(self._events), (*location, key))
            self._document.lines[(*location, key)] = line
            yield key, value

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _refusal("a key must be a word", event)
        return str(event.value)


def _refusal(words: str, event: Any) -> "_RefusedError":
    return _RefusedError(words, event.start_mark.line + 1)


class _RefusedError(Exception):
    """What YAML allows and no knowledge file needs."""

    def __init__(self, words: str, line: int) -> None:
        super().__init__(words)
        self.words = words
        self.line = line
