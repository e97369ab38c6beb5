"""However much one chat sends, others are heard: what waits is bounded, and what is slow is confirmed (T25)."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Update

from bot.health.pulse import Pulse
from bot.updates.done_updates import Mark
from bot.updates.lanes import Lanes
from handlers.telegram import intake, webhook
from handlers.telegram.heeding import Heeding
from handlers.telegram.intake import MOST_OF_ONE, Intake, Raw, Work
from handlers.telegram.webhook import SECRET_HEADER, Webhook
from tests.emulator.local_telegram.support import SteppedClock

FLOODER, OTHER, GROUP = 11, 22, -33


@dataclass
class Slow:
    """An application that ends an update when it is let go."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    done: list[int] = field(default_factory=list)
    bot: None = None

    async def process_update(self, update: Update) -> None:
        if update.effective_chat and update.effective_chat.id == FLOODER:
            await self.gate.wait()
        self.done.append(update.update_id)


class Forgetful:
    """Keeps nothing."""

    async def load(self) -> Mark | None:
        return None

    async def save(self, mark: Mark) -> None:
        del mark


@dataclass
class Desk:
    """An intake and what it told whom."""

    slow: Slow
    intake: Intake
    early: list[int]
    told: list[int]


@pytest.fixture
def desk() -> Desk:
    slow, early, told, clock = Slow(), list[int](), list[int](), SteppedClock()

    async def tell(chat: int) -> None:
        told.append(chat)

    def ahead(raw: Raw) -> None:
        early.append(int(raw["update_id"]))

    work = Work(slow, Pulse(clock), ahead, Heeding(clock), tell)  # type: ignore[arg-type]  # what of an application is used
    return Desk(slow, Intake(work, Lanes(), Forgetful(), in_order=True), early, told)


def updates(chat: int, numbers: range, kind: str = "message") -> list[Raw]:
    def raw(number: int) -> dict[str, Any]:
        return {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}, "text": "…"}

    return [{"update_id": number, kind: raw(number)} for number in numbers]


async def settle() -> None:
    for _ in range(1000):
        await asyncio.sleep(0)


async def test_of_one_chat_so_many_wait_and_the_writer_of_more_is_told_once(desk: Desk) -> None:
    numbers = range(1, MOST_OF_ONE + 31)
    desk.intake.take_all(updates(FLOODER, numbers))
    await settle()
    assert desk.intake.in_hand == MOST_OF_ONE
    assert (
        desk.early == list(numbers)[1:]
    )  # whatever is to go from the chat goes before its turn, what is left out too
    desk.slow.gate.set()
    await settle()
    assert desk.slow.done == list(numbers)[:MOST_OF_ONE]
    assert desk.told == [FLOODER]
    assert desk.intake.done == numbers[-1]


async def test_who_is_where_is_never_left_out(desk: Desk) -> None:
    desk.intake.take_all(updates(FLOODER, range(1, MOST_OF_ONE + 1)))
    member = {"chat": {"id": FLOODER, "type": "private"}}
    desk.intake.take_all([{"update_id": 900, "my_chat_member": member}])
    assert desk.intake.in_hand == MOST_OF_ONE + 1
    desk.slow.gate.set()


async def test_a_group_is_left_out_in_silence(desk: Desk) -> None:
    desk.intake.take_all(updates(GROUP, range(1, MOST_OF_ONE + 11)))
    await settle()
    assert desk.told == []


async def test_what_is_slow_is_confirmed_and_done_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.intake.take_all([*updates(FLOODER, range(1, 11)), *updates(OTHER, range(11, 12))])
    await settle()
    assert desk.intake.done == 0
    desk.intake.make_way()
    assert desk.intake.done == 0  # not so soon
    monkeypatch.setattr(intake, "PATIENCE", 0)
    desk.intake.make_way()
    assert desk.intake.done == 11
    assert desk.intake.unconfirmed == 0
    desk.slow.gate.set()
    await settle()
    assert desk.slow.done == [11, *range(1, 11)]
    assert desk.intake.done == 11


async def test_what_waits_behind_many_of_its_own_chat_makes_way_at_once(desk: Desk) -> None:
    desk.intake.take_all([*updates(FLOODER, range(1, 51)), *updates(OTHER, range(51, 53))])
    desk.intake.make_way()
    assert desk.intake.unconfirmed == 3  # the one that is being done, and the two of somebody else
    desk.slow.gate.set()
    await settle()
    assert sorted(desk.slow.done) == list(range(1, 53))


async def test_what_was_confirmed_and_comes_again_is_not_done_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PATIENCE", 0)
    desk.intake.take_all(updates(FLOODER, range(1, 3)))
    desk.intake.make_way()
    desk.slow.gate.set()
    assert desk.intake.take_all(updates(FLOODER, range(1, 3))) == 0
    await settle()
    assert desk.slow.done == [1, 2]


async def test_a_webhook_waits_for_a_slow_update_no_longer_than_it_may(desk: Desk) -> None:
    (raw,) = updates(FLOODER, range(5, 6))
    await desk.intake.finish(raw, at_most=0)
    assert desk.intake.unconfirmed == 0
    assert desk.slow.done == []
    desk.slow.gate.set()
    await settle()
    assert desk.slow.done == [5]


class Post:
    """A request of Telegram's that brings an update."""

    def __init__(self, raw: Raw) -> None:
        self.headers = {SECRET_HEADER: "secret"}
        self._raw = raw

    async def read(self) -> bytes:
        return json.dumps(self._raw).encode()


async def test_under_a_webhook_a_crowd_of_one_chat_is_confirmed_before_it_is_done_and_others_are_answered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "PATIENCE", 0)
    listening = Webhook(desk.intake, "https://bot.invalid/hook", "secret", "127.0.0.1:1")
    crowd = updates(FLOODER, range(1, webhook.CROWDED + 21))
    posts = [asyncio.create_task(listening._take(Post(raw))) for raw in crowd]  # type: ignore[arg-type]  # what of it is used
    await settle()
    assert (
        sum(post.done() for post in posts) == 20
    )  # as many as stand behind those that Telegram may wait for
    (raw,) = updates(OTHER, range(900, 901))
    answer = await listening._take(Post(raw))  # type: ignore[arg-type]  # as above
    assert answer.status == 200
    await settle()
    assert desk.slow.done == [900]
    desk.slow.gate.set()
    assert {one.status for one in await asyncio.gather(*posts)} == {200}
