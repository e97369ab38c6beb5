"""A paper as somebody writes it on the phone: from /notice to the files, and every way to leave it."""

from io import BytesIO

import pytest
from docx import Document

from bot.documents.draft import MOST_SIGNS
from bot.documents.papers import Kind, Paper, PaperId
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from tests.house import Guest, House
from tests.tips.town import City

CONFLICT, CORRUPTION, ACCUSATION = PaperId("conflict"), PaperId("corruption"), PaperId("accusation")
RU = Language.RU


def text(house: House, name: Say, language: Language = RU, **values: object) -> str:
    return house.services.texts(language, name, **values)


def paper_of(house: House, paper: PaperId) -> Paper:
    found = house.services.papers.get(paper)
    assert found
    return found


async def begun(
    house: House, paper: PaperId = CONFLICT, layout: str = "ru", language: Language = RU
) -> Guest:
    """Somebody who is asked the first question."""
    guest = await house.guest(language)
    await guest.say("/notice")
    await guest.press(f"nt:paper:{paper}")
    await guest.press(f"nt:in:{layout}")
    return guest


async def reviewed(guest: Guest, paper: PaperId = CONFLICT) -> None:
    """All questions of a paper in one language answered by their examples."""
    for question in paper_of(guest.house, paper).questions:
        if question.kind is Kind.DATE:
            await guest.press("nt:today")
        else:
            await guest.say(question.examples[RU])


def is_open(guest: Guest) -> bool:
    return guest.house.features.documents.chats.drafts.is_open(guest.person.id)


def files(guest: Guest) -> dict[str, bytes]:
    """What was sent, by the ending of its name."""
    sent = [message.document for message in guest.answers if message.document]
    return {(file.name or "").rpartition(".")[2]: file.data for file in sent}


async def test_from_the_command_to_both_files_and_then_nothing_is_left(house: House) -> None:
    guest = await begun(house)
    await reviewed(guest)
    assert "Руководителю Управления финансов" in guest.last.text
    assert "Сериковой Айгуль Канатовны" in guest.last.text
    await guest.press("nt:make")
    assert guest.last.text.startswith("✅")
    found = files(guest)
    assert found.keys() == {"docx", "pdf"}
    words = "\n".join(one.text for one in Document(BytesIO(found["docx"])).paragraphs)
    assert "Директор ТОО «Нур» – мой супруг." in words
    assert found["pdf"].startswith(b"%PDF")
    assert not any(message.protected for message in guest.answers if message.document)
    assert not is_open(guest)


async def test_the_first_screen_says_that_the_paper_is_signed_and_offers_no_closed_desk(
    house: House, language: Language
) -> None:
    guest = await house.guest(language)
    shown = await guest.say("/notice")
    assert text(house, Say.PAPER_INTRO, language).split("<b>")[1].split("</b>")[0] in shown.text
    await guest.press(f"nt:paper:{CORRUPTION}")
    for screen in (shown, guest.last):
        assert "/tip" not in screen.text
        assert "tp:begin" not in {button.data for button in screen.every_button()}


@pytest.mark.parametrize("paper", [CONFLICT, CORRUPTION, ACCUSATION])
async def test_a_tip_is_offered_beside_the_notice_of_corruption_alone_and_not_in_its_place(
    city: City, language: Language, paper: PaperId
) -> None:
    reporter = await city.reporter(language)
    await reporter.guest.say("/notice")
    offered = text(city.house, Say.PAPER_TIP, language)
    assert offered in reporter.guest.last.text
    await reporter.guest.press(f"nt:paper:{paper}")
    shown = reporter.guest.last
    assert (offered in shown.text) == (paper == CORRUPTION)
    assert ("tp:begin" in {button.data for button in shown.every_button()}) == (paper == CORRUPTION)


async def test_a_paper_in_two_languages_asks_for_each_and_stands_in_two_columns(house: House) -> None:
    guest = await begun(house, layout="both")
    await guest.say("Серикова Айгуль Канатовна")
    await guest.say("главный специалист отдела закупок")
    await guest.say("Сатып алу бөлімінің бас маманы")
    while "nt:skip" in {button.data for button in guest.last.every_button()}:
        await guest.press("nt:skip", guest.last.message_id)
    await guest.press("nt:make")
    first = Document(BytesIO(files(guest)["docx"])).tables[0]
    kazakh, russian = (" ".join(cell.text for cell in column.cells) for column in first.columns)
    assert "Сатып алу бөлімінің бас маманы" in kazakh
    assert "главного специалиста отдела закупок" in russian


async def test_what_is_typed_for_a_paper_is_no_question(house: House) -> None:
    guest = await house.guest(RU)
    await guest.say("/notice")
    shown = await guest.say("можно ли принять подарок?")
    assert text(house, Say.PAPER_PRESS) in shown.text
    await guest.press(f"nt:paper:{CONFLICT}")
    await guest.press("nt:in:ru")
    shown = await guest.say("можно ли принять подарок?")
    assert "2 из 6." in shown.text
    assert not any("📖" in message.text for message in guest.answers)


