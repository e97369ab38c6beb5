"""What the watch of deploy/ asks for is what the bot serves, and each trouble has its alert."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.health.metrics import Metrics
from bot.health.pulse import EventCounts, Pulse, Sign, Trouble
from bot.logs import DESK_EVENTS, EVENTS
from tests.emulator.local_telegram.support import SteppedClock

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
RULES = DEPLOY / "prometheus" / "adep.rules.yml"
NAME = re.compile(r"\badep_[a-z_]+")
LABEL = re.compile(r'(code|sign|trouble)=(~?)"([^"]+)"')
KNOWN = {"code": set(EVENTS), "sign": set(Sign), "trouble": set(Trouble)}
OF_PROMETHEUS = {"up"}


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(RULES.read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    board = json.loads((DEPLOY / "grafana" / "adep.json").read_text("utf-8"))
    return list(board["panels"])


def questions() -> Iterator[str]:
    yield from (rule["expr"] for rule in rules())
    yield from (target["expr"] for panel in panels() for target in panel["targets"])


def served() -> set[str]:
    """The names of all figures that the bot can show."""
    clock = SteppedClock()
    pulse = Pulse(clock)
    for sign in Sign:
        pulse.beat(sign)
    pulse.backed_up(clock.now())
    page = Metrics(pulse, EventCounts()).page().decode()
    return {sample.name for family in text_string_to_metric_families(page) for sample in family.samples}


@pytest.mark.parametrize("question", sorted(set(questions())))
def test_every_figure_that_is_asked_for_is_served(question: str) -> None:
    assert set(NAME.findall(question)) <= served()
    assert NAME.search(question) or "up{" in question
    for label, is_pattern, value in LABEL.findall(question):
        assert set(value.split("|") if is_pattern else [value]) <= KNOWN[label]


def test_each_trouble_has_its_alert_with_what_to_do() -> None:
    told = {
        value for rule in rules() for label, _, value in LABEL.findall(rule["expr"]) if label == "trouble"
    }
    assert told == set(Trouble)
    for rule in rules():
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"]


def test_alerts_on_the_desk_look_over_more_than_the_day_after_which_its_figures_move() -> None:
    of_desk = [rule["expr"] for rule in rules() if any(f'"{code}"' in rule["expr"] for code in DESK_EVENTS)]
    assert of_desk
    assert all("[26h]" in question for question in of_desk)


def test_the_panels_of_the_board_do_not_cover_each_other() -> None:
    cells = [
        (x, y)
        for panel in panels()
        for place in [panel["gridPos"]]
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24


def test_prometheus_itself_takes_the_rules() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not on this machine (Debian: prometheus)")
    words = [promtool, "check", "config", "scrape.yml"]
    subprocess.run(words, check=True, cwd=RULES.parent, capture_output=True)  # noqa: S603 - our own words
