"""A web server with a certificate before the webhook: one in this process, and Caddy where it is installed."""

import asyncio
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import KNOWLEDGE
from tests.waiting import patient

HOST = "localhost"
CADDYFILE = KNOWLEDGE.parent / "deploy" / "Caddyfile"


@dataclass(frozen=True)
class Proxy:
    """Where TLS is ended, what is behind it, and a folder for its files."""

    port: int
    behind: int
    folder: Path

    @property
    def url(self) -> str:
        """The address of the webhook."""
        return f"https://{HOST}:{self.port}/telegram"

    @property
    def certificate(self) -> Path:
        """What signs its certificate."""
        return self.folder / "certificate.pem"

    @property
    def trusted(self) -> ssl.SSLContext:
        """What trusts it and nobody else."""
        return ssl.create_default_context(cafile=self.certificate)


@asynccontextmanager
async def own(proxy: Proxy) -> AsyncIterator[None]:
    """A proxy of a few lines: what comes over TLS goes on as it is."""
    if not proxy.certificate.exists():
        _certify(proxy)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(proxy.certificate, proxy.folder / "key.pem")

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            behind = await asyncio.open_connection("127.0.0.1", proxy.behind)
        except OSError:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            writer.close()
            return
        await asyncio.gather(_copy(reader, behind[1]), _copy(behind[0], writer))

    async with await asyncio.start_server(pass_on, "127.0.0.1", proxy.port, ssl=context):
        yield


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while block := await reader.read(65536):
            writer.write(block)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def caddy(proxy: Proxy) -> AsyncIterator[None]:
    """Caddy with the file of deploy/, and the certificates that it makes for a machine of its own."""
    environment = {
        "HOME": str(proxy.folder),
        "ADEP_HOST": f"{HOST}:{proxy.port}",
        "ADEP_WEBHOOK": f"127.0.0.1:{proxy.behind}",
        "ADEP_WATCH": str(proxy.behind + 1),
    }
    process = await asyncio.create_subprocess_exec(
        "caddy",
        *("run", "--config", str(CADDYFILE), "--adapter", "caddyfile"),
        env={**environment, "PATH": "/usr/bin:/bin:/usr/local/bin"},
        stdout=sys.stderr,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await _listening(proxy.port)
        root = proxy.folder / ".local/share/caddy/pki/authorities/local/root.crt"
        proxy.certificate.write_bytes(root.read_bytes())
        yield
    finally:
        process.terminate()
        await process.wait()


async def _listening(port: int) -> None:
    async with patient(f"somebody listens on {port}"):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


def _certify(proxy: Proxy) -> None:
    """A certificate that signs itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    proxy.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (proxy.folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
