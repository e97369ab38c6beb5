"""The screens that people see are the ones that somebody has read.

Where this fails because a screen changed on purpose: `python -m tests.proofs.walk.walking`, and read what changed.
"""

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.proofs.walk.walking import file_of, walk


async def test_every_screen_of_the_walk_is_as_it_was_read(services: Knowledge, language: Language) -> None:
    assert await walk(services, language) == file_of(language).read_text(encoding="utf-8")
