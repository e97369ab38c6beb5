"""Watching the knowledge folder for changes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from watchfiles import Change, awatch

from bot import logs

PAUSE = 10.0
"""Seconds before a folder that cannot be watched is tried again."""


async def watch(folder: Path, changed: Callable[[], Awaitable[object]]) -> None:
    """Call `changed` after each change of a YAML file or a Word template in the folder, once for changes that come together; goes on without end."""
    while True:
        try:
            async for _ in awatch(folder, watch_filter=_is_knowledge):
                await changed()
        except (OSError, RuntimeError) as error:
            logs.event("KNOWLEDGE_NOT_WATCHED", level=logging.WARNING, error=type(error).__name__)
            await asyncio.sleep(PAUSE)


def _is_knowledge(_: Change, path: str) -> bool:
    # Word puts a file of its own beside one that is open: «~$conflict.ru.docx».
    return path.endswith((".yaml", ".docx")) and not Path(path).name.startswith("~$")
