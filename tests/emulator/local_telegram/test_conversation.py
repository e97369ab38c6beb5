"""The real Application of python-telegram-bot in conversation, on both fronts."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from emulator.local_telegram import LocalTelegram, Person
from tests.emulator.local_telegram.support import PNG, AnyApplication, Front, polling

Context = ContextTypes.DEFAULT_TYPE
MARKUP = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Қазақша", callback_data="kk"),
            InlineKeyboardButton("Жабу", callback_data="close"),
        ]
    ]
)


async def greet(update: Update, _: Context) -> None:
    assert update.message is not None
    await update.message.reply_html("<b>Тілді</b> таңдаңыз", reply_markup=MARKUP)


async def switch(update: Update, _: Context) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("қазақша болды")
    await query.edit_message_text("Сұрағыңызды жазыңыз")


async def close(update: Update, _: Context) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer()
    await query.delete_message()


async def echo(update: Update, _: Context) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(f"«{update.effective_message.text}»", do_quote=True)


async def send_back(update: Update, _: Context) -> None:
    """Download the document and upload it under another name."""
    message = update.effective_message
    assert message is not None
    assert message.document is not None
    content = await (await message.document.get_file()).download_as_bytearray()
    await message.reply_document(bytes(content), filename="көшірме.txt", caption="мінекей")


@pytest.fixture
def application(front: Front) -> AnyApplication:
    application = front.builder().build()
    application.add_handler(CommandHandler("start", greet))
    application.add_handler(CallbackQueryHandler(switch, "kk"))
    application.add_handler(CallbackQueryHandler(close, "close"))
    application.add_handler(MessageHandler(filters.Document.ALL, send_back))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


async def test_a_button_edits_the_message_and_shows_a_toast(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    async with polling(application):
        await telegram.idle()
        assert aigul.last().html == "<b>Тілді</b> таңдаңыз"
        press = await aigul.press("Қазақша")
        assert await press.answered() == "қазақша болды"
        await telegram.idle()
    assert (aigul.last().text, aigul.last().edited, aigul.last().labels) == ("Сұрағыңызды жазыңыз", True, [])


async def test_a_button_deletes_the_message(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    async with polling(application):
        await telegram.idle()
        press = await aigul.press("close")
        await telegram.idle()
    assert (press.is_answered, press.answer) == (True, None)
    assert [shown.text for shown in aigul.shown()] == ["/start"]


async def test_several_people_are_answered_each_in_their_chat(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    yerlan = telegram.person("Ерлан", "kk", "yerlan")
    async with polling(application):
        await aigul.say("бірінші")
        said = await yerlan.say("екінші")
        await telegram.idle()
    assert aigul.last().text == "«бірінші»"
    assert (yerlan.last().text, yerlan.last().reply_to) == ("«екінші»", said)


async def test_an_edited_message_is_answered_anew(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    async with polling(application):
        said = await aigul.say("сұрак")
        await telegram.idle()
        await aigul.edit(said, "сұрақ")
        await telegram.idle()
    assert aigul.last().text == "«сұрақ»"


async def test_a_file_goes_up_and_down(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    async with polling(application):
        await aigul.send_document("есеп.txt", "мәтін".encode(), "text/plain")
        await telegram.idle()
    document = aigul.last().document
    assert document is not None
    assert (document.name, document.data) == ("көшірме.txt", "мәтін".encode())
    assert aigul.last().text == "мінекей"


async def test_everything_the_application_gets_back_is_understood(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    group = telegram.group("Бөлім", aigul, supergroup=True)
    group.add_bot()
    group.promote_bot()
    async with application:
        bot = application.bot
        await bot.set_my_commands([("start", "Бастау")], language_code="kk")
        assert [one.command for one in await bot.get_my_commands(language_code="kk")] == ["start"]
        assert (await bot.get_chat(group.id)).title == "Бөлім"
        assert (await bot.get_chat_member(group.id, bot.id)).status == "administrator"
        assert len(await bot.get_chat_administrators(group.id)) == 2
        poll = (await bot.send_poll(aigul.id, "?", ["иә", "жоқ"], is_anonymous=False)).poll
        assert poll is not None
        assert [option.text for option in poll.options] == ["иә", "жоқ"]
        photo = await bot.send_photo(aigul.id, PNG, caption="сурет")
        assert [size.width for size in photo.photo] == [90, 320]
        assert (await bot.get_webhook_info()).url == ""
        assert await bot.send_chat_action(aigul.id, "typing")


async def test_every_update_is_understood(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    group = telegram.group("Бөлім", aigul)
    group.add_bot()
    sends: tuple[Any, ...] = (
        aigul.send_photo(PNG),
        aigul.send_voice(),
        aigul.send_video(),
        aigul.send_sticker(),
        aigul.send_location(43.2, 76.9),
        aigul.send_contact("+7700", "Ерлан"),
        aigul.inline("сыйлық"),
        aigul.block(),
    )
    for send in sends:
        await send
    group.migrate()
    async with application:
        updates = await application.bot.get_updates()
    assert len(updates) == 14
    assert all(update.to_dict() for update in updates)


PLACE = {"latitude": 43.2, "longitude": 76.9}
SENT: dict[str, Callable[[Person], Awaitable[int]]] = {
    "venue": lambda aigul: aigul.send_other(
        "venue", {"location": PLACE, "title": "Әкімдік", "address": "Алматы"}
    ),
    "dice": lambda aigul: aigul.send_other("dice", {"emoji": "🎲", "value": 3}),
    "game": lambda aigul: aigul.send_other("game", {"title": "Тетрис", "description": "…", "photo": []}),
    "story": lambda aigul: aigul.send_other(
        "story", {"id": 5, "chat": {"id": -1001, "type": "channel", "title": "Жаңалық"}}
    ),
    "audio": lambda aigul: aigul.send_file("audio", b"ID3"),
    "animation": lambda aigul: aigul.send_file("animation", b"GIF89a"),
    "video_note": lambda aigul: aigul.send_file("video_note", b"ftyp"),
    "poll": lambda aigul: aigul.send_poll("Сіз қалай ойлайсыз?", ["иә", "жоқ"]),
}


@pytest.mark.parametrize(("kind", "send"), SENT.items(), ids=SENT)
async def test_what_a_person_sends_arrives_as_what_it_is(
    application: AnyApplication, aigul: Person, kind: str, send: Callable[[Person], Awaitable[int]]
) -> None:
    sent = await send(aigul)
    async with application:
        update = (await application.bot.get_updates())[-1]
    assert update.message is not None
    assert update.message.message_id == sent
    assert getattr(update.message, kind)


async def test_a_quiz_knows_its_answer_and_an_album_is_a_message_a_picture(
    application: AnyApplication, aigul: Person
) -> None:
    await aigul.send_poll("2 + 2?", ["3", "4"], correct=1)
    album = await aigul.send_album([PNG] * 10)
    async with application:
        messages = [update.message for update in await application.bot.get_updates()]
    quiz, pictures = messages[-11], messages[-10:]
    assert quiz is not None
    assert quiz.poll is not None
    assert (quiz.poll.type, quiz.poll.correct_option_ids) == ("quiz", (1,))
    assert [picture.message_id for picture in pictures if picture] == album
    assert len({picture.media_group_id for picture in pictures if picture}) == 1


async def test_a_person_sends_what_is_too_large_for_a_bot_to_fetch(
    application: AnyApplication, aigul: Person
) -> None:
    await aigul.send_document("film.pdf", bytes(60 * 2**20))
    async with application:
        message = (await application.bot.get_updates())[-1].message
        assert message is not None
        assert message.document is not None
        assert message.document.file_size == 60 * 2**20
        with pytest.raises(BadRequest, match=r"(?i)file is too big"):
            await message.document.get_file()


async def test_a_refusal_arrives_as_the_librarys_own_error(
    application: AnyApplication, aigul: Person
) -> None:
    await aigul.block()
    async with application:
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await application.bot.send_message(aigul.id, "x")
