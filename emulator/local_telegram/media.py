"""Methods that send files, uploaded or known by their file_id."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.model import Json, Media, StoredFile
from emulator.local_telegram.params import Params
from emulator.local_telegram.sending import Method, Outbox
from emulator.local_telegram.views import Views
from emulator.local_telegram.wording import caption_text
from emulator.local_telegram.world import World

_METHODS = {
    "sendPhoto": "photo",
    "sendDocument": "document",
    "sendVideo": "video",
    "sendAudio": "audio",
    "sendAnimation": "animation",
    "sendVoice": "voice",
    "sendVideoNote": "video_note",
    "sendSticker": "sticker",
}
_GROUPABLE = frozenset({"photo", "video", "document", "audio"})
_ALBUM = range(2, 11)
_ATTACHED = "attach://"


class Sendables:
    """sendPhoto, sendDocument and their kin, and sendMediaGroup."""

    def __init__(self, world: World, views: Views, outbox: Outbox) -> None:
        self._world = world
        self._views = views
        self._outbox = outbox

    def methods(self) -> Mapping[str, Method]:
        """The methods by name."""
        single = {name: self._sender(kind) for name, kind in _METHODS.items()}
        return {**single, "sendMediaGroup": self.send_media_group}

    def send_media_group(self, params: Params) -> list[Json]:
        """An album is all or nothing: every item is checked before the first is sent."""
        chat = self._outbox.access.writable(params)
        items = params.objects("media", "media")
        _check_album(items)
        bodies = [self._item(item, params) for item in items]
        draft = replace(self._outbox.draft(chat, params, bodies[0]), media_group_id=str(self._world.serial()))
        self._world.pace.spend(chat.id, len(bodies))
        sent = [self._outbox.post(replace(draft, body=body)) for body in bodies]
        return [self._views.message(message) for message in sent]

    def _sender(self, kind: str) -> Method:
        def send(params: Params) -> Json:
            chat = self._outbox.access.writable(params)
            caption = caption_text(params)
            file = self._file(kind, params.raw.get(kind), kind, params)
            return self._outbox.put(chat, params, replace(self._media(file), caption=caption))

        return send

    def _item(self, item: Json, params: Params) -> Media:
        caption = caption_text(Params(item))
        file = self._file(item["type"], item.get("media"), "media", params)
        return replace(self._media(file), caption=caption)

    def _file(self, kind: str, value: Any, name: str, params: Params) -> StoredFile:
        """The upload under the name or `attach://…`, else the file of a file_id."""
        if isinstance(value, str) and value.startswith(_ATTACHED):
            name, value = value.removeprefix(_ATTACHED), None
        if value is None and name in params.uploads:
            return self._world.files.store(kind, params.uploads[name])
        if not value:
            raise bad_request(f"there is no {kind} in the request")
        return self._world.files.sent_again(kind, str(value))

    def _media(self, file: StoredFile) -> Media:
        return Media(file, thumbnail=self._world.files.thumbnail(file) if file.kind == "photo" else None)


def _check_album(items: list[Json]) -> None:
    if len(items) not in _ALBUM:
        raise bad_request("number of media in an album must be from 2 to 10")
    kinds = {str(item.get("type")) for item in items}
    if not kinds <= _GROUPABLE:
        raise bad_request("can't use the media of the specified type in the album")
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad_request("documents and audio can't be mixed with other media types in an album")
