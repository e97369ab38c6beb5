"""What a broken connection tells: whether the call may have had its effect."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram.error import TimedOut

from handlers.telegram.transport import AiohttpRequest, BrokenOffError, NotReachedError
from tests.proofs.process.running import free_port

Serving = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def asked(
    serving: Serving | None, seconds: float = 5.0
) -> AsyncIterator[Callable[[], Awaitable[object]]]:
    """A request to a server that behaves so, or to a port that nobody listens on."""
    port, request, served = free_port(), AiohttpRequest(seconds=seconds), list[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await (serving or say_nothing)(reader, writer)
        writer.close()
        await writer.wait_closed()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.create_task(serve(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", port) if serving else None
    await request.initialize()
    try:
        yield lambda: request.do_request(f"http://127.0.0.1:{port}/bot1:a/sendMessage", "POST")
    finally:
        await request.shutdown()
        if server:
            await asyncio.gather(*served)
            server.close()
            await server.wait_closed()


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    pass


async def say_half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok":')
    await writer.drain()


async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def test_where_nobody_listens_the_call_had_no_effect() -> None:
    async with asked(None) as ask:
        with pytest.raises(NotReachedError):
            await ask()


@pytest.mark.parametrize("serving", [hang_up, say_half])
async def test_a_connection_that_breaks_leaves_the_effect_unknown(serving: Serving) -> None:
    async with asked(serving) as ask:
        with pytest.raises(BrokenOffError):
            await ask()


async def test_so_does_an_answer_that_never_comes() -> None:
    async with asked(say_nothing, seconds=0.05) as ask:
        with pytest.raises(TimedOut):
            await ask()
