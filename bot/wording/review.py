"""Words that people read in the knowledge, held against the glossary."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from bot.documents.fields import UnreadableTemplateError, paragraphs_of
from bot.language import Language
from bot.wording.glossary import FILE, Glossary, Wording, load_glossary
from bot.yaml_files.lines import Document, Location, Problem, read

PUBLISHED = frozenset({"preamble", "signatures", "sections", "registered", "called"})
"""Keys under which a publication or people have the word, not the bot."""
UNSAID = frozenset({"intents.yaml"})
"""Files whose titles are what people say."""
LANGUAGES = {language.value: language for language in Language}


@dataclass(frozen=True, slots=True)
class Said:
    """A line that people read."""

    document: Document
    location: Location
    language: Language
    words: str

    @property
    def name(self) -> str:
        """The name of the text or of the entry it stands in."""
        return str(self.location[0])


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording with its forms made ready to be looked for."""

    wording: Wording
    means: str
    banned: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def found(self, name: str, words: str) -> Iterator[str]:
        """The banned words in a line of the text `name`."""
        if self.wording.only and not any(fnmatchcase(name, pattern) for pattern in self.wording.only):
            return
        fine = [found.span() for pattern in self.unless for found in pattern.finditer(words)]
        for pattern in self.banned:
            for found in pattern.finditer(words):
                if not any(start < found.end() and found.start() < end for start, end in fine):
                    yield found[0]


def wording_problems(knowledge: Path) -> Iterator[Problem]:
    """Every form in a knowledge folder that its glossary bans, with what to say instead."""
    faults: list[Problem] = []
    glossary = load_glossary(knowledge, faults)
    yield from faults
    if glossary:
        rules = {language: tuple(rules_of(glossary, language)) for language in Language}
        for path in sorted(knowledge.rglob("*.yaml")):
            if path.name != FILE:
                yield from _problems_in(read(path), rules)
        for path in sorted(knowledge.rglob("*.docx")):
            yield from _problems_in_template(path, rules)


def rules_of(glossary: Glossary, language: Language) -> Iterator[Rule]:
    """What a language must not say."""
    for term in glossary.values():
        wording = term.wording(language)
        if wording and wording.banned:
            yield Rule(
                wording,
                term.means,
                tuple(map(form, wording.banned)),
                tuple(map(form, wording.unless)),
            )


def form(written: str) -> re.Pattern[str]:
    """A form of the glossary as a pattern of whole words."""
    signs = {"*": r"\w*", "…": r"[^.!?\n]*?", "#": r"[\d}]", " ": r"[ \n]+"}
    pattern = "".join(signs.get(sign, re.escape(sign)) for sign in written)
    start = r"(?<!\w)" if written[0] not in "#…" else ""
    return re.compile(rf"{start}{pattern}(?!\w)", 0 if written != written.lower() else re.IGNORECASE)


def said_in(document: Document) -> Iterator[Said]:
    """Every line of a file that people read, in the order of the file."""
    name = document.path.name
    if not isinstance(document.value, (dict, list)):
        return
    language = LANGUAGES.get(name.split(".")[-2]) if name.count(".") > 1 else None
    for location, words in _strings(document.value, ()):
        keys = frozenset(location)
        of = language or LANGUAGES.get(str(location[-1]))
        published = language and name.startswith("text.") and location[-1] != "note"
        unsaid = name in UNSAID and "title" in keys
        if of and not published and not unsaid and not keys & PUBLISHED:
            yield Said(document, location, of, words)


def _problems_in(document: Document, rules: Mapping[Language, tuple[Rule, ...]]) -> Iterator[Problem]:
    for said in said_in(document):
        for rule in rules[said.language]:
            for words in rule.found(said.name, said.words):
                yield document.problem(said.location, _instead(words, rule))


def _problems_in_template(path: Path, rules: Mapping[Language, tuple[Rule, ...]]) -> Iterator[Problem]:
    """What a Word template says wrongly, by the number of its paragraph; that it cannot be read is told by whoever needs it."""
    language = LANGUAGES.get(path.name.split(".")[-2])
    try:
        paragraphs = list(paragraphs_of(path.read_bytes())) if language else []
    except UnreadableTemplateError:
        return
    for number, words in enumerate(paragraphs, start=1):
        for rule in rules[language] if language else ():
            for found in rule.found(path.name.partition(".")[0], words):
                yield Problem(path, number, _instead(found, rule))


def _instead(words: str, rule: Rule) -> str:
    shown = " ".join(words.split())
    return f"banned form «{shown}»; write instead: {rule.wording.say} ({rule.means}; see {FILE})"


def _strings(value: object, location: Location) -> Iterator[tuple[Location, str]]:
    """Every string of a file by its place; those of a list under a language are what people type, and are left out."""
    match value:
        case str():
            yield location, value
        case dict():
            for key, held in value.items():
                yield from _strings(held, (*location, key))
        case list() if not location or location[-1] not in LANGUAGES:
            for number, held in enumerate(value):
                yield from _strings(held, (*location, number))
