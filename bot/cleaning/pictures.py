"""Pictures: the pixels are copied into a new picture, and nothing else."""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil, sqrt
from types import MappingProxyType

from PIL import Image, ImageDraw, ImageFile, ImageMath, ImageOps

from bot.cleaning.model import Cleaned, Dropped, Kind, Refusal, RefusedError
from bot.cleaning.png_chunks import needed_chunks
from bot.cleaning.shapes import Box
from bot.cleaning.tally import Tally

MOST_PIXELS = 40_000_000
"""Of what comes out; a picture of more is made smaller."""
MOST_READ = 110_000_000
"""Of what is decoded; four bytes each fit into the memory of the child with the copy that comes out."""
MOST_READ_GREY = 400_000_000
"""Of pixels of one byte or less, as large scans have them."""
SMALL_MODES = frozenset({"1", "L", "P"})
JPEG_QUALITY = 88
MOST_UNLIKE = 20
"""How many times its short side the long side of a picture may be: Telegram shows no other."""

PREVIEW = 900
"""Pixels of the longer side of a first page that is shown to the reporter."""
UNSEEN_ALPHA = 8
"""Of 255: what is fainter nobody sees."""
FORMATS: Mapping[str, Kind] = MappingProxyType({"JPEG": Kind.JPG, "MPO": Kind.JPG, "PNG": Kind.PNG})
"""MPO is a JPEG that carries others behind the one that is seen, as phones write it."""
ALSO: Mapping[str, Kind] = MappingProxyType(
    {"WEBP": Kind.PNG, "HEIF": Kind.JPG, "AVIF": Kind.JPG, "GIF": Kind.PNG, "BMP": Kind.PNG, "TIFF": Kind.PNG}
)
"""Formats that come out as another one; those of phones are taken as files, all of them inside documents."""
DAMAGE = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, zlib.error)
"""What Pillow raises over damaged pictures."""
WHOLE_OR_NOT = (b"RIFF", b"GIF8")
UNCROPPED = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A picture of one's own, and the kind of file it becomes."""

    picture: Image.Image
    kind: Kind

    def file(self) -> bytes:
        """The bytes of a file that holds the pixels alone."""
        return encoded(self.picture, self.kind)

    def cut_to(self, outline: Sequence[tuple[float, float]]) -> "Rebuilt":
        """The picture without what lies outside an outline, whose corners are in shares of the sides."""
        size = self.picture.size
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).polygon([(x * (size[0] - 1), y * (size[1] - 1)) for x, y in outline], fill=255)
        inside = Image.new("RGB", size, "white")
        inside.paste(self.picture.convert("RGB"), mask=mask)
        return Rebuilt(inside, self.kind)

    def blacken(self, parts: Iterable[Box]) -> None:
        """Paint over parts that are given in shares of the sides."""
        pen = ImageDraw.Draw(self.picture)
        width, height = self.picture.size
        for part in parts:
            box = (
                part.left * width - 1,
                part.top * height - 1,
                part.right * width + 1,
                part.bottom * height + 1,
            )
            pen.rectangle(box, fill="black")


def rebuild_picture(data: bytes) -> Cleaned:
    """The first frame, upright, as a new file.

    Raises:
        RefusedError: where it is broken or has too many pixels.
    """
    tally = Tally()
    rebuilt = redrawn(data, tally)
    return Cleaned(rebuilt.file(), rebuilt.kind, 1, preview_of(rebuilt.picture), tally.result())


def redrawn(data: bytes, tally: Tally, crop: tuple[float, float, float, float] = UNCROPPED) -> Rebuilt:
    """The pixels that are seen; `crop` is what is cut off left, top, right and bottom, as shares of the sides.

    Raises:
        RefusedError: where it is broken or has too many pixels.
    """
    # The limits on pixels are our own, set by what fits into the child.
    Image.MAX_IMAGE_PIXELS = None
    if b"ftyp" in data[4:12]:
        _read_heif()
    needed = needed_chunks(data)
    try:
        return _redrawn(needed, tally, crop)
    except DAMAGE:
        if data.startswith(WHOLE_OR_NOT) or b"ftyp" in data[4:12]:
            # Of these nothing is there before all of it is; what is missing would come out black.
            raise RefusedError(Refusal.BROKEN) from None
        # One whose end was cut off comes with what there is, as every viewer shows it.
        ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        rebuilt = _redrawn(needed, tally, crop)
    except DAMAGE:
        raise RefusedError(Refusal.BROKEN) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    tally.add(Dropped.MISSING_END)
    return rebuilt


def _redrawn(data: bytes, tally: Tally, crop: tuple[float, float, float, float]) -> Rebuilt:
    kinds = {**FORMATS, **ALSO}
    with Image.open(BytesIO(data), formats=[name for name in kinds if name in _known()]) as picture:
        kind = kinds[picture.format or ""]
        _fit(picture)
        picture.load()
        return _seen(picture, kind, tally, crop)


def _known() -> frozenset[str]:
    Image.init()
    return frozenset(Image.OPEN)


def _read_heif() -> None:
    import pillow_heif  # noqa: PLC0415 - only photos of some phones need it

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(thumbnails=False)


def encoded(picture: Image.Image, kind: Kind) -> bytes:
    """A picture as the bytes of a file that holds its pixels alone."""
    target = BytesIO()
    if kind is Kind.JPG:
        picture.save(target, "JPEG", quality=JPEG_QUALITY)
    else:
        picture.save(target, "PNG")
    return target.getvalue()


def preview_of(picture: Image.Image) -> bytes:
    """The picture, small and on white, as a JPEG; of one that is very long, the beginning."""
    small = picture.copy() if picture.width * picture.height < MOST_PIXELS else picture
    small.thumbnail((PREVIEW, PREVIEW))
    width, height = small.size
    small = small.crop((0, 0, min(width, MOST_UNLIKE * height), min(height, MOST_UNLIKE * width)))
    if small.mode == "RGBA":
        small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small)
    return encoded(small.convert("RGB"), Kind.JPG)


def _fit(picture: Image.Image) -> None:
    """Let a JPEG be read smaller, as its format allows at no cost; refuse what does not fit into memory."""
    width, height = picture.size
    for part in (2, 4, 8):
        if picture.width * picture.height > MOST_PIXELS:
            picture.draft(None, (width // part, height // part))
    most = MOST_READ_GREY if picture.mode in SMALL_MODES else MOST_READ
    if picture.width * picture.height > most:
        raise RefusedError(Refusal.TOO_LARGE)


def _seen(picture: Image.Image, kind: Kind, tally: Tally, crop: tuple[float, float, float, float]) -> Rebuilt:
    ImageOps.exif_transpose(picture, in_place=True)
    shown = _smaller(_cropped(picture, crop, tally), tally)
    if shown.mode.startswith("I"):
        shown = _of_eight_bits(shown)
    if kind is Kind.PNG and shown.has_transparency_data:
        return Rebuilt(_without_unseen(shown, tally), kind)
    fresh = Image.new("RGB", shown.size)
    fresh.paste(shown if shown.mode == "RGB" else shown.convert("RGB"))
    return Rebuilt(fresh, kind)


def _of_eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey scaled down, which Pillow cuts off at 255; a level that stands for glass stays one."""
    levels, glass = picture.convert("I"), picture.info.get("transparency")
    grey = levels.point(lambda level: level / 256).convert("L")
    if not isinstance(glass, int):
        return grey
    clear = ImageMath.lambda_eval(lambda found: found["equal"](found["levels"], glass), levels=levels)
    alpha = clear.convert("L").point(lambda is_clear: 0 if is_clear else 255)
    return Image.merge("LA", (grey, alpha))


def _cropped(picture: Image.Image, crop: tuple[float, float, float, float], tally: Tally) -> Image.Image:
    left, top, right, bottom = (min(max(share, 0.0), 1.0) for share in crop)
    if (left, top, right, bottom) == UNCROPPED:
        return picture
    width, height = picture.size
    box = (ceil(left * width), ceil(top * height), int((1 - right) * width), int((1 - bottom) * height))
    tally.add(Dropped.CROPPED)
    if box[0] >= box[2] or box[1] >= box[3]:
        raise RefusedError(Refusal.BROKEN)
    return picture.crop(box)


def _smaller(picture: Image.Image, tally: Tally) -> Image.Image:
    pixels = picture.width * picture.height
    if pixels <= MOST_PIXELS:
        return picture
    tally.add(Dropped.SHRUNK)
    if picture.mode == "P":
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    elif picture.mode == "1":
        picture = picture.convert("L")
    return picture.reduce(ceil(sqrt(pixels / MOST_PIXELS)))


def _without_unseen(picture: Image.Image, tally: Tally) -> Image.Image:
    """The picture without the colours that stand where it is fully transparent."""
    shown = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    seen = shown.getchannel("A").point(lambda alpha: 255 if alpha >= UNSEEN_ALPHA else 0)
    fresh = Image.new("RGBA", shown.size)
    fresh.paste(shown, mask=seen)
    if fresh.tobytes() != shown.tobytes():
        tally.add(Dropped.TRANSPARENT)
    return fresh
