"""What every table and column that Adep keeps is for, and how long it lives: knowledge/stored.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from pydantic import RootModel

from bot.acts.loader import KnowledgeFaultyError
from bot.acts.schema import Both, Strict
from bot.language import Language
from bot.privacy.database_schema import Schema
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import Read, read_shaped

FILE = "stored.yaml"
FIGURES = frozenset({"count_days", "quiz_days", "voted_days", "lost_days", "tip_delay_from", "tip_delay_to"})
"""What the life of a table may name in braces; bot/privacy/statement.py fills them in."""


class TableEntry(Strict):
    """One table in stored.yaml."""

    title: Both
    life: Both
    columns: dict[str, Both]


class StoredFile(RootModel[dict[str, dict[str, TableEntry]]]):
    """stored.yaml: database file, table, what is kept in it."""


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table in the words of people; `life` may hold names of settings in braces."""

    titles: Mapping[Language, str]
    lives: Mapping[Language, str]
    columns: Mapping[str, Mapping[Language, str]]


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept, by database file and table."""

    tables: Mapping[str, Mapping[str, StoredTable]]

    def titles(self, database: str, language: Language) -> Mapping[str, str]:
        """The tables of a database file by name, in the words of people."""
        return {name: table.titles[language] for name, table in self.tables.get(database, {}).items()}

    def undescribed(self, database: str, schema: Schema) -> Iterator[str]:
        """What of a schema is not described, and what is described and not there: `table` or `table.column`."""
        described = {table: set(entry.columns) for table, entry in self.tables.get(database, {}).items()}
        kept = {table: set(columns) for table, columns in schema.items()}
        yield from sorted(described.keys() ^ kept.keys())
        for table in sorted(described.keys() & kept.keys()):
            yield from (f"{table}.{column}" for column in sorted(described[table] ^ kept[table]))


def load_stored(knowledge: Path) -> Stored:
    """The descriptions in a knowledge folder.

    Raises:
        KnowledgeFaultyError: where the file is missing or has not its shape.
    """
    problems = list[Problem]()
    file = read_shaped(knowledge / FILE, StoredFile, problems)
    problems += _unknown_figures(file)
    if problems:
        raise KnowledgeFaultyError(sorted(problems))
    return Stored(
        {
            database: {name: _table(entry) for name, entry in tables.items()}
            for database, tables in file.value.root.items()
        }
    )


def _unknown_figures(file: Read[StoredFile]) -> Iterator[Problem]:
    for database, tables in file.content.root.items() if file.content else ():
        for name, entry in tables.items():
            for language, life in _both(entry.life).items():
                if not FIGURES.issuperset(_names_in(life)):
                    known = ", ".join(f"{{{figure}}}" for figure in sorted(FIGURES))
                    yield file.problem((database, name, "life", language.value), f"may name {known} alone")


def _names_in(life: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(life) if name is not None}
    except ValueError:
        return {life}


def _table(entry: TableEntry) -> StoredTable:
    return StoredTable(
        titles=_both(entry.title),
        lives=_both(entry.life),
        columns={name: _both(words) for name, words in entry.columns.items()},
    )


def _both(words: Both) -> Mapping[Language, str]:
    return {Language.KK: words.kk, Language.RU: words.ru}
