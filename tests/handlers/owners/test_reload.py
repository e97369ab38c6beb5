"""/reload: the knowledge is taken whole or not at all, while answers go on."""

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.knowledge.reread import Faulty, Learned, learn
from bot.language import Language
from bot.machine.kept_files import Keeping
from bot.texts.texts import Say
from handlers.owners import relearning
from tests.bot_process import PATIENCE
from tests.conftest import KNOWLEDGE
from tests.house import OWNER, Guest, House, owned_house

NO_SUCH = {Language.KK: "Мұндай команда жоқ", Language.RU: "Такой команды нет"}


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


@pytest.fixture
async def owned(services: Knowledge, knowledge: Path) -> AsyncIterator[House]:
    """A house whose first guest owns it, over a copy of the knowledge."""
    async with owned_house(services, knowledge_dir=knowledge) as house:
        yield house


def change(knowledge: Path, language: Language, old: str, new: str) -> None:
    path = knowledge / f"texts.{language}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def reloaded(owner: Guest) -> str:
    """What the owner is told of a reading, which takes its seconds."""
    await owner.person.say("/reload")
    await owner.house.telegram.idle()
    return owner.last.text


async def test_sound_changes_are_in_force_at_once_in_both_languages(owned: House, knowledge: Path) -> None:
    owner = await owned.guest(Language.RU, OWNER)
    guests = {language: await owned.guest(language) for language in Language}
    for language, guest in guests.items():
        change(knowledge, language, NO_SUCH[language], "Жаңа сөз")
        assert NO_SUCH[language] in (await guest.say("/nothing")).text
    told = await reloaded(owner)
    assert told.startswith("✅")
    assert str(len(owned.services.rulebook.paragraphs)) in told
    for guest in guests.values():
        assert "Жаңа сөз" in (await guest.say("/nothing")).text


async def test_faulty_changes_are_told_with_file_and_line_and_the_old_stays(
    owned: House, language: Language, knowledge: Path
) -> None:
    owner = await owned.guest(language, OWNER)
    change(knowledge, language, f'unknown_command: "{NO_SUCH[language]}', 'unknown_comand: "Жаңа сөз')
    rules = knowledge / "acts" / "almaty-2013" / "text.kk.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\nno: [such\n", encoding="utf-8")
    told = await reloaded(owner)
    assert told.startswith("❌")
    # What is wrong with the rules and with the texts is told together.
    assert f"texts.{language}.yaml:" in told
    assert "text.kk.yaml:" in told
    assert NO_SUCH[language] in (await owner.say("/nothing")).text


async def test_answers_go_on_while_the_knowledge_is_read(
    owned: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def slow(folder: Path, keeping: Keeping | None) -> Learned | Faulty:
        reading.set()
        go_on.wait(PATIENCE)
        return learn(folder, keeping)

    monkeypatch.setattr(relearning, "learn", slow)
    owner, guest = await owned.guest(Language.KK, OWNER), await owned.guest(Language.RU)
    before = len(guest.answers)
    await owner.person.say("/reload")
    assert await asyncio.to_thread(reading.wait, PATIENCE)
    await guest.person.say("/nothing")
    while len(guest.answers) == before:
        await owned.telegram.world.activity.stirred()
    assert NO_SUCH[Language.RU] in guest.last.text
    go_on.set()
    await owned.telegram.idle()
    assert owner.last.text.startswith("✅")


async def test_to_anybody_else_there_is_no_such_command(owned: House, language: Language) -> None:
    await owned.guest(language, OWNER)
    guest = await owned.guest(language)
    assert (await guest.say("/reload")).text == owned.services.texts(language, Say.UNKNOWN_COMMAND)
