"""Files of drafts, made up."""

from bot.cleaning import Cleaned, Kind
from bot.tips.reporting.evidence import Evidence


def evidence(name: str = "a.jpg", data: bytes = b"pixels") -> Evidence:
    """A file as the cleaning hands it on."""
    return Evidence(name, Cleaned(data, Kind(name.rpartition(".")[2])))
