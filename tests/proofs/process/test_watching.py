"""Adep as a process that takes up changes of the knowledge by itself."""

import shutil
from pathlib import Path

from tests.conftest import KNOWLEDGE
from tests.proofs.process.running import Town


async def test_changed_knowledge_comes_into_force_and_faulty_knowledge_does_not(
    town: Town, tmp_path: Path
) -> None:
    knowledge = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    texts = knowledge / "texts.ru.yaml"
    sound = texts.read_text(encoding="utf-8")
    program = await town.start(KNOWLEDGE_DIR=str(knowledge), WATCH_KNOWLEDGE="1")
    await program.logged("STARTED")
    person = town.telegram.person("Ольга")

    async def says() -> str:
        await person.say("/nothing")
        await town.idle()
        return person.last().text

    def write(text: str) -> None:
        # As an editor does: a new file in the place of the old one, never half of it.
        fresh = tmp_path / "fresh.yaml"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(texts)

    write(sound.replace("Такой команды нет", "Нет такого слова"))
    await program.logged("KNOWLEDGE_RELOADED")
    assert "Нет такого слова" in await says()
    write(sound.replace("unknown_command", "unknown_comand"))
    assert "count=2 hint=texts.ru.yaml:" in await program.logged("KNOWLEDGE_FAULTY")
    assert "Нет такого слова" in await says()
    write(sound)
    await program.logged("KNOWLEDGE_RELOADED", times=2)
    assert "Такой команды нет" in await says()
    assert await program.stop() == 0
    assert program.said == []
