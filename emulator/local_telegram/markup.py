"""Telegram's HTML to text and entities, refusing what Telegram refuses.

The standard library's html.parser forgives what Telegram does not (a lone `<`, an unclosed tag), hence a scanner.
"""

import re
from dataclasses import dataclass

from emulator.local_telegram.model import Entity, Formatted
from emulator.local_telegram.tags import KINDS, Span, entity_of, unparsable
from emulator.local_telegram.units import units

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]+));?")
_START = re.compile(r"<([^\s>]*)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_TAG_END = re.compile(r"\s*>")
_CLOSE = re.compile(r"</([^\s>]*)\s*>")


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


def parse_html(source: str) -> Formatted:
    """The text and entities of Telegram HTML; raises 400 «can't parse entities: …»."""
    return _Scanner(source).scan()


class _Scanner:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._pieces: list[str] = []
        self._units = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def scan(self) -> Formatted:
        while self._at < len(self._source):
            match self._source[self._at]:
                case "<" if self._source.startswith("</", self._at):
                    self._end_tag()
                case "<":
                    self._start_tag()
                case "&":
                    self._reference()
                case _:
                    self._plain()
        if self._open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return Formatted("".join(self._pieces), tuple(sorted(self._entities, key=_order)))

    def _take(self, text: str) -> None:
        self._pieces.append(text)
        self._units += units(text)

    def _plain(self) -> None:
        found = _SPECIAL.search(self._source, self._at)
        end = found.start() if found else len(self._source)
        self._take(self._source[self._at : end])
        self._at = end

    def _reference(self) -> None:
        found = _REFERENCE.match(self._source, self._at)
        char = _referred(found) if found else None
        if found is None or char is None:
            self._at += 1
            self._take("&")
            return
        self._at = found.end()
        self._take(char)

    def _start_tag(self) -> None:
        begin, found = self._at, _START.match(self._source, self._at)
        tag = found[1].lower() if found else ""
        if begin + 1 + len(tag) >= len(self._source):
            raise unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in KINDS:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        self._at = begin + 1 + len(tag)
        self._open.append(_Open(tag, self._units, self._attributes(begin)))
        if tag == "span" and self._open[-1].attributes.get("class") != "tg-spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')

    def _attributes(self, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while (end := _TAG_END.match(self._source, self._at)) is None:
            found = _ATTRIBUTE.match(self._source, self._at)
            if found is None:
                raise unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            value = next((part for part in found.groups()[1:] if part is not None), "")
            attributes[found[1].lower()] = _unescaped(value)
            self._at = found.end()
        self._at = end.end()
        return attributes

    def _end_tag(self) -> None:
        if not self._open:
            raise unparsable(f"Unexpected end tag at byte offset {self._bytes(self._at)}")
        found = _CLOSE.match(self._source, self._at)
        if found is None:
            raise unparsable(f"Unclosed end tag at byte offset {self._bytes(self._at)}")
        opened = self._open.pop()
        name = found[1].lower()
        if name and name != opened.tag:
            where = f"at byte offset {self._bytes(self._at)}"
            raise unparsable(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{name}>"')
        self._at = found.end()
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        if opened.tag == "code" and self._names_language(opened):
            return
        span = Span(opened.offset, self._units - opened.offset)
        if not span.length:
            return
        entity = entity_of(opened.tag, opened.attributes, span, "".join(self._pieces))
        if entity is not None:
            self._entities.append(entity)

    def _names_language(self, opened: _Open) -> bool:
        """`<pre><code class="language-x">` is one entity: the language moves to the pre."""
        language = opened.attributes.get("class", "")
        outer = self._open[-1] if self._open else None
        if outer is None or outer.tag != "pre" or outer.offset != opened.offset:
            return False
        if not language.startswith("language-"):
            return False
        outer.attributes["language"] = language.removeprefix("language-")
        return True

    def _bytes(self, position: int) -> int:
        return len(self._source[:position].encode())


def _order(entity: Entity) -> tuple[int, int]:
    return entity.offset, -entity.length


def _referred(found: re.Match[str]) -> str | None:
    decimal, hexadecimal, name = found.groups()
    if name is not None:
        return _NAMED.get(name)
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def _unescaped(value: str) -> str:
    return _REFERENCE.sub(lambda found: _referred(found) or found[0], value)
