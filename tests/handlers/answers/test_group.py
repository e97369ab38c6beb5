"""Adep in a group: asked, it answers in a few lines; not asked, it is silent; and a tip it does not take there."""

import re
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.acts.model import Ref
from bot.answers.content import Choices, FoundParagraph, NotUnderstood
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Person, Place, Shown
from handlers.answers.short_answer import FIRST_WORDS, Brief
from tests.handlers.answers.test_question import asked_so_that, found_ref
from tests.handlers.people.test_start import said
from tests.house import House
from tests.questions import answered, unsettled

WAYS = {"/rules": "?start=rules", "/notice": "?start=notice", "/quiz": "?start=quiz"}
"""Where a link takes whoever asked for something in a group that has its place in the private chat."""


@dataclass
class Circle:
    """A group of colleagues with Adep in it."""

    house: House
    place: Place
    owner: Person
    member: Person

    async def say(self, text: str, by: Person | None = None, **how: Any) -> list[Shown]:
        """Say it; what Adep said to that."""
        return await self.after((by or self.member).say(text, self.place, **how))

    async def after(self, act: Awaitable[object]) -> list[Shown]:
        """Let it be done; what Adep said to that."""
        before = len(self.answers)
        await act
        await self.house.telegram.idle()
        return self.answers[before:]

    @property
    def answers(self) -> list[Shown]:
        return [message for message in self.owner.shown(self.place) if message.from_bot]


async def gathered(house: House, language: Language, *, topics: bool = False) -> Circle:
    owner, member = (house.telegram.person(name, language.value) for name in ("Айгүл", "Ерлан"))
    place = house.telegram.group("Бөлім", owner, member, topics=topics)
    place.add_bot(by=owner)
    await house.telegram.idle()
    return Circle(house, place, owner, member)


@pytest.fixture
async def circle(house: House, language: Language) -> Circle:
    return await gathered(house, language)


async def test_ask_is_answered_as_a_reply_in_a_few_lines_with_a_link_to_the_whole(
    circle: Circle, language: Language
) -> None:
    services = circle.house.services
    question = answered(services, language)
    ref = found_ref(services, question)
    (shown,) = await circle.say(f"/ask {question}")
    asked = [message for message in circle.owner.shown(circle.place) if not message.from_bot][-1]
    assert shown.reply_to == asked.message_id
    assert shown.text.startswith(f"📖 {services.citations.place(ref, language)}\n")
    assert services.citations.standing(services.rulebook.act, language).words in shown.text
    (again,) = await circle.say(f"/ask@adep_bot\n{question}")
    assert again.text == shown.text
    (whole,) = shown.every_button()
    assert whole.url == f"https://t.me/adep_bot?start=p-{str(ref).replace('.', '_')}"


async def test_the_first_words_of_a_long_paragraph_are_its_own_and_end_at_a_word(
    circle: Circle, language: Language
) -> None:
    services = circle.house.services
    for paragraph in services.rulebook:
        found = FoundParagraph(paragraph, "")
        shown = services.sheets.lay(found, language).shown
        whole = " ".join(" ".join(passage.text for passage in shown).split())
        words = Brief.of(services).first_words(found, language)
        assert len(words) <= FIRST_WORDS
        beginning = words.removesuffix(" …")
        assert whole == words or re.match(re.escape(beginning) + r"\s", whole)


async def test_a_mention_is_answered_wherever_it_stands_and_whatever_its_case(
    circle: Circle, language: Language
) -> None:
    question = answered(circle.house.services, language)
    (expected,) = await circle.say(f"/ask {question}")
    for text in (f"@adep_bot {question}", f"👍 {question} @ADEP_bot", f"{question}, @adep_bot"):
        (shown,) = await circle.say(text)
        assert shown.text == expected.text


async def test_a_reply_to_adep_is_answered_and_a_reply_to_others_is_not(
    circle: Circle, language: Language
) -> None:
    circle.place.promote_bot()
    question = answered(circle.house.services, language)
    (first,) = await circle.say(f"/ask {question}")
    assert len(await circle.say(question, reply_to=first.message_id)) == 1
    own = await circle.owner.say("сәлем", circle.place)
    assert await circle.say(question, reply_to=own) == []


async def test_talk_that_is_not_addressed_to_adep_is_left_alone_even_by_an_admin_bot(
    circle: Circle, language: Language
) -> None:
    circle.place.promote_bot()
    question = answered(circle.house.services, language)
    for text in (
        question,
        "/ask@other_bot " + question,
        "@other_bot " + question,
        "/start@other_bot",
        "/taxes",
    ):
        assert await circle.say(text) == [], text
    await circle.member.send_sticker(chat=circle.place)
    await circle.member.send_voice(chat=circle.place)
    edited = await circle.member.say("/ask", circle.place)
    await circle.house.telegram.idle()
    before = len(circle.answers)
    await circle.member.edit(edited, f"/ask {question}", circle.place)
    await circle.house.telegram.idle()
    assert len(circle.answers) == before


async def test_ask_without_words_and_a_bare_mention_explain_themselves(
    circle: Circle, language: Language
) -> None:
    how = said(circle.house.services, language, Say.GROUP_HOW)
    for text in ("/ask", "/ask@adep_bot", "@adep_bot", "/ask ???"):
        (shown,) = await circle.say(text)
        assert shown.text == how, text


