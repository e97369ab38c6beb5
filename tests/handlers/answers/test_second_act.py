"""An act in force that a lawyer brought in from its page answers first in chat; the repealed act stays as history."""

from collections.abc import AsyncIterator
from html import escape

import pytest

from bot.acts.bodies import BodyId
from bot.acts.model import Ref
from bot.acts.refs import ActId
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import MatterId
from bot.reminders.deck import RULE, Deck, History
from bot.reminders.wishes import What
from bot.shell.plain_text import act_text, answer_text
from handlers.acts.buttons import ShowActs, ShowSections
from handlers.reminders.buttons import DecideSituation
from handlers.telegram.deep_links import linked_ref, start_payload
from tests.acts.second_act import AKIMAT, GARDENS, PARKS, POINTS, SECTIONS
from tests.handlers.answers.test_group import gathered
from tests.house import Guest, house_open

GIFTS = Ref("14", GARDENS)
ASKED = {Language.KK: "Сыйлық алуға бола ма?", Language.RU: "Можно ли принять подарок?"}


@pytest.fixture
async def reader(two_acts: Knowledge, language: Language) -> AsyncIterator[Guest]:
    async with house_open(two_acts) as house:
        yield await house.guest(language)


async def test_the_act_in_force_answers_first_and_the_repealed_one_opens_as_history(
    reader: Guest, language: Language
) -> None:
    shown = await reader.say(ASKED[language])
    assert POINTS[13].text(language) in shown.text
    citations, rulebook = reader.house.services.citations, reader.house.services.rulebook
    assert citations.place(GIFTS, language) in shown.text
    assert citations.standing(rulebook.first_act, language).words in shown.text
    assert citations.standing(rulebook.act, language).words not in shown.text
    history = citations.beside(Ref("14"), language)
    assert ("утратил силу" if language is Language.RU else "күші жойылған") in history
    await reader.press(history, shown.message_id)
    assert rulebook.paragraphs[Ref("14")].text(language).whole in reader.last.text
    assert citations.standing(rulebook.act, language).words in reader.last.text
    # And back from history to what binds.
    await reader.press(citations.beside(GIFTS, language), reader.last.message_id)
    assert POINTS[13].text(language) in reader.last.text


async def test_a_number_means_the_weightiest_act_and_a_name_its_own(
    reader: Guest, language: Language
) -> None:
    said = {
        Language.KK: ("14-тармақ", "Қағидалардың 14-тармағы"),
        Language.RU: ("пункт 14", "пункт 14 Правил"),
    }
    bare, named = said[language]
    assert POINTS[13].text(language) in (await reader.say(bare)).text
    rules = reader.house.services.rulebook.paragraphs[Ref("14")]
    assert rules.text(language).whole in (await reader.say(named)).text


async def test_what_only_the_repealed_act_settles_says_where_it_is_settled_today(
    reader: Guest, language: Language
) -> None:
    asked = {
        Language.KK: "Қағидалардың 3-тармағының 11-тармақшасы",
        Language.RU: "пункт 3 подпункт 11 Правил",
    }
    settled_by_one = reader.house.services.rulebook.paragraphs[Ref("3.11")].settles[0]
    where = reader.house.services.rulebook.matters[settled_by_one].elsewhere
    assert where
    assert where.sentences[language] in (await reader.say(asked[language])).text
    in_force = await reader.say(ASKED[language])
    assert "adilet" not in in_force.text


async def test_rules_show_the_acts_and_then_the_sections_of_each(reader: Guest, language: Language) -> None:
    await reader.say("/rules")
    await reader.press(ShowActs(language).encode())
    for act in reader.house.services.rulebook.acts.values():
        assert act.short_titles[language] in reader.last.text
    await reader.press(ShowSections(language, GARDENS).encode())
    sections = reader.house.services.browsing.act(GARDENS)
    assert sections is not None
    assert len(sections.sections) == 4
    await reader.press(sections.sections[2].titles[language])
    data = next(button.data for button in reader.last.every_button() if button.data and "open" in button.data)
    await reader.press(data)
    assert POINTS[13].text(language) in reader.last.text


async def test_a_link_opens_a_place_of_the_second_act(reader: Guest, language: Language) -> None:
    assert linked_ref(start_payload(GIFTS)) == GIFTS
    await reader.say(f"/start {start_payload(GIFTS)}")
    assert POINTS[13].text(language) in reader.last.text


@pytest.mark.parametrize(
    "ref",
    [
        Ref("3.12"),
        Ref("12-1.4"),
        Ref("5.2/2.1", GARDENS),
        Ref("resolution.3"),
        Ref("12-1", ActId("code-2015")),
    ],
    ids=str,
)
def test_every_ref_comes_back_from_its_link(ref: Ref) -> None:
    payload = start_payload(ref)
    assert linked_ref(payload) == ref
    assert len(payload) <= 64
    assert set(payload) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")


def test_without_the_second_act_all_is_as_before(services: Knowledge, language: Language) -> None:
    found = services.asking.ask(ASKED[language]).content
    sheet = services.sheets.lay(services.asking.open(Ref("14")) or pytest.fail("no 14"), language)
    assert found
    assert sheet.beside == ()
    assert [act.id for act in services.browsing.acts] == ["almaty-2013"]


