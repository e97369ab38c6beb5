"""A question is handed over word for word after a yes, without a trace of who asked; owners see it for thirty days."""

import sqlite3

import pytest
import yaml

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.storage.people.lost_questions import LostQuestionRows
from bot.texts.texts import Say
from emulator.local_telegram import Shown
from tests.house import OWNER, Guest, House
from tests.questions import answered


async def rows(house: House) -> list[tuple[str, str]]:
    def look(connection: sqlite3.Connection) -> list[tuple[str, str]]:
        return connection.execute("SELECT * FROM lost_question").fetchall()

    return await house.people.database.run(look)


async def consent(guest: Guest, language: Language, question: str) -> Shown:
    """The screen that shows the words and asks."""
    shown = await guest.say(question)
    await guest.press("👎", shown.message_id)
    await guest.press(f"lq:{language}:ask", guest.last.message_id)
    return guest.last


@pytest.fixture
def question(services: Knowledge, language: Language) -> str:
    return answered(services, language)


async def test_the_exact_words_are_shown_and_nothing_is_kept_before_a_yes(
    guest: Guest, language: Language, question: str
) -> None:
    asked = await consent(guest, language, question)
    assert question in asked.text
    assert await rows(guest.house) == []
    await guest.press(f"lq:{language}:no", asked.message_id)
    assert await rows(guest.house) == []
    assert guest.last.text == guest.house.services.texts(language, Say.HAND_OVER_NOT)


async def test_after_a_yes_the_words_and_the_day_are_kept_and_nothing_else(
    guest: Guest, language: Language, question: str
) -> None:
    asked = await consent(guest, language, question)
    await guest.press(f"lq:{language}:yes", asked.message_id)
    assert await rows(guest.house) == [("2026-03-02", question)]
    assert guest.last.text == guest.house.services.texts(language, Say.HANDED_OVER)


async def test_a_yes_to_words_that_are_forgotten_keeps_nothing(
    guest: Guest, language: Language, question: str
) -> None:
    asked = await consent(guest, language, question)
    guest.house.clock.step(minutes=16)
    said = await guest.press(f"lq:{language}:yes", asked.message_id)
    assert said == guest.house.services.texts(language, Say.OLD_BUTTON)
    assert await rows(guest.house) == []


async def test_words_that_a_full_disk_did_not_take_are_handed_over_by_the_next_yes(
    guest: Guest, language: Language, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    asked = await consent(guest, language, question)
    with monkeypatch.context() as patch:
        patch.setattr(LostQuestionRows, "add", full)
        said = await guest.press(f"lq:{language}:yes", asked.message_id)
    assert said == guest.house.services.texts(language, Say.FAILED)
    assert await rows(guest.house) == []
    await guest.press(f"lq:{language}:yes", asked.message_id)
    assert await rows(guest.house) == [("2026-03-02", question)]
    assert guest.last.text == guest.house.services.texts(language, Say.HANDED_OVER)


async def test_after_thirty_days_it_is_gone(guest: Guest, language: Language, question: str) -> None:
    asked = await consent(guest, language, question)
    await guest.press(f"lq:{language}:yes", asked.message_id)
    await guest.house.wait(days=29)
    assert len(await rows(guest.house)) == 1
    await guest.house.wait(days=1)
    assert await rows(guest.house) == []


async def test_owners_see_it_under_its_matter_and_get_yaml_and_others_have_no_such_command(
    owned: House, language: Language
) -> None:
    services = owned.services
    owner, guest = await owned.guest(language, OWNER), await owned.guest(language, "Асан")
    none = await owner.say("/questions")
    assert none.text == services.texts(language, Say.QUESTIONS_NONE)
    question = answered(services, language)
    asked = await consent(guest, language, question)
    await guest.press(f"lq:{language}:yes", asked.message_id)
    await owner.say("/questions")
    listed, file = owner.answers[-2:]
    outcome = services.matcher.match(question)
    assert outcome
    matter = outcome.matches[0].matter
    assert matter
    assert services.rulebook.matters[matter].titles[language] in listed.text
    assert "02.03" in listed.text
    assert question in listed.text
    assert file.file
    assert yaml.safe_load(file.file.data) == {matter: {"questions": {language.value: {"staff": [question]}}}}
    refused = await guest.say("/questions")
    assert refused.text == services.texts(language, Say.UNKNOWN_COMMAND)
