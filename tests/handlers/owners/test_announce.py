"""/announce: owners alone; shown as it will look, confirmed once, watched, stopped, resumed, reported."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault, Shown
from emulator.local_telegram.model import Entity
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import jpeg
from tests.handlers.people.test_start import said
from tests.handlers.reminders.test_carrier import rows
from tests.house import Guest, House, house_open

PICTURE = jpeg(Canaries())


@dataclass
class Town:
    """A house with an owner, three people who chose Kazakh and two who chose Russian, and a group."""

    house: House
    owner: Guest
    kk: list[Guest]
    ru: list[Guest]

    @property
    def everybody(self) -> list[Guest]:
        return [self.owner, *self.kk, *self.ru]

    async def confirmed(self, words: str, audience: str = "all") -> Shown:
        """An announcement that the owner confirmed; their message that shows how it goes."""
        await self.owner.say(f"/announce {words}")
        await self.owner.press(self.data("to", audience))
        shown = self.owner.last
        await self.owner.press(self.data("go"))
        return shown

    def data(self, key: str, audience: str = "") -> str:
        """The data of the newest button of that key."""
        found = [
            button.data
            for shown in self.owner.answers
            for button in shown.every_button()
            if button.data and button.data.startswith(f"am:{key}:") and button.data.endswith(audience)
        ]
        return found[-1]

    def got(self, words: str) -> dict[int, int]:
        """How many messages with exactly those words each of the people has, who has any."""
        counts = {one.person.id: sum(shown.text == words for shown in one.answers) for one in self.everybody}
        return {person: count for person, count in counts.items() if count}

    def progress(self, shown: Shown) -> Shown:
        return next(one for one in self.owner.answers if one.message_id == shown.message_id)


@pytest.fixture
async def town(services: Knowledge) -> AsyncIterator[Town]:
    settings = read_settings(env_file=None).model_copy(update={"owner_ids": (100_000_001,)})
    async with house_open(services, settings) as house:
        owner = await house.guest(Language.RU, "Ие")
        kk = [await house.guest(Language.KK, f"К{number}") for number in range(3)]
        ru = [await house.guest(Language.RU, "Р")]
        yield Town(house, owner, kk, ru)


async def test_for_anybody_else_there_is_no_such_command(town: Town) -> None:
    guest = town.kk[0]
    shown = await guest.say("/announce Сәлем")
    assert shown.text == said(town.house.services, Language.KK, Say.UNKNOWN_COMMAND)
    assert await rows(town.house, "SELECT * FROM announcement") == []


async def test_without_words_it_says_how(town: Town) -> None:
    shown = await town.owner.say("/announce")
    assert shown.text == said(town.house.services, Language.RU, Say.ANNOUNCE_HOW)


async def test_it_is_shown_exactly_as_it_will_look_and_nothing_leaves_before_it_is_confirmed(
    town: Town,
) -> None:
    shown = await town.owner.say("/announce Семинар завтра & <в зале>")
    assert shown.labels[0] == said(town.house.services, Language.RU, Say.AUDIENCE_ALL, number=5)
    await town.owner.press(town.data("to", "kk"))
    preview = town.owner.answers[-2]
    await town.house.wait(minutes=1)
    assert town.got(preview.text) == {town.owner.person.id: 1}
    await town.owner.press(town.data("go"))
    await town.house.wait(seconds=5)
    assert {guest.last.html for guest in town.kk} == {preview.html}
    assert town.got(preview.text) == {guest.person.id: 1 for guest in [town.owner, *town.kk]}


async def test_it_reaches_everybody_once_and_is_reported(town: Town) -> None:
    # Whoever blocked the bot while it was told of nothing is met at the sending.
    town.house.telegram.world.blocked.add(town.kk[0].person.id)
    shown = await town.confirmed("Семинар")
    await town.house.wait(seconds=5)
    reached = [town.owner, *town.kk[1:], *town.ru]
    assert town.got("Семинар") == {guest.person.id: 2 if guest is town.owner else 1 for guest in reached}
    report = said(
        town.house.services,
        Language.RU,
        Say.ANNOUNCE_REPORT,
        sent=4,
        recipients=5,
        unreachable=1,
        uncertain=0,
        dropped=0,
    )
    assert town.progress(shown).text == report
    assert town.owner.last.text == report
    await town.house.wait(minutes=5)
    assert sum(one.text == report for one in town.owner.answers) == 2


async def test_a_second_press_and_an_old_button_start_nothing(town: Town) -> None:
    await town.owner.say("/announce Семинар")
    await town.owner.press(town.data("to", "ru"))
    go, message = town.data("go"), town.owner.last.message_id
    await town.owner.press(go)
    await town.house.wait(seconds=5)
    await town.owner.forge(go, message)
    await town.house.wait(seconds=5)
    assert town.got("Семинар")[town.ru[0].person.id] == 1


async def test_changed_words_take_the_place_of_their_draft_until_it_is_confirmed(town: Town) -> None:
    owner, house = town.owner, town.house
    message = await owner.person.say("/announce Семинр")
    await house.telegram.idle()
    asked, old = owner.last, town.data("to", "all")
    await owner.edit(message, "/announce Семинар")
    assert owner.last.message_id == asked.message_id
    assert len(await rows(house, "SELECT id FROM announcement")) == 1
    assert await owner.forge(old, asked.message_id) == said(house.services, Language.RU, Say.OLD_BUTTON)
    await owner.press(town.data("to", "all"))
    await owner.press(town.data("go"))
    await house.wait(seconds=5)
    assert set(town.got("Семинар")) == {one.person.id for one in town.everybody}
    await owner.edit(
        message, "/announce Семинар завтра"
    )  # what has left is not called back: this is another one
    assert owner.last.text == said(house.services, Language.RU, Say.ANNOUNCE_TO)
    assert len(await rows(house, "SELECT id FROM announcement")) == 2


async def test_words_that_are_changed_after_the_sample_was_shown_are_asked_about_at_the_end_of_the_chat(
    town: Town,
) -> None:
    owner = town.owner
    message = await owner.person.say("/announce Семинр")
    await town.house.telegram.idle()
    await owner.press(town.data("to", "all"))
    question = owner.last
    await owner.edit(message, "/announce Семинар")
    assert owner.last.message_id > question.message_id
    assert owner.last.text == said(town.house.services, Language.RU, Say.ANNOUNCE_TO)


async def test_a_stranger_who_forges_a_button_is_told_that_it_is_old(town: Town) -> None:
    await town.owner.say("/announce Семинар")
    await town.owner.press(town.data("to", "all"))
    stranger = town.kk[0]
    old = await stranger.forge(town.data("go"), stranger.last.message_id)
    assert old == said(town.house.services, Language.KK, Say.OLD_BUTTON)
    assert await rows(town.house, "SELECT state FROM announcement") == [("draft",)]


async def test_where_nobody_would_get_it_that_is_said_and_another_choice_can_be_made(town: Town) -> None:
    await town.owner.say("/announce Семинар")
    await town.owner.press(town.data("to", "groups"))
    texts = town.house.services.texts
    whom = texts(Language.RU, Say.AUDIENCE_GROUPS, number=0)
    assert town.owner.last.text == texts(Language.RU, Say.ANNOUNCE_NOBODY, audience=whom)
    await town.owner.press(town.data("to", "kk"))
    assert town.owner.last.labels[0] == texts(Language.RU, Say.BUTTON_SEND)


async def test_a_draft_can_be_cancelled(town: Town) -> None:
    await town.owner.say("/announce Семинар")
    await town.owner.press(town.data("no"))
    assert town.owner.last.text == said(town.house.services, Language.RU, Say.ANNOUNCE_CANCELLED)
    assert await rows(town.house, "SELECT * FROM announcement") == []


async def test_a_ref_goes_to_each_in_his_language(town: Town) -> None:
    await town.confirmed("3.12")
    await town.house.wait(seconds=5)
    for guest, language in ((town.kk[0], Language.KK), (town.ru[0], Language.RU)):
        place = town.house.services.citations.place(
            next(ref for ref in town.house.services.rulebook.paragraphs if str(ref) == "3.12"), language
        )
        assert f"📖 {place}\n" in guest.last.text


async def test_groups_alone_can_be_addressed(town: Town) -> None:
    group = town.house.telegram.group("Бөлім", town.owner.person)
    group.add_bot()
    await town.owner.person.say("/remind", group)
    await town.house.telegram.idle()
    await town.owner.person.press("rm:on", chat=group)
    await town.house.telegram.idle()
    await town.confirmed("Топтарға", "groups")
    await town.house.wait(seconds=5)
    assert town.owner.person.last(group).text == "Топтарға"
    assert set(town.got("Топтарға")) == {town.owner.person.id}


async def test_it_can_be_stopped_and_resumed(town: Town) -> None:
    await town.owner.say("/announce Семинар")
    await town.owner.press(town.data("to", "kk"))
    shown = town.owner.last
    # While Telegram asks for a rest there is time to think again.
    town.house.telegram.faults.add(Fault.too_many_requests(60), method="sendMessage", times=9)
    await town.owner.press(town.data("go"))
    await town.house.wait(seconds=1)
    town.house.telegram.faults.clear()
    await town.owner.press(town.data("halt"))
    assert town.progress(shown).labels == [said(town.house.services, Language.RU, Say.BUTTON_GO_ON)]
    await town.house.live(hours=3)
    assert set(town.got("Семинар")) == {town.owner.person.id}
    await town.owner.press(town.data("on"))
    await town.house.wait(seconds=5)
    assert town.got("Семинар") == {guest.person.id: 1 for guest in [town.owner, *town.kk]}


async def test_what_was_stopped_for_long_has_a_window_of_its_own_when_resumed(town: Town) -> None:
    await town.owner.say("/announce Семинар")
    await town.owner.press(town.data("to", "kk"))
    town.house.telegram.faults.add(Fault.too_many_requests(60), method="sendMessage", times=9)
    await town.owner.press(town.data("go"))
    await town.house.wait(seconds=1)
    town.house.telegram.faults.clear()
    await town.owner.press(town.data("halt"))
    await town.house.wait(days=3)
    await town.owner.press(town.data("on"))
    await town.house.wait(seconds=5)
    assert len(town.got("Семинар")) == 4


async def test_what_could_not_be_sent_in_a_day_is_dropped_with_a_count(town: Town) -> None:
    await town.owner.say("/announce Семинар")
    await town.owner.press(town.data("to", "kk"))
    town.house.telegram.faults.add(Fault.too_many_requests(60), method="sendMessage", times=9)
    await town.owner.press(town.data("go"))
    await town.house.wait(seconds=1)
    town.house.telegram.faults.clear()
    await town.house.wait(days=2)
    assert set(town.got("Семинар")) == {town.owner.person.id}
    assert town.owner.last.text == said(
        town.house.services,
        Language.RU,
        Say.ANNOUNCE_REPORT,
        sent=0,
        recipients=3,
        unreachable=0,
        uncertain=0,
        dropped=3,
    )


async def test_an_announcement_whose_answer_was_lost_is_listed_as_uncertain_and_not_sent_again(
    town: Town,
) -> None:
    await town.owner.say("/announce Семинар")
    await town.owner.press(town.data("to", "kk"))
    town.house.telegram.faults.add(Fault.drop_after(), method="sendMessage")
    await town.owner.press(town.data("go"))
    await town.house.wait(seconds=5)
    assert {town.got("Семинар")[guest.person.id] for guest in town.kk} == {1}
    assert town.owner.last.text == said(
        town.house.services,
        Language.RU,
        Say.ANNOUNCE_REPORT,
        sent=2,
        recipients=3,
        unreachable=0,
        uncertain=1,
        dropped=0,
    )
    uncertain = await rows(town.house, "SELECT chat FROM outbox WHERE state = 'uncertain'")
    assert len(uncertain) == 1


async def test_a_night_announcement_makes_no_sound(town: Town) -> None:
    await town.house.wait(hours=10)
    await town.confirmed("Түнде", "kk")
    await town.house.wait(seconds=5)
    sent = [call for call in town.house.telegram.calls.of("sendMessage") if call.params["text"] == "Түнде"]
    assert [call.params.get("disable_notification") for call in sent[1:]] == [True] * 3


BOTH = "/announce kk: Ертең семинар\nru: Завтра семинар"


async def test_both_languages_go_out_from_one_draft_each_to_those_who_read_it(town: Town) -> None:
    await town.owner.say(BOTH)
    await town.owner.press(town.data("to", "all"))
    assert [shown.text for shown in town.owner.answers[-3:-1]] == ["Ертең семинар", "Завтра семинар"]
    await town.owner.press(town.data("go"))
    await town.house.wait(seconds=5)
    assert town.got("Ертең семинар") == {town.owner.person.id: 1, **{one.person.id: 1 for one in town.kk}}
    assert town.got("Завтра семинар") == {town.owner.person.id: 2, **{one.person.id: 1 for one in town.ru}}


async def test_a_first_line_after_a_hash_is_the_heading_and_marks_are_kept(town: Town) -> None:
    text = "/announce ru: # Семинар\nЗавтра в зале\nkk: # Семинар\nЕртең залда"
    await town.owner.person.say(text, marks=[Entity("italic", text.index("зале"), 4)])
    await town.house.telegram.idle()
    await town.owner.press(town.data("to", "ru"))
    assert town.owner.answers[-2].html == "📢 <b>Семинар</b>\n\nЗавтра в <i>зале</i>"


@pytest.mark.parametrize(
    "words", ["3.99", "999", "п. 3.99", "пункт 99", "п. 3 пп. 99", "3.99-тармақ", "code-2015/999"]
)
async def test_a_place_that_there_is_not_is_refused_and_never_sent_as_words(town: Town, words: str) -> None:
    shown = await town.owner.say(f"/announce {words}")
    assert shown.text == said(town.house.services, Language.RU, Say.ANNOUNCE_NO_SUCH)
    assert await rows(town.house, "SELECT * FROM announcement") == []


@pytest.mark.parametrize("words", ["3.12", "п. 3.12", "п. 3 пп. 12", "3.12."])
async def test_a_place_can_be_named_as_people_name_it(town: Town, words: str) -> None:
    await town.owner.say(f"/announce {words}")
    await town.owner.press(town.data("to", "ru"))
    assert "пункт 3, подпункт 12)" in town.owner.answers[-2].text


async def test_words_that_only_name_a_number_are_words(town: Town) -> None:
    shown = await town.owner.say("/announce 5 декабря в 10 часов собрание в зале 99")
    assert shown.labels


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_picture_or_a_file_goes_out_with_its_words(town: Town, kind: str) -> None:
    if kind == "photo":
        await town.owner.person.send_photo(PICTURE, "/announce Плакат")
    else:
        await town.owner.person.send_document("план.txt", b"x", caption="/announce Плакат")
    await town.house.telegram.idle()
    await town.owner.press(town.data("to", "kk"))
    await town.owner.press(town.data("go"))
    await town.house.wait(seconds=5)
    for guest in town.kk:
        assert guest.last.text == "Плакат"
        assert guest.last.file is not None
        assert guest.last.file.kind == kind


@pytest.mark.parametrize("way", ["video", "album"])
async def test_what_cannot_be_attached_is_refused_in_words(town: Town, way: str) -> None:
    if way == "video":
        await town.owner.person.send_video(caption="/announce Фильм")
    else:
        await town.owner.person.send_album([PICTURE] * 2, captions=["/announce Фото"])
    await town.house.telegram.idle()
    assert said(town.house.services, Language.RU, Say.ANNOUNCE_ONE_FILE) in [
        one.text for one in town.owner.answers
    ]
    assert await rows(town.house, "SELECT * FROM announcement") == []


async def test_words_too_long_for_a_picture_are_refused_before_anybody_is_asked(town: Town) -> None:
    await town.owner.person.send_photo(PICTURE, f"/announce {'а' * 1010}")
    await town.house.telegram.idle()
    assert town.owner.last.labels
    await town.owner.say(f"/announce # {'а' * 4080}")
    assert town.owner.last.labels


async def test_one_for_later_waits_for_its_time_and_leaves_then(town: Town) -> None:
    await town.owner.say("/announce @ 03.03 10:00 Семинар")
    await town.owner.press(town.data("to", "kk"))
    assert "3 марта 2026" in town.owner.last.text
    shown = town.owner.last
    await town.owner.press(town.data("go"))
    assert (
        said(town.house.services, Language.RU, Say.ANNOUNCE_WAITING, when="3 марта 2026, 10:00")
        == town.progress(shown).text
    )
    await town.house.live(hours=19, minutes=30)
    assert town.kk[0].last.text != "Семинар"
    await town.house.live(hours=1)
    await town.house.wait(seconds=5)
    assert {guest.last.text for guest in town.kk} == {"Семинар"}


async def test_one_that_waits_can_be_given_up_until_its_time(town: Town) -> None:
    await town.owner.say("/announce @ 23:00 Семинар")
    await town.owner.press(town.data("to", "kk"))
    shown = town.owner.last
    await town.owner.press(town.data("go"))
    await town.owner.press(town.data("no"), shown.message_id)
    assert town.progress(shown).text == said(town.house.services, Language.RU, Say.ANNOUNCE_CANCELLED)
    await town.house.live(hours=24)
    assert town.got("Семинар") == {town.owner.person.id: 1}


@pytest.mark.parametrize("time", ["31.02 10:00", "25:00", "01.01.2020 10:00", "10:75"])
async def test_a_time_that_is_none_or_over_is_refused(town: Town, time: str) -> None:
    shown = await town.owner.say(f"/announce @ {time} Семинар")
    assert shown.text == said(town.house.services, Language.RU, Say.ANNOUNCE_BAD_TIME)
