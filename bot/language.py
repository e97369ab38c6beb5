"""The two languages Adep speaks."""

from enum import StrEnum


class Language(StrEnum):
    """A language of an answer; the value is its ISO 639-1 code, as Telegram and Babel write it."""

    KK = "kk"
    RU = "ru"

    @property
    def other(self) -> "Language":
        """The language the `an:lang` button switches to."""
        return Language.RU if self is Language.KK else Language.KK
