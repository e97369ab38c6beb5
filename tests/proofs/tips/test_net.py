"""The net catches fish: leaks planted on purpose are found, each of them, or the sweep would prove nothing."""

import base64
import gzip
import hashlib
import hmac
import json
import pickle
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.tips import canary
from tests.tips.sweep import Canary, Sweep

MESSAGE, UPDATE = canary.FIRST_MESSAGE + 7, canary.FIRST_UPDATE + 3
FILE_ID = "AgACAgIAAxkBAAIBQ2canary"
MOMENT = "2026-03-02T05:17:43.218094"
CANARIES = (
    Canary("id", canary.ID),
    Canary("message", MESSAGE),
    Canary("update", UPDATE),
    Canary("name", canary.NAME),
    Canary("username", canary.USERNAME),
    Canary("text", canary.TEXT),
    Canary("file name", canary.FILE_NAME),
    Canary("file id", FILE_ID),
    Canary("moment", MOMENT),
)
SECRET = bytes(range(40, 72))

Leak = Callable[[Path], None]


def database(folder: Path, *values: object) -> None:
    with closing(sqlite3.connect(folder / "tips.db")) as connection:
        connection.execute("CREATE TABLE leak (value, key)")
        connection.execute("INSERT INTO leak VALUES (?, ?)", (*values, *(None,) * (2 - len(values))))
        connection.commit()


def id_as_integer(folder: Path) -> None:
    database(folder, canary.ID)


def id_as_text(folder: Path) -> None:
    database(folder, str(canary.ID))


def id_as_sha256(folder: Path) -> None:
    database(folder, hashlib.sha256(str(canary.ID).encode()).hexdigest())


def id_as_raw_md5(folder: Path) -> None:
    database(folder, hashlib.md5(str(canary.ID).encode(), usedforsecurity=False).digest())


def id_as_hmac_with_the_key_beside_it(folder: Path) -> None:
    database(folder, hmac.digest(SECRET, str(canary.ID).encode(), "sha256"), SECRET)


def id_as_hmac_with_the_key_in_the_key_file(folder: Path) -> None:
    database(folder, hmac.digest(SECRET, str(canary.ID).encode(), "sha256"))
    (folder / "tips.key").write_text(json.dumps({"pepper": base64.b64encode(SECRET).decode()}))


def message_id(folder: Path) -> None:
    database(folder, MESSAGE)


def update_id_in_json(folder: Path) -> None:
    database(folder, json.dumps([UPDATE]))


def file_id(folder: Path) -> None:
    database(folder, f"photo:{FILE_ID}")


def text_left_in_the_journal(folder: Path) -> None:
    (folder / "tips.db-journal").write_bytes(b"\xd9\xd5\x05\xf9" + bytes(100) + canary.TEXT.encode())


def text_in_a_line_of_the_log(folder: Path) -> None:
    (folder / "adep.log").write_text(f"DEBUG parameters: ('{canary.TEXT}',)", "utf-8")


def text_as_escapes(folder: Path) -> None:
    (folder / "adep.log").write_text(json.dumps({"text": canary.TEXT}))


def text_as_utf16(folder: Path) -> None:
    (folder / "dump").write_bytes(b"x" + canary.TEXT.encode("utf-16-le"))


def id_in_callback_data(folder: Path) -> None:
    (folder / "calls.json").write_text(json.dumps({"callback_data": f"of:{canary.ID:x}"}))


def file_name_in_a_caption(folder: Path) -> None:
    (folder / "calls.json").write_text(json.dumps({"caption": canary.FILE_NAME}, ensure_ascii=False), "utf-8")


def file_name_as_the_name_of_a_file(folder: Path) -> None:
    (folder / canary.FILE_NAME).write_bytes(b"")


def pickled(folder: Path) -> None:
    (folder / "persistence").write_bytes(pickle.dumps({"chat": canary.ID}))


def in_base64_at_the_second_alignment(folder: Path) -> None:
    (folder / "state").write_bytes(base64.b64encode(b"z" + str(canary.ID).encode() + b"tail"))


def in_base64_at_the_third_alignment(folder: Path) -> None:
    (folder / "state").write_bytes(base64.b64encode(b"zz" + canary.USERNAME.encode() + b"tail"))


def inside_gzip(folder: Path) -> None:
    (folder / "old.log.gz").write_bytes(gzip.compress(f"chat {canary.ID}".encode()))


