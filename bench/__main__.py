"""python -m bench: every figure beside what people would use instead, in one run."""

from pathlib import Path

from rich.console import Console

from bench import matching, phone, pushing, startup, updates
from bot import logs
from bot.knowledge.knowledge import build_knowledge


def main() -> None:
    """Print all tables."""
    logs.configure("ERROR")
    console = Console(width=100)
    services = build_knowledge(Path("knowledge"))
    console.print(matching.measure(services.rulebook, services.matcher))
    console.print(updates.measure(services))
    console.print(phone.measure(services))
    for table in pushing.measure(services):
        console.print(table)
    console.print(startup.measure())


if __name__ == "__main__":
    main()
