"""Fetches one public page and nothing that lies inside the own network."""

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

from bot.acts.importing.errors import UnreadableActError

LARGEST = 10_000_000
"""Bytes of a page."""
LONGEST = 30.0
"""Seconds for the whole way, redirects and all."""
MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: its status, where it sends on to or "", and its body piece by piece."""

    status: int
    location: str
    pieces: Iterator[bytes]


class Web(Protocol):
    """The network as the fetching needs it."""

    def addresses(self, host: str) -> Sequence[str]:
        """All addresses of the host; OSError where it has none."""

    def ask(self, url: str, address: str, seconds: float) -> AbstractContextManager[Reply]:
        """Ask the server at this very address, without following redirects; OSError where it does not answer."""


def fetch(url: str, web: Web, now: Callable[[], float]) -> bytes:
    """The body of a page, at most 10 MB, within 30 seconds of `now`'s clock.

    Raises:
        UnreadableActError: the address is not public http(s), the server fails, or a bound is passed.
    """
    ends = now() + LONGEST
    for _ in range(MOST_REDIRECTS + 1):
        address = _public_address(url, web)
        try:
            with web.ask(url, address, max(ends - now(), 0.1)) as reply:
                if not 300 <= reply.status < 400:
                    return _body(url, reply, ends, now)
                if not reply.location:
                    raise UnreadableActError(url, "the server sends on to nowhere")
                url = urljoin(url, reply.location)
        except OSError as error:
            raise UnreadableActError(url, f"the server does not answer ({type(error).__name__})") from error
        if now() > ends:
            raise UnreadableActError(url, f"the page did not come within {LONGEST:.0f} seconds")
    raise UnreadableActError(url, f"the server sends on more than {MOST_REDIRECTS} times")


def _body(url: str, reply: Reply, ends: float, now: Callable[[], float]) -> bytes:
    if reply.status != 200:
        raise UnreadableActError(url, f"the server answered with {reply.status} and no page")
    content = b""
    for piece in reply.pieces:
        content += piece
        if len(content) > LARGEST:
            raise UnreadableActError(url, f"the page is larger than {LARGEST // 1_000_000} MB")
        if now() > ends:
            raise UnreadableActError(url, f"the page did not come within {LONGEST:.0f} seconds")
    return content


def _public_address(url: str, web: Web) -> str:
    """An address of the host; refused unless every one of them is public."""
    host = _host(url)
    try:
        addresses = web.addresses(host)
    except (OSError, UnicodeError) as error:
        raise UnreadableActError(url, f"there is no host named {host}") from error
    if not addresses:
        raise UnreadableActError(url, f"there is no host named {host}")
    if not all(map(is_public, addresses)):
        raise UnreadableActError(
            url, "the address lies inside a private network; only public pages are fetched"
        )
    return addresses[0]


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnreadableActError(url, "this is not an address of a page") from error
    _refuse_unusual(url, parts, port)
    return parts.hostname or ""


def _refuse_unusual(url: str, parts: SplitResult, port: int | None) -> None:
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UnreadableActError(url, "only addresses that begin with http:// or https:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise UnreadableActError(url, "the address holds a name or a password; give it without them")
    if port not in {None, _PORTS[parts.scheme]}:
        raise UnreadableActError(url, f"the address names the port {port}; only the usual ports are asked")


def is_public(address: str) -> bool:
    """The address belongs to the public internet, also when it is written inside another kind of address."""
    try:
        known = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address):
        inside = known.ipv4_mapped or known.sixtofour or (known.teredo or (None, None))[1]
        if known in _TRANSLATED or (inside is not None and not is_public(str(inside))):
            return False
        if known.ipv4_mapped is not None:
            return True
    return known.is_global and not known.is_multicast
