"""The key file: for its owner alone, whole or refused, changed without losing a case (T20)."""

import json
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.tips.secrecy.key_file import KeyFile, KeyFileFaultyError, KeyRing, fresh_keys, pepper_name
from bot.tips.secrecy.sealing import UnsealableError, new_key

PLACE = "4821-7730/key/file"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "tips.key"


def test_the_first_start_makes_a_file_that_its_owner_alone_may_read(path: Path) -> None:
    keys = KeyFile(path).load_or_make()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert KeyFile(path).load_or_make() == keys


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o644])
def test_a_file_that_others_may_read_is_refused_with_the_remedy(path: Path, mode: int) -> None:
    KeyFile(path).load_or_make()
    path.chmod(mode)
    with pytest.raises(KeyFileFaultyError, match="set its mode to 0600"):
        KeyFile(path).load_or_make()


def test_a_file_that_is_not_there_is_no_reason_to_make_one_where_keys_are_needed(path: Path) -> None:
    with pytest.raises(KeyFileFaultyError, match="cannot be read"):
        KeyFile(path).load()
    assert not path.exists()


@given(cut=st.integers(0, 10**6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_file_cut_short_is_refused(path: Path, cut: int) -> None:
    KeyFile(path).save(fresh_keys())
    whole = path.read_bytes()
    path.write_bytes(whole[: cut % len(whole)])
    with pytest.raises(KeyFileFaultyError, match="is damaged"):
        KeyFile(path).load_or_make()


@pytest.mark.parametrize(
    "change",
    [
        {"current": "gone"},
        {"pepper": "AAAA"},
        {"pepper": "not base64!"},
        {"keys": {}},
        {"keys": []},
        {"current": 5},
    ],
    ids=str,
)
def test_a_file_whose_content_does_not_fit_is_refused(path: Path, change: dict[str, object]) -> None:
    KeyFile(path).load_or_make()
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(KeyFileFaultyError, match="is damaged"):
        KeyFile(path).load()


@given(st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_refused_in_one_sentence(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o600)
    with pytest.raises(KeyFileFaultyError, match="is damaged"):
        KeyFile(path).load()


def test_a_file_is_saved_wholly_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = KeyFile(path)
    before = file.load_or_make()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.save(before.with_new_key())
    assert file.load() == before


def test_after_a_rotation_old_cases_open_and_new_ones_are_under_the_new_key() -> None:
    old, key = fresh_keys(), new_key()
    wrapped = old.wrap(key, PLACE)
    rotated = old.with_new_key()
    assert rotated.unwrap(wrapped, PLACE) == key
    assert rotated.wrap(key, PLACE).key_id == rotated.current != old.current


def test_a_rotation_keeps_the_pepper_or_no_code_would_open_anything() -> None:
    old = fresh_keys()
    assert old.with_new_key().pepper == old.with_new_key().without_old().pepper == old.pepper


def test_a_new_pepper_keeps_the_old_one_and_the_file_is_known_by_the_marks_of_both(path: Path) -> None:
    file = KeyFile(path)
    old = file.load_or_make()
    new = old.with_new_pepper()
    file.save(new)
    assert file.load() == new
    assert new.peppers[1:] == old.peppers
    assert new.mark != old.mark
    assert new.knows(old.mark)
    assert not old.knows(new.mark)
    assert not fresh_keys().knows(old.mark)


def test_a_pepper_goes_once_no_code_needs_it_and_the_one_in_use_never(path: Path) -> None:
    keys = KeyFile(path).load_or_make().with_new_pepper().with_new_pepper()
    middle = pepper_name(keys.old_peppers[0])
    assert keys.without_peppers_but({middle}).peppers == keys.peppers[:2]
    assert keys.without_peppers_but(()).peppers == keys.peppers[:1]
    assert len({pepper_name(pepper) for pepper in keys.peppers}) == 3


def test_a_running_bot_takes_a_new_pepper_from_the_file_when_it_meets_it(path: Path) -> None:
    file = KeyFile(path)
    ring = KeyRing(file.load_or_make(), file)
    file.save(ring.keys.with_new_pepper())
    ring.wrap(new_key(), PLACE)
    assert ring.keys == file.load()


def test_what_a_retired_key_wrapped_does_not_open() -> None:
    old = fresh_keys()
    wrapped = old.wrap(new_key(), PLACE)
    with pytest.raises(UnsealableError):
        old.with_new_key().without_old().unwrap(wrapped, PLACE)


def test_the_ring_takes_a_new_key_from_the_file_when_it_meets_it(path: Path) -> None:
    file, key = KeyFile(path), new_key()
    ring = KeyRing(file.load_or_make(), file)
    file.save(ring.keys.with_new_key())
    assert ring.unwrap(file.load().wrap(key, PLACE), PLACE) == key


def test_a_case_filed_after_a_rotation_is_under_the_new_key_so_that_the_old_may_be_retired(
    path: Path,
) -> None:
    file, key = KeyFile(path), new_key()
    ring = KeyRing(file.load_or_make(), file)
    rotated = ring.keys.with_new_key()
    file.save(rotated)
    wrapped = ring.wrap(key, PLACE)
    file.save(rotated.without_old())
    assert KeyRing(file.load()).unwrap(wrapped, PLACE) == key


def test_where_the_file_is_gone_no_case_is_put_under_a_key_that_a_restart_would_lose(path: Path) -> None:
    file = KeyFile(path)
    ring = KeyRing(file.load_or_make(), file)
    path.unlink()
    with pytest.raises(KeyFileFaultyError):
        ring.wrap(new_key(), PLACE)


def test_keys_show_nothing_of_themselves_where_they_are_printed() -> None:
    assert repr(fresh_keys()) == "Keys(…)"
