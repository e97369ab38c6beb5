"""Only the public internet is asked, within bounds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.fetching import LARGEST, Reply, fetch, is_public

PUBLIC = "93.184.216.34"


class FakeWeb:
    """Hosts with their addresses, pages with their replies; remembers whom it asked."""

    def __init__(self) -> None:
        self.hosts: dict[str, Sequence[str]] = {"adilet.example": [PUBLIC]}
        self.pages: dict[str, tuple[int, str, list[bytes]]] = {}
        self.asked: list[tuple[str, str]] = []
        self.time = 0.0
        self.step = 0.0

    def now(self) -> float:
        return self.time

    def addresses(self, host: str) -> Sequence[str]:
        if host not in self.hosts:
            raise OSError(host)
        return self.hosts[host]

    @contextmanager
    def ask(self, url: str, address: str, seconds: float) -> Iterator[Reply]:
        self.asked.append((url, address))
        if url not in self.pages:
            raise OSError(url)
        status, location, pieces = self.pages[url]
        yield Reply(status, location, self._slowly(pieces))

    def _slowly(self, pieces: list[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.time += self.step
            yield piece


@pytest.fixture
def web() -> FakeWeb:
    web = FakeWeb()
    web.pages["https://adilet.example/rus"] = (200, "", [b"<p>1. ", b"x</p>"])
    return web


def test_a_page_comes_whole(web: FakeWeb) -> None:
    assert fetch("https://adilet.example/rus", web, web.now) == b"<p>1. x</p>"
    assert web.asked == [("https://adilet.example/rus", PUBLIC)]


def test_a_redirect_is_followed(web: FakeWeb) -> None:
    web.pages["http://adilet.example/old"] = (301, "https://adilet.example/rus", [])
    assert fetch("http://adilet.example/old", web, web.now) == b"<p>1. x</p>"


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.7", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1"),  # noqa: S104 - an address to refuse
        *(
            "::1",
            "fe80::1%eth0",
            "fd00::1",
            "::ffff:10.0.0.1",
            "2002:7f00:0001::",
            "64:ff9b::7f00:1",
            "224.0.0.1",
        ),
    ],
)
def test_private_addresses_are_refused(web: FakeWeb, address: str) -> None:
    web.hosts["inside.example"] = [PUBLIC, address]
    with pytest.raises(UnreadableActError, match="private"):
        fetch("http://inside.example/", web, web.now)
    assert not web.asked


def test_a_redirect_to_a_private_address_is_refused(web: FakeWeb) -> None:
    web.hosts["inside.example"] = ["10.0.0.1"]
    web.pages["https://adilet.example/x"] = (302, "http://inside.example/secret", [])
    with pytest.raises(UnreadableActError, match="private"):
        fetch("https://adilet.example/x", web, web.now)
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://adilet.example/", "adilet.example", "https://", "http://[1"),
        *("https://user:word@adilet.example/", "http://adilet.example:6379/"),
    ],
)
def test_other_addresses_than_pages_are_refused(web: FakeWeb, url: str) -> None:
    with pytest.raises(UnreadableActError):
        fetch(url, web, web.now)
    assert not web.asked


def test_a_page_without_end_is_cut_off(web: FakeWeb) -> None:
    web.pages["https://adilet.example/big"] = (200, "", [b"x" * (LARGEST // 4)] * 8)
    with pytest.raises(UnreadableActError, match="larger than 10 MB"):
        fetch("https://adilet.example/big", web, web.now)


def test_a_slow_page_is_given_up(web: FakeWeb) -> None:
    web.step = 11.0
    web.pages["https://adilet.example/slow"] = (200, "", [b"x"] * 9)
    with pytest.raises(UnreadableActError, match="30 seconds"):
        fetch("https://adilet.example/slow", web, web.now)


def test_redirects_in_a_circle_end(web: FakeWeb) -> None:
    web.pages["https://adilet.example/a"] = (302, "/a", [])
    with pytest.raises(UnreadableActError, match="5 times"):
        fetch("https://adilet.example/a", web, web.now)


def test_a_missing_host_a_silent_server_and_an_error_are_told_apart(web: FakeWeb) -> None:
    web.pages["https://adilet.example/gone"] = (404, "", [])
    for url, words in (
        ("https://nowhere.example/", "no host named nowhere.example"),
        ("https://adilet.example/silent", "does not answer"),
        ("https://adilet.example/gone", "404"),
    ):
        with pytest.raises(UnreadableActError, match=words):
            fetch(url, web, web.now)


def test_public_addresses_of_both_kinds_are_public() -> None:
    assert is_public(PUBLIC)
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert is_public(f"::ffff:{PUBLIC}")
    assert not is_public("adilet.example")
