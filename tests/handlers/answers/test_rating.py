"""👍 and 👎 under an answer, and what the owner sees of them."""

import csv
import sqlite3
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from bot.acts.model import Ref
from bot.answers.advisor import FAINT
from bot.counts.counts import Opinion
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.storage.people.counts import CountStore
from bot.texts.texts import Say
from emulator.local_telegram import Shown
from tests.house import OWNER, Guest, House
from tests.questions import answered

DAY = date(2026, 3, 2)


async def opinions(house: House) -> tuple[Opinion, ...]:
    return await CountStore(house.people.database).opinions(date.min)


def ref_of(services: Knowledge, question: str) -> Ref:
    return services.matcher.match(question).matches[0].ref  # type: ignore[union-attr]  # it is answered


@pytest.fixture
async def answer(guest: Guest, language: Language) -> Shown:
    return await guest.say(answered(guest.house.services, language))


async def test_an_opinion_is_counted_by_ref_and_day_and_thanked_for(
    guest: Guest, language: Language, answer: Shown
) -> None:
    services = guest.house.services
    ref = ref_of(services, answered(services, language))
    assert await guest.press("👍", answer.message_id) == services.texts(language, Say.RATED_UP)
    assert await opinions(guest.house) == (Opinion(DAY, ref, 1, 0),)
    assert guest.last.labels == answer.labels[:-2]


async def test_a_second_press_of_either_button_is_not_counted(guest: Guest, answer: Shown) -> None:
    # Both are pressed before the first is done: the second still carries the buttons.
    presses = [await guest.person.press(data, answer.message_id) for data in ("fb:1", "fb:0", "fb:1")]
    await guest.house.telegram.idle()
    assert all(press.is_answered for press in presses)
    (counted,) = await opinions(guest.house)
    assert (counted.up, counted.down) == (1, 0)


async def test_after_an_opinion_the_buttons_stay_away_in_the_other_language_and_after_an_edit(
    house: House, language: Language
) -> None:
    guest = await house.guest(language)
    question = await guest.person.say(answered(house.services, language))
    await house.telegram.idle()
    shown = guest.last
    await guest.press("👍")
    await guest.press("an:lang", shown.message_id)
    assert "👍" not in guest.last.labels
    await guest.edit(question, answered(house.services, language) + "?")
    assert guest.last.message_id == shown.message_id
    assert "👍" not in guest.last.labels


async def test_before_an_opinion_they_are_there_in_both_languages(guest: Guest, answer: Shown) -> None:
    await guest.press("an:lang", answer.message_id)
    assert guest.last.labels[-2:] == ["👍", "👎"]


async def test_a_thumb_down_asks_what_was_wrong_and_offers_likely_candidates_and_the_topics(
    guest: Guest, language: Language, answer: Shown
) -> None:
    services = guest.house.services
    question = answered(services, language)
    await guest.press("👎", answer.message_id)
    outcome = services.matcher.match(question)
    assert outcome
    others = list(services.asking.others(question, ref_of(services, question)))
    shown = guest.last
    assert shown.message_id > answer.message_id
    assert [button.data for button in shown.every_button()] == [
        *(f"fw:{language}:{how}:{ref_of(services, question)}" for how in ("about", "unclear", "outdated")),
        *(f"an:ref:{ref}" for ref in others),
        f"lq:{language}:ask",
        f"br:{language}:home:0",
        "an:lang",
    ]
    assert services.texts(language, Say.OTHERS) in shown.text
    # The other language and back, then the candidate opens in the language shown.
    await guest.press("an:lang", shown.message_id)
    assert services.texts(language.other, Say.OTHERS) in guest.last.text
    assert [button.data for button in guest.last.every_button()][3:-3] == [f"an:ref:{ref}" for ref in others]
    assert all(match.score >= FAINT for match in outcome.matches if match.ref in others)
    (counted,) = await opinions(guest.house)
    assert (counted.up, counted.down) == (0, 1)


