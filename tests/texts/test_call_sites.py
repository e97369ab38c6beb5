"""Every placeholder of a text is filled by every call that says it, in both languages."""

import shutil
from pathlib import Path

import pytest

from bot.language import Language
from bot.texts.call_sites import Sites, placeholder_problems, sites_in
from bot.texts.loader import load_texts, placeholders_of
from bot.texts.texts import Say
from bot.yaml_files.lines import read
from tests.conftest import KNOWLEDGE


@pytest.fixture(scope="module")
def sites() -> Sites:
    return sites_in()


def test_every_placeholder_is_filled(sites: Sites) -> None:
    assert list(placeholder_problems(KNOWLEDGE, sites)) == []


def test_a_placeholder_renamed_in_both_files_is_named_with_file_and_line(
    tmp_path: Path, sites: Sites
) -> None:
    for language in Language:
        name = f"texts.{language}.yaml"
        shutil.copy(KNOWLEDGE / name, tmp_path)
        text = (tmp_path / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("{number}) ", "{nummer}) "), "utf-8")
    load_texts(tmp_path)
    found = [str(problem) for problem in placeholder_problems(tmp_path, sites)]
    assert len(found) == len(Language)
    assert all("text «list_mark»: nothing fills ['nummer']" in problem for problem in found)


def test_no_placeholder_could_be_renamed_unseen(sites: Sites) -> None:
    texts = read(KNOWLEDGE / "texts.ru.yaml").value
    unseen = [
        (name, placeholder)
        for name, entry in texts.items()
        for placeholder in placeholders_of(entry)
        if not sites.missing(name, frozenset({f"{placeholder}_renamed"}))
    ]
    assert unseen == []


def test_every_text_is_said_somewhere(sites: Sites) -> None:
    composed = {name for name in Say if name.startswith(("tip_lost_", "tip_category_"))}
    assert set(Say) - composed - sites.named.keys() - sites.around.keys() == set()


def test_a_call_that_leaves_one_placeholder_out_is_found(tmp_path: Path) -> None:
    for package in ("bot", "handlers", "emulator"):
        (tmp_path / package).mkdir()
    (tmp_path / "bot" / "one.py").write_text(
        "texts(language, Say.HELP, name=1)\ntexts(language, Say.HELP if x else Say.NOTE, name=1, day=2)\n"
        "TABLE = {1: Say.WELCOME}\nsay(TABLE[1], date=2)\n"
    )
    found = sites_in(tmp_path)
    assert found.missing("help", frozenset({"name"})) == set()
    assert found.missing("help", frozenset({"name", "day"})) == {"day"}
    assert found.missing("note", frozenset({"name", "day"})) == set()
    assert found.missing("welcome", frozenset({"date"})) == set()
    assert found.missing("welcome", frozenset({"dates"})) == {"dates"}
