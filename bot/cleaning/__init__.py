"""Files are rebuilt, never patched: only what a reader sees goes into a new file (T11 and T12)."""

from bot.cleaning.cleaner import Cleaner
from bot.cleaning.locks import Lock
from bot.cleaning.model import Cleaned, CleaningResult, Dropped, Hidden, Kind, Refusal, Refused
from bot.cleaning.office import find_office
from bot.cleaning.places import Places
from bot.cleaning.tools import Tool, find_ffmpeg, missing_tools
from bot.cleaning.voice import MOST_SECONDS as LONGEST_VOICE

__all__ = [
    "LONGEST_VOICE",
    "Cleaned",
    "Cleaner",
    "CleaningResult",
    "Dropped",
    "Hidden",
    "Kind",
    "Lock",
    "Places",
    "Refusal",
    "Refused",
    "Tool",
    "find_ffmpeg",
    "find_office",
    "missing_tools",
]
