"""What the bots of a few lines do for the same answers: match a question and lay its paragraph out, as Adep does. They keep no memory,
count nothing, and lose what a kill finds in hand.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.knowledge.knowledge import build_knowledge
from bot.machine.kept_files import usual_place
from handlers.answers.rendering import Renderer

Answering = Callable[[str], tuple[str, dict[str, Any] | None]]
"""From a question to the HTML of its answer and the buttons under it."""


def answering() -> Answering:
    """Learn the knowledge once."""
    knowledge = build_knowledge(Path(os.environ["KNOWLEDGE_DIR"]), usual_place())
    renderer = Renderer.of(knowledge)

    def answer(question: str) -> tuple[str, dict[str, Any] | None]:
        screen = renderer.answer(knowledge.asking.ask(question))
        return screen.html, screen.buttons.to_dict() if screen.buttons else None

    return answer