async def test_inline_cards_come_from_the_act_in_force_with_its_standing_and_its_matter_explained(
    reader: Guest, language: Language
) -> None:
    services = reader.house.services
    question = await reader.person.inline(ASKED[language])
    await reader.house.telegram.idle()
    card = question.results[0]
    assert card["id"] == f"{language}.{GIFTS}"
    posted = card["input_message_content"]["message_text"]
    assert services.citations.standing(services.rulebook.first_act, language).words in posted
    guidance = services.rulebook.matters[MatterId("gifts")].guidance
    assert guidance
    assert escape(guidance.short[language], quote=False) in posted
    topics = await reader.person.inline("")
    await reader.house.telegram.idle()
    titles = [act.short_titles[language] for act in services.rulebook.acts.values()]
    both = [one for one in topics.results if all(title in str(one) for title in titles)]
    assert both, "a topic of two acts tells the standing of each"


def test_asked_in_the_shell_each_body_is_answered_by_its_own_act(
    two_acts: Knowledge, language: Language
) -> None:
    def told(knowledge: Knowledge) -> str:
        return answer_text(knowledge.asking.ask(ASKED[language]), knowledge)

    parks, akimat = told(two_acts), told(two_acts.seen_by(AKIMAT))
    assert POINTS[13].text(language) in parks
    assert two_acts.citations.beside(Ref("14"), language) in parks
    assert POINTS[13].text(language) not in akimat
    assert two_acts.rulebook.paragraphs[Ref("14")].text(language).whole in akimat


def test_an_act_is_printed_with_the_numbers_that_its_sections_have(
    two_acts: Knowledge, language: Language
) -> None:
    act = two_acts.rulebook.first_act
    lines = act_text(two_acts.rulebook, act, "", language).splitlines()
    assert [section[language] for section in SECTIONS.values()] == [
        line for line in lines if line in {section[language] for section in SECTIONS.values()}
    ]


@pytest.mark.parametrize(("body", "act"), [(PARKS, GARDENS), (AKIMAT, "")])
def test_reminders_are_of_what_binds_the_body(two_acts: Knowledge, body: BodyId, act: str) -> None:
    deck = Deck(two_acts.seen_by(body).rulebook)
    drawn = {deck.draw(History(What.RULES, seed, 0, {})).id for seed in range(40)}
    assert {Ref.read(card.removeprefix(RULE)).act for card in drawn} == {act}
    # What nobody mapped is not known to bind: it comes last.
    assert f"{RULE}{Ref('27', GARDENS)}" not in drawn


async def test_a_situation_is_decided_by_the_act_in_force(reader: Guest, language: Language) -> None:
    rulebook = reader.house.services.rulebook
    gift = next(dilemma for dilemma in rulebook.dilemmas.values() if dilemma.matter == "gifts")
    assert rulebook.deciding(gift) == GIFTS
    assert rulebook.seen_by(AKIMAT).deciding(gift) == gift.ref
    await reader.say("/quiz")
    data = DecideSituation(language, gift.id, gift.right).encode()
    await reader.forge(data, reader.last.message_id)
    assert POINTS[13].text(language) in reader.last.text


async def test_a_reminder_comes_from_the_act_of_the_chosen_body(reader: Guest, language: Language) -> None:
    house = reader.house
    await reader.say(f"/start b-{AKIMAT}")
    await reader.say("/remind")
    for data in ("rm:on", "rm:what:rules"):
        await reader.press(data)
    panel = reader.last.message_id
    await house.live(days=10)
    came = [shown.text for shown in reader.answers if shown.message_id > panel]
    assert came
    assert not any(house.services.rulebook.first_act.short_titles[language] in text for text in came)


async def test_in_a_group_each_is_answered_by_the_act_of_their_own_body(
    two_acts: Knowledge, language: Language
) -> None:
    async with house_open(two_acts) as house:
        circle = await gathered(house, language)
        chosen = Guest(house, circle.member)
        await chosen.say(f"/start b-{AKIMAT}")
        (own,) = await circle.say(f"/ask {ASKED[language]}")
        (usual,) = await circle.say(f"/ask {ASKED[language]}", by=circle.owner)
    rulebook, citations = two_acts.rulebook, two_acts.citations
    assert citations.place(Ref("14"), language) in own.text
    assert citations.standing(rulebook.act, language).words in own.text
    assert citations.place(GIFTS, language) in usual.text
    assert citations.standing(rulebook.first_act, language).words in usual.text


async def test_a_group_is_reminded_of_the_acts_of_whoever_turned_its_reminders_on(
    two_acts: Knowledge, language: Language
) -> None:
    async with house_open(two_acts) as house:
        circle = await gathered(house, language)
        await Guest(house, circle.owner).say(f"/start b-{AKIMAT}")
        await circle.say("/remind", by=circle.owner)
        for data in ("rm:on", "rm:what:rules"):
            await circle.owner.press(data, chat=circle.place)
            await house.telegram.idle()
        before = len(circle.answers)
        await house.live(days=10)
        came = [shown.text for shown in circle.answers[before:]]
        # What somebody of another body asks there is answered by their own act all the same.
        (usual,) = await circle.say(f"/ask {ASKED[language]}", by=circle.member)
    of_akimat = two_acts.seen_by(AKIMAT).rulebook
    places = {two_acts.citations.place(place.ref, language) for place in of_akimat if not place.ref.act}
    assert came
    assert all(any(place in text for place in places) for text in came)
    assert not any(two_acts.rulebook.first_act.short_titles[language] in text for text in came)
    assert two_acts.citations.place(GIFTS, language) in usual.text
