"""From the bytes of a stranger's file to a new file; runs in the child process only."""

from bot.cleaning.model import Cleaned, CleaningResult, Hidden, Kind, Refusal, Refused, RefusedError

MOST_BYTES = 45 * 2**20
"""Of what comes out; a bot can send 50 MB (Bot API, sendDocument)."""

SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
PHONE_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
"""The first words of a HEIC or AVIF photo (ISO 14496-12, ftyp)."""
PDF = b"%PDF-"
LATEST_PDF = 1024
"""Bytes that may stand before the sign of a PDF (ISO 32000-1, annex H)."""
ZIP = b"PK\x03\x04"
OPEN_DOCUMENTS = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet",
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a document under a password ([MS-OFFCRYPTO] 2.3.4.4)."""


def rebuild(data: bytes, hidden: Hidden = Hidden.LEFT_OUT) -> CleaningResult:
    """A new file of what the old one shows. The libraries of a kind are loaded only where it is met."""
    try:
        cleaned = _rebuilt(data, hidden)
    except RefusedError as error:
        return Refused(error.reason)
    except MemoryError:
        return Refused(Refusal.TOO_LARGE)
    return cleaned if len(cleaned.data) + len(cleaned.preview) <= MOST_BYTES else Refused(Refusal.TOO_LARGE)


def _rebuilt(data: bytes, hidden: Hidden) -> Cleaned:
    if data.startswith(SIGNS) or _is_of_a_phone(data):
        from bot.cleaning.pictures import rebuild_picture  # noqa: PLC0415 - see rebuild

        return rebuild_picture(data)
    if data.startswith(ZIP):
        return _office(data, hidden)
    if PDF in data[: LATEST_PDF + len(PDF)]:
        from bot.cleaning.pdf import rebuild_pdf  # noqa: PLC0415 - see rebuild

        return rebuild_pdf(data)
    locked = data.startswith(OLE) and LOCKED_OFFICE in data
    raise RefusedError(Refusal.LOCKED if locked else Refusal.UNKNOWN_KIND)


def _is_of_a_phone(data: bytes) -> bool:
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return webp or (data[4:8] == b"ftyp" and data[8:12] in PHONE_BRANDS)


def _office(data: bytes, hidden: Hidden) -> Cleaned:
    from bot.cleaning.archive import Archive  # noqa: PLC0415 - see rebuild
    from bot.cleaning.package import Package  # noqa: PLC0415 - see rebuild

    archive = Archive(data)
    if "mimetype" in archive and archive.read("mimetype").startswith(OPEN_DOCUMENTS):
        raise RefusedError(Refusal.NEEDS_OFFICE)
    package = Package(archive)
    if package.kind is Kind.XLSX:
        from bot.cleaning.workbook import rebuild_workbook  # noqa: PLC0415 - see rebuild

        return rebuild_workbook(package, hidden)
    from bot.cleaning.word import rebuild_word  # noqa: PLC0415 - see rebuild

    return rebuild_word(package)
