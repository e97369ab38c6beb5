"""Telegram's pace: 1 a second to a chat, 20 a minute to a group, 30 a second in all."""

import pytest

from emulator.local_telegram import Limits, LocalTelegram, Person
from tests.emulator.local_telegram.support import Api, RefusedError, SteppedClock


@pytest.fixture
def telegram(clock: SteppedClock) -> LocalTelegram:
    return LocalTelegram(clock)


async def send(api: Api, chat_id: int, times: int) -> None:
    for _ in range(times):
        await api("sendMessage", chat_id=chat_id, text="x")


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(
    api: Api, aigul: Person, clock: SteppedClock
) -> None:
    await send(api, aigul.id, 5)
    with pytest.raises(RefusedError, match="429 Too Many Requests: retry after 1") as refused:
        await send(api, aigul.id, 1)
    assert refused.value.parameters == {"retry_after": 1}
    for _ in range(10):
        clock.step(seconds=1)
        await send(api, aigul.id, 1)
    with pytest.raises(RefusedError, match="429"):
        await send(api, aigul.id, 1)


async def test_a_group_takes_20_a_minute(
    api: Api, aigul: Person, clock: SteppedClock, telegram: LocalTelegram
) -> None:
    group = telegram.group("Бөлім", aigul)
    group.add_bot()
    for _ in range(20):
        await send(api, group.id, 1)
        clock.step(seconds=1)
    with pytest.raises(RefusedError, match="429 Too Many Requests: retry after 40"):
        await send(api, group.id, 1)
    clock.step(seconds=40)
    await send(api, group.id, 1)


async def test_all_chats_together_take_30_a_second(
    api: Api, clock: SteppedClock, telegram: LocalTelegram
) -> None:
    people = [telegram.person(f"Адам {number}") for number in range(31)]
    for person in people:
        await person.start()
    for person in people[:30]:
        await send(api, person.id, 1)
    with pytest.raises(RefusedError, match="429"):
        await send(api, people[30].id, 1)
    clock.step(seconds=0.1)
    await send(api, people[30].id, 1)


async def test_a_refused_message_does_not_count(api: Api, aigul: Person) -> None:
    for _ in range(9):
        with pytest.raises(RefusedError, match="400"):
            await api("sendMessage", chat_id=aigul.id, text="")
    await send(api, aigul.id, 5)


async def test_without_limits_nothing_is_too_fast(clock: SteppedClock) -> None:
    telegram = LocalTelegram(clock, limits=Limits.none())
    person = telegram.person("Айгүл")
    await person.start()
    await send(Api(telegram), person.id, 200)
