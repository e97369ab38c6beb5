"""The files of a local Telegram: ids, paths and limits of size."""

import hashlib
from datetime import datetime, timedelta
from pathlib import PurePath

from bot.clock import Clock
from emulator.local_telegram.errors import ApiError, bad_request
from emulator.local_telegram.images import is_image, size_of, without_metadata
from emulator.local_telegram.model import Json, StoredFile
from emulator.local_telegram.params import Upload

MOST_UP = 50 * 1024 * 1024
MOST_OF_PERSON = 2000 * 1024 * 1024
"""People send files that no bot can: a bot sees them and may not fetch them."""

MOST_DOWN = 20 * 1024 * 1024
_MOST_PHOTO = 10 * 1024 * 1024
_LINK_LIVES = timedelta(hours=1)
_SUFFIXES = {
    "photo": ".jpg",
    "voice": ".oga",
    "video": ".mp4",
    "video_note": ".mp4",
    "animation": ".mp4",
    "sticker": ".webp",
    "audio": ".mp3",
}


class FileStore:
    """Keeps what was uploaded; every upload gets its own file_id and file_unique_id."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, tuple[StoredFile, datetime]] = {}

    def store(self, kind: str, upload: Upload, most: int = MOST_UP) -> StoredFile:
        """Keep an upload; a photo loses its metadata, as at Telegram; raises 400 or 413 for what is too big."""
        _check_size(kind, upload.data, most)
        if kind == "photo" and not is_image(upload.data):
            raise bad_request("IMAGE_PROCESS_FAILED")
        data = without_metadata(upload.data) if kind == "photo" else upload.data
        return self._keep(kind, data, upload)

    def thumbnail(self, photo: StoredFile) -> StoredFile:
        """A small size of the photo: a file of its own, with the same picture."""
        width, height = photo.size
        return self._keep("photo", photo.data, Upload(None, photo.data), (min(width, 90), min(height, 90)))

    def sent_again(self, kind: str, file_id: str) -> StoredFile:
        """The file of a file_id, to be sent as the kind; raises 400 for an unknown id or another kind."""
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if file.kind != kind:
            raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
        return file

    def link(self, file_id: str) -> Json:
        """GetFile: a path that serves the file for an hour; raises 400."""
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(file.data) > MOST_DOWN:
            raise bad_request("file is too big")
        self._by_path[file.path] = (file, self._clock.now())
        return {**identity(file), "file_path": file.path}

    def at(self, path: str) -> StoredFile | None:
        """The file of a path that getFile gave within the last hour."""
        found = self._by_path.get(path)
        if found is None or self._clock.now() - found[1] > _LINK_LIVES:
            return None
        return found[0]

    def _keep(
        self, kind: str, data: bytes, upload: Upload, size: tuple[int, int] | None = None
    ) -> StoredFile:
        number = len(self._by_id) + 1
        digest = hashlib.sha256(f"{kind}/{number}".encode()).hexdigest()
        suffix = PurePath(upload.name or "").suffix or _SUFFIXES.get(kind, "")
        file = StoredFile(
            file_id=f"{kind[:1].upper()}gAC{digest[:48]}",
            unique_id=f"AQAD{digest[48:60]}",
            kind=kind,
            data=data,
            path=f"{kind}s/file_{number}{suffix}",
            name=upload.name if kind in {"document", "audio", "video", "animation"} else None,
            mime=upload.mime,
            size=size or size_of(data),
        )
        self._by_id[file.file_id] = file
        return file


def identity(file: StoredFile) -> Json:
    """The fields every file object has."""
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.data)}


def _check_size(kind: str, data: bytes, most: int) -> None:
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > most:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and len(data) > _MOST_PHOTO:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {_MOST_PHOTO} bytes"
        )
