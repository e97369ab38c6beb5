"""Files are rebuilt, never patched: only what a reader sees goes into a new file (tips.md, T11 and T12)."""

from bot.cleaning.cleaner import Cleaner
from bot.cleaning.model import Cleaned, Kind, Outcome, Refusal, Refused

__all__ = ["Cleaned", "Cleaner", "Kind", "Outcome", "Refusal", "Refused"]
