"""`python -m bot chat` as a process, with its lines from a pipe."""

import subprocess
from pathlib import Path

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.bot_process import begin, end
from tests.emulator.terminal.conftest import plain
from tests.questions import answered


def begun(folder: Path, services: Knowledge, language: Language) -> tuple[subprocess.Popen[bytes], bytes]:
    """A conversation in a folder of its own, and the lines to type."""
    folder.mkdir()
    # Without a token a bare `python -m bot` is the chat; the one that is asked for ends before its last line.
    words, number, stop = {
        Language.KK: ([], "#1", ""),
        Language.RU: (["chat", "--as", "[b]Асан", "--lang", "ru"], "#2", "/quit"),
    }[language]
    typed = [number, answered(services, language), "@Ерлан", "/whoami", stop, "соңғы сөз"]
    # Bytes that are no text, too; and no line break after the last line.
    return begin(folder, *words, DATA_DIR=str(folder / "data")), "\n".join(typed).encode() + b" \xff"


def test_a_conversation_ends_with_its_lines_or_with_quit_and_leaves_nothing_on_the_disk(
    tmp_path: Path, services: Knowledge
) -> None:
    both = {language: begun(tmp_path / language, services, language) for language in Language}
    for language, (process, typed) in both.items():
        ended = end(process, typed)
        assert (ended.status, ended.complained) == (0, "")
        said = plain(ended.said)
        assert {Language.KK: "Айгүл", Language.RU: "[b]Асан"}[language] in said
        assert plain(services.citations.standing(services.rulebook.act, language).words) in said
        assert "Әдеп → Ерлан" in said
        assert ("соңғы сөз" in said) is (language is Language.KK)
        assert list((tmp_path / language).iterdir()) == []
