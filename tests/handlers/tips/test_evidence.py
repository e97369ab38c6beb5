"""Files before they are filed: their reporter sees what each became, takes one back, decides what a table hides."""

import re
from collections.abc import Hashable
from datetime import UTC, datetime
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook
from PIL import Image

from bot.cleaning import LONGEST_VOICE, Cleaned, Cleaner, CleaningResult, Dropped, Kind
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.model import Attachment
from bot.tips.reporting.draft import Draft, Stage
from bot.tips.reporting.evidence import Evidence
from emulator.local_telegram import Fault, Shown
from handlers.telegram.paging import units
from handlers.tips.buttons import FileStep, OfFile
from handlers.tips.file_lines import FileLines
from handlers.tips.screens import TipScreens
from tests.cleaning.making import book, cell, docx, p, r
from tests.tips.canary import picture
from tests.tips.evidence import evidence
from tests.tips.town import City, Reporter

LONGEST_CAPTION = 1024
LONGEST_MESSAGE = 4096
REMARKS = (Say.TIP_CODE_LEFT_OUT, Say.TIP_UNFINISHED, Say.TIP_TAKEN_EARLY, Say.TIP_FAILED, Say.TIP_BUSY)
QUOTED = re.compile("<blockquote>(.*)</blockquote>", re.DOTALL)
HIDING = book(
    cell("A1", "көрінеді") + cell("A2", "жасырын").replace('row r="2"', 'row r="2" hidden="1"'),
)


def pictures(reporter: Reporter) -> list[Shown]:
    return [shown for shown in reporter.guest.answers if shown.photo]


async def write_with(reporter: Reporter, *files: bytes) -> None:
    await reporter.write("Завхоз берёт деньги.")
    for number, data in enumerate(files):
        await reporter.guest.person.send_document(f"{number}.bin", data)
    await reporter.city.settle()


async def press_of(reporter: Reporter, button: Say, number: int) -> str | None:
    label = reporter.text(button, number=str(number))
    shown = next(one for one in pictures(reporter) if label in one.labels)
    return await reporter.guest.press(label, shown.message_id)


async def test_the_reader_sees_each_file_as_it_became_takes_one_back_and_the_rest_is_filed(
    city: City, reporter: Reporter
) -> None:
    await write_with(reporter, picture(), docx(p(r("a"), r("b", "<w:vanish/>"))))
    assert pictures(reporter) == []
    await reporter.guest.press("tp:review")
    first, second = pictures(reporter)
    assert Image.open(BytesIO(second.photo or b"")).height > 500
    assert ".png" in first.text
    assert (
        reporter.text(Say.FILE_LACKS, kinds=f"{reporter.text(Say.TIP_LOST_HIDDEN_TEXT)} – 1") in second.text
    )
    assert reporter.screen.message_id > second.message_id, "the screen with the next step stands below"
    await press_of(reporter, Say.TIP_BUTTON_DROP_FILE, 1)
    (left,) = pictures(reporter)
    assert ".docx" in left.text
    assert reporter.text(Say.TIP_TAKEN_FILES, count=1) in reporter.screen.text
    assert await reporter.guest.forge(FileStep(OfFile.DROP, "0a1b2c3d.pdf").encode(), left.message_id) == (
        reporter.text(Say.TIP_OLD_SCREEN)
    )
    await reporter.guest.press("tp:code", reporter.screen.message_id)
    assert pictures(reporter) == [], "what was shown goes with the next step"
    await reporter.guest.press("tp:cancel")


