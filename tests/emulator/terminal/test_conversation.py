"""Talking with the bot in the terminal: lines, numbers for buttons, other people, files."""

import asyncio
import re
from datetime import datetime, timedelta
from pathlib import Path

from bot.language import Language
from bot.texts.texts import Say
from tests.emulator.local_telegram.support import PNG
from tests.emulator.terminal.conftest import Terminal, plain
from tests.house import A_WHILE
from tests.questions import answered


async def choose(terminal: Terminal) -> str:
    return await terminal.press(terminal.house.services.texts(terminal.language, Say.LANGUAGE_NAME))


async def test_it_opens_with_what_can_be_typed_and_the_choice_of_language(terminal: Terminal) -> None:
    seen = plain(terminal.file.getvalue())
    for words in ("!edit", "!file", "/quit", "#1 Қазақша", "#2 Русский"):
        assert words in seen
    for language in Language:
        assert terminal.house.services.texts(language, Say.CHOOSE_LANGUAGE) in seen


async def test_a_number_presses_its_button(terminal: Terminal) -> None:
    await choose(terminal)
    assert terminal.text(Say.HELP) in await terminal.type("/help")


async def test_a_question_is_answered_and_turned_into_the_other_language_in_place(terminal: Terminal) -> None:
    await choose(terminal)
    services, other = terminal.house.services, terminal.language.other
    answer = await terminal.type(answered(services, terminal.language))
    assert terminal.status(terminal.language) in answer
    turned = await terminal.press(services.texts(other, Say.LANGUAGE_NAME))
    assert "(жаңартылды · изменено)" in turned
    assert terminal.status(other) in turned


async def test_the_copy_button_shows_what_it_copies(terminal: Terminal) -> None:
    await terminal.type(answered(terminal.house.services, terminal.language))
    act = terminal.house.services.rulebook.act
    shown = await terminal.press(terminal.text(Say.BUTTON_COPY))
    assert "⧉" in shown
    assert plain(act.titles[terminal.language]) in shown
    assert act.adopted
    assert act.adopted.number in shown


async def test_a_bare_number_is_a_message_as_on_a_phone(terminal: Terminal) -> None:
    person = next(iter(terminal.house.telegram.people.values()))
    for number in ("1", "99"):
        assert "Әдеп" in await terminal.type(number)
        assert [message.text for message in person.shown() if not message.from_bot][-1] == number


async def test_a_button_or_an_act_that_there_is_not_is_refused_and_nothing_is_sent(
    terminal: Terminal,
) -> None:
    person = next(iter(terminal.house.telegram.people.values()))
    before = len(person.shown())
    assert "no button 99" in await terminal.type("#99")
    assert "there is no !foo" in await terminal.type("!foo")
    assert len(person.shown()) == before


async def test_the_help_tells_whose_seats_are_kept(terminal: Terminal) -> None:
    assert "@ethics" in await terminal.type("!help")


async def test_it_opens_with_what_telegram_shows_of_the_bot(terminal: Terminal) -> None:
    seen = plain(terminal.file.getvalue())
    for name in (Say.BOT_NAME, Say.BOT_DESCRIPTION, Say.MENU_TIP):
        assert terminal.text(name) in seen


async def test_a_name_lets_somebody_else_speak_with_buttons_of_their_own(terminal: Terminal) -> None:
    question = answered(terminal.house.services, terminal.language)
    shown = await terminal.type(f"@Ерлан {question}")
    assert "Әдеп → Ерлан" in shown
    assert terminal.conversation.speaker == "Ерлан"
    await terminal.type("@Айгүл")
    assert terminal.conversation.speaker == "Айгүл"
    shown = await terminal.type("#1")
    assert "Әдеп → Айгүл" in shown, "button 1 is the one that Айгүл sees"
    assert "Әдеп → Ерлан" not in shown
    assert sorted(person.user.first_name for person in terminal.house.telegram.people.values()) == [
        "Айгүл",
        "Ерлан",
    ]


async def test_edit_changes_the_last_message_and_its_answer(terminal: Terminal) -> None:
    services = terminal.house.services
    await terminal.type(answered(services, terminal.language))
    shown = await terminal.type(f"!edit {answered(services, terminal.language.other)}")
    assert "(жаңартылды · изменено)" in shown
    assert terminal.status(terminal.language.other) in shown


async def test_a_file_that_is_not_there_is_named_and_nothing_is_sent(
    terminal: Terminal, tmp_path: Path
) -> None:
    for name in (str(tmp_path / "жоқ.png"), str(tmp_path), "[b]", "\0", ""):
        shown = await terminal.type(f"!file {name}")
        assert "Әдеп" not in shown
        assert name in shown.replace(" ", ""), "however the screen breaks it"


async def test_a_picture_goes_as_a_picture_and_all_else_as_a_file(terminal: Terminal, tmp_path: Path) -> None:
    await choose(terminal)
    pictures, files = {"a.png": PNG, "a.JPG": b"\xff\xd8\xff\xe0"}, {"a.pdf": b"%PDF", "a": b"a"}
    for name, data in {**pictures, **files}.items():
        (tmp_path / name).write_bytes(data)
        shown = await terminal.type(f"!file {tmp_path / name}")
        assert terminal.text(Say.REFUSE_PICTURE if name in pictures else Say.REFUSE_FILE) in shown


