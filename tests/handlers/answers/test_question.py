"""Questions on Telegram, as people type them, and every button under an answer."""

import pytest

from bot.acts.importing.letters import language_of
from bot.acts.model import Ref
from bot.answers.content import Choices, FoundParagraph, SettledElsewhere
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import MatterId
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from tests.emulator.local_telegram.support import PNG
from tests.house import Guest, House
from tests.questions import settled, unsettled


def found_ref(services: Knowledge, question: str) -> Ref:
    content = services.asking.ask(question).content
    assert isinstance(content, FoundParagraph)
    return content.paragraph.ref


def matter_of(services: Knowledge, question: str) -> MatterId:
    content = services.asking.ask(question).content
    assert isinstance(content, FoundParagraph)
    assert content.matter
    return content.matter


def asked_so_that(services: Knowledge, language: Language, kind: type) -> str:
    """A question of the knowledge that gets such an answer; of one to choose from its first half, which says less."""
    if kind is SettledElsewhere:
        texts = (one.text for matter in unsettled(services.rulebook) for one in matter.examples)
    else:
        texts = (example.text for _, example in settled(services.rulebook))
    for text in texts:
        words = text.split()
        asked = " ".join(words[: len(words) // 2]) if kind is Choices else text
        answer = services.asking.ask(asked, language.other)
        if isinstance(answer.content, kind) and answer.language is language:
            return asked
    raise LookupError(kind)


@pytest.fixture(scope="module")
def asked(services: Knowledge) -> dict[Language, str]:
    """A question of each language that is answered with a paragraph which others stand next to."""
    return {language: asked_so_that(services, language, FoundParagraph) for language in Language}


@pytest.fixture(scope="module")
def otherwise(services: Knowledge) -> dict[Language, str]:
    """A question of each language that gets another answer."""
    return {language: asked_so_that(services, language, SettledElsewhere) for language in Language}


async def test_an_answer_is_a_reply_in_plain_words_first_then_the_citation(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    question = await guest.person.say(asked[language])
    await guest.house.telegram.idle()
    place = guest.house.services.citations.place(found_ref(guest.house.services, asked[language]), language)
    guidance = guest.house.services.rulebook.matters[
        matter_of(guest.house.services, asked[language])
    ].guidance
    assert guidance
    plain, _, law = guest.last.text.partition("📖 ")
    assert guidance.short[language] in plain
    assert guidance.now[language] in plain
    assert law.startswith(f"{place}\n")
    assert guest.last.reply_to == question


async def test_an_answer_comes_in_the_language_of_the_question(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    other = await guest.say(asked[language.other])
    assert (
        guest.house.services.citations.standing(guest.house.services.rulebook.act, language.other).words
        in other.text
    )


async def test_the_other_language_comes_in_place_and_back(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    first = await guest.say(asked[language])
    await guest.press("an:lang", first.message_id)
    switched = guest.last
    assert switched.message_id == first.message_id
    assert (
        guest.house.services.citations.standing(guest.house.services.rulebook.act, language.other).words
        in switched.text
    )
    await guest.press("an:lang", first.message_id)
    assert (guest.last.html, guest.last.buttons) == (first.html, first.buttons)


async def test_the_copy_button_gives_the_citation(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    shown = await guest.say(asked[language])
    press = await guest.person.press(guest.house.services.texts(language, Say.BUTTON_COPY), shown.message_id)
    ref = found_ref(guest.house.services, asked[language])
    assert press.copied == guest.house.services.citations.full(ref, language)


async def test_a_related_paragraph_opens_below_in_the_same_language(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    shown = await guest.say(asked[language])
    related = guest.house.services.rulebook.related[found_ref(guest.house.services, asked[language])][0]
    assert f"an:ref:{related}" in [button.data for button in shown.every_button()]
    await guest.press(f"an:ref:{related}", shown.message_id)
    assert guest.last.message_id > shown.message_id
    assert guest.last.text.count(f"📖 {guest.house.services.citations.place(related, language)}\n")
    await guest.press("an:lang", guest.last.message_id)
    assert guest.last.text.count(f"📖 {guest.house.services.citations.place(related, language.other)}\n")


async def test_an_unsure_answer_offers_up_to_three_numbered_choices(guest: Guest, language: Language) -> None:
    services = guest.house.services
    question = asked_so_that(services, language, Choices)
    shown = await guest.say(question)
    content = services.asking.ask(question).content
    assert isinstance(content, Choices)
    assert 1 <= len(content.refs) <= 3
    titles = [services.rulebook.title(ref, language) for ref in content.refs]
    offered = [label for label in shown.labels if label[0].isdecimal()]
    assert offered == [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
    assert shown.text == services.texts(language, Say.UNSURE), "what the buttons say is not said twice"
    await guest.press(f"an:ref:{content.refs[-1]}", shown.message_id)
    assert guest.last.text.count(f"📖 {services.citations.place(content.refs[-1], language)}\n")


async def test_choices_are_opened_in_the_language_that_they_were_switched_to(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    shown = await guest.say(asked_so_that(services, language, Choices))
    await guest.press("an:lang", shown.message_id)
    offered = [button.data or "" for button in shown.every_button()]
    opening = next(data for data in offered if data.startswith("an:ref:"))
    await guest.press(opening, shown.message_id)
    place = services.citations.place(Ref.read(opening.removeprefix("an:ref:")), language.other)
    assert guest.last.text.count(f"📖 {place}\n")


async def test_one_press_switches_choices_back_also_where_the_first_press_was_before_a_restart(
    guest: Guest, language: Language
) -> None:
    shown = await guest.say(asked_so_that(guest.house.services, language, Choices))
    await guest.press("an:lang", shown.message_id)
    assert guest.last.html != shown.html
    guest.house.features.answers.given._languages.clear()
    await guest.press("an:lang", shown.message_id)
    assert (guest.last.html, guest.last.buttons) == (shown.html, shown.buttons)


async def test_where_the_rules_are_silent_the_answer_says_so_and_where_to_look(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    question = asked_so_that(services, language, SettledElsewhere)
    content = services.asking.ask(question).content
    assert isinstance(content, SettledElsewhere)
    shown = await guest.say(question)
    assert content.where.sentences[language] in shown.text
    assert services.texts(language, Say.ETHICS_OFFICER) in shown.text
    await guest.press("an:lang", shown.message_id)
    assert content.where.sentences[language.other] in guest.last.text


@pytest.mark.parametrize("greeting", ["Сәлеметсіз бе!", "Здравствуйте", "рахмет", "спасибо большое"])
async def test_a_greeting_or_thanks_gets_a_human_line_and_no_paragraph(house: House, greeting: str) -> None:
    guest = await house.guest(Language.KK)
    shown = await guest.say(greeting)
    talks = house.services.rulebook.talks.values()
    assert shown.text in {line for talk in talks for line in talk.replies.values()}
    assert shown.labels == [house.services.texts(house_language(house, shown.text), Say.BUTTON_TOPICS)]


def house_language(house: House, reply: str) -> Language:
    talks = house.services.rulebook.talks.values()
    return next(one for talk in talks for one, line in talk.replies.items() if line == reply)


async def test_an_edited_question_is_answered_anew_in_place(
    guest: Guest, language: Language, asked: dict[Language, str], otherwise: dict[Language, str]
) -> None:
    question = await guest.person.say(asked[language])
    await guest.house.telegram.idle()
    answer = guest.last
    before = len(guest.answers)
    await guest.edit(question, otherwise[language])
    assert len(guest.answers) == before
    assert guest.last.message_id == answer.message_id
    assert guest.last.text != answer.text
    assert guest.last.edited


async def test_an_edit_that_changes_nothing_in_the_answer_is_no_fault(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    question = await guest.person.say(asked[language])
    await guest.house.telegram.idle()
    answer = guest.last
    await guest.edit(question, asked[language] + " ")
    await guest.edit(question, asked[language] + "!")
    assert guest.last.html == answer.html
    assert len(guest.answers) == 2


async def test_an_edit_after_a_restart_is_answered_below(
    guest: Guest, language: Language, asked: dict[Language, str], otherwise: dict[Language, str]
) -> None:
    question = await guest.person.say(asked[language])
    await guest.house.telegram.idle()
    guest.house.features.answers.given._answers.clear()
    await guest.edit(question, otherwise[language])
    assert guest.last.reply_to == question


async def test_a_question_deleted_meanwhile_is_answered_all_the_same(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    guest.house.telegram.faults.add(Fault.delay(0.05), method="sendMessage")
    question = await guest.person.say(asked[language])
    await guest.person.delete(question)
    await guest.house.telegram.idle()
    assert "📖" in guest.last.text


async def test_the_buttons_of_a_message_whose_question_is_gone_still_work(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    question = await guest.person.say(asked[language])
    await guest.house.telegram.idle()
    await guest.person.delete(question)
    await guest.press("an:lang", guest.last.message_id)
    assert (
        guest.house.services.citations.standing(guest.house.services.rulebook.act, language.other).words
        in guest.last.text
    )


async def test_an_old_or_forged_button_says_so(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    shown = await guest.say(asked[language])
    old = guest.house.services.texts(language, Say.OLD_BUTTON)
    for data in ("an:ref:99", "an:ref:" + "9" * 40, "tp:begun", "nonsense", "an:lang:kk"):
        assert await guest.forge(data, shown.message_id) == old


async def test_what_is_no_text_gets_one_clear_sentence(guest: Guest, language: Language) -> None:
    person, texts = guest.person, guest.house.services.texts
    acts = {
        Say.REFUSE_VOICE: person.send_voice(),
        Say.REFUSE_PICTURE: person.send_photo(PNG),
        Say.REFUSE_VIDEO: person.send_video(),
        Say.REFUSE_STICKER: person.send_sticker(),
        Say.REFUSE_FILE: person.send_document("а.pdf", b"%PDF", "application/pdf"),
        Say.REFUSE_PLACE: person.send_location(43.2, 76.9),
        Say.REFUSE_CONTACT: person.send_contact("+77010000000", "Асан"),
    }
    for name, act in acts.items():
        await act
        await guest.house.telegram.idle()
        assert guest.last.text == texts(language, name)


@pytest.mark.parametrize(
    "text",
    [
        "…",
        "🙏🙏🙏",
        "???",
        "\u200f\u202e\u200b",
        "<b>",
        "&lt;",
        "1",
        "a",
        "\x00\x07\ufeff",
        "```",
        "/",
        "@",
        "#",
        "`[](tg://user?id=1)`",
    ],
)
async def test_odd_messages_get_an_orderly_reply(guest: Guest, text: str) -> None:
    before = len(guest.answers)
    shown = await guest.say(f"{text} .")
    assert len(guest.answers) == before + 1
    assert shown.text


async def test_the_longest_message_gets_an_orderly_reply(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    before = len(guest.answers)
    for text in (asked[language] * 170, "ә" * 4096, "👍" * 2048, "<b>&" * 1024, "сыйлық подарок " * 273):
        await guest.say(text[:4096])
        before += 1
        assert len(guest.answers) == before


async def test_a_fault_of_the_network_loses_no_answer(
    guest: Guest, language: Language, asked: dict[Language, str]
) -> None:
    for fault in (Fault.server_error(), Fault.html_502(), Fault.cut_json(), Fault.drop_before()):
        guest.house.telegram.faults.add(fault, method="sendMessage")
        shown = await guest.say(asked[language])
        assert "📖" in shown.text


async def test_a_fault_of_ours_becomes_an_apology(
    guest: Guest, language: Language, monkeypatch: pytest.MonkeyPatch, asked: dict[Language, str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(type(guest.house.services.advice), "answer", broken)
    shown = await guest.say(asked[language])
    assert shown.text == guest.house.services.texts(language, Say.FAILED)


async def test_a_person_who_blocked_the_bot_harms_nobody(house: House, asked: dict[Language, str]) -> None:
    first, second = await house.guest(Language.KK, "Асан"), await house.guest(Language.RU, "Ольга")
    await first.person.say(asked[Language.KK])
    await first.person.block()
    await house.telegram.idle()
    assert "📖" in (await second.say(asked[Language.RU])).text


@pytest.mark.parametrize("words", ["9031", "👍", "3.12", "ok"])
@pytest.mark.parametrize("code", ["ru", "kk"])
async def test_words_that_tell_no_language_are_answered_in_the_one_that_telegram_hints_at_until_one_is_chosen(
    house: House, words: str, code: str
) -> None:
    person = Guest(house, house.telegram.person("Айгүл", code))
    helped = await person.say("/help")
    shown = await person.say(words)
    assert (language_of(helped.text), language_of(shown.text)) == (code, code)


async def test_an_act_that_is_not_here_is_named_with_its_page_whatever_else_is_heard_in_the_question(
    guest: Guest, language: Language, services: Knowledge
) -> None:
    asked = {
        Language.KK: "мемлекеттік қызмет туралы заңның 50-бабы",
        Language.RU: "закон о госслужбе статья 50",
    }
    law = next(act for act in services.rulebook.known_acts if act.id == "civil-service-law")
    shown = await guest.say(asked[language])
    assert law.titles[language] in shown.text
    assert law.links[language] in [entity.fields.get("url") for entity in shown.entities]
