"""The real network behind `fetching.Web`: it connects to the address that was checked and to no other."""

import http.client
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

from bot.acts.importing.fetching import Reply

_PIECE = 65_536
_NAMES = {"User-Agent": "act-reader", "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity"}


class _Pinned(http.client.HTTPConnection):
    """A connection whose host name is only said, while the address is given."""

    def __init__(self, host: str, address: str, port: int, seconds: float, *, secure: bool) -> None:
        super().__init__(host, port, timeout=seconds)
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        """Connect to the checked address; the certificate must be that of the host."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        else:
            self.sock = plain


class PublicWeb:
    """Asks servers on the internet."""

    def addresses(self, host: str) -> Sequence[str]:
        """All addresses of the host."""
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    @contextmanager
    def ask(self, url: str, address: str, seconds: float) -> Iterator[Reply]:
        """One request for the page, closed with the context."""
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        connection = _Pinned(parts.hostname or "", address, port, seconds, secure=secure)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with closing(connection):
            try:
                connection.request("GET", path, headers=_NAMES)
                answer = connection.getresponse()
                yield Reply(answer.status, answer.getheader("Location") or "", _pieces(answer))
            except http.client.HTTPException as error:
                raise OSError("the answer breaks the rules of HTTP") from error


def _pieces(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := answer.read1(_PIECE):
        yield piece