async def test_a_file_that_telegram_would_not_take_is_not_sent_and_the_conversation_goes_on(
    terminal: Terminal, tmp_path: Path
) -> None:
    for name, data in {"a.png": b"no picture", "a.webp": b"", "a.pdf": b""}.items():
        (tmp_path / name).write_bytes(data)
        shown = await terminal.type(f"!file {tmp_path / name}")
        assert "the app can't send this file" in shown
        assert "Әдеп" not in shown
    assert "Әдеп" in await terminal.type("әдеп")


async def test_what_the_bot_sends_is_saved_and_its_place_named(terminal: Terminal) -> None:
    person = next(iter(terminal.house.telegram.people.values()))
    bot = terminal.house.application.bot
    await bot.send_photo(person.id, PNG)
    await bot.send_document(person.id, b"two words", filename="../карточка.txt")
    await terminal.type("/help")
    saved = [Path(found) for found in re.findall(r"🖼 (\S+)", terminal.file.getvalue())]
    assert [path.suffix for path in saved] == [".jpg", ".txt"]
    assert saved[1].name == "карточка.txt"
    assert saved[1].read_bytes() == b"two words"
    assert saved[0].parent == saved[1].parent
    for path in saved:
        path.unlink()
    saved[0].parent.rmdir()


async def test_what_is_no_text_can_be_sent_too(terminal: Terminal) -> None:
    await choose(terminal)
    replies = {
        "!voice": Say.REFUSE_VOICE,
        "!sticker": Say.REFUSE_STICKER,
        "!location": Say.REFUSE_PLACE,
        "!contact": Say.REFUSE_CONTACT,
    }
    for line, reply in replies.items():
        assert terminal.text(reply) in await terminal.type(line)


async def test_what_the_app_would_not_send_is_said(terminal: Terminal) -> None:
    assert "the app would split so long a text" in await terminal.type("ә" * 4097)
    await terminal.type("әдеп")
    assert "an empty message can't be sent" in await terminal.type("!edit")


async def test_a_line_is_shown_as_it_was_typed(terminal: Terminal) -> None:
    for line in ("[/b] қалай", "[red]қызыл[/]", "\\[b]x\\", ":smile:", "[bold", "ә" * 300):
        assert line.replace(" ", "") in (await terminal.type(line)).replace(" ", "")


async def test_an_empty_line_does_nothing(terminal: Terminal) -> None:
    assert await terminal.type("") + await terminal.type("   ") == ""


async def test_quit_ends_the_conversation(terminal: Terminal) -> None:
    assert await terminal.conversation.take(" /quit \n") is False


async def test_the_clock_is_put_forward_and_what_is_due_comes(terminal: Terminal) -> None:
    came: list[datetime] = []

    async def job(_: asyncio.Event) -> None:
        came.append(terminal.house.clock.now())

    terminal.house.ticks.add(job)
    before = terminal.house.clock.now()
    await terminal.type("!wait 3h")
    assert came == [before + timedelta(hours=3, seconds=A_WHILE)]
    assert "!wait 3h" in await terminal.type("!wait a while")
    assert len(came) == 1


async def test_a_group_is_spoken_in_and_answers_there(terminal: Terminal) -> None:
    services = terminal.house.services
    greeting = await terminal.type("!group")
    assert "топ · группа" in greeting
    answer = await terminal.type(f"!group /ask {answered(services, terminal.language)}")
    assert terminal.status(terminal.language) in answer
    assert "https://t.me/adep_bot?start=p-" in answer
    assert "топ · группа" not in await terminal.type("!group сәлем")
    assert await terminal.type(f"@Ерлан !group @adep_bot {answered(services, terminal.language)}")


async def test_cards_are_looked_at_and_one_is_posted_in_the_group(terminal: Terminal) -> None:
    services = terminal.house.services
    assert "!inline first" in await terminal.type("!card 1")
    words = answered(services, terminal.language)
    shown = await terminal.type(f"!inline {words}")
    best = services.asking.rank(words).refs[0]
    assert plain(services.rulebook.title(best, terminal.language)) in shown
    assert "1 to" in await terminal.type("!card 99")
    posted = await terminal.type("!card 1")
    assert plain(services.citations.place(best, terminal.language)) in posted
    assert terminal.status(terminal.language) in posted


async def test_a_quiz_shows_its_options_takes_a_vote_and_then_tells_why(terminal: Terminal) -> None:
    await choose(terminal)
    assert "!vote takes the number" in await terminal.type("!vote 1")
    await terminal.type("/remind")
    for name in (Say.BUTTON_REMIND_ON, Say.WHAT_DILEMMAS):
        await terminal.press(terminal.text(name))
    seen = await terminal.type("!wait 20h")
    assert "○ 1." in seen
    assert "!vote takes the number" in await terminal.type("!vote 9")
    voted = await terminal.type("!vote 1")
    assert "✓" in voted
    assert "💡" in voted
    assert "📖" in voted
