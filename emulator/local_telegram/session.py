"""Methods about the connection itself: webhooks, files to fetch, logging out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from emulator.local_telegram.errors import ApiError, bad_request, conflict
from emulator.local_telegram.model import Json
from emulator.local_telegram.params import Params
from emulator.local_telegram.sending import Method
from emulator.local_telegram.world import World

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are delivered instead of getUpdates."""

    url: str
    secret: str | None = None
    last_error: str | None = None
    last_error_at: int = 0


class Session:
    """setWebhook, deleteWebhook, getWebhookInfo, getFile, logOut, close."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.webhook: Webhook | None = None
        self._is_logged_out = False

    def methods(self) -> Mapping[str, Method]:
        """The methods by name."""
        return {
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": self.get_webhook_info,
            "getFile": self.get_file,
            "logOut": self.log_out,
            "close": self.close,
        }

    def check_open(self) -> None:
        """Raises 400 after logOut."""
        if self._is_logged_out:
            raise ApiError(400, "Logged out")

    def check_polling(self) -> None:
        """Raises 409 while a webhook is set."""
        if self.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )

    def set_webhook(self, params: Params) -> bool:
        url = params.text("url")
        if not url:
            return self.delete_webhook(params)
        _check_url(url)
        secret = params.text("secret_token") or None
        if secret is not None and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._world.updates.allow(params.array("allowed_updates", "allowed updates"))
        self._drop_if_asked(params)
        self.webhook = Webhook(url, secret)
        self._world.activity.stir()
        return True

    def delete_webhook(self, params: Params) -> bool:
        self._drop_if_asked(params)
        self.webhook = None
        self._world.activity.stir()
        return True

    def get_webhook_info(self, _: Params) -> Json:
        webhook = self.webhook or Webhook("")
        info: Json = {"url": webhook.url, "has_custom_certificate": False}
        info["pending_update_count"] = self._world.updates.pending
        if self._world.updates.allowed is not None:
            info["allowed_updates"] = self._world.updates.allowed
        if webhook.last_error is not None:
            info |= {"last_error_date": webhook.last_error_at, "last_error_message": webhook.last_error}
        return info

    def get_file(self, params: Params) -> Json:
        return self._world.files.link(params.text("file_id"))

    def log_out(self, _: Params) -> bool:
        self._is_logged_out = True
        return True

    def close(self, _: Params) -> bool:
        return True

    def _drop_if_asked(self, params: Params) -> None:
        if params.flag("drop_pending_updates"):
            self._world.updates.clear()


def _check_url(url: str) -> None:
    """Https as at Telegram; plain http to this machine, as a local Bot API server allows."""
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return
    raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