async def test_back_again_and_change(house: House) -> None:
    guest = await begun(house)
    await guest.say("Иванова")
    await guest.press("nt:back", guest.last.message_id)
    assert "1 из 6." in guest.last.text
    assert "Иванова" in guest.last.text
    await guest.press("nt:skip", guest.last.message_id)
    for _ in range(5):
        await guest.press("nt:skip", guest.last.message_id)
    assert "Иванова" in guest.last.text
    await guest.press("nt:at:0", guest.last.message_id)
    await guest.say("Петрова Анна Ивановна")
    assert "Петровой Анны Ивановны" in guest.last.text
    await guest.press("nt:again", guest.last.message_id)
    assert "1 из 6." in guest.last.text
    assert "Петрова" not in guest.last.text


async def test_an_edited_message_is_another_answer(house: House) -> None:
    guest = await begun(house)
    message = await guest.person.say("Ивонова")
    await house.telegram.idle()
    await guest.edit(message, "Иванова")
    await guest.press("nt:back", guest.last.message_id)
    assert "Иванова" in guest.last.text


@pytest.mark.parametrize(
    ("typed", "said"), [("я" * (MOST_SIGNS + 1), Say.PAPER_TOO_LONG), ("\u200b\u202e", Say.PAPER_NOT_TEXT)]
)
async def test_what_cannot_stand_in_a_paper_is_told_and_asked_again(
    house: House, typed: str, said: Say
) -> None:
    guest = await begun(house)
    await guest.say(typed)
    assert text(house, said, most=MOST_SIGNS) in guest.last.text
    assert "1 из 6." in guest.last.text


async def test_a_picture_is_no_answer(house: House) -> None:
    guest = await begun(house)
    await guest.person.send_document("x.pdf", b"%PDF", "application/pdf")
    await house.telegram.idle()
    assert text(house, Say.PAPER_NOT_TEXT) in guest.last.text


async def test_a_day_to_come_or_none_is_asked_again(house: House) -> None:
    guest = await begun(house, ACCUSATION)
    for _ in range(3):
        await guest.press("nt:skip", guest.last.message_id)
    await guest.say("на днях")
    assert text(house, Say.PAPER_NOT_DAY) in guest.last.text
    await guest.press("nt:yesterday", guest.last.message_id)
    assert "5 из 6." in guest.last.text


async def test_answers_go_from_the_chat_where_that_is_asked_for_those_before_too(house: House) -> None:
    guest = await begun(house)
    await guest.say("Иванова")
    await guest.press("nt:away", guest.last.message_id)
    await guest.say("главный специалист")
    own = [message.text for message in guest.person.shown() if not message.from_bot]
    assert not {"Иванова", "главный специалист"} & set(own)
    await guest.press("nt:away", guest.last.message_id)
    await guest.say("Руководитель")
    assert "Руководитель" in [message.text for message in guest.person.shown()]


async def test_another_command_is_done_and_the_question_comes_back_below(house: House) -> None:
    guest = await begun(house)
    await guest.say("/settings")
    assert "1 из 6." in guest.last.text
    assert any("⚙️" in message.text for message in guest.answers)
    assert sum("1 из 6." in message.text for message in guest.answers) == 1


async def test_cancel_forgets_the_paper_and_says_so(house: House) -> None:
    guest = await begun(house)
    await guest.say("Иванова")
    assert (await guest.say("/cancel")).text == text(house, Say.PAPER_CANCELLED)
    assert not is_open(guest)
    assert (await guest.say("/cancel")).text == text(house, Say.NOTHING_TO_CANCEL)


async def test_a_paper_that_is_begun_is_not_lost_by_a_second_beginning(house: House) -> None:
    guest = await begun(house)
    await guest.say("Иванова")
    await guest.say("/notice")
    assert text(house, Say.PAPER_UNFINISHED) in guest.last.text
    assert "2 из 6." in guest.last.text


async def test_after_a_quarter_of_an_hour_it_is_forgotten_and_a_latecomer_is_told(house: House) -> None:
    guest = await begun(house)
    await guest.say("Иванова")
    await house.wait(minutes=15)
    assert not is_open(guest)
    assert guest.last.text == text(house, Say.PAPER_TIMED_OUT)
    assert (await guest.say("главный специалист")).text == text(house, Say.PAPER_TIMED_OUT)
    assert "📖" in (await guest.say("можно ли принять подарок?")).text


async def test_the_stop_of_the_program_wipes_it_and_says_so(house: House) -> None:
    guest = await begun(house)
    await guest.say("Иванова")
    await house.ticks.say_farewell()
    assert guest.last.text == text(house, Say.PAPER_STOPPED)
    assert not is_open(guest)


