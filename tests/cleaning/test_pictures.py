"""A picture comes out as its pixels and nothing else."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from bot.cleaning import Cleaner, Dropped, Kind, Refusal, Refused
from bot.cleaning.pictures import preview_of
from bot.cleaning.png_chunks import needed_chunks
from tests.cleaning.canaries import Canaries, chunks
from tests.cleaning.conftest import Clean
from tests.cleaning.making import drawing, jpeg, png, png_chunk

pytestmark = pytest.mark.usefixtures("in_this_process")


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(have - want) < 16 for have, want in zip(pixel, colour, strict=True))


RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.mark.parametrize("made", [jpeg, png])
def test_the_net_catches_all_that_was_planted(canary: Canaries, made: Callable[[Canaries], bytes]) -> None:
    assert canary.survivors(made(canary)) == list(canary.words)


async def test_nothing_planted_in_a_jpeg_comes_through(cleaned: Clean, canary: Canaries) -> None:
    clean = await cleaned(jpeg(canary))
    assert clean.kind is Kind.JPG
    assert len(canary.words) > 15
    assert canary.survivors(clean.data) == []
    assert opened(clean.data).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


async def test_nothing_planted_in_a_png_comes_through(cleaned: Clean, canary: Canaries) -> None:
    clean = await cleaned(png(canary))
    assert clean.kind is Kind.PNG
    assert canary.survivors(clean.data) == []
    assert {name for name, _ in chunks(clean.data)} == {b"IHDR", b"IDAT", b"IEND"}
    assert opened(clean.data).tobytes() == drawing().tobytes()


async def test_a_picture_taken_sideways_comes_out_upright(cleaned: Clean, canary: Canaries) -> None:
    picture = opened((await cleaned(jpeg(canary, orientation=6))).data)
    assert picture.size == (40, 60)
    assert near(picture.getpixel((20, 5)), RED)
    assert near(picture.getpixel((20, 55)), BLUE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
async def test_every_mode_of_png_comes_out_with_what_it_shows(cleaned: Clean, mode: str) -> None:
    fills: dict[str, float | tuple[float, ...]] = {"I;16": 32768, "LA": (90, 128), "RGBA": (200, 10, 10, 128)}
    fill = fills.get(mode, 1)
    sent = Image.new(mode, (4, 4), fill)
    target = BytesIO()
    sent.save(target, "PNG")
    picture = opened((await cleaned(target.getvalue())).data).convert("RGBA")
    if mode == "I;16":
        assert picture.getpixel((0, 0)) == (128, 128, 128, 255)
    else:
        assert picture.tobytes() == sent.convert("RGBA").tobytes()


async def test_a_jpeg_of_four_inks_comes_out_in_three_colours(cleaned: Clean) -> None:
    target = BytesIO()
    drawing().convert("CMYK").save(target, "JPEG")
    picture = opened((await cleaned(target.getvalue())).data)
    assert picture.mode == "RGB"
    assert near(picture.getpixel((5, 5)), RED)


async def test_a_jpeg_of_more_pixels_than_are_taken_comes_out_smaller(cleaned: Clean) -> None:
    target = BytesIO()
    drawing((8_000, 6_000)).save(target, "JPEG")
    picture = opened((await cleaned(target.getvalue())).data)
    assert picture.size == (4_000, 3_000)
    assert near(picture.getpixel((10, 10)), RED)


async def test_of_a_moving_picture_the_first_frame_is_left(cleaned: Clean) -> None:
    target = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(target, "PNG", save_all=True, append_images=frames[1:])
    assert target.getvalue().count(b"fcTL") == 2
    picture = opened((await cleaned(target.getvalue())).data)
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.getpixel((0, 0)) == RED


async def test_of_a_photo_with_others_behind_it_the_one_that_is_seen_comes_out(cleaned: Clean) -> None:
    photo = saved(drawing(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), "green")])
    clean = await cleaned(photo)
    assert clean.kind is Kind.JPG
    assert near(opened(clean.data).getpixel((5, 5)), RED)
    assert getattr(opened(clean.data), "n_frames", 1) == 1


async def test_a_grey_of_sixteen_bits_that_stands_for_glass_stays_glass(cleaned: Clean) -> None:
    grey = Image.new("I;16", (8, 8), 30_000)
    grey.putpixel((3, 3), 30_001)
    picture = opened((await cleaned(saved(grey, "PNG", transparency=30_000))).data)
    assert [picture.getpixel(place) for place in ((0, 0), (3, 3))] == [(0, 0, 0, 0), (117, 117, 117, 255)]


def covered() -> Image.Image:
    """A red word on blue, its left half wiped to full transparency as an eraser does it."""
    picture = Image.new("RGBA", (200, 60), "blue")
    ImageDraw.Draw(picture).text((5, 20), "Kanareika Kanareika", fill="red", font_size=20)
    alpha = Image.new("L", picture.size, 255)
    alpha.paste(0, (0, 0, 100, 60))
    picture.putalpha(alpha)
    return picture


def saved(picture: Image.Image, format_: str, **how: object) -> bytes:
    target = BytesIO()
    picture.save(target, format_, **how)
    return target.getvalue()


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
async def test_colours_under_full_transparency_do_not_come_out(cleaned: Clean, format_: str) -> None:
    sent = covered()
    clean = await cleaned(
        saved(sent, format_, **({"lossless": True, "exact": True} if format_ == "WEBP" else {}))
    )
    picture = opened(clean.data)
    assert picture.crop((0, 0, 100, 60)).tobytes() == bytes(100 * 60 * 4)
    assert picture.crop((100, 0, 200, 60)).tobytes() == sent.crop((100, 0, 200, 60)).tobytes()
    assert clean.dropped == {Dropped.TRANSPARENT: 1}


@pytest.mark.parametrize("lost", [2, 12, 100])
async def test_a_jpeg_whose_last_bytes_are_missing_comes_out_and_says_so(cleaned: Clean, lost: int) -> None:
    whole = saved(Image.effect_noise((300, 300), 60).convert("RGB"), "JPEG")
    clean = await cleaned(whole[:-lost])
    top = opened(clean.data).crop((0, 0, 300, 200))
    wanted = opened(whole).crop((0, 0, 300, 200))
    assert ImageStat.Stat(ImageChops.difference(top, wanted)).mean[0] < 8
    assert clean.dropped == {Dropped.MISSING_END: 1}


def test_pixels_are_all_that_is_kept_of_a_png() -> None:
    text = b"\0\0\0\3tEXtabc" + b"bad!"
    whole = saved(drawing(), "PNG")
    assert needed_chunks(whole[:33] + text + whole[33:]) == whole


@pytest.mark.parametrize(
    "chunk",
    [b"\0\0\0\3tEXta\0bbad!", png_chunk(b"zTXt", b"mxfile\0\0" + zlib.compress(bytes(3 * 2**20)))],
    ids=["wrong sum", "as large as a drawing of draw.io"],
)
async def test_a_bad_chunk_that_no_pixel_needs_does_not_spoil_a_png(cleaned: Clean, chunk: bytes) -> None:
    whole = saved(drawing(), "PNG")
    clean = await cleaned(whole[:33] + chunk + whole[33:])
    assert opened(clean.data).tobytes() == drawing().tobytes()
    assert clean.dropped == {}


async def test_a_large_light_scan_comes_out_smaller_and_says_so(cleaned: Clean) -> None:
    sent = Image.new("L", (10_000, 7_000), 255)
    sent.paste(0, (0, 0, 5_000, 7_000))
    clean = await cleaned(saved(sent, "PNG"))
    picture = opened(clean.data).convert("L")
    assert picture.size == (5_000, 3_500)
    assert [picture.getpixel((x, 9)) for x in (10, 4_990)] == [0, 255]
    assert clean.dropped == {Dropped.SHRUNK: 1}


async def test_photos_of_phones_come_out_as_jpeg(cleaned: Clean) -> None:
    pillow_heif.register_heif_opener()
    clean = await cleaned(saved(drawing((64, 64)), "HEIF"))
    assert clean.kind is Kind.JPG
    assert near(opened(clean.data).getpixel((10, 10)), RED)
    assert near(opened(clean.data).getpixel((54, 10)), BLUE)


async def test_half_a_photo_of_a_phone_is_refused_and_never_black(cleaner: Cleaner) -> None:
    pillow_heif.register_heif_opener()
    whole = saved(Image.effect_noise((300, 300), 60).convert("RGB"), "HEIF")
    assert await cleaner.clean(whole[: len(whole) // 2]) == Refused(Refusal.BROKEN)


@pytest.mark.parametrize("made", [jpeg, png])
async def test_the_first_page_of_a_picture_is_the_picture_without_any_word_of_it(
    cleaned: Clean, canary: Canaries, made: Callable[[Canaries], bytes]
) -> None:
    clean = await cleaned(made(canary))
    assert clean.pages == 1
    assert opened(clean.preview).size == (60, 40)
    assert canary.survivors(clean.preview) == []


@pytest.mark.parametrize(("size", "longest"), [((100, 3000), 20), ((3000, 100), 20), ((1, 900), 20)])
def test_a_first_page_is_never_longer_than_telegram_shows(size: tuple[int, int], longest: int) -> None:
    shown = opened(preview_of(Image.new("RGB", size, RED)))
    assert max(shown.size) <= longest * min(shown.size)
    assert near(shown.getpixel((0, 0)), RED)


async def test_the_same_picture_comes_out_the_same_every_time(cleaned: Clean, canary: Canaries) -> None:
    data = png(canary)
    assert await cleaned(data) == await cleaned(data)
