"""XML from strangers: no entities, no outside, names without their namespaces."""

from collections.abc import Mapping
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError, ParserCreate

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.cleaning.model import Refusal, RefusedError

MOST_BYTES = 24 * 2**20
"""Of a part that is held as a whole: a tree takes ten times the room of its text."""


def parse(data: bytes) -> Element:
    """The root of a document; every tag and attribute by its local name, the two editions of OOXML differ in the rest.

    Raises:
        RefusedError: where it is not XML, is too large, or declares entities.
    """
    if len(data) > MOST_BYTES:
        raise RefusedError(Refusal.TOO_LARGE)
    try:
        root: Element = fromstring(data)
    except DefusedXmlException:
        raise RefusedError(Refusal.BOMB) from None
    except (ParseError, ValueError, LookupError):
        raise RefusedError(Refusal.BROKEN) from None
    for element in root.iter():
        element.tag = _local(element.tag)
        element.attrib = {_local(name): value for name, value in element.attrib.items()}
    return root


class Follower(Protocol):
    """Is told of the elements of a document in their order, by local names."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, tag: str) -> None: ...


def follow(data: bytes, follower: Follower) -> None:
    """Read a document of any size without holding it as a tree.

    Raises:
        RefusedError: where it is not XML or declares entities.
    """
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: follower.start(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.CharacterDataHandler = follower.text
    parser.EndElementHandler = lambda name: follower.end(_local(name))
    try:
        parser.Parse(data, True)  # noqa: FBT003 - its only name is «isfinal»
    except (ExpatError, ValueError, LookupError):
        raise RefusedError(Refusal.BROKEN) from None


def _refuse(*_: object) -> None:
    raise RefusedError(Refusal.BOMB)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
