"""Pictures: the pixels are copied into a new picture, and nothing else."""

import struct
import zlib
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from bot.cleaning.model import Kind, Refusal, RefusedError

MOST_PIXELS = 40_000_000
"""As many as fit into the memory of the child with all copies; a JPEG of more is taken at a half, a quarter or an eighth."""
JPEG_QUALITY = 88
FORMATS: Final = {Kind.JPG: "JPEG", Kind.PNG: "PNG"}
DAMAGE = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, zlib.error)
"""What Pillow raises over damaged pictures."""


def rebuild_picture(data: bytes, kind: Kind) -> bytes:
    """The first frame of a JPEG or PNG, upright, as a new file of the same kind.

    Raises:
        RefusedError: where it is broken or has too many pixels.
    """
    try:
        with Image.open(BytesIO(data), formats=[FORMATS[kind]]) as picture:
            _shrink(picture)
            if picture.width * picture.height > MOST_PIXELS:
                raise RefusedError(Refusal.TOO_LARGE)
            return encoded(_pixels(picture, kind), kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RefusedError(Refusal.TOO_LARGE) from None
    except DAMAGE:
        raise RefusedError(Refusal.BROKEN) from None


def encoded(picture: Image.Image, kind: Kind) -> bytes:
    """A picture as the bytes of a file that holds its pixels alone."""
    target = BytesIO()
    if kind is Kind.JPG:
        picture.save(target, "JPEG", quality=JPEG_QUALITY)
    else:
        picture.save(target, "PNG")
    return target.getvalue()


def _shrink(picture: Image.Image) -> None:
    """Let a JPEG be read smaller, as its format allows at no cost; other formats stay as they are."""
    width, height = picture.size
    for part in (2, 4, 8):
        if picture.width * picture.height > MOST_PIXELS:
            picture.draft(None, (width // part, height // part))


def _pixels(picture: Image.Image, kind: Kind) -> Image.Image:
    ImageOps.exif_transpose(picture, in_place=True)
    shown = picture
    if shown.mode.startswith("I"):
        # Pillow cuts sixteen bits off at 255 where they should be scaled down.
        shown = shown.convert("I").point(lambda level: level / 256).convert("L")
    mode = "RGBA" if kind is Kind.PNG and shown.has_transparency_data else "RGB"
    fresh = Image.new(mode, shown.size)
    fresh.paste(shown if shown.mode == mode else shown.convert(mode))
    return fresh
