"""getUpdates: offsets, limits, kinds, time, and one reader only."""

import asyncio

import pytest

from emulator.local_telegram import LocalTelegram, Person
from tests.emulator.local_telegram.support import Api, RefusedError, SteppedClock


async def ids(api: Api, **params: int) -> list[int]:
    return [update["update_id"] for update in await api("getUpdates", **params)]


async def test_a_higher_offset_confirms_the_lower_updates(api: Api, aigul: Person) -> None:
    for number in range(3):
        await aigul.say(str(number))
    everything = await ids(api)
    assert len(everything) == 4
    assert await ids(api) == everything
    assert await ids(api, offset=everything[2]) == everything[2:]
    assert await ids(api) == everything[2:]


async def test_a_negative_offset_forgets_all_but_the_last(api: Api, aigul: Person) -> None:
    await aigul.say("1")
    await aigul.say("2")
    assert len(await ids(api, offset=-1)) == 1
    assert len(await ids(api)) == 1


async def test_at_most_100_come_at_once(api: Api, aigul: Person) -> None:
    for number in range(120):
        await aigul.say(str(number))
    assert len(await ids(api, limit=1000)) == 100
    assert len(await ids(api, limit=7)) == 7


async def test_updates_are_kept_for_a_day(api: Api, aigul: Person, clock: SteppedClock) -> None:
    clock.step(hours=24, seconds=1)
    await aigul.say("жаңа")
    assert [update["message"]["text"] for update in await api("getUpdates")] == ["жаңа"]


async def test_only_the_kinds_asked_for_are_queued_from_then_on(api: Api, aigul: Person) -> None:
    await api("getUpdates", allowed_updates='["message"]')
    said = await aigul.say("сұрак")
    await aigul.edit(said, "сұрақ")
    assert ["message" in update for update in await api("getUpdates")] == [True, True]
    await api("getUpdates", allowed_updates="[]")
    await aigul.edit(said, "сұрақ?")
    assert (await api("getUpdates", offset=-1))[0]["edited_message"]["text"] == "сұрақ?"


async def test_a_long_poll_wakes_when_something_happens(api: Api, aigul: Person) -> None:
    offset = (await ids(api))[-1] + 1
    poll = asyncio.create_task(ids(api, offset=offset, timeout=5))
    await asyncio.sleep(0.01)
    await aigul.say("сәлем")
    assert await poll == [offset]


async def test_a_long_poll_ends_empty_after_its_time(api: Api) -> None:
    assert await ids(api, timeout=1) == []


async def test_the_older_of_two_polls_gets_a_conflict(api: Api) -> None:
    older = asyncio.create_task(ids(api, timeout=5))
    await asyncio.sleep(0.01)
    newer = asyncio.create_task(ids(api, timeout=1))
    with pytest.raises(RefusedError, match="409 Conflict: terminated by other getUpdates request"):
        await older
    assert await newer == []


async def test_polling_conflicts_with_a_webhook(api: Api) -> None:
    await api("setWebhook", url="https://adep.kz/hook")
    with pytest.raises(
        RefusedError, match="409 Conflict: can't use getUpdates method while webhook is active"
    ):
        await ids(api)
    await api("deleteWebhook")
    assert await ids(api) == []


async def test_pending_updates_are_dropped_on_request(api: Api, aigul: Person) -> None:
    assert (await api("getWebhookInfo"))["pending_update_count"] == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert await ids(api) == []


async def test_an_update_is_repeated_under_its_id_even_when_confirmed(
    api: Api, aigul: Person, telegram: LocalTelegram
) -> None:
    first = (await ids(api))[0]
    assert await ids(api, offset=first + 1) == []
    telegram.repeat_update(first)
    assert await ids(api, offset=first + 1) == [first]
    assert await ids(api, offset=first + 1) == []
    telegram.redeliver_last()
    assert await ids(api, offset=first + 1) == [first]


async def test_idle_waits_for_the_confirmation(api: Api, aigul: Person, telegram: LocalTelegram) -> None:
    with pytest.raises(TimeoutError):
        await telegram.idle(timeout=0.05)
    waiting = asyncio.create_task(telegram.idle())
    await ids(api, offset=(await ids(api))[-1] + 1)
    await waiting


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://adep.kz/hook"}, "An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://adep.kz/hook", "secret_token": "no spaces"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_bad_webhook_is_refused(api: Api, params: dict[str, str], words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        await api("setWebhook", **params)
