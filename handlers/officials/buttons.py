"""The buttons of officials: each a random token that is bound to one official."""

import re
from dataclasses import dataclass
from typing import Self

from handlers.telegram.button import Button, OtherButtonError, matching

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class OfficialButton(Button):
    """What it stands for is known to the database alone: `of:TOKEN`."""

    token: str

    def encode(self) -> str:
        """`of:…`, of 22 letters and digits."""
        return f"of:{self.token}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["of", token]:
                return cls(matching(token, _TOKEN))
        raise OtherButtonError
