"""python -m bench.files [COUNT]: how long a photo of one account takes alone, and beside COUNT heavy PDFs of another."""

import asyncio
import sys
import zlib
from io import BytesIO
from random import Random
from time import perf_counter

from fpdf import FPDF
from PIL import Image

from bot.cleaning import Cleaner

COUNT = 20
LINES = 60_000
"""Strokes on the one page of a heavy PDF: a map of a few dozen KB that costs seconds."""
PHOTO = (4000, 3000)


def heavy_pdf(chance: Random) -> bytes:
    """A page full of strokes."""
    document = FPDF(format="A4", unit="pt")
    document.add_page()
    for _ in range(LINES):
        left, right = (chance.randrange(595) for _ in "ab")
        document.line(left, chance.randrange(842), right, chance.randrange(842))
    return bytes(document.output())


def photo() -> bytes:
    """A picture as a phone takes it."""
    target = BytesIO()
    noise = Image.effect_noise(PHOTO, 40).convert("RGB")
    noise.save(target, "JPEG", quality=80)
    return target.getvalue()


async def seconds_of(cleaner: Cleaner, data: bytes, owner: str) -> float:
    """How long somebody waits for a file."""
    start = perf_counter()
    await cleaner.clean(data, owner)
    return perf_counter() - start


async def measured(count: int) -> None:
    """Print the three figures."""
    heavy, light = heavy_pdf(Random(1)), photo()  # noqa: S311 - the same map every time
    alone = await seconds_of(Cleaner(), light, "other")
    one = await seconds_of(Cleaner(), heavy, "one")
    cleaner = Cleaner()
    crowd = [asyncio.create_task(cleaner.clean(heavy, "one")) for _ in range(count)]
    await asyncio.sleep(one / 2)
    beside = await seconds_of(cleaner, light, "other")
    for task in crowd:
        task.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)
    sizes = f"{len(heavy) // 1024} KB, packed {len(zlib.compress(heavy)) // 1024} KB"
    print(f"one heavy PDF ({sizes}): {one:.1f} s")
    print(f"a photo of 12 megapixels ({len(light) // 1024} KB) alone: {alone:.1f} s")
    print(f"the photo while {count} such PDFs of one other account are there: {beside:.1f} s")


if __name__ == "__main__":
    asyncio.run(measured(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
