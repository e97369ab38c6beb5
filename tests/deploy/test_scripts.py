"""The scripts of deploy/: they can be read by bash, and all see the folders that the units see."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.deploy.test_units import SERVICES, Unit

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
SCRIPTS = ("adep", "install", "offsite", "smoke")
SETTING = re.compile(r'\b(PYTHONPATH|KNOWLEDGE_DIR|DATA_DIR|TIPS_KEY_FILE|XDG_CACHE_HOME)="?([^\s"\\]+)')


def ran(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, words)], capture_output=True, text=True, check=False)  # noqa: S603 - our own words


@pytest.mark.parametrize("name", SCRIPTS)
def test_bash_can_read_it_and_it_may_be_run(name: str) -> None:
    assert ran("bash", "-n", DEPLOY / name).returncode == 0
    assert (DEPLOY / name).stat().st_mode & 0o111


def test_commands_by_hand_see_what_the_service_sees() -> None:
    service = dict(line.split("=", 1) for line in Unit(SERVICES[0]).every("Environment"))
    by_hand = dict(SETTING.findall((DEPLOY / "adep").read_text("utf-8")))
    at_install = dict(SETTING.findall((DEPLOY / "install").read_text("utf-8")))
    assert by_hand == service
    told = {
        name: place.replace("$root", "").replace("$code", "/opt/adep/current")
        for name, place in at_install.items()
    }
    assert told == service


@pytest.fixture
def month(tmp_path: Path) -> str:
    """This month, with a key of its own; the copies, and where they go."""
    if shutil.which("age") is None:
        pytest.skip("age is not on this machine")
    this = datetime.now(UTC).strftime("%Y-%m")
    for folder in ("recipients", "backups", "elsewhere"):
        (tmp_path / folder).mkdir()
    ran("age-keygen", "-o", tmp_path / "key.txt")
    public = ran("age-keygen", "-y", tmp_path / "key.txt").stdout
    (tmp_path / "recipients" / this).write_text(public, encoding="utf-8")
    for stamp in ("20260101-000000", "20260102-000000"):
        (tmp_path / "backups" / f"tips-{stamp}.db").write_text(stamp, encoding="utf-8")
    return this


def test_the_newest_copies_go_elsewhere_under_the_key_of_the_month_alone(tmp_path: Path, month: str) -> None:
    places = [tmp_path / name for name in ("recipients", "elsewhere", "backups")]
    for _ in range(2):
        assert ran(DEPLOY / "offsite", *places).returncode == 0
    [sent] = (tmp_path / "elsewhere").iterdir()
    assert sent.name == f"tips-20260102-000000.db.{month}.age"
    assert ran("age", "--decrypt", "--identity", tmp_path / "key.txt", sent).stdout == "20260102-000000"


def test_without_a_key_of_the_month_nothing_goes_elsewhere(tmp_path: Path) -> None:
    for folder in ("recipients", "backups", "elsewhere"):
        (tmp_path / folder).mkdir()
    refused = ran(DEPLOY / "offsite", tmp_path / "recipients", tmp_path / "elsewhere", tmp_path / "backups")
    assert refused.returncode == 1
    assert "there is no key of this month" in refused.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []
