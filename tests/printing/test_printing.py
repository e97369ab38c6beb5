"""What is printed: codes that lead where they say, and a poster with every word of the Rules."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
import segno
from fontTools.ttLib import TTFont
from PIL import Image

from bot.acts.model import Rulebook
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.printing import style
from bot.printing.act_sheets import CODE as ACT_CODE
from bot.printing.act_sheets import EDGE, PAGES, SMALL_CODE
from bot.printing.act_sheets import WIDTH as PAPER
from bot.printing.flow import Block, Column, Kind, pour
from bot.printing.front_sheet import CODE as FRONT_CODE
from bot.printing.front_sheet import GUTTER, PANEL, PANELS, ROOM, SITUATIONS, situations
from bot.printing.poster import print_poster
from bot.printing.qr import CODE, Caption, qr_picture
from bot.printing.setting import MARGIN, WIDTH
from bot.texts.texts import Say
from tests.acts.second_act import PARKS, POINTS

LINK = "https://t.me/adep_bot"
MADE = datetime(2026, 3, 2, 9, tzinfo=UTC)
LETTERS = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі№«»–—…"


@pytest.fixture(scope="module", params=list(Language), ids=lambda language: language.value)
def language(request: pytest.FixtureRequest) -> Language:
    chosen = request.param
    assert isinstance(chosen, Language)
    return chosen


@pytest.fixture(scope="module")
def poster(services: Knowledge, language: Language) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(print_poster(services, language, LINK, MADE))


def signs_of(font: object) -> set[str]:
    with TTFont(font) as opened:
        return set(map(chr, opened.getBestCmap()))


def words(text: str) -> list[str]:
    return text.replace("\ufffe", "-").split()


def text_of(poster: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in poster]


@pytest.mark.parametrize("font", [style.REGULAR, style.BOLD, style.SERIF], ids=lambda path: path.stem)
def test_the_fonts_have_every_letter_of_both_languages(font: object) -> None:
    letters = signs_of(font)
    assert [letter for letter in LETTERS if letter not in letters] == []


def test_the_fonts_can_print_every_sign_of_the_rules(rulebook: Rulebook, language: Language) -> None:
    letters = signs_of(style.SERIF)
    said = {sign for paragraph in rulebook for sign in paragraph.texts[language].whole if not sign.isspace()}
    assert [sign for sign in said if sign not in letters] == []


def test_the_poster_is_a3_and_of_few_pages(poster: pypdfium2.PdfDocument) -> None:
    assert 2 <= len(poster) <= 1 + PAGES
    for page in poster:
        width, height = page.get_size()
        assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (297, 420)


def test_the_poster_holds_every_word_of_the_rules_in_order(
    poster: pypdfium2.PdfDocument, rulebook: Rulebook, language: Language
) -> None:
    said = iter(words(" ".join(text_of(poster))))
    for paragraph in rulebook:
        if paragraph.section.isdigit():
            for word in words(paragraph.texts[language].whole):
                assert word in said, f"{paragraph.ref}: {word}"


def test_every_page_has_its_number_and_the_status_line(
    poster: pypdfium2.PdfDocument, services: Knowledge, language: Language
) -> None:
    for number, text in enumerate(text_of(poster), start=1):
        shown = " ".join(words(text))
        assert services.texts(language, Say.POSTER_PAGE, page=number, pages=len(poster)) in shown
        assert services.citations.standing(services.rulebook.act, language).words in shown


def test_the_first_sheet_has_five_situations_as_the_bot_answers_them(
    poster: pypdfium2.PdfDocument, services: Knowledge, language: Language
) -> None:
    shown, told = " ".join(words(text_of(poster)[0])), situations(services, language)
    assert len(told) == len(SITUATIONS) == 5
    assert len({one.place for one in told}) == 5, "each is about something else"
    for one in told:
        assert one.answer
        for said in (one.question, one.answer, one.place):
            assert " ".join(words(said)) in shown


def test_the_poster_says_what_it_is_and_whether_it_is_authentic(
    poster: pypdfium2.PdfDocument, rulebook: Rulebook, language: Language
) -> None:
    first = " ".join(words(text_of(poster)[1]))
    assert rulebook.act.titles[language] in first
    assert (rulebook.act.unofficial_lines[Language.RU] in first) is (language is Language.RU)
    assert poster.get_metadata_dict()["Title"] == rulebook.act.titles[language]


def test_nothing_is_printed_beyond_the_edges(poster: pypdfium2.PdfDocument) -> None:
    for page in poster:
        width, height = page.get_size()
        for thing in page.get_objects():
            left, bottom, right, top = thing.get_bounds()
            assert min(left, bottom) >= -1, thing
            assert max(right - width, top - height) <= 1, thing


def test_a_code_is_a_picture_of_one_width_with_its_caption_below(language: Language) -> None:
    short = Image.open(BytesIO(qr_picture(LINK, Caption("Ә", ("ң",), ("@adep_bot",)))))
    long = Image.open(BytesIO(qr_picture(LINK, Caption("Ә" * 30, ("мүдделер қақтығысы " * 20,), ("@a",)))))
    assert short.width == long.width == WIDTH
    assert long.height > short.height > WIDTH * 0.8


def test_a_word_longer_than_the_picture_does_not_break_it() -> None:
    picture = Image.open(BytesIO(qr_picture(LINK, Caption("ә" * 200, (), ()))))
    assert picture.width == WIDTH


def modules(link: str) -> list[list[bool]]:
    """The dark modules of the code, by the library's own count."""
    code = segno.make(link, error="q", micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=2)]


