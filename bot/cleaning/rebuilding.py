"""From the bytes of a stranger's file to a new file; runs in the child process only."""

from bot.cleaning.model import Cleaned, Kind, Outcome, Refusal, Refused, RefusedError

MOST_BYTES = 45 * 2**20
"""Of what comes out; a bot can send 50 MB (Bot API, sendDocument)."""

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a document under a password ([MS-OFFCRYPTO] 2.3.4.4)."""


def rebuild(data: bytes) -> Outcome:
    """A new file of what the old one shows. The libraries of a kind are loaded only where it is met."""
    try:
        cleaned = _rebuilt(data)
    except RefusedError as error:
        return Refused(error.reason)
    except MemoryError:
        return Refused(Refusal.TOO_LARGE)
    return cleaned if len(cleaned.data) <= MOST_BYTES else Refused(Refusal.TOO_LARGE)


def _rebuilt(data: bytes) -> Cleaned:
    if data.startswith(PNG):
        return _picture(data, Kind.PNG)
    if data.startswith(JPEG):
        return _picture(data, Kind.JPG)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(PDF):
        return _pdf(data)
    if data.startswith(ZIP):
        return _office(data)
    locked = data.startswith(OLE) and LOCKED_OFFICE in data
    raise RefusedError(Refusal.LOCKED if locked else Refusal.UNKNOWN_KIND)


def _picture(data: bytes, kind: Kind) -> Cleaned:
    from bot.cleaning.pictures import rebuild_picture  # noqa: PLC0415 - see rebuild

    return Cleaned(rebuild_picture(data, kind), kind)


def _pdf(data: bytes) -> Cleaned:
    from bot.cleaning.pdf import rebuild_pdf  # noqa: PLC0415 - see rebuild

    return Cleaned(rebuild_pdf(data), Kind.PDF)


def _office(data: bytes) -> Cleaned:
    from bot.cleaning.archive import Archive  # noqa: PLC0415 - see rebuild
    from bot.cleaning.package import Package  # noqa: PLC0415 - see rebuild

    package = Package(Archive(data))
    if package.kind is Kind.XLSX:
        from bot.cleaning.workbook import rebuild_workbook  # noqa: PLC0415 - see rebuild

        return Cleaned(rebuild_workbook(package), Kind.XLSX)
    from bot.cleaning.word import rebuild_word  # noqa: PLC0415 - see rebuild

    return Cleaned(rebuild_word(package), Kind.DOCX)
