"""The knowledge read anew while answers go on, taken whole or not at all."""

import asyncio
import logging
from pathlib import Path

from bot import logs
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.reread import Faulty, Learned, learn
from bot.machine.memory import give_back
from bot.machine.starting import look_again


class Relearning:
    """Reads the knowledge folder anew, one reading after another: of two the later one must win."""

    def __init__(self, folder: Path, knowledge: Current[Knowledge]) -> None:
        self._folder = folder
        self._knowledge = knowledge
        self._alone = asyncio.Lock()

    async def relearn(self) -> Learned | Faulty:
        """Read; from then on every update is served with the new, or, where it is faulty, with the old."""
        async with self._alone:
            outcome = await asyncio.to_thread(learn, self._folder, self._knowledge.value.kept_in)
            match outcome:
                case Learned(knowledge):
                    self._knowledge.swap(knowledge)
                    look_again()
                    await asyncio.to_thread(give_back)
                    logs.event("KNOWLEDGE_RELOADED")
                case Faulty(problems):
                    place = f"{problems[0].path.name}:{problems[0].line}"
                    logs.event("KNOWLEDGE_FAULTY", level=logging.WARNING, count=len(problems), hint=place)
        return outcome
