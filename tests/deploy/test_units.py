"""The units of deploy/systemd keep the bot where it belongs, and start commands that there are."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.config import Settings

UNITS = Path(__file__).parent.parent.parent / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
EXPOSURE = re.compile(r"Overall exposure level for \S+: (\d+\.\d)")
MOST_EXPOSED = {"adep.service": 2.2, "adep-backup.service": 1.0, "adep-restore-check.service": 1.0}
HARDENED = {
    "UMask": "0077",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "MemorySwapMax": "0",
    "LimitCORE": "0",
    "StateDirectoryMode": "0700",
    "PrivateTmp": "yes",
}


class Unit(ConfigParser):
    """A unit; of a line that comes more than once all values are kept."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, interpolation=None)
        self.optionxform = str  # type: ignore[assignment,method-assign]  # names as they are written
        self.text = path.read_text("utf-8")
        self.read_string(self.text)

    def every(self, name: str) -> list[str]:
        """All values of a line."""
        return re.findall(rf"^{name}=(.*)$", self.text, re.MULTILINE)


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", SERVICES, ids=named)
def test_a_service_may_do_no_more_than_it_must(path: Path) -> None:
    service = Unit(path)["Service"]
    assert {name: service.get(name) for name in HARDENED} == HARDENED
    assert service["User"] == "adep"
    assert "MemoryMax" in service
    assert "TasksMax" in service


@pytest.mark.parametrize("path", SERVICES, ids=named)
def test_a_service_starts_a_command_that_there_is_with_settings_that_there_are(path: Path) -> None:
    unit = Unit(path)
    [command] = unit.every("ExecStart")
    words = command.partition(" -m bot ")[2].split()
    assert words[0] in main.list_commands(main.make_context("bot", ["check"], resilient_parsing=True))
    ours = {name.upper() for name in Settings.model_fields} | {"PYTHONPATH", "XDG_CACHE_HOME"}
    assert {line.partition("=")[0] for line in unit.every("Environment")} <= ours


def test_all_services_see_the_same_folders() -> None:
    assert len({tuple(Unit(path).every("Environment")) for path in SERVICES}) == 1


@pytest.mark.parametrize("path", sorted(UNITS.glob("*.timer")), ids=named)
def test_a_timer_has_its_service_and_catches_up_after_the_machine_was_off(path: Path) -> None:
    assert path.with_suffix(".service").exists()
    assert Unit(path)["Timer"]["Persistent"] == "yes"


@pytest.mark.parametrize("path", SERVICES, ids=named)
def test_the_figure_of_systemd_for_a_service_does_not_rise(path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not on this machine")
    done = subprocess.run(  # noqa: S603 - our own words
        [tool, "security", "--offline=yes", "--no-pager", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = EXPOSURE.search(done.stdout)
    if found is None:
        pytest.skip("this systemd-analyze cannot look at a file alone")
    assert float(found[1]) <= MOST_EXPOSED[path.name]
