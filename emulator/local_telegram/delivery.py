"""Delivery to a webhook: updates in order, each until it is taken."""

import asyncio
import ssl
from dataclasses import dataclass, replace

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from emulator.local_telegram.core import LocalTelegram
from emulator.local_telegram.model import Json
from emulator.local_telegram.session import Webhook

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


@dataclass(frozen=True, slots=True)
class Pauses:
    """Real seconds between attempts: from `first`, doubled each time, up to `most`; an answer may take `patience`."""

    first: float = 0.1
    most: float = 5.0
    patience: float = 10.0


class WebhookDelivery:
    """POSTs the oldest update to the webhook until it answers 2xx, and only then the next; `trusted` says whose certificates count."""

    def __init__(
        self, telegram: LocalTelegram, pauses: Pauses, trusted: ssl.SSLContext | None = None
    ) -> None:
        self._telegram = telegram
        self._pauses = pauses
        self._trusted = trusted

    async def run(self) -> None:
        """Deliver for ever; ends by cancellation."""
        connector = TCPConnector(ssl=self._trusted or True)
        async with ClientSession(timeout=ClientTimeout(self._pauses.patience), connector=connector) as http:
            failures = 0
            while True:
                webhook, update = self._telegram.session.webhook, self._telegram.world.updates.first()
                if webhook is None or update is None:
                    await self._telegram.world.activity.stirred()
                    continue
                failures = 0 if await self._delivered(http, webhook, update) else failures + 1
                if failures:
                    await asyncio.sleep(min(self._pauses.most, self._pauses.first * 2 ** (failures - 1)))

    async def _delivered(self, http: ClientSession, webhook: Webhook, update: Json) -> bool:
        error = await _post(http, webhook, update)
        if error is None:
            self._telegram.world.updates.confirm(int(update["update_id"]))
            return True
        if self._telegram.session.webhook == webhook:
            at = int(self._telegram.world.now().timestamp())
            self._telegram.session.webhook = replace(webhook, last_error=error, last_error_at=at)
        return False


async def _post(http: ClientSession, webhook: Webhook, update: Json) -> str | None:
    """What went wrong, as getWebhookInfo words it; None for a delivery."""
    headers = {} if webhook.secret is None else {_SECRET_HEADER: webhook.secret}
    try:
        async with http.post(webhook.url, json=update, headers=headers) as answer:
            return (
                None
                if answer.ok and answer.status < 300
                else f"Wrong response from the webhook: {answer.status}"
            )
    except TimeoutError:
        return "Read timeout expired"
    except (ClientError, OSError):
        return "Connection refused"
