"""The real network connects to the address it is given and says the name of the host."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.acts.importing.web import PublicWeb


class Page(BaseHTTPRequestHandler):
    """Tells the host it was asked for; sends on from /old."""

    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/old" else 200)
        self.send_header("Location", "/new?a=1")
        self.end_headers()
        self.wfile.write(f"{self.headers['Host']} {self.path}".encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so does the base
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_the_page_comes_from_the_given_address_under_the_name_of_the_host(port: int) -> None:
    with PublicWeb().ask(f"http://gardens.example:{port}/rus?x=2", "127.0.0.1", 10) as reply:
        assert reply.status == 200
        assert b"".join(reply.pieces) == f"gardens.example:{port} /rus?x=2".encode()


def test_a_redirect_is_told_and_not_followed(port: int) -> None:
    with PublicWeb().ask(f"http://gardens.example:{port}/old", "127.0.0.1", 10) as reply:
        assert (reply.status, reply.location) == (302, "/new?a=1")


def test_a_server_that_is_not_there_is_an_error_of_the_network() -> None:
    with (
        pytest.raises(OSError, match="refused"),
        PublicWeb().ask("http://gardens.example:9/", "127.0.0.1", 10),
    ):
        pass


def test_addresses_of_a_host_are_listed_once() -> None:
    assert "127.0.0.1" in PublicWeb().addresses("localhost")
