"""Examples kept apart from the rest: no answer needs them, so those of a matter are read when somebody asks for them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import overload

from bot.language import Language
from bot.matters.model import Example, Source


class KeptExamples(Sequence[Example]):
    """The examples of one matter, or of one kind of small talk, as `packed` made bytes of them; they are read at each look."""

    __slots__ = ("_packed",)

    def __init__(self, packed: memoryview) -> None:
        self._packed = packed

    @overload
    def __getitem__(self, place: int) -> Example: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Example]: ...
    def __getitem__(self, place: int | slice) -> Example | Sequence[Example]:
        """One of them, or several."""
        return self._read()[place]

    def __len__(self) -> int:
        return len(self._read())

    def __iter__(self) -> Iterator[Example]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._read() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._read())

    def _read(self) -> tuple[Example, ...]:
        return tuple(
            Example(text, Language(language), Source(source), voice)
            for language, source, voice, texts in json.loads(bytes(self._packed))
            for text in texts
        )


def packed(examples: Iterable[Example]) -> bytes:
    """Examples as bytes, those of one voice together."""
    alike = groupby(examples, lambda one: (one.language, one.source, one.voice))
    return json.dumps([(*shared, [one.text for one in said]) for shared, said in alike]).encode()
