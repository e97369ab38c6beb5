"""A stir in the local Telegram, which waiting tests may wait for."""

import asyncio


class Activity:
    """Wakes all who wait, each time something happens."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def stir(self) -> None:
        """Something happened."""
        self._next.set()
        self._next = asyncio.Event()

    async def stirred(self) -> None:
        """Wait for the next thing to happen."""
        await self._next.wait()
