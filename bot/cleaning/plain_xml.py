"""XML from strangers: no entities, no outside, names without their namespaces."""

from xml.etree.ElementTree import Element, ParseError
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from defusedxml.sax import parseString

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


def require_plain(data: bytes) -> None:
    """Refuse what is not XML or declares entities, without holding it as a tree."""
    try:
        parseString(data, ContentHandler())
    except DefusedXmlException:
        raise RefusedError(Refusal.BOMB) from None
    except (SAXParseException, ValueError, LookupError):
        raise RefusedError(Refusal.BROKEN) from None


def _local(name: str) -> str:
    return name.rpartition("}")[2]
