"""From a code to what finds and opens its case: slowly, so that codes cannot be tried in numbers."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.tips.reporting.codes import Code
from bot.tips.secrecy.key_file import pepper_name

MEMORY_KIB = 128 * 1024
ROUNDS = 4
LOOKUP = 16
MOST_WAITING = 10


class TooManyCodesError(Exception):
    """Ten codes wait already; this one was not taken."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a code opens: where its case stands, and the key that unwraps the key of the case; under the pepper of this name."""

    lookup: bytes
    key: bytes
    pepper: str = ""

    def __repr__(self) -> str:
        return "Unlocked(…)"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one code costs Argon2id (RFC 9106)."""

    memory_kib: int = MEMORY_KIB
    rounds: int = ROUNDS


class Hasher:
    """Works codes out in a thread of its own, one at a time, so that 128 MiB are the most it ever holds."""

    def __init__(self, peppers: Callable[[], Sequence[bytes]], cost: Cost | None = None) -> None:
        """`peppers` gives those in use, that of new codes first."""
        self._peppers = peppers
        self._cost = cost or Cost()
        self._thread = ThreadPoolExecutor(1, "codes")
        self._waiting = 0

    async def unlock(self, code: Code) -> Unlocked:
        """What a new code opens; the same for the same code and pepper.

        Raises:
            TooManyCodesError: where ten others wait.
        """
        [unlocked] = await self._worked_out(code, self._peppers()[:1])
        return unlocked

    async def unlock_each(self, code: Code) -> list[Unlocked]:
        """What a code opens, under each pepper that it may have been given under: as long as any other code takes.

        Raises:
            TooManyCodesError: where ten others wait.
        """
        return await self._worked_out(code, self._peppers())

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _worked_out(self, code: Code, peppers: Sequence[bytes]) -> list[Unlocked]:
        if self._waiting > MOST_WAITING:
            raise TooManyCodesError
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(
                self._thread, lambda: [self._work_out(code, pepper) for pepper in peppers]
            )
        finally:
            self._waiting -= 1

    def _work_out(self, code: Code, pepper: bytes) -> Unlocked:
        peppered = hmac.digest(pepper, code.digits.encode("ascii"), hashlib.sha256)
        slow = hash_secret_raw(
            peppered,
            _derived(pepper, "salt", 16),
            time_cost=self._cost.rounds,
            memory_cost=self._cost.memory_kib,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
        )
        return Unlocked(_derived(slow, "lookup", LOOKUP), _derived(slow, "key", 32), pepper_name(pepper))


def _derived(secret: bytes, purpose: str, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=f"adep tip {purpose}".encode()).derive(secret)
