"""What became of a file, in words: the same for the reporter before it is filed and for the official who gets it."""

from collections.abc import Iterator, Mapping

from bot.cleaning import Dropped, Kind
from bot.language import Language
from bot.texts.texts import Say, Texts
from bot.tips.model import Attachment
from bot.tips.reporting.evidence import Evidence

IN_SHEETS = f".{Kind.XLSX}"


class FileLines:
    """Lines about files, as plain text in one language."""

    def __init__(self, texts: Texts, language: Language) -> None:
        self._texts = texts
        self._language = language

    def documents(self, file: Attachment) -> Iterator[tuple[str, bytes, str]]:
        """A file as it is sent: name, bytes and what stands with it; then its drawn pages, where it has any."""
        yield file.name, file.data, self.for_reader(file)
        if file.drawn:
            yield f"{file.name.partition('.')[0]}-pages.pdf", file.drawn, self.for_drawn(file)

    def for_reporter(self, number: int, file: Evidence) -> str:
        """A file of a draft: its name, its pages, what it lacks, what can still be decided."""
        attachment = file.attachment
        lines = [self.naming(number, file)]
        lines += self._changes(attachment)
        if file.hides and not file.is_revealed:
            lines.append(self._say(Say.TIP_FILE_HIDES))
        if attachment.drawn:
            lines.append(self._say(Say.TIP_FILE_DRAWN))
        return " ".join(lines)

    def naming(self, number: int, file: Evidence) -> str:
        """A file of a draft: its name and its pages."""
        return self._say(Say.TIP_FILE, number=str(number), file=self._named(file.attachment))

    def for_reader(self, file: Attachment) -> str:
        """Above a file that somebody gets: that it is no original, and what it lacks."""
        return "\n".join((self._say(Say.FILE_REBUILT, file=self._named(file)), *self._changes(file)))

    def for_drawn(self, file: Attachment) -> str:
        """Above the drawn pages of a file."""
        return self._say(Say.FILE_DRAWN, file=file.name)

    def _named(self, file: Attachment) -> str:
        if file.pages is None:
            return file.name
        unit = Say.FILE_SHEETS if file.name.endswith(IN_SHEETS) else Say.FILE_PAGES
        return f"{file.name}, {self._texts(self._language, unit, count=file.pages)}"

    def _changes(self, file: Attachment) -> Iterator[str]:
        if file.lacks:
            yield self._say(Say.FILE_LACKS, kinds=self._kinds(file.lacks))
        if file.shows:
            yield self._say(Say.FILE_SHOWS, kinds=self._kinds(file.shows))

    def _kinds(self, counts: Mapping[Dropped, int]) -> str:
        return ", ".join(f"{self._say(Say(f'tip_lost_{kind}'))} – {count}" for kind, count in counts.items())

    def _say(self, name: Say, **values: object) -> str:
        return self._texts(self._language, name, **values)
