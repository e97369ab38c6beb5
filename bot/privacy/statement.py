"""What is kept of people, told out of the schema of the databases and the settings in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.config import TELEGRAM, Settings
from bot.counts.counts import KEPT_DAYS
from bot.language import Language
from bot.privacy.database_schema import Schema
from bot.privacy.spans import LOST_QUESTION_DAYS
from bot.privacy.stored_tables import Stored, StoredTable
from bot.reminders.votes import KEPT_POLLS, KEPT_UPDATES
from bot.texts.texts import Say, Texts


@dataclass(frozen=True, slots=True)
class Kept:
    """One table as people are told of it: `columns` are names and meanings."""

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    life: str


class PrivacyPaper:
    """Says what is kept, in one language. A column that nobody described is named as it is: nothing is left out."""

    def __init__(self, stored: Stored, texts: Texts, settings: Settings, language: Language) -> None:
        self._stored = stored
        self._texts = texts
        self._settings = settings
        self._language = language

    def tables(self, schemas: Mapping[str, Schema]) -> Iterator[Kept]:
        """Every table of every database."""
        for database, schema in schemas.items():
            described = self._stored.tables.get(database, {})
            for table, columns in schema.items():
                yield self._kept(table, columns, described.get(table))

    def promises(self) -> Iterator[str]:
        """What holds besides the tables, by the settings in force."""
        say, settings = self._say, self._settings
        yield say(Say.PRIVACY_MEMORY)
        yield say(Say.PRIVACY_LOG, level=settings.log_level)
        if settings.bot_api_url != TELEGRAM:
            yield say(Say.PRIVACY_LOCAL_API, host=urlsplit(settings.bot_api_url).netloc)
        yield say(Say.PRIVACY_WEBHOOK if settings.webhook_url else Say.PRIVACY_POLLING)
        yield say(Say.PRIVACY_DAYS, timezone=settings.timezone)

    def _kept(self, table: str, columns: tuple[str, ...], described: StoredTable | None) -> Kept:
        if described is None:
            return Kept(table, table, tuple((column, column) for column in columns), "?")
        return Kept(
            name=table,
            title=described.titles[self._language],
            columns=tuple(
                (column, described.columns[column][self._language] if column in described.columns else column)
                for column in columns
            ),
            life=described.lives[self._language].format(**facts(self._settings)),
        )

    def _say(self, name: Say, **values: object) -> str:
        return self._texts(self._language, name, **values)


def facts(settings: Settings) -> Mapping[str, object]:
    """What the life of a table in stored.yaml may speak of in braces."""
    low, high = settings.tip_delay_minutes
    return {
        "count_days": KEPT_DAYS,
        "quiz_days": KEPT_POLLS,
        "voted_days": KEPT_UPDATES,
        "lost_days": LOST_QUESTION_DAYS,
        "tip_delay_from": low,
        "tip_delay_to": high,
    }
