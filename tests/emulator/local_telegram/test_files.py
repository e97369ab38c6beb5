"""Files: ids, sizes, albums, and the metadata that photos lose."""

import pytest

from emulator.local_telegram import LocalTelegram, Person
from emulator.local_telegram.params import Upload
from tests.emulator.local_telegram.support import PNG, Api, RefusedError, SteppedClock

JPEG = b"\xff\xd8\xff\xe1\x00\x08Exif\0\0\xff\xfe\x00\x05abc\xff\xc0\x00\x0b\x08\x00\xc8\x01\x40\x01\x00\x00\x00\xff\xda\xff\xd9"


async def test_each_upload_has_its_own_ids_and_a_file_sent_again_keeps_them(api: Api, aigul: Person) -> None:
    upload = {"document": Upload("a.txt", b"abc", "text/plain")}
    one = (await api("sendDocument", upload, chat_id=aigul.id))["document"]
    other = (await api("sendDocument", upload, chat_id=aigul.id))["document"]
    assert one["file_id"] != other["file_id"]
    assert one["file_unique_id"] != other["file_unique_id"]
    again = (await api("sendDocument", chat_id=aigul.id, document=one["file_id"]))["document"]
    assert again == one


async def test_an_unknown_file_id_is_refused(api: Api, aigul: Person) -> None:
    with pytest.raises(RefusedError, match="wrong file identifier/HTTP URL specified"):
        await api("sendDocument", chat_id=aigul.id, document="BQACAgIAAx")
    with pytest.raises(RefusedError, match="wrong file_id or the file is temporarily unavailable"):
        await api("getFile", file_id="BQACAgIAAx")


async def test_a_photo_is_not_sent_as_a_document(api: Api, aigul: Person) -> None:
    photo = (await api("sendPhoto", {"photo": Upload("a.png", PNG)}, chat_id=aigul.id))["photo"][-1]
    assert (photo["width"], photo["height"]) == (320, 200)
    with pytest.raises(RefusedError, match="can't use file of type Photo as Document"):
        await api("sendDocument", chat_id=aigul.id, document=photo["file_id"])


async def test_what_is_no_picture_is_no_photo(api: Api, aigul: Person) -> None:
    with pytest.raises(RefusedError, match="IMAGE_PROCESS_FAILED"):
        await api("sendPhoto", {"photo": Upload("a.png", b"text")}, chat_id=aigul.id)


async def test_files_above_50_megabytes_do_not_go_up_and_above_20_not_down(api: Api, aigul: Person) -> None:
    large = Upload("a.bin", bytes(21 * 1024 * 1024))
    sent = await api("sendDocument", {"document": large}, chat_id=aigul.id)
    with pytest.raises(RefusedError, match="400 Bad Request: file is too big"):
        await api("getFile", file_id=sent["document"]["file_id"])
    huge = Upload("a.bin", bytes(50 * 1024 * 1024 + 1))
    with pytest.raises(RefusedError, match="413 Request Entity Too Large"):
        await api("sendDocument", {"document": huge}, chat_id=aigul.id)


async def test_a_file_is_fetched_by_its_path_for_an_hour(
    api: Api, aigul: Person, telegram: LocalTelegram, clock: SteppedClock
) -> None:
    await aigul.send_document("есеп.txt", "мәтін".encode())
    received = (await api("getUpdates", offset=-1))[0]["message"]["document"]
    path = (await api("getFile", file_id=received["file_id"]))["file_path"]
    assert telegram.download(telegram.token, path).body == "мәтін".encode()
    assert telegram.download("1:wrong", path).code == 404
    clock.step(hours=1, seconds=1)
    assert telegram.download(telegram.token, path).code == 404


async def test_a_photo_loses_its_metadata_and_a_document_keeps_it(api: Api, aigul: Person) -> None:
    await aigul.send_photo(JPEG)
    photo = aigul.shown()[-1].photo
    assert photo is not None
    assert b"Exif" not in photo
    assert b"abc" not in photo
    assert photo.endswith(b"\xff\xda\xff\xd9")
    await aigul.send_document("a.jpg", JPEG)
    document = aigul.shown()[-1].document
    assert document is not None
    assert document.data == JPEG


async def test_an_album_is_sent_whole_or_not_at_all(api: Api, aigul: Person) -> None:
    uploads = {"one": Upload("1.png", PNG), "two": Upload("2.png", PNG)}
    media = [
        {"type": "photo", "media": "attach://one", "caption": "екі"},
        {"type": "photo", "media": "attach://two"},
    ]
    sent = await api("sendMediaGroup", uploads, chat_id=aigul.id, media=media)
    assert len({message["media_group_id"] for message in sent}) == 1
    media[1]["media"] = "attach://three"
    with pytest.raises(RefusedError, match="400"):
        await api("sendMediaGroup", uploads, chat_id=aigul.id, media=media)
    assert len(aigul.shown()) == 3
    with pytest.raises(RefusedError, match="number of media in an album"):
        await api("sendMediaGroup", uploads, chat_id=aigul.id, media=media[:1])