def seen(picture: Image.Image, corner: tuple[float, float], side: float, count: int) -> list[list[bool]]:
    """The dark modules as a camera sees them: the middle of each."""
    grey, step = picture.convert("L"), side / count
    middle = [(number + 0.5) * step for number in range(count)]
    return [
        [float(grey.getpixel((round(corner[0] + x), round(corner[1] + y)))) < 128 for x in middle]  # type: ignore[arg-type]  # one band has one value
        for y in middle
    ]


def test_the_code_on_the_picture_is_that_of_the_link() -> None:
    link = f"{LINK}?start=p-resolution_3"
    picture = Image.open(BytesIO(qr_picture(link, Caption("Әдеп", (), ()))))
    expected = modules(link)
    side = CODE // len(expected) * len(expected)
    assert seen(picture, ((WIDTH - side) / 2, MARGIN), side, len(expected)) == expected


def scanned(sheet: pypdfium2.PdfPage, corner: tuple[float, float], side: float, link: str) -> bool:
    """Whether the code of a link stands on a sheet; its corner and side in millimetres."""
    scale = 4
    millimetre = 72 / 25.4 * scale
    picture, expected = sheet.render(scale=scale).to_pil(), modules(link)
    at = (corner[0] * millimetre, corner[1] * millimetre)
    return seen(picture, at, side * millimetre, len(expected)) == expected


def test_the_first_sheet_has_a_code_to_ask_and_a_code_to_report(poster: pypdfium2.PdfDocument) -> None:
    top = PANELS + (ROOM - FRONT_CODE) / 2
    left = EDGE + PANEL - FRONT_CODE - 7
    assert scanned(poster[0], (left, top), FRONT_CODE, LINK)
    assert scanned(poster[0], (left + PANEL + GUTTER, top), FRONT_CODE, f"{LINK}?start=tip")


def test_every_sheet_of_the_act_has_the_code_of_the_bot(poster: pypdfium2.PdfDocument) -> None:
    assert scanned(poster[1], (PAPER - EDGE - ACT_CODE, 14), ACT_CODE, LINK)
    for number in range(2, len(poster)):
        assert scanned(poster[number], (PAPER - EDGE - SMALL_CODE, 2), SMALL_CODE, LINK)


def test_the_poster_of_a_body_prints_its_act_in_force_and_its_code_chooses_the_body(
    two_acts: Knowledge, language: Language
) -> None:
    parks = pypdfium2.PdfDocument(print_poster(two_acts, language, LINK, MADE))
    body = two_acts.rulebook.bodies[PARKS]
    assert body.ethics_officer
    assert body.ethics_officer.post[language] in " ".join(words(text_of(parks)[0]))
    said = iter(words(" ".join(text_of(parks)[1:])))
    for point in POINTS:
        assert all(word in said for word in words(point.text(language)))
    top, left = PANELS + (ROOM - FRONT_CODE) / 2, EDGE + PANEL - FRONT_CODE - 7
    assert scanned(parks[0], (left, top), FRONT_CODE, f"{LINK}?start=b-{PARKS}")


def test_different_links_have_different_codes() -> None:
    caption = Caption("Әдеп", (), ())
    assert qr_picture(LINK, caption) == qr_picture(LINK, caption)
    assert qr_picture(LINK, caption) != qr_picture(f"{LINK}?start=p-11", caption)


def blocks(*kinds: Kind) -> list[Block]:
    return [Block(kind, str(number)) for number, kind in enumerate(kinds)]


def columns(height: float) -> list[Column]:
    return [Column(page, 0, 10, 10 + height) for page in range(5)]


def test_a_heading_never_stands_alone_at_the_foot_of_a_column() -> None:
    text = blocks(Kind.PARAGRAPH, Kind.SECTION, Kind.PARAGRAPH)
    placed = list(pour(text, columns(25), lambda _: 10, lambda _: 1))
    assert [(one.column.page, one.y) for one in placed] == [(0, 10), (1, 10), (1, 21)]


def test_a_note_stays_with_what_it_is_about() -> None:
    text = blocks(Kind.ITEM, Kind.ITEM, Kind.NOTE)
    placed = list(pour(text, columns(25), lambda _: 10, lambda _: 1))
    assert [one.column.page for one in placed] == [0, 1, 1]


def test_nothing_is_left_out_and_nothing_overlaps() -> None:
    text = blocks(*(Kind.ITEM, Kind.NOTE, Kind.SECTION, Kind.PARAGRAPH) * 3)
    placed = list(pour(text, columns(50), lambda _: 10, lambda _: 1))
    assert [one.block for one in placed] == text
    for one, after in pairwise(placed):
        assert after.column != one.column or after.y >= one.y + 10