async def test_what_a_table_hides_is_left_out_until_its_reporter_shows_it_and_the_official_is_told(
    city: City, reporter: Reporter
) -> None:
    await write_with(reporter, HIDING)
    kinds = f"{reporter.text(Say.TIP_LOST_HIDDEN_ROW)} – 1"
    assert reporter.text(Say.FILE_LACKS, kinds=kinds) in reporter.screen.text
    assert reporter.text(Say.TIP_FILE_HIDES) in reporter.screen.text
    await reporter.guest.press("tp:files")
    await press_of(reporter, Say.TIP_BUTTON_SHOW_HIDDEN, 1)
    assert reporter.text(Say.FILE_SHOWS, kinds=kinds) in reporter.screen.text
    assert reporter.text(Say.TIP_FILE_HIDES) not in reporter.screen.text
    assert pictures(reporter)[0].labels == [
        reporter.text(Say.TIP_BUTTON_HIDE_HIDDEN, number="1"),
        reporter.text(Say.TIP_BUTTON_DROP_FILE, number="1"),
    ]
    await reporter.get_code()
    await reporter.type_back()
    await city.wait(hours=2)
    official = city.officials["first"]
    await official.press(next(official.last.every_button()).label)
    await official.press(city.house.services.texts(Language.KK, Say.BUTTON_FILES, count=1))
    sent = official.last
    assert sent.document
    sheet = load_workbook(BytesIO(sent.document.data)).worksheets[0]
    assert [cell[0].value for cell in sheet.iter_rows()] == ["көрінеді", "жасырын"]
    texts = city.house.services.texts
    shown = texts(Language.KK, Say.FILE_SHOWS, kinds=f"{texts(Language.KK, Say.TIP_LOST_HIDDEN_ROW)} – 1")
    pages = texts(Language.KK, Say.FILE_SHEETS, count=1)
    rebuilt = texts(Language.KK, Say.FILE_REBUILT, file=f"{sent.document.name}, {pages}")
    assert sent.text == f"{rebuilt}\n{shown}"


class Actor(Cleaner):
    """Speaks every voice with its own, and takes no time for it."""

    can_disguise = True

    async def disguise(self, data: bytes, owner: Hashable, chance: Random) -> CleaningResult:
        assert chance
        return Cleaned(b"another voice", Kind.OGG, dropped={Dropped.VOICE: 1})


async def test_a_voice_is_taken_only_disguised_and_only_where_its_speaker_says_so(
    city: City, reporter: Reporter
) -> None:
    city.tip_services.files.cleaner = Actor()
    await reporter.write("Завхоз берёт деньги.")
    for answer, files in (("tp:novoice", 0), ("tp:voice", 1)):
        await reporter.guest.person.send_voice(b"OggS my own voice")
        await city.settle()
        assert reporter.own == []
        assert reporter.text(Say.TIP_VOICE) in reporter.screen.text
        assert await reporter.guest.press("tp:review") == reporter.text(Say.TIP_VOICE_OPEN)
        assert not city.house.telegram.calls.of("getFile")
        await reporter.guest.press(answer)
        await city.settle()
        assert reporter.text(Say.TIP_VOICE) not in reporter.screen.text
        assert reporter.text(Say.TIP_TAKEN_FILES, count=files) in reporter.screen.text
    await reporter.guest.press("tp:review")
    (heard,) = [shown for shown in reporter.guest.answers if shown.file]
    assert heard.file
    assert (heard.file.kind, heard.file.data) == ("voice", b"another voice")
    assert reporter.text(Say.TIP_LOST_VOICE) in heard.text


async def test_where_telegram_shows_no_picture_its_words_stand_in_its_place_and_the_review_goes_on(
    city: City, reporter: Reporter
) -> None:
    await write_with(reporter, picture())
    city.house.telegram.faults.add(Fault.bad_request("PHOTO_INVALID_DIMENSIONS"), method="sendPhoto")
    await reporter.guest.press("tp:review")
    assert pictures(reporter) == []
    assert any(
        reporter.text(Say.TIP_BUTTON_DROP_FILE, number="1") in one.labels for one in reporter.guest.answers
    )
    assert reporter.text(Say.TIP_BUTTON_CODE) in reporter.screen.labels
    await reporter.guest.press("tp:cancel")


async def test_so_it_is_with_a_voice_that_its_speaker_takes_from_nobody(
    city: City, reporter: Reporter
) -> None:
    city.tip_services.files.cleaner = Actor()
    await reporter.write("Завхоз берёт деньги.")
    await reporter.guest.person.send_voice(b"OggS my own voice")
    await city.settle()
    await reporter.guest.press("tp:voice")
    await city.settle()
    city.house.telegram.faults.add(Fault.bad_request("VOICE_MESSAGES_FORBIDDEN"), method="sendVoice")
    await reporter.guest.press("tp:review")
    assert any(reporter.text(Say.TIP_LOST_VOICE) in one.text for one in reporter.guest.answers)
    assert reporter.text(Say.TIP_BUTTON_CODE) in reporter.screen.labels
    await reporter.guest.press("tp:cancel")


