"""What a Word template asks for, `{name}` or `{place:matter}`, found without opening Word's own objects."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from bot.documents.papers import Ground

FIELD = re.compile(r"\{(?P<name>[a-z_]+)(?::(?P<matter>[a-z_]+))?\}")
_BRACE = re.compile(r"[{}]")
_PARAGRAPH, _MARKUP = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL), re.compile(r"<[^>]+>")

DERIVED = frozenset(
    {
        *("to", "sender", "name", "today", "officer", "in_a_month", "ask_from", "act_by", "days_left"),
        *("working_left", "in_five_days", "missed"),
    }
)
"""Fields that no question fills alone; see bot/documents/filling.py."""


class UnreadableTemplateError(Exception):
    """The file is no Word document."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a template; the matter is empty where it speaks of no law."""

    name: str
    matter: str = ""

    @property
    def ground(self) -> Ground | None:
        """What it asks of the law."""
        return Ground(self.name) if self.matter and self.name in set(Ground) else None


def fields_of(template: bytes) -> Iterator[Field | str]:
    """Every field of a Word file; a text, where braces enclose none.

    Raises:
        UnreadableTemplateError: where it is no Word file.
    """
    for paragraph in paragraphs_of(template):
        for found in FIELD.finditer(paragraph):
            yield Field(found["name"], found["matter"] or "")
        rest = FIELD.sub("", paragraph)
        if _BRACE.search(rest):
            yield rest.strip()


def paragraphs_of(template: bytes) -> Iterator[str]:
    """The words of each paragraph of a Word file, in order.

    Raises:
        UnreadableTemplateError: where it is no Word file.
    """
    try:
        with zipfile.ZipFile(BytesIO(template)) as package:
            document = package.read("word/document.xml").decode("utf-8")
    except (zipfile.BadZipFile, KeyError, OSError, UnicodeDecodeError):
        raise UnreadableTemplateError from None
    for paragraph in _PARAGRAPH.finditer(document):
        yield _MARKUP.sub("", paragraph[0])
