"""What an announcement says: a place of the acts, or words in one language or both, with a picture or a file where there is one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.language import Language

TEXT = "t:"
"""The mark of words in one language, as content is kept."""

NOTICE = "n:"
"""The mark of words in several languages, or with something attached."""


class Kind(StrEnum):
    """What is attached."""

    PICTURE = "picture"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or a file, by the name that Telegram knows it under."""

    kind: Kind
    file: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Words as HTML, by language, at least in one; and what is attached."""

    texts: Mapping[Language, str]
    attachment: Attachment | None = None

    def text(self, language: Language) -> str:
        """The words in a language; where there are none in it, those in the other."""
        return self.texts.get(language) or self.texts.get(language.other, "")

    def encode(self) -> str:
        """As it is kept; `read_notice` reads it back."""
        attached = self.attachment
        return NOTICE + json.dumps(
            {
                **{language.value: text for language, text in self.texts.items()},
                **({attached.kind.value: attached.file} if attached else {}),
            },
            ensure_ascii=False,
        )


def read_notice(content: str) -> Notice | None:
    """The words that content holds; None where it names a place of the acts."""
    if content.startswith(TEXT):
        words = content.removeprefix(TEXT)
        return Notice(dict.fromkeys(Language, words))
    if not content.startswith(NOTICE):
        return None
    kept = json.loads(content.removeprefix(NOTICE))
    attached = next((Attachment(kind, kept[kind]) for kind in Kind if kind in kept), None)
    return Notice({language: kept[language] for language in Language if language in kept}, attached)
