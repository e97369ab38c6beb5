"""The conversation in the README is one that the bot has, to the letter."""

import subprocess
import sys
from pathlib import Path

from tests.bot_process import surroundings

ROOT = Path(__file__).parents[1]
NAME, FIRST = "Айгүл", "Әдеп"


def conversation() -> list[str]:
    """The lines of the first block of the README."""
    return (ROOT / "README.md").read_text("utf-8").split("```")[1].strip().splitlines()


def test_what_the_readme_shows_is_what_the_bot_says(tmp_path: Path) -> None:
    shown = conversation()
    typed = [shown[place + 1].strip() for place, line in enumerate(shown) if line == NAME]
    assert len(typed) >= 5
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "bot", "chat", "--as", NAME],
        input="\n".join([*typed, "/quit", ""]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
        env=surroundings(),
    )
    said = [line.rstrip() for line in done.stdout.strip().splitlines()]
    said = said[said.index(FIRST) :]
    assert said[: len(shown)] == shown
