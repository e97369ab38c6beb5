"""docs/privacy.md: what is kept, in both languages, out of the same source as /privacy."""

from collections.abc import Iterator, Mapping

from bot.config import Settings
from bot.language import Language
from bot.privacy.database_schema import Schema
from bot.privacy.statement import Kept, PrivacyPaper
from bot.privacy.stored_tables import Stored
from bot.texts.texts import Say, Texts


def privacy_markdown(stored: Stored, texts: Texts, settings: Settings, schemas: Mapping[str, Schema]) -> str:
    """The whole page."""
    blocks = [block for language in Language for block in _part(stored, texts, settings, schemas, language)]
    return "\n\n".join(["<!-- Made by `make privacy`; do not edit. -->", *blocks]) + "\n"


def _part(
    stored: Stored, texts: Texts, settings: Settings, schemas: Mapping[str, Schema], language: Language
) -> Iterator[str]:
    paper = PrivacyPaper(stored, texts, settings, language)
    yield f"# {texts(language, Say.PRIVACY_TITLE)}"
    yield texts(language, Say.PRIVACY_HEAD)
    for database, schema in schemas.items():
        yield f"## `{database}`"
        for kept in paper.tables({database: schema}):
            yield from _table(kept, texts, language)
    yield "\n".join(f"- {promise}" for promise in paper.promises())
    yield texts(language, Say.PRIVACY_END)


def _table(kept: Kept, texts: Texts, language: Language) -> Iterator[str]:
    yield f"### {kept.title} (`{kept.name}`)"
    head = f"| {texts(language, Say.PRIVACY_FIELD)} | {texts(language, Say.PRIVACY_WHAT)} |"
    yield "\n".join([head, "|---|---|", *(f"| `{name}` | {words} |" for name, words in kept.columns)])
    yield texts(language, Say.PRIVACY_LIFE, life=kept.life)
