"""The bench of many chats ends, whatever the bot does."""

from pathlib import Path

import pytest

from bench.prove.chats import asked_in_turn
from bench.prove.world import TimedTelegram, World


async def test_a_bot_that_answers_nothing_ends_the_bench_and_the_question_is_named(tmp_path: Path) -> None:
    telegram = TimedTelegram()
    world = World(telegram, "http://127.0.0.1:9/bot", tmp_path)
    with pytest.raises(TimeoutError, match=r"after 0: Можно ли принять подарок\?"):
        await asked_in_turn(world, telegram.person("Адам"), ["Можно ли принять подарок?"], patience=0.0)
