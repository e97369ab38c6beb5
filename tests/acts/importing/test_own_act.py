"""The project's own act, written as its page was, is read back ref by ref and word by word."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.acts.importing.model import Kind, ReadAct, Standing
from bot.acts.importing.reading import read_act
from tests.acts.importing.made_up import from_text, refs

ROOT = Path(__file__).parents[3]
OWN: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "knowledge/acts/almaty-2013/text.kk.yaml").read_text("utf-8")
)
SAVED = ROOT.parent / "shared" / "source" / "almaty-2013.kk.md"


def as_markdown() -> Iterator[str]:
    """The act with a head, a signature and a title of its Rules, in the signs of Markdown."""
    yield "## Қызмет этикасы қағидаларын бекіту туралы"
    yield "### *Күшін жойған*"
    for unit in OWN:
        ref, parts = unit["ref"], list(unit["parts"])
        if ref == "status":
            yield from (parts[0], f"**{parts[1]}**")
            continue
        if ref == "1":
            yield from (
                "Алматы қаласының әкімі",
                "А. Әкімов",
                "# **Қызметтік этика қағидалары**",
                "## **1. Жалпы ережелер**",
            )
        bare = ref.removeprefix("resolution.")
        sign = f"{ref.split('.')[1]})" if "." in ref and bare == ref else f"{bare}."
        yield from (f"{sign} {parts[0]}", *parts[1:])


def assert_own(act: ReadAct) -> None:
    assert refs(act) == [unit["ref"] for unit in OWN]
    assert [list(unit.parts) for unit in act.units] == [unit["parts"] for unit in OWN]
    assert not any(unit.closing for unit in act.units)


def test_the_own_act_is_read_with_its_refs_and_texts_and_no_others() -> None:
    assert_own(from_text("\n\n".join(as_markdown())))


@pytest.mark.parametrize("path", [*filter(Path.exists, [SAVED]), None])
def test_the_page_as_it_reached_us_gives_the_own_act(path: Path | None) -> None:
    act = read_act(path) if path else from_text("\n\n".join(as_markdown()))
    assert_own(act)
    assert (act.number, act.date, act.standing) == ("4/1030", "2013-11-28", Standing.REPEALED)
    assert act.issuer == "Алматы қаласы әкімдігі"
    assert act.registered is not None
    assert (act.registered.number, act.registered.date) == ("1013", "2013-12-10")
    assert act.units[0].kind is Kind.STATUS


def test_a_broken_preamble_of_a_repealed_decision_is_reported_and_a_whole_one_is_cited() -> None:
    text = list(as_markdown())
    broken = [*text[:4], 'Қазақстан "Заңына" сәйкес әкімдік туралы" ҚАУЛЫ ЕТЕДІ:', *text[4:]]
    whole = [*text[:4], 'Қазақстан "Заңына" сәйкес әкімдік ҚАУЛЫ ЕТЕДІ:', *text[4:]]
    assert "resolution.preamble" not in refs(from_text("\n\n".join(broken)))
    assert any("ҚАУЛЫ ЕТЕДІ" in one.text for one in from_text("\n\n".join(broken)).unplaced)
    assert "resolution.preamble" in refs(from_text("\n\n".join(whole)))
