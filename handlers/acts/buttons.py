"""The buttons by which an act is leafed through, and by which a paragraph is shared.

br:LANGUAGE:home:PAGE             the topics
br:LANGUAGE:acts                  the acts, where there are several
br:LANGUAGE:act[:ACT]             the sections of an act
br:LANGUAGE:list:SHELF:PAGE       the paragraphs of a shelf: t.TOPIC or s.SECTION
br:LANGUAGE:open:SHELF:REF        a paragraph of a shelf
sh:LANGUAGE:REF[:SHELF]           the ways to share a paragraph, in the place of its buttons
sb:LANGUAGE:REF                   back to the buttons of an answer
"""

from dataclasses import dataclass
from typing import Self

from bot.acts.model import Ref
from bot.acts.refs import THE_SHORT_ONE, ActId, is_act_id
from bot.acts.shelves import ShelfKey
from bot.language import Language
from handlers.telegram.button import Button, OtherButtonError, read_number, read_ref, read_shelf

PAGE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class ShowTopics(Button):
    """Shows a page of the topics; pages count from 0."""

    language: Language
    page: int = 0

    def encode(self) -> str:
        """`br:kk:home:0`."""
        return f"br:{self.language}:home:{self.page}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["br", language, "home", page]:
                return cls(Language(language), read_number(page, PAGE_DIGITS))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ShowSections(Button):
    """Shows the sections of an act; of the weightiest one where none is named."""

    language: Language
    act: ActId = THE_SHORT_ONE

    def encode(self) -> str:
        """`br:kk:act`, `br:kk:act:code-2015`."""
        return f"br:{self.language}:act" + (f":{self.act}" if self.act else "")

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["br", language, "act"]:
                return cls(Language(language))
            case ["br", language, "act", act] if is_act_id(act):
                return cls(Language(language), ActId(act))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ShowActs(Button):
    """Shows the acts, where there are several."""

    language: Language

    def encode(self) -> str:
        """`br:kk:acts`."""
        return f"br:{self.language}:acts"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["br", language, "acts"]:
                return cls(Language(language))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ShowShelf(Button):
    """Shows a page of a shelf; pages count from 0."""

    language: Language
    shelf: ShelfKey
    page: int = 0

    def encode(self) -> str:
        """`br:kk:list:t.gifts:0`."""
        return f"br:{self.language}:list:{self.shelf}:{self.page}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["br", language, "list", shelf, page]:
                return cls(Language(language), read_shelf(shelf), read_number(page, PAGE_DIGITS))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ShowOnShelf(Button):
    """Shows a paragraph of a shelf."""

    language: Language
    shelf: ShelfKey
    ref: Ref

    def encode(self) -> str:
        """`br:kk:open:t.gifts:3.12`."""
        return f"br:{self.language}:open:{self.shelf}:{self.ref}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["br", language, "open", shelf, ref]:
                return cls(Language(language), read_shelf(shelf), read_ref(ref))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class Share(Button):
    """Offers a paragraph to others; it stands under every paragraph and says which one that is, and in which language.

    `shelf` is where the reader came from.
    """

    language: Language
    ref: Ref
    shelf: ShelfKey | None = None

    def encode(self) -> str:
        """`sh:kk:3.12`."""
        return f"sh:{self.language}:{self.ref}" + (f":{self.shelf}" if self.shelf else "")

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["sh", language, ref]:
                return cls(Language(language), read_ref(ref))
            case ["sh", language, ref, shelf]:
                return cls(Language(language), read_ref(ref), read_shelf(shelf))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class EndShare(Button):
    """Puts the buttons of an answer back."""

    language: Language
    ref: Ref

    def encode(self) -> str:
        """`sb:kk:3.12`."""
        return f"sb:{self.language}:{self.ref}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["sb", language, ref]:
                return cls(Language(language), read_ref(ref))
        raise OtherButtonError
