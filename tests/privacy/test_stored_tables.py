"""Everything that is kept is told: every column of every database, in both languages, with its life."""

import re
from pathlib import Path

import pytest

from bot.acts.loader import KnowledgeFaultyError
from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.privacy.page import privacy_markdown
from bot.privacy.statement import PrivacyPaper, facts
from bot.privacy.stored_tables import FIGURES, Stored, load_stored
from bot.storage.people.forgetting import OF_A_CHAT
from bot.storage.schemas import schemas
from tests.conftest import KNOWLEDGE

SOMEBODY = re.compile(r"(chat|user|owner|person|member|sender|telegram)(_?id)?")
"""Names that a column has where it holds the number of a chat or a person."""


async def test_every_table_and_column_is_described_and_nothing_else(services: Knowledge) -> None:
    for database, schema in (await schemas()).items():
        assert list(services.stored.undescribed(database, schema)) == []


def test_what_is_missing_and_what_is_too_much_is_named() -> None:
    stored = load_stored(KNOWLEDGE)
    schema = {"chat": ("id", "kind", "language", "phone"), "phone": ("number",)}
    missing = set(stored.undescribed("people.db", schema))
    assert {"phone", "asked", "chat.phone", "chat.reachable"} <= missing
    assert list(Stored({}).undescribed("people.db", {"chat": ("id",)})) == ["chat"]


async def test_every_table_that_names_somebody_is_forgotten_with_the_chat() -> None:
    named = {
        table
        for table, columns in (await schemas())["people.db"].items()
        for column in columns
        if SOMEBODY.fullmatch(column) or (table, column) == ("chat", "id")
    }
    assert named == set(OF_A_CHAT)


async def test_the_page_for_people_is_up_to_date(services: Knowledge) -> None:
    page = (KNOWLEDGE.parent / "docs" / "privacy.md").read_text(encoding="utf-8")
    made = privacy_markdown(services.stored, services.texts, read_settings(env_file=None), await schemas())
    assert page == made, "make it anew: make privacy"


def test_the_figures_in_force_stand_in_the_life_of_a_table(services: Knowledge) -> None:
    settings = read_settings(env_file=None)
    assert set(facts(settings)) == FIGURES
    paper = PrivacyPaper(services.stored, services.texts, settings, Language.RU)
    (kept,) = paper.tables({"people.db": {"asked": ("day",)}})
    assert kept.life.startswith("400 дней")
    assert kept.columns == (("day", "день"),)


def test_what_nobody_described_is_told_by_its_name(services: Knowledge) -> None:
    paper = PrivacyPaper(services.stored, services.texts, read_settings(env_file=None), Language.KK)
    table, column = paper.tables({"people.db": {"secret": ("word",), "chat": ("phone",)}})
    assert (table.title, table.columns) == ("secret", (("word", "word"),))
    assert column.columns == (("phone", "phone"),)


def test_the_settings_in_force_are_told(services: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = set(
        PrivacyPaper(services.stored, services.texts, read_settings(env_file=None), Language.RU).promises()
    )
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9000/bot")
    monkeypatch.setenv("WEBHOOK_URL", "https://adep.example.kz/telegram")
    monkeypatch.setenv("WEBHOOK_SECRET", "word")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    paper = PrivacyPaper(services.stored, services.texts, read_settings(env_file=None), Language.RU)
    told = "\n".join(set(paper.promises()) - plain)
    assert "127.0.0.1:9000" in told
    assert "сервер" in told
    assert "ERROR" in told


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('kk: "күн", ru: "день"', 'kk: "күн"'), "ru"),
        (("{count_days} күн", "{days} күн"), "may name {count_days}, {lost_days}"),
        (("{count_days} күн", "{count_days күн"), "may name {count_days}, {lost_days}"),
    ],
)
def test_a_fault_in_the_descriptions_is_named_with_its_line(
    tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    text = (KNOWLEDGE / "stored.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "stored.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(KnowledgeFaultyError) as refused:
        load_stored(tmp_path)
    (problem,) = refused.value.problems
    assert complaint in problem.message
    assert problem.line == 1 + text[: text.index(change[0])].count("\n")
