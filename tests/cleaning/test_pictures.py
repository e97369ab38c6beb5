"""A picture comes out as its pixels and nothing else."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from bot.cleaning import Kind
from tests.cleaning.canaries import Canaries, chunks
from tests.cleaning.conftest import Clean
from tests.cleaning.making import drawing, jpeg, png


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
    sent = Image.new(mode, (4, 4), 32768 if mode == "I;16" else 1)
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


async def test_the_same_picture_comes_out_the_same_every_time(cleaned: Clean, canary: Canaries) -> None:
    data = png(canary)
    assert await cleaned(data) == await cleaned(data)
