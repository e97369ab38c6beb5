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
from bot.printing.flow import Block, Column, Kind, pour
from bot.printing.poster import CODE as SIDE
from bot.printing.poster import EDGE, PAGES, print_poster
from bot.printing.poster import WIDTH as PAPER
from bot.printing.qr import CODE, Caption, qr_picture
from bot.printing.setting import MARGIN, WIDTH
from bot.texts.texts import Say

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
    assert 1 <= len(poster) <= PAGES
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


def test_the_poster_says_what_it_is_and_whether_it_is_authentic(
    poster: pypdfium2.PdfDocument, rulebook: Rulebook, language: Language
) -> None:
    first = " ".join(words(text_of(poster)[0]))
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


def test_the_code_on_the_poster_is_that_of_the_link(poster: pypdfium2.PdfDocument) -> None:
    scale = 4
    millimetre = 72 / 25.4 * scale
    picture = poster[0].render(scale=scale).to_pil()
    expected = modules(LINK)
    corner = ((PAPER - EDGE - SIDE) * millimetre, 14 * millimetre)
    assert seen(picture, corner, SIDE * millimetre, len(expected)) == expected


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
