"""The files of the rulebook are parsed once; a kept file that cannot be trusted is parsed anew."""

from pathlib import Path

import pytest

from bot.acts import files, loader
from bot.acts.kept import FILE
from bot.acts.loader import KnowledgeFaultyError, load, load_kept
from bot.acts.model import Rulebook
from bot.acts.review import Least
from bot.machine.kept_files import Keeping
from tests.conftest import KNOWLEDGE
from tests.small_knowledge import write_knowledge

NOTHING = Least(questions=0, stories=0, keywords=0, unsettled=0, dilemmas=0)


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    return Keeping(tmp_path / "cache")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every folder that was parsed."""
    folders: list[Path] = []

    def read(folder: Path) -> object:
        folders.append(folder)
        return read_files(folder)

    read_files = files.read_files
    monkeypatch.setattr(loader, "read_files", read)
    return folders


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge of a few lines, of which no more is demanded."""
    monkeypatch.setattr(loader, "Least", lambda: NOTHING)
    return write_knowledge(tmp_path / "knowledge")


def test_the_second_reading_parses_nothing_and_gives_the_same_rulebook(
    keeping: Keeping, parsed: list[Path], rulebook: Rulebook
) -> None:
    assert load_kept(KNOWLEDGE, keeping)[0] == rulebook
    assert load_kept(KNOWLEDGE, keeping)[0] == rulebook
    assert parsed == [KNOWLEDGE]


def test_a_changed_file_is_parsed_anew_and_a_faulty_one_refused(
    keeping: Keeping, parsed: list[Path], folder: Path
) -> None:
    _, before = load_kept(folder, keeping)
    topics = folder / "topics.yaml"
    topics.write_text(topics.read_text("utf-8") + "\n# one more line\n", "utf-8")
    _, after = load_kept(folder, keeping)
    assert (len(parsed), before == after) == (2, False)
    topics.write_text("nothing_like_it: 1\n", "utf-8")
    for _ in range(2):
        with pytest.raises(KnowledgeFaultyError, match=r"topics\.yaml"):
            load_kept(folder, keeping)


def test_a_change_of_what_stands_beside_the_rulebook_parses_nothing_anew(
    keeping: Keeping, parsed: list[Path], folder: Path
) -> None:
    _, before = load_kept(folder, keeping)
    for name in ("texts.kk.yaml", "texts.ru.yaml", "stored.yaml", "glossary.yaml"):
        (folder / name).write_text("changed: 1\n", "utf-8")
        _, after = load_kept(folder, keeping)
        assert (after, len(parsed)) == (before, 1), name
    for name in ("bodies.yaml", "acts/town-2020/text.ru.yaml"):
        (folder / name).write_text((folder / name).read_text("utf-8") + "\n# more\n", "utf-8")
    load_kept(folder, keeping)
    assert len(parsed) == 2


def test_a_torn_or_spoilt_file_is_parsed_anew_and_mended(
    keeping: Keeping, parsed: list[Path], folder: Path
) -> None:
    rulebook, _ = load_kept(folder, keeping)
    path = keeping.path(FILE)
    whole = path.read_bytes()
    middle = len(whole) // 2
    for spoilt in (b"", whole[:middle], whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]):
        path.write_bytes(spoilt)
        assert load_kept(folder, keeping)[0] == rulebook
        assert path.read_bytes() == whole
    assert len(parsed) == 4


def test_where_nothing_can_or_may_be_written_the_rulebook_is_read_all_the_same(
    tmp_path: Path, folder: Path
) -> None:
    rulebook = load(folder, NOTHING)
    (tmp_path / "cache").write_text("a file stands where the folder should")
    assert load_kept(folder, Keeping(tmp_path / "cache"))[0] == rulebook
    assert load_kept(folder, Keeping(tmp_path / "other", writes=False))[0] == rulebook
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["cache", "knowledge"]
