"""What the commands of the shell are tested on."""

import pytest

from bot.shell import check
from bot.shell.doctor import examination


@pytest.fixture
def sound_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    """The knowledge is sound and is not read for it: what is told of the knowledge has tests of its own."""
    for module in (check, examination):
        monkeypatch.setattr(module, "content_problems", lambda places: [])
