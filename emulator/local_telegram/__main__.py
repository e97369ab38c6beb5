"""A local Bot API server as a program of its own: `python -m emulator.local_telegram --port 9000`."""

import asyncio
import contextlib
import signal

import click

from bot.clock import SystemClock
from emulator.local_telegram.core import EXAMPLE, LocalTelegram
from emulator.local_telegram.limits import Limits
from emulator.local_telegram.server import LocalTelegramServer


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=9000, show_default=True, help="Port to listen on; 0 for any free one.")
@click.option("--token", default=EXAMPLE, show_default=True, help="The token the bot must show.")
@click.option("--username", default="adep_bot", show_default=True, help="The bot's username.")
@click.option("--no-limits", is_flag=True, help="Do not hold the bot to Telegram's pace.")
def main(host: str, port: int, token: str, username: str, *, no_limits: bool) -> None:
    """Serve a local Telegram until stopped; people act through /control/ (see emulator/local_telegram/control.py)."""
    limits = Limits.none() if no_limits else Limits()
    telegram = LocalTelegram(SystemClock(), limits=limits, token=token, username=username)
    asyncio.run(_serve(LocalTelegramServer(telegram, host, port)))


async def _serve(server: LocalTelegramServer) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with server:
        click.echo(f"BOT_API_URL={server.base_url}")
        await stop.wait()


if __name__ == "__main__":
    main()