@pytest.mark.parametrize("command", ["/tip", "/case", "/case 1234-5678", "/tip@adep_bot бастық пара алды"])
async def test_a_tip_is_never_taken_in_a_group_but_sent_to_private(
    circle: Circle, language: Language, command: str
) -> None:
    (shown,) = await circle.say(command)
    assert shown.text == said(circle.house.services, language, Say.GROUP_NO_TIPS)
    (button,) = shown.every_button()
    assert button.url == "https://t.me/adep_bot" + ("?start=tip" if command.startswith("/tip") else "")


@pytest.mark.parametrize("command", ["/start", "/help", "/rules", "/lang", "/notice", "/quiz"])
async def test_what_belongs_into_private_is_sent_there(
    circle: Circle, language: Language, command: str
) -> None:
    (shown,) = await circle.say(command)
    assert shown.text == said(circle.house.services, language, Say.GROUP_HOW)
    (button,) = shown.every_button()
    assert button.url == "https://t.me/adep_bot" + WAYS.get(command, "")


async def test_choices_are_links_into_private(circle: Circle, language: Language) -> None:
    services = circle.house.services
    question = asked_so_that(services, language, Choices)
    (shown,) = await circle.say(f"/ask {question}")
    content = services.asking.ask(question).content
    assert isinstance(content, Choices)
    assert shown.labels == [services.rulebook.title(ref, language) for ref in content.refs]
    assert all(
        (button.url or "").startswith("https://t.me/adep_bot?start=p-") for button in shown.every_button()
    )


async def test_where_the_rules_are_silent_one_sentence_says_where_to_look(
    circle: Circle, language: Language
) -> None:
    outside = unsettled(circle.house.services.rulebook)[0]
    assert outside.elsewhere
    question = next(one.text for one in outside.examples if one.language is language)
    (shown,) = await circle.say(f"/ask {question}")
    assert shown.text == outside.elsewhere.sentences[language]
    content = circle.house.services.asking.ask("ну и вот так вот").content
    assert isinstance(content, NotUnderstood)
    (unknown,) = await circle.say("/ask ну и вот так вот")
    sentence = Say.NOT_UNDERSTOOD_NEAR if content.near else Say.NOT_UNDERSTOOD
    assert unknown.text in {circle.house.services.texts(one, sentence) for one in Language}


async def test_an_answer_stays_in_the_topic_it_was_asked_in(house: House, language: Language) -> None:
    circle = await gathered(house, language, topics=True)
    topic = circle.place.topic("Сыйлықтар")
    question = answered(house.services, language)
    for text in (f"/ask {question}", f"@adep_bot {question}", "/tip"):
        (shown,) = await circle.say(text, topic=topic)
        assert shown.thread_id == topic


async def test_ask_works_in_private_as_well(house: House, language: Language) -> None:
    guest = await house.guest(language)
    question = answered(house.services, language)
    shown = await guest.say(f"/ask {question}")
    ref = found_ref(house.services, question)
    place = f"📖 {house.services.citations.place(ref, language)}\n"
    assert place in shown.text
    assert place in (await guest.say(question)).text
    assert (await guest.say("/ask")).text == house.services.texts(language, Say.NO_WORDS)


async def test_a_group_link_opens_the_whole_paragraph_in_private(house: House, language: Language) -> None:
    guest = await house.guest(language)
    shown = await guest.say("/start p-11")
    parts = house.services.rulebook.paragraphs[Ref("11")].texts[language].parts
    assert all(part in shown.text for part in parts)


CORRUPT = {Language.KK: "бастығым пара алады", Language.RU: "мой начальник берёт взятки"}
TO_REPORT = {Language.KK: "пара туралы хабарлағым келеді", Language.RU: "хочу сообщить о взятке"}
BEATEN = {Language.KK: "бастық мені ұрды", Language.RU: "меня избил начальник"}
TIP_LINK = "https://t.me/adep_bot?start=tip"


async def test_near_corruption_the_tip_desk_is_a_link_among_the_words_whose_press_nobody_sees(
    circle: Circle, language: Language
) -> None:
    (shown,) = await circle.say(f"/ask {CORRUPT[language]}")
    assert f'href="{TIP_LINK}"' in shown.html
    assert all(button.data is None for button in shown.every_button()), (
        "a press here would be seen as that of a reporter"
    )
    (plain,) = await circle.say("/ask 3.10")
    assert TIP_LINK not in plain.html


async def test_whoever_wants_to_report_is_told_first_that_a_group_is_no_place_for_it(
    circle: Circle, language: Language
) -> None:
    (shown,) = await circle.say(f"/ask {TO_REPORT[language]}")
    assert shown.text.startswith(circle.house.services.texts(language, Say.GROUP_NO_TIPS))
    assert f'href="{TIP_LINK}"' in shown.html


async def test_whoever_is_in_danger_gets_the_numbers_and_the_way_to_be_alone_with_adep(
    circle: Circle, language: Language
) -> None:
    (shown,) = await circle.say(f"/ask {BEATEN[language]}")
    assert "102" in shown.text
    assert "https://t.me/adep_bot" in [button.url for button in shown.every_button()]