async def test_a_voice_without_its_speakers_word_is_not_left_out_of_an_addition_nor_forgotten_for_a_new_tip(
    city: City, reporter: Reporter
) -> None:
    city.tip_services.files.cleaner = Actor()
    await reporter.file()
    await reporter.come_back()
    await reporter.guest.press("cs:add")
    await reporter.guest.person.send_voice(b"OggS my own voice")
    await city.settle()
    await reporter.guest.say("/tip")
    assert reporter.text(Say.TIP_UNFINISHED) in reporter.screen.text
    await reporter.guest.say("И ещё вот что.")
    assert await reporter.guest.press("cs:send") == reporter.text(Say.TIP_VOICE_OPEN)
    await reporter.guest.press("tp:voice")
    await city.settle()
    await reporter.guest.press("cs:send")
    assert reporter.text(Say.CASE_ADDED) in reporter.screen.text
    (number,) = await city.supplies.store.all_cases()
    assert len(await city.supplies.store.attachments(number)) == 1


async def test_a_voice_longer_than_is_disguised_is_refused_and_never_cut(
    city: City, reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.tip_services.files.cleaner = Actor()
    await reporter.write("Завхоз берёт деньги.")
    monkeypatch.setattr("emulator.local_telegram.views._SECONDS", LONGEST_VOICE + 1)
    await reporter.guest.person.send_voice(b"OggS my own voice")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_NOT_LONG_VOICE) in reporter.screen.text
    assert reporter.text(Say.TIP_VOICE) not in reporter.screen.text


async def test_without_ffmpeg_a_voice_is_refused_with_the_reason(city: City, reporter: Reporter) -> None:
    await reporter.write("Завхоз берёт деньги.")
    await reporter.guest.person.send_voice(b"OggS my own voice")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_NOT_THIS) in reporter.screen.text


@pytest.mark.parametrize("language", Language)
def test_how_many_files_are_done_and_about_how_long_the_rest_takes_is_said(
    services: Knowledge, language: Language
) -> None:
    draft = Draft(language, datetime(2026, 3, 2, tzinfo=UTC), Stage.WRITING)
    draft.files.append(evidence())
    draft.awaited, draft.seconds_left = {1: 5, 2: 5}, 20
    said = TipScreens(services.texts, None).writing(draft, {}).html
    assert services.texts(language, Say.TIP_FILES_AWAITED, number="2", count="3", seconds="20") in said


async def test_the_only_file_taken_back_leaves_nothing_to_read_over(city: City, reporter: Reporter) -> None:
    await reporter.write()
    await reporter.guest.person.send_photo(picture())
    await city.settle()
    await reporter.guest.press("tp:review")
    await press_of(reporter, Say.TIP_BUTTON_DROP_FILE, 1)
    assert reporter.text(Say.TIP_TAKEN_FILES, count=0) in reporter.screen.text
    assert not [button for button in reporter.screen.every_button() if button.data in ("tp:code", "tp:files")]


async def test_a_file_that_is_added_to_a_case_can_be_looked_at_before_it_is_sent(
    city: City, reporter: Reporter
) -> None:
    await reporter.file()
    await reporter.come_back()
    await reporter.guest.press("cs:add")
    await reporter.guest.person.send_photo(picture())
    await city.settle()
    await reporter.guest.press("tp:files")
    assert len(pictures(reporter)) == 1
    await reporter.guest.press("cs:send", reporter.screen.message_id)
    assert pictures(reporter) == []
    (number,) = await city.supplies.store.all_cases()
    assert len(await city.supplies.store.attachments(number)) == 1


def test_drawn_pages_are_filed_with_their_text_and_named_so(services: Knowledge) -> None:
    file = Evidence("0a1b2c3d.docx", Cleaned(b"text", Kind.DOCX, 3, b"", {}, b"drawn"))
    assert file.attachment == Attachment("0a1b2c3d.docx", b"text", {}, {}, 3, b"drawn")
    lines = FileLines(services.texts, Language.RU)
    assert lines.for_reader(file.attachment).startswith("📎 0a1b2c3d.docx, 3 страницы.")
    assert "0a1b2c3d.docx" in lines.for_drawn(file.attachment)