async def test_at_the_stop_one_who_cannot_be_told_keeps_nobody_else_from_being_told(house: House) -> None:
    blocking, other = await begun(house), await begun(house)
    for guest in (blocking, other):
        await guest.say("Иванова")
    house.telegram.world.blocked.add(blocking.person.id)
    await house.ticks.say_farewell()
    assert other.last.text == text(house, Say.PAPER_STOPPED)
    assert not is_open(blocking)


@pytest.mark.parametrize("is_stopped", [False, True], ids=["next turn", "stop"])
async def test_a_screen_that_the_network_kept_when_a_tip_was_begun_goes_with_the_next_turn_or_at_the_stop(
    city: City, *, is_stopped: bool
) -> None:
    reporter = await city.reporter(RU)
    await reporter.guest.say("/notice")
    city.house.telegram.faults.add(Fault.too_many_requests(100), method="deleteMessage")
    await reporter.guest.press("tp:begin")
    await city.wait(seconds=1)
    if is_stopped:
        await city.house.ticks.say_farewell()
    else:
        await city.wait(seconds=1)
    assert not any("nt:" in (b.data or "") for one in reporter.guest.answers for b in one.every_button())


async def test_a_button_of_a_paper_that_is_gone_says_so(house: House) -> None:
    guest = await begun(house)
    shown = guest.last
    house.features.documents.chats.close(guest.person.id)
    assert await guest.press("nt:skip", shown.message_id) == text(house, Say.PAPER_GONE)
    assert guest.last.text == text(house, Say.PAPER_GONE)


@pytest.mark.parametrize("data", ["nt:make", "nt:paper:nothing", "nt:at:99", "nt:today"])
async def test_a_button_that_was_not_on_the_screen_does_nothing(house: House, data: str) -> None:
    guest = await begun(house)
    assert await guest.forge(data, guest.last.message_id)
    assert "1 из 6." in guest.last.text


async def test_a_file_that_went_out_before_the_line_broke_is_not_sent_twice(house: House) -> None:
    guest = await begun(house)
    for _ in range(6):
        await guest.press("nt:skip", guest.last.message_id)
    review = guest.last.message_id
    house.telegram.faults.add(Fault.bad_request("no"), method="sendDocument", times=1)
    assert await guest.press("nt:make", review) == text(house, Say.PAPER_NOT_SENT)
    assert is_open(guest)
    await guest.press("nt:make", review)
    assert sum(message.document is not None for message in guest.answers) == 2
    assert not is_open(guest)


@pytest.mark.parametrize(
    ("ref", "paper"), [("8", CONFLICT), ("6", CONFLICT), ("11", CORRUPTION), ("20", ACCUSATION), ("14", None)]
)
async def test_under_the_answers_that_ask_for_a_paper_stands_its_button(
    house: House, ref: str, paper: PaperId | None
) -> None:
    guest = await house.guest(RU)
    shown = await guest.say(f"пункт {ref}")
    offered = [b.data for b in shown.every_button() if (b.data or "").startswith("nt:")]
    assert offered == ([f"nt:for:{paper}"] if paper else [])
    if paper:
        await guest.press(f"nt:for:{paper}")
        assert paper_of(house, paper).titles[RU] in guest.last.text


async def test_a_link_opens_it(house: House) -> None:
    guest = await house.guest(RU)
    assert text(house, Say.PAPER_CHOOSE) in (await guest.say("/start notice")).text


async def test_what_is_written_for_a_paper_never_reaches_a_tip_nor_the_other_way_round(city: City) -> None:
    reporter = await city.reporter(RU)
    await reporter.write("Завхоз берёт деньги")
    shown = await reporter.guest.say("/notice")
    texts = city.house.services.texts
    assert texts(RU, Say.PAPER_TIP_FIRST) in {message.text for message in reporter.guest.answers}, shown.text
    await reporter.guest.say("/cancel")
    await reporter.guest.say("/notice")
    await reporter.guest.press(f"nt:paper:{CORRUPTION}")
    await reporter.guest.press("nt:in:ru")
    await reporter.guest.say("Иванова Анна")
    await reporter.begin()
    chats = city.house.features.documents.chats
    assert not chats.drafts.is_open(reporter.guest.person.id)
    assert not any("nt:" in (b.data or "") for one in reporter.guest.answers for b in one.every_button())


async def test_a_tip_begun_by_a_button_ends_the_paper_and_takes_its_screen_away(city: City) -> None:
    reporter = await city.reporter(RU)
    await reporter.guest.say("/notice")
    await reporter.guest.press("tp:begin")
    await city.wait(seconds=1)
    assert not city.house.features.documents.chats.drafts.is_open(reporter.guest.person.id)
    assert not any("nt:" in (b.data or "") for one in reporter.guest.answers for b in one.every_button())


async def test_being_forgotten_forgets_the_paper(house: House) -> None:
    guest = await begun(house)
    await guest.say("/settings")
    await guest.press("st:forget")
    await guest.press("st:forget:yes")
    assert not is_open(guest)
