"""Sealing: AES-256-GCM, the place of a thing bound to it, its length rounded up."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = 32
NONCE = 12
BLOCK = 512
_COUNT = 4


class UnsealableError(Exception):
    """Something sealed does not open with this key at this place: it was changed, moved, or the key is another."""


def new_key() -> bytes:
    """A random key of 32 bytes."""
    return AESGCM.generate_key(KEY * 8)


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """Seal bytes to a place such as `4821-7730/entry/3`; only their length in steps of 512 can be told from outside."""
    nonce = os.urandom(NONCE)
    padded = len(plain).to_bytes(_COUNT, "big") + plain
    padded += bytes(-len(padded) % BLOCK)
    return nonce + AESGCM(key).encrypt(nonce, padded, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """What was sealed to the place.

    Raises:
        UnsealableError: where key, place or content are not those of the sealing.
    """
    try:
        padded = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise UnsealableError(place) from None
    return padded[_COUNT : _COUNT + int.from_bytes(padded[:_COUNT], "big")]


def wrap(key: bytes, inner: bytes, place: str) -> bytes:
    """Seal a key under a key; a key has one length, so there is nothing to round."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, inner, place.encode())


def unwrap(key: bytes, wrapped: bytes, place: str) -> bytes:
    """The key that was wrapped.

    Raises:
        UnsealableError: as `unseal`.
    """
    try:
        return AESGCM(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise UnsealableError(place) from None
