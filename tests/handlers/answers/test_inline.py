"""Inline mode: cards for any words, in any chat."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.model import Ref
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault, InlineQuestion
from emulator.local_telegram.units import units
from handlers.answers.inline import BESIDE, CACHE
from handlers.answers.inline_cards import Cards
from tests.handlers.answers.test_group import gathered
from tests.house import Guest, House
from tests.questions import answered


async def typed(guest: Guest, text: str) -> InlineQuestion:
    question = await guest.person.inline(text)
    await guest.house.telegram.idle()
    assert question.is_answered
    return question


def refs(question: InlineQuestion) -> list[str]:
    return [result["id"].partition(".")[2] for result in question.results]


async def test_words_give_ranked_cards_with_title_first_words_and_citation(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    words = answered(services, language)
    question = await typed(guest, words)
    ranked = services.asking.rank(words)
    assert refs(question) == [str(ref) for ref in ranked.refs]
    best, card = ranked.refs[0], question.results[0]
    assert card["title"] == services.rulebook.title(best, language)
    place = services.citations.place(best, language)
    assert card["description"].startswith(f"{place} – ")
    beginning = card["description"].removeprefix(f"{place} – ").removesuffix(" …")
    whole = " ".join(services.rulebook.paragraphs[best].texts[language].whole.split())
    assert whole.startswith(beginning)
    assert len(beginning) >= min(40, len(whole))


async def test_cards_come_in_the_language_of_the_words_whatever_was_chosen(
    guest: Guest, language: Language
) -> None:
    question = await typed(guest, answered(guest.house.services, language.other))
    assert all(result["id"].startswith(f"{language.other}.") for result in question.results)
    assert question.results


async def test_an_empty_query_offers_the_topics_in_the_chosen_language(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    for empty in ("", "   "):
        question = await typed(guest, empty)
        titles = [result["title"] for result in question.results]
        assert titles == [topic.titles[language] for topic in services.browsing.topics]


async def test_a_stranger_is_offered_topics_by_the_hint_of_his_telegram(
    house: House, language: Language
) -> None:
    stranger = Guest(house, house.telegram.person("Бөтен", language.value))
    question = await typed(stranger, "")
    assert question.results[0]["title"] == house.services.browsing.topics[0].titles[language]


async def test_answers_are_personal_and_not_kept_long(guest: Guest) -> None:
    question = await typed(guest, "")
    assert question.query.answer is not None
    assert question.query.answer["is_personal"] is True
    assert question.query.answer["cache_time"] == CACHE <= 60


async def test_a_chosen_card_posts_the_paragraph_with_citation_and_status(
    house: House, language: Language
) -> None:
    circle = await gathered(house, language)
    services = house.services
    question = await circle.member.inline(answered(services, language), "group")
    await house.telegram.idle()
    best = services.asking.rank(answered(services, language)).refs[0]
    await circle.member.choose(question, chat=circle.place)
    posted = circle.owner.shown(circle.place)[-1]
    assert posted.text.startswith(f"📖 {services.citations.place(best, language)}\n")
    assert services.citations.standing(services.rulebook.act, language).words in posted.text
    assert all(part in posted.text for part in services.rulebook.paragraphs[best].texts[language].parts)
    (button,) = posted.every_button()
    assert button.url == f"https://t.me/adep_bot?start=p-{str(best).replace('.', '_')}"


async def test_a_chosen_topic_posts_links_to_its_paragraphs(guest: Guest, language: Language) -> None:
    services = guest.house.services
    question = await typed(guest, "")
    await guest.person.choose(question)
    topic, posted = services.browsing.topics[0], guest.person.shown()[-1]
    assert topic.titles[language] in posted.text
    for ref in topic.refs:
        assert f"start=p-{str(ref).replace('.', '_')}" in posted.html
        assert services.citations.place(ref, language) in posted.text
    assert services.citations.standing(services.rulebook.act, language).words in posted.text


async def test_a_card_posted_in_the_own_chat_or_as_a_reply_is_no_question(
    house: House, language: Language
) -> None:
    circle = await gathered(house, language)
    guest = await house.guest(language)
    question = await typed(guest, answered(house.services, language))
    before = len(guest.answers)
    await guest.person.choose(question)
    await house.telegram.idle()
    assert len(guest.answers) == before
    circle.place.promote_bot()
    await circle.member.choose(question, chat=circle.place)
    await house.telegram.idle()
    assert len(circle.answers) == 1


async def test_a_number_or_a_citation_brings_that_paragraph_first_and_its_neighbours(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    ref = Ref("3.12")
    beside = [str(other) for other in services.rulebook.related[ref][:BESIDE]]
    for text in ("3.12", " 3.12 ", services.citations.place(ref, language)):
        question = await typed(guest, text)
        assert refs(question) == ["3.12", *beside]
        assert question.results[0]["title"] == services.rulebook.title(ref, language)


def half_word(services: Knowledge, language: Language) -> str:
    """The beginning of a word of a title, which says too little to be ranked."""
    for paragraph in services.rulebook:
        for word in services.rulebook.title(paragraph.ref, language).split():
            if len(word) > 4 and not services.asking.rank(word[:4]).refs:
                return word[:4]
    raise LookupError(language)


async def test_half_a_word_finds_what_is_titled_so(guest: Guest, language: Language) -> None:
    services = guest.house.services
    half = half_word(services, language)
    question = await typed(guest, half)
    assert refs(question) == [str(ref) for ref in services.browsing.titled(half)]
    assert question.results


def test_every_paragraph_is_found_by_its_title_and_none_by_a_letter_or_two(
    services: Knowledge, language: Language
) -> None:
    for paragraph in services.rulebook:
        assert paragraph.ref in services.browsing.titled(services.rulebook.title(paragraph.ref, language))
    assert services.browsing.titled("") == services.browsing.titled("на") == ()


async def test_what_the_rules_do_not_settle_gives_no_card_and_says_so(
    guest: Guest, language: Language
) -> None:
    question = await typed(guest, {"kk": "еңбек демалысы неше күн", "ru": "сколько дней отпуск"}[language])
    assert question.results == []
    assert question.query.answer is not None
    button = question.query.answer["button"]
    assert button["text"] == guest.house.services.texts(language, Say.INLINE_NOTHING)
    assert button["start_parameter"] == "rules"


async def test_a_query_that_is_too_old_is_let_go(guest: Guest, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    telegram = guest.house.telegram
    telegram.faults.add(Fault.delay(0.1), method="answerInlineQuery")
    question = await guest.person.inline("подарок")
    while not telegram.calls.under_way:
        await telegram.world.activity.stirred()
    guest.house.clock.step(minutes=30)
    await telegram.idle()
    assert not question.is_answered
    assert "INLINE_TOO_OLD" in caplog.messages
    assert "UPDATE_FAILED" not in caplog.messages


def test_every_card_is_one_that_telegram_takes(services: Knowledge, language: Language) -> None:
    cards = Cards(services.rulebook, services.texts, services.citations, services.sheets, services.browsing)
    name = "a" * 32
    every = [cards.paragraph(paragraph.ref, language, name) for paragraph in services.rulebook]
    every += cards.topics(language, name)
    for card in every:
        assert len(card.id.encode()) <= 64
        assert card.title.strip()
        content = card.input_message_content.to_dict()
        assert 1 <= units(content["message_text"]) <= 4096
        assert card.description
        assert len(card.description) <= 120


@pytest.fixture
async def typist(house: House) -> Guest:
    return await house.guest(Language.RU)


@given(text=st.text(max_size=256))
@settings(max_examples=150, deadline=None)
def test_any_query_of_256_signs_is_ranked_into_at_most_fifty_cards(services: Knowledge, text: str) -> None:
    ranked = services.asking.rank(text)
    assert len(ranked.refs) == len(set(ranked.refs)) <= 50
    assert all(services.asking.open(ref) for ref in ranked.refs)
    cited = services.citations.find(text)
    assert cited is None or services.asking.open(cited.ref)


@pytest.mark.parametrize(
    "text",
    ["ә" * 256, "👍" * 128, "<b>&lt;", "\u202e\u200b", "3.99", "status", "resolution.1", "a", "?" * 256],
)
async def test_odd_queries_get_an_orderly_answer(typist: Guest, text: str) -> None:
    question = await typed(typist, text)
    assert len(question.results) <= 50
