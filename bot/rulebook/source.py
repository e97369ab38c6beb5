"""A YAML file as plain values that remember the line they stand on."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Location = tuple[Hashable, ...]

# libyaml reads the megabyte of knowledge in a fiftieth of a second; the pure Python loader takes a second.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except (OSError, UnicodeDecodeError) as error:
        document.problems.append(Problem(path, 1, f"cannot be read: {type(error).__name__}"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        document.problems.append(Problem(path, line, f"is not YAML: {error.problem}"))
    except yaml.YAMLError as error:
        document.problems.append(Problem(path, 1, f"is not YAML: {error}"))
    else:
        document.value = _value(node, (), document) if node else {}
    return document


def _value(node: yaml.Node, location: Location, document: Document) -> Any:
    document.lines[location] = node.start_mark.line + 1
    match node:
        case yaml.MappingNode():
            return dict(_pairs(node, location, document))
        case yaml.SequenceNode():
            return [_value(item, (*location, number), document) for number, item in enumerate(node.value)]
        case _:
            # Dates and the like are told apart by the schema, which knows what a place should hold.
            return None if node.tag.endswith(":null") else node.value


def _pairs(node: yaml.MappingNode, location: Location, document: Document) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        line = key_node.start_mark.line + 1
        if key in seen:
            document.problems.append(Problem(document.path, line, f"«{key}» stands here a second time"))
            continue
        seen.add(key)
        value = _value(value_node, (*location, key), document)
        document.lines[(*location, key)] = line
        yield key, value
