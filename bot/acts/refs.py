"""A place inside an act, and how it is written."""

import re
from dataclasses import dataclass
from typing import NewType

ActId = NewType("ActId", str)

THE_SHORT_ONE = ActId("")
"""The act whose refs are written short, without its id: bodies.yaml says which."""

LONGEST_ID = 16
"""Signs of the name of an act: with its section and a ref it fits the data of a button."""

_ACT = re.compile(r"[a-z][a-z0-9_-]*")
_NO_ACT = re.compile(r"(?:annex\d*|resolution|preamble|status)")


def is_act_id(written: str) -> bool:
    """Whether an act may be called so: letters a-z first, then letters, figures, «-» and «_», 16 at most, and no word of a ref."""
    return len(written) <= LONGEST_ID and bool(_ACT.fullmatch(written)) and not _NO_ACT.fullmatch(written)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A place inside an act: `11`, `3.12`, `12-1.4`, `resolution.3`, `annex1.5`, `5.2/2.1` or `status`.

    Written with its act it is `almaty-2013/3.12`; without one it belongs to the act whose refs are short.
    """

    value: str
    act: ActId = THE_SHORT_ONE

    def __str__(self) -> str:
        return f"{self.act}/{self.value}" if self.act else self.value

    @classmethod
    def read(cls, written: str) -> "Ref":
        """The ref that is written so. Whether there is such a place, only the act knows."""
        act, slash, value = written.partition("/")
        return cls(value, ActId(act)) if slash and is_act_id(act) else cls(written)

    @property
    def parent(self) -> "Ref | None":
        """The place that this one may stand in; None for a place of its own."""
        head, slash, _ = self.value.rpartition("/")
        if not slash:
            head, _, _ = self.value.rpartition(".")
        return Ref(head, self.act) if head and not _NO_ACT.fullmatch(head) else None

    @property
    def is_resolution(self) -> bool:
        """Whether this is a point of the adopting resolution."""
        return self.value.startswith("resolution.")

    @property
    def is_status(self) -> bool:
        """Whether this is what the publication says of the act's standing."""
        return self.value == "status"

    @property
    def number(self) -> str:
        """The last number of the citation: `12` of `3.12`, `3` of `resolution.3`."""
        return re.split(r"[./]", self.value)[-1]


STATUS = Ref("status")
