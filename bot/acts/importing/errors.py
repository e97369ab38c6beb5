"""The one exception of the importer."""


class UnreadableActError(Exception):
    """An act cannot be read; the message says what was met and where, for a lawyer to understand."""

    def __init__(self, where: str, met: str) -> None:
        super().__init__(f"{where}: {met}")
        self.where = where
        self.met = met
