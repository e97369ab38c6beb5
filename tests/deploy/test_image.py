"""The image of deploy/ holds what the bot needs, and nothing of this folder besides."""

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

from bot.config import Settings

ROOT = Path(__file__).parent.parent.parent
IMAGE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
NEEDED = re.compile(r"^[A-Za-z0-9_.-]+")
CODE = ("bot", "emulator", "handlers", "knowledge")


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))["services"])


def pinned(name: str) -> dict[str, str]:
    return {name.lower(): version for name, version in PINNED.findall((ROOT / name).read_text("utf-8"))}


def test_what_runs_is_pinned_to_what_was_tested() -> None:
    run, tested = pinned("requirements-run.lock"), pinned("requirements.lock")
    assert {name: tested.get(name) for name in run} == run
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    missing = {NEEDED.match(line)[0].lower() for line in needed} - run.keys()  # type: ignore[index]  # each begins with a name
    assert missing == set(), "make lock"


def test_the_image_has_the_code_and_the_knowledge_and_no_file_of_the_operator() -> None:
    copied = set(re.findall(r"^COPY (?!--)(\S+)", IMAGE, re.MULTILINE))
    assert copied == {*CODE, "officials.example.yaml", "requirements-run.lock"}
    shown = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    assert shown == copied


def test_the_image_serves_as_nobody_with_settings_that_there_are() -> None:
    assert re.search(r"^USER adep$", IMAGE, re.MULTILINE)
    given = set(re.findall(r"\b([A-Z_]+)=(?=[/0])", IMAGE.partition("ENV ")[2].partition("USER")[0]))
    ours = {name.upper() for name in Settings.model_fields}
    assert given - {"PATH", "PYTHONPATH", "XDG_CACHE_HOME"} <= ours


def test_the_container_can_write_to_its_volumes_alone() -> None:
    bot = compose()["bot"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in bot["security_opt"]
    assert bot["memswap_limit"] == bot["mem_limit"]
    assert "ports" not in bot
    written = [volume.split(":") for volume in bot["volumes"]]
    assert {target for _, target, *mode in written if mode != ["ro"]} == {"/data", "/keys", "/cache"}


def test_from_outside_health_is_reached_on_this_machine_alone() -> None:
    ports = compose()["caddy"]["ports"]
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == ["443:443"]
