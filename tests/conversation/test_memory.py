"""What a chat said is remembered for a quarter of an hour, in memory alone."""

from datetime import UTC, datetime, timedelta

from bot.conversation.memory import KEPT, Memory, Remembered
from bot.language import Language

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def said(at: datetime, *words: str) -> Remembered:
    return Remembered(at, Language.KK, words)


def test_a_chat_is_remembered_until_a_quarter_of_an_hour_after_its_last_word() -> None:
    memory = Memory()
    memory.keep("chat", said(NOON, "сыйлық"))
    assert memory.of("chat", NOON + KEPT) == said(NOON, "сыйлық")
    assert memory.of("chat", NOON + KEPT + timedelta(seconds=1)) is None
    assert len(memory) == 0


def test_what_is_too_old_goes_when_anybody_speaks() -> None:
    memory = Memory()
    memory.keep("old", said(NOON, "сыйлық"))
    memory.keep("new", said(NOON + KEPT, "көлік"))
    assert memory.of("new", NOON + KEPT + timedelta(seconds=1))
    assert len(memory) == 1


def test_one_chat_knows_nothing_of_another() -> None:
    memory = Memory()
    memory.keep("one", said(NOON, "сыйлық"))
    assert memory.of("other", NOON) is None


def test_where_there_are_too_many_chats_the_one_that_was_silent_longest_goes() -> None:
    memory = Memory(most=2)
    for second, chat in enumerate(("one", "two", "one", "three")):
        memory.keep(chat, said(NOON + timedelta(seconds=second), chat))
    assert [memory.of(chat, NOON) is None for chat in ("one", "two", "three")] == [False, True, False]


def test_a_chat_is_forgotten_at_once_where_it_is_asked_for() -> None:
    memory = Memory()
    memory.keep("one", said(NOON, "сыйлық"))
    memory.keep("two", said(NOON, "көлік"))
    memory.forget("one")
    assert memory.of("one", NOON) is None
    memory.forget_all()
    assert len(memory) == 0
