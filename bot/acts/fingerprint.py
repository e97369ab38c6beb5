"""The fingerprint of a text: another one means that somebody changed it by hand."""

import hashlib
import json
from collections.abc import Iterable, Sequence


def fingerprint(places: Iterable[tuple[str, Sequence[str]]]) -> str:
    """The sha256, in hex, of all refs with their parts in their order."""
    said = [[ref, list(parts)] for ref, parts in places]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
