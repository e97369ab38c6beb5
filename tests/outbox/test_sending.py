"""Letters leave once, at their pace; what fails rests, longer each time, and lets all others rest too."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.acts.model import Rulebook
from bot.language import Language
from bot.outbox import sending
from bot.outbox.delivery_result import (
    MaybeSent,
    Moved,
    NotSent,
    Refused,
    Sent,
    TooFast,
    TopicGone,
    Unreachable,
)
from bot.outbox.letter import REMINDER, AnnouncementId, Letter, LetterResult
from bot.outbox.sending import TOPIC_REST, Outbox
from bot.reminders.deck import Deck, History
from bot.reminders.order import Drawn
from bot.reminders.schedule import Schedule
from bot.reminders.votes import Quiz
from bot.workdays.working_days import WorkingDays
from tests.emulator.local_telegram.support import SteppedClock

ALMATY = ZoneInfo("Asia/Almaty")
LATER = timedelta(hours=6)


class Watch(SteppedClock):
    """A clock on which sleeping takes no time but its own."""

    async def sleep(self, seconds: float) -> None:
        self.step(seconds=seconds)
        await asyncio.sleep(0)


@dataclass
class Shelf:
    """Letters in a list, and all that was noted of them."""

    letters: list[Letter] = field(default_factory=list)
    due: dict[int, datetime] = field(default_factory=dict)
    noted: list[tuple[str, object]] = field(default_factory=list)
    left_over: int = 0
    history_of: History | None = None

    async def is_anything_due(self, now: datetime) -> bool:
        return await self.next(now) is not None

    async def recover(self) -> int:
        self.noted.append(("recovered", self.left_over))
        return self.left_over

    async def next(self, now: datetime) -> Letter | None:
        return next((one for one in self.letters if one.id not in self.due or self.due[one.id] <= now), None)

    async def history(self, chat: int) -> History | None:
        return self.history_of

    async def claim(self, letter: Letter, card: Drawn | None) -> None:
        self.noted.append(("claimed", letter.id))
        self._take(letter)

    async def sent(self, letter: Letter, quiz: Quiz | None, day: int) -> None:
        self.noted.append(("sent", letter.id))

    async def uncertain(self, letter: Letter) -> None:
        self.noted.append(("uncertain", letter.id))

    async def put_off(self, letter: Letter, due: datetime) -> None:
        self._take(letter)
        self.letters.append(replace(letter, tries=letter.tries + 1))
        self.due[letter.id] = due
        self.noted.append(("put off", letter.id))

    async def refuse(self, letter: Letter) -> None:
        self._take(letter)
        self.noted.append(("refused", letter.id))

    async def drop_late(self, announcement: AnnouncementId, now: datetime) -> int:
        late = [one for one in self.letters if one.announcement == announcement and one.until <= now]
        for one in late:
            self._take(one)
        self.noted.append(("late", len(late)))
        return len(late)

    async def lose(self, chat: int) -> None:
        self.noted.append(("lost", chat))

    async def move(self, old: int, new: int) -> None:
        self.noted.append(("moved", (old, new)))

    async def close_topic(self, letter: Letter) -> None:
        self.noted.append(("topic closed", letter.id))

    async def leave_topic(self, letter: Letter) -> None:
        self.noted.append(("topic left", letter.id))

    def _take(self, letter: Letter) -> None:
        self.letters = [one for one in self.letters if one.id != letter.id]


@dataclass
class Postman:
    """Says of each letter what became of it, and keeps when it was carried."""

    clock: Watch
    result: Callable[[Letter], LetterResult] = lambda _: Sent(None)
    carried: list[tuple[int, datetime]] = field(default_factory=list)
    told: list[int] = field(default_factory=list)

    async def carry(self, letter: Letter) -> LetterResult:
        self.carried.append((letter.id, self.clock.now()))
        return self.result(letter)

    async def tell_topic_closed(self, letter: Letter) -> None:
        self.told.append(letter.chat)


@dataclass
class Post:
    clock: Watch
    shelf: Shelf
    postman: Postman
    outbox: Outbox

    async def turn(self) -> int:
        return await self.outbox.send_due(asyncio.Event())

    def letter(self, number: int, chat: int | None = None, tries: int = 0, **changed: object) -> Letter:
        until = self.clock.now() + LATER
        letter = Letter(number, AnnouncementId(1), chat or number, None, Language.KK, None, tries, until)
        letter = replace(letter, **changed)  # type: ignore[arg-type]  # fields by name, as a test wants them
        self.shelf.letters.append(letter)
        return letter

    def said(self, what: str) -> list[object]:
        return [value for name, value in self.shelf.noted if name == what]


def no_deck(_: object) -> Deck:
    raise AssertionError("an announcement draws no card")


@pytest.fixture
def post() -> Post:
    clock, shelf = Watch(), Shelf()
    postman = Postman(clock)
    schedule = Schedule(ALMATY, WorkingDays(ALMATY))
    return Post(clock, shelf, postman, Outbox(shelf, postman, no_deck, schedule, clock))


def rest_of(post: Post, letter: Letter) -> timedelta:
    """How long a letter rests that fails now."""
    now = post.clock.now()
    return post.shelf.due[letter.id] - now


async def test_every_letter_is_claimed_before_it_is_carried_and_sent_once(post: Post) -> None:
    for number in range(1, 4):
        post.letter(number)
    assert await post.turn() == 3
    assert post.said("claimed") == post.said("sent") == [1, 2, 3]
    times = [at for _, at in post.postman.carried]
    assert [b - a for a, b in pairwise(times)] == [timedelta(seconds=0.05)] * 2


async def test_a_second_letter_to_one_chat_waits_a_second(post: Post) -> None:
    post.letter(1, chat=7)
    post.letter(2, chat=7)
    assert await post.turn() == 1
    assert post.said("put off") == [2]
    post.clock.step(seconds=1)
    assert await post.turn() == 1


@pytest.mark.parametrize(("tries", "seconds"), [(0, 5), (1, 10), (2, 20), (5, 160), (6, 300), (20, 300)])
async def test_a_letter_that_fails_rests_twice_as_long_each_time_up_to_five_minutes(
    post: Post, tries: int, seconds: int
) -> None:
    post.postman.result = lambda _: NotSent()
    letter = post.letter(1, tries=tries)
    await post.turn()
    assert rest_of(post, letter) == timedelta(seconds=seconds)


async def test_after_a_failure_everything_rests_and_longer_after_the_next(post: Post) -> None:
    post.postman.result = lambda _: NotSent()
    number = 0
    for failures in range(1, 9):
        number += 1
        post.letter(number)
        assert await post.turn() == 1
        rest = min(2**failures, 60)
        number += 1
        post.letter(number)
        post.clock.step(seconds=rest - 0.1)
        assert await post.turn() == 0
        post.clock.step(seconds=0.2)
        post.shelf.letters.clear()


async def test_a_success_ends_the_row_of_failures(post: Post) -> None:
    fails = True
    post.postman.result = lambda _: NotSent() if fails else Sent(None)
    for number, fails in ((1, True), (2, True), (3, False), (4, True)):  # noqa: B007 - the postman looks at it
        post.shelf.letters.clear()
        post.letter(number)
        assert await post.turn() == 1
        post.clock.step(minutes=2)
    post.shelf.letters.clear()
    post.letter(5)
    await post.turn()
    post.letter(6)
    post.clock.step(seconds=4.1)
    assert await post.turn() == 1


async def test_the_first_failure_after_a_success_lets_everything_rest_for_two_seconds(post: Post) -> None:
    for number, result in ((1, NotSent()), (2, Sent(None)), (3, NotSent())):
        post.postman.result = lambda _, result=result: result  # type: ignore[misc]
        post.letter(number)
        post.clock.step(minutes=1)
        post.shelf.letters = [one for one in post.shelf.letters if one.id == number]
        assert await post.turn() == 1
    post.letter(4)
    post.clock.step(seconds=1.9)
    assert await post.turn() == 0
    post.clock.step(seconds=0.1)
    assert await post.turn() == 1


async def test_after_a_turn_that_ended_well_nothing_is_left_to_settle(post: Post) -> None:
    post.letter(1)
    await post.turn()
    await post.outbox.recover()
    assert post.said("recovered") == []


async def test_where_telegram_asks_for_a_rest_the_letter_and_all_others_rest_so_long(post: Post) -> None:
    post.postman.result = lambda _: TooFast(7.2)
    letter = post.letter(1)
    await post.turn()
    assert rest_of(post, letter) == timedelta(seconds=8)
    post.letter(2)
    post.clock.step(seconds=7.1)
    assert await post.turn() == 0
    post.clock.step(seconds=0.2)
    assert await post.turn() == 1


@pytest.mark.parametrize(
    ("result", "noted"),
    [
        (Sent(None), ("sent", 1)),
        (MaybeSent(), ("uncertain", 1)),
        (Unreachable(), ("lost", -5)),
        (Moved(-9), ("moved", (-5, -9))),
        (TopicGone(), ("refused", 1)),
        (Refused(), ("refused", 1)),
    ],
)
async def test_each_end_of_a_sending_is_noted_and_nothing_is_sent_again(
    post: Post, result: LetterResult, noted: tuple[str, object]
) -> None:
    post.postman.result = lambda _: result
    post.letter(1, chat=-5)
    await post.turn()
    assert post.shelf.noted == [("claimed", 1), noted]
    assert len(post.postman.carried) == 1


async def test_an_announcement_leaves_a_topic_that_takes_nothing_for_the_group(post: Post) -> None:
    post.postman.result = lambda _: TopicGone()
    post.letter(1, chat=-5, thread=17)
    await post.turn()
    assert post.shelf.noted == [("claimed", 1), ("topic left", 1)]
    assert post.postman.told == []


async def test_a_reminder_whose_topic_takes_nothing_waits_and_ends_with_a_word(
    post: Post, rulebook: Rulebook
) -> None:
    post.postman.result = lambda _: TopicGone()
    post.outbox._deck = lambda _: Deck(rulebook)
    letter = post.letter(
        1, chat=-5, announcement=REMINDER, card=Drawn("r:11", 1), until=post.clock.now() + TOPIC_REST * 3
    )
    await post.turn()
    assert rest_of(post, letter) > TOPIC_REST - timedelta(seconds=1)
    post.clock.step(minutes=15)
    await post.turn()
    assert post.said("topic closed") == [1]
    assert post.postman.told == [-5]


async def test_a_late_letter_is_dropped_and_never_carried(post: Post) -> None:
    post.letter(1, until=post.clock.now())
    post.letter(3, until=post.clock.now() - timedelta(seconds=1), announcement=AnnouncementId(2))
    post.letter(2, until=post.clock.now() + timedelta(seconds=1))
    assert await post.turn() == 1
    assert post.said("late") == [1, 1]
    assert [number for number, _ in post.postman.carried] == [2]


async def test_a_reminder_of_nobody_is_refused(post: Post) -> None:
    post.letter(1, announcement=REMINDER)
    assert await post.turn() == 0
    assert post.said("refused") == [1]


async def test_a_turn_ends_after_so_many_letters_and_with_the_stop(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TURN", 2)
    for number in range(1, 6):
        post.letter(number)
    assert await post.turn() == 2
    stopped = asyncio.Event()
    stopped.set()
    assert await post.outbox.send_due(stopped) == 0


async def test_no_more_than_so_many_are_under_way_at_once(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    most = under_way = 0

    class Slow(Postman):
        async def carry(self, letter: Letter) -> LetterResult:
            nonlocal most, under_way
            under_way += 1
            most = max(most, under_way)
            for _ in range(5):
                await asyncio.sleep(0)
            under_way -= 1
            return Sent(None)

    post.outbox._carrier = Slow(post.clock)
    for number in range(1, 8):
        post.letter(number)
    assert await post.turn() == 7
    assert most == 2


async def test_what_the_last_process_left_is_settled_once(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.shelf.left_over = 3
    with caplog.at_level("INFO"):
        await post.outbox.recover()
        await post.outbox.recover()
    assert post.said("recovered") == [3]
    assert [record.message for record in caplog.records] == ["PUSHES_UNCERTAIN"]


async def test_a_turn_that_broke_is_settled_before_the_next(post: Post) -> None:
    await post.outbox.recover()

    async def breaks(letter: Letter) -> LetterResult:
        raise RuntimeError("the carrier has a fault")

    post.postman.carry = breaks  # type: ignore[method-assign]  # the fault of one letter
    post.letter(1)
    with pytest.raises(RuntimeError):
        await post.turn()
    await post.outbox.recover()
    assert len(post.said("recovered")) == 2
