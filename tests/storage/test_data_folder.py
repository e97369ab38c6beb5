"""DATA_DIR: one program at a time, closed to others."""

from pathlib import Path

import pytest

from bot.storage.data_folder import FolderInUseError, claimed, close_to_others, open_to_others


def test_a_folder_is_claimed_once_and_again_after_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with (
        claimed(folder),
        pytest.raises(FolderInUseError, match="Another Adep works in DATA_DIR"),
        claimed(folder),
    ):
        pass
    with claimed(folder):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_where_no_folder_can_be_the_claim_leaves_the_word_to_the_databases(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, no folder", encoding="utf-8")
    with claimed(tmp_path / "data"):
        assert (tmp_path / "data").is_file()


def test_what_lies_open_is_named_until_it_is_closed(tmp_path: Path) -> None:
    folder, copies = tmp_path / "data", tmp_path / "data" / "backups"
    copies.mkdir(parents=True)
    for path in (folder, copies):
        path.chmod(0o755)
    for path in (folder / "people.db", copies / "tips-20260101-000000.db"):
        path.touch()
        path.chmod(0o644)
    (folder / "closed.db").touch(mode=0o600)
    opened = open_to_others([folder, tmp_path / "no such file"])
    assert set(opened) == {folder, copies, folder / "people.db", copies / "tips-20260101-000000.db"}
    close_to_others(folder)
    assert open_to_others([folder]) == []