async def test_each_thing_that_was_wrong_is_answered_with_what_helps_on(
    guest: Guest, language: Language, answer: Shown
) -> None:
    services = guest.house.services
    ref = ref_of(services, answered(services, language))
    await guest.press("👎", answer.message_id)
    asked = guest.last
    await guest.press(f"fw:{language}:unclear:{ref}", asked.message_id)
    matter = services.matcher.match(answered(services, language)).matches[0].matter  # type: ignore[union-attr]  # it is answered
    guidance = services.rulebook.matters[matter].guidance if matter else None
    assert guidance
    assert guidance.short[language] in guest.last.text
    await guest.press(f"fw:{language}:outdated:{ref}", asked.message_id)
    assert services.citations.standing(services.rulebook.act, language).words in guest.last.text
    await guest.press(f"fw:{language}:about:{ref}", asked.message_id)
    assert services.texts(language, Say.BUTTON_TOPICS) in guest.last.labels


async def test_where_the_question_is_gone_a_thumb_down_still_names_the_officer(
    house: House, language: Language
) -> None:
    guest = await house.guest(language)
    question = await guest.person.say(answered(house.services, language))
    await house.telegram.idle()
    await guest.person.delete(question)
    await guest.press("👎")
    assert house.services.texts(language, Say.ETHICS_OFFICER) in guest.last.text
    assert guest.last.labels == [
        *(
            house.services.texts(language, name)
            for name in (Say.WRONG_ABOUT, Say.WRONG_UNCLEAR, Say.WRONG_OUTDATED)
        ),
        house.services.texts(language, Say.BUTTON_HAND_OVER),
        house.services.texts(language, Say.BUTTON_TOPICS),
        house.services.texts(language.other, Say.LANGUAGE_NAME),
    ]


async def test_an_opinion_on_what_is_no_paragraph_is_an_old_button(guest: Guest, language: Language) -> None:
    said = guest.house.services.texts(language, Say.OLD_BUTTON)
    assert await guest.forge("fb:1", guest.last.message_id) == said
    assert await opinions(guest.house) == ()


async def test_a_paragraph_that_answers_no_question_is_not_rated(guest: Guest) -> None:
    assert "👍" not in (await guest.say("/start p-14")).labels


async def test_the_counts_hold_neither_the_chat_nor_a_word_of_the_question(
    guest: Guest, language: Language, answer: Shown
) -> None:
    await guest.press("👎", answer.message_id)

    def everything(connection: sqlite3.Connection) -> str:
        return repr([connection.execute(f"SELECT * FROM {name}").fetchall() for name in ("asked", "opinion")])  # noqa: S608 - our own names

    kept = await guest.house.people.database.run(everything)
    assert str(guest.person.id) not in kept
    assert all(word not in kept for word in answered(guest.house.services, language).split())


async def test_the_owner_sees_words_charts_and_tables_of_what_was_counted(
    owned: House, language: Language
) -> None:
    owner = await owned.guest(language, OWNER)
    guest = await owned.guest(language.other)
    await guest.say(answered(owned.services, language.other))
    await guest.press("👍")
    await guest.say("Сәлем")
    before = len(owner.answers)
    await owner.say("/status")
    told, *files = owner.answers[before:]
    name = owned.services.texts(language.other, Say.LANGUAGE_NAME)
    assert name in told.text
    assert "👍 1 · 👎 0" in told.text
    pictures, tables = (
        [one.photo for one in files if one.photo],
        [one.document for one in files if one.document],
    )
    assert len(pictures) == 2
    assert all(Image.open(BytesIO(picture)).size == (1080, 1080) for picture in pictures)
    assert [table.name for table in tables] == [
        "adep-questions.csv",
        "adep-opinions.csv",
        "adep-matters.csv",
    ]
    asked = list(csv.reader(tables[0].data.decode("utf-8-sig").splitlines()))
    assert asked[1][:6] == ["2026-03-02", language.other.value, "1", "0", "0", "1"]


async def test_where_nothing_was_asked_the_owner_is_told_so(owned: House, language: Language) -> None:
    owner = await owned.guest(language, OWNER)
    assert (await owner.say("/status")).text == owned.services.texts(language, Say.STATUS_NOTHING, days=30)


async def test_to_anybody_else_there_is_no_such_command(owned: House, language: Language) -> None:
    await owned.guest(language, OWNER)
    guest = await owned.guest(language)
    assert (await guest.say("/status")).text == owned.services.texts(language, Say.UNKNOWN_COMMAND)