def inside_a_zip_inside_a_zip(folder: Path) -> None:
    inner = folder / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/core.xml", f"<creator>{canary.NAME}</creator>")
    with zipfile.ZipFile(folder / "backup.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "inner.zip")
    inner.unlink()


def exact_time(folder: Path) -> None:
    database(folder, MOMENT)


def id_as_sqlite_varint(folder: Path) -> None:
    groups = [canary.ID >> shift & 0x7F | (0x80 if shift else 0) for shift in (28, 21, 14, 7, 0)]
    (folder / "tips.db-wal").write_bytes(b"page" + bytes(groups) + b"page")


def id_in_five_bytes_upside_down(folder: Path) -> None:
    (folder / "state").write_bytes(b"z" + canary.ID.to_bytes(5, "little") + b"z")


def id_as_sha512_in_base64(folder: Path) -> None:
    digest = hashlib.sha512(str(canary.ID).encode()).digest()
    (folder / "state").write_bytes(base64.b64encode(digest))


def id_as_a_keyed_hash_with_the_key_in_a_row(folder: Path) -> None:
    database(folder, hashlib.blake2b(str(canary.ID).encode(), key=SECRET).hexdigest(), SECRET)


def username_in_capitals(folder: Path) -> None:
    (folder / "adep.log").write_text(f"INFO CHAT {canary.USERNAME.upper()}", "utf-8")


def name_in_utf16_upside_down(folder: Path) -> None:
    (folder / "core").write_bytes(canary.NAME.encode("utf-16-be"))


def text_in_a_file_that_waits_for_an_official(folder: Path) -> None:
    with zipfile.ZipFile(folder / "draft.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{canary.TEXT}</w:t>")


def id_in_the_table_of_figures(folder: Path) -> None:
    (folder / "adep-stats.csv").write_bytes(f"quarter;ended\nI 2026;{canary.ID}\n".encode("utf-8-sig"))


def message_id_among_what_goes_from_phones(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "tips.db")) as connection:
        connection.execute("CREATE TABLE shown (official TEXT, message INTEGER)")
        connection.execute("INSERT INTO shown VALUES ('first', ?)", (MESSAGE,))
        connection.commit()


def text_in_the_argument_of_a_button(folder: Path) -> None:
    (folder / "calls.json").write_text(json.dumps({"argument": canary.TEXT}, ensure_ascii=False), "utf-8")


def id_in_zlib_inside_the_database(folder: Path) -> None:
    database(folder, zlib.compress(f"chat {canary.ID}".encode()))


LEAKS: tuple[Leak, ...] = (
    *(id_as_integer, id_as_text, id_as_sha256, id_as_raw_md5, id_as_hmac_with_the_key_beside_it),
    *(id_as_hmac_with_the_key_in_the_key_file, message_id, update_id_in_json, file_id),
    *(text_left_in_the_journal, text_in_a_line_of_the_log, text_as_escapes, text_as_utf16),
    *(id_in_callback_data, file_name_in_a_caption, file_name_as_the_name_of_a_file, pickled),
    *(in_base64_at_the_second_alignment, in_base64_at_the_third_alignment, inside_gzip),
    *(inside_a_zip_inside_a_zip, exact_time),
    *(id_as_sqlite_varint, id_in_five_bytes_upside_down, id_as_sha512_in_base64),
    *(id_as_a_keyed_hash_with_the_key_in_a_row, username_in_capitals, name_in_utf16_upside_down),
    *(text_in_a_file_that_waits_for_an_official, id_in_the_table_of_figures),
    *(message_id_among_what_goes_from_phones, text_in_the_argument_of_a_button),
    *(id_in_zlib_inside_the_database,),
)


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_a_planted_leak_is_caught(tmp_path: Path, leak: Leak) -> None:
    leak(tmp_path)
    assert Sweep(CANARIES).files(tmp_path)


def test_where_nothing_is_planted_nothing_is_caught(tmp_path: Path) -> None:
    database(tmp_path, 12, "сөз")
    (tmp_path / "adep.log").write_text("INFO STARTED")
    assert Sweep(CANARIES).files(tmp_path) == []


@pytest.mark.parametrize("planted", [MESSAGE, MESSAGE + 1, MESSAGE + 2])
def test_each_of_several_canaries_of_one_name_is_looked_for(tmp_path: Path, planted: int) -> None:
    database(tmp_path, planted)
    messages = [Canary("message", MESSAGE + step) for step in range(3)]
    assert {find.canary for find in Sweep(messages).files(tmp_path)} == {"message"}