@pytest.mark.parametrize("language", Language)
def test_what_stands_with_a_file_fits_under_it_whatever_it_lacks(
    services: Knowledge, language: Language
) -> None:
    lines = FileLines(services.texts, language)
    everything = dict.fromkeys(Dropped, 999_999)
    caption = lines.for_reader(Attachment("0a1b2c3d.xlsx", b"", everything, {}, 200))
    assert len(caption) <= LONGEST_CAPTION
    cleaned = Cleaned(
        b"a",
        Kind.XLSX,
        200,
        b"",
        everything,
        b"drawn",
        revealed=Cleaned(b"a", Kind.XLSX, shown={Dropped.HIDDEN_ROW: 1}),
    )
    assert len(lines.for_reporter(10, Evidence("0a1b2c3d.xlsx", cleaned))) <= LONGEST_CAPTION


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kinds", [1, 3, len(Dropped)])
def test_a_review_fits_into_one_message_whatever_stands_on_it_and_no_word_is_left_out(
    services: Knowledge, language: Language, kinds: int
) -> None:
    screens = TipScreens(services.texts, None)
    draft = Draft(language, datetime(2026, 3, 2, tzinfo=UTC), Stage.REVIEW, is_urgent=True)
    draft.texts = {number: f"Сөз{number} 😀 " + "ұзақ әңгіме " * 120 for number in range(12)}
    lacks = dict.fromkeys(list(Dropped)[:kinds], 12)
    draft.files = [Evidence(f"0a1b2c3{n}.docx", Cleaned(b"", Kind.DOCX, 3, dropped=lacks)) for n in range(10)]
    draft.traces = ("мой начальник отдела закупок",) * 9
    refused = {
        Say.TIP_NOT_KIND: ["a" * 40] * 8,
        Say.TIP_NOT_SIZE: ["b" * 40] * 3,
        Say.TIP_NOT_FORWARDED: [""],
    }
    first, *more = screens.review(draft, refused), *screens.more_of_review(draft, refused)
    longest_remark = max(units(services.texts(language, said)) for said in REMARKS)
    stuck = units(screens.stuck(language, 99).html)
    assert units(first.html) + longest_remark + stuck <= LONGEST_MESSAGE
    assert all(units(one.html) <= LONGEST_MESSAGE for one in more)
    shown = " ".join(QUOTED.search(one.html)[1] for one in (first, *more))  # type: ignore[index]
    assert shown.split() == draft.text.split()


async def test_a_file_refused_before_the_writing_is_said_at_once_with_its_reason(reporter: Reporter) -> None:
    await reporter.begin()
    await reporter.guest.person.send_document("letter.rtf", b"{\\rtf1 x}")
    await reporter.city.settle()
    assert reporter.text(Say.TIP_NOT_KIND) in reporter.screen.text
    assert reporter.text(Say.TIP_TAKEN_EARLY) not in reporter.screen.text


async def test_a_file_refused_where_a_code_is_asked_for_is_said_at_once_too(reporter: Reporter) -> None:
    await reporter.guest.say("/case")
    await reporter.guest.person.send_document("letter.rtf", b"{\\rtf1 x}")
    await reporter.city.settle()
    assert reporter.text(Say.TIP_NOT_KIND) in reporter.screen.text


@pytest.mark.parametrize("is_case", [False, True])
async def test_a_refusal_that_nobody_has_seen_yet_is_not_lost_to_the_words_behind_it(
    reporter: Reporter, *, is_case: bool
) -> None:
    await (reporter.guest.say("/case") if is_case else reporter.begin())
    reporter.city.house.telegram.faults.add(Fault.server_error(), method="editMessageText")
    await reporter.guest.person.send_document("letter.rtf", b"{\\rtf1 x}")
    await reporter.city.settle()
    await reporter.guest.say("Завхоз берёт деньги за справки.")
    assert reporter.text(Say.TIP_NOT_KIND) in reporter.screen.text


async def test_a_voice_sent_where_the_code_is_asked_for_is_said_to_wait(
    city: City, reporter: Reporter
) -> None:
    city.tip_services.files.cleaner = Actor()
    await reporter.guest.say("/case")
    await reporter.guest.person.send_voice(b"OggS my own voice")
    await city.settle()
    assert reporter.text(Say.CASE_WORDS_WAIT) in reporter.screen.text
