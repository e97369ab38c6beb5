"""What is wrong between matters, small talk and the acts that settle matters."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import chain
from typing import Protocol

from bot.acts import schema
from bot.acts.files import Files
from bot.acts.matters_assembly import spoken
from bot.language import Language
from bot.matters.model import TELLING, Source
from bot.words.skeleton import folded_words
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import Read


class _Least(Protocol):
    """How much there must be (see bot/acts/review.py)."""

    @property
    def questions(self) -> int: ...
    @property
    def stories(self) -> int: ...
    @property
    def keywords(self) -> int: ...
    @property
    def unsettled(self) -> int: ...


MattersRead = Read[schema.MattersFile]


def review_matters(files: Files, least: _Least, grammar: frozenset[str]) -> list[Problem]:
    """Everything that is wrong with matters and small talk."""
    settled = {name for act in files.acts for names in act.act.value.settles.values() for name in names}
    return [
        *_names(files),
        *_titles(files),
        *chain.from_iterable(
            _enough(read, name, entry, least) if name in settled else _elsewhere(read, name, entry)
            for read, name, entry in files.each_matter()
        ),
        *_checked(files),
        *_near_talks(files),
        *_repeated(files),
        *_unsettled(files, settled, least),
        *_apart(files, least, grammar),
    ]


def _checked(files: Files) -> Iterator[Problem]:
    """Pointers of which it is said when they were checked and not by whom, or the other way; the day is shown to people."""
    for read, name, entry in files.each_matter():
        if entry.checked and not entry.checked_by:
            yield read.problem((name, "checked"), "say in checked_by who looked at the source on that day")
        if entry.checked_by and not entry.checked:
            yield read.problem((name, "checked_by"), "say in checked on which day")
        if entry.checked and not entry.elsewhere:
            yield read.problem((name, "checked"), "there is no elsewhere that was checked")


def _near_talks(files: Files) -> Iterator[Problem]:
    """Small talk that names matters that are not there."""
    matters = {name for _, name, _ in files.each_matter()}
    for name, talk in files.intents.value.root.items():
        for matter in talk.near:
            if matter not in matters:
                yield files.intents.problem((name, "near"), f"there is no matter «{matter}»")


def review_topics(files: Files) -> Iterator[Problem]:
    """Topics that name what is not there, and settled matters that no topic shows."""
    matters = {name for _, name, _ in files.each_matter()}
    settled = {name for act in files.acts for names in act.act.value.settles.values() for name in names}
    shown: set[str] = set()
    for name, theme in files.topics.value.root.items():
        shown.update(theme.matters)
        for matter in theme.matters:
            if matter not in matters:
                yield files.topics.problem((name, "matters"), f"there is no matter «{matter}»")
    for matter in sorted(settled & matters - shown):
        yield files.topics.problem((), f"no topic shows «{matter}»")


def _names(files: Files) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for read, name, _ in files.each_matter():
        if name in seen:
            yield read.problem((name,), f"matter «{name}» stands in {seen[name]} already")
        seen[name] = read.document.path.name
    for name in files.intents.value.root:
        if name in seen:
            yield files.intents.problem((name,), f"«{name}» is a matter already, in {seen[name]}")
    for read, name, entry in files.each_matter():
        for other in entry.near:
            if other not in seen or other == name:
                yield read.problem((name, "near"), f"there is no other matter «{other}»")
        for other in filter(None, (entry.follow.consequence, entry.follow.whom)):
            if other not in seen:
                yield read.problem((name, "follow"), f"there is no matter «{other}»")


def _titles(files: Files) -> Iterator[Problem]:
    for language in Language:
        seen: dict[str, str] = {}
        for read, name, entry in files.each_matter():
            title: str = getattr(entry.title, language)
            if title in seen:
                yield read.problem((name, "title"), f"title «{title}» is the same as that of «{seen[title]}»")
            seen[title] = name


def _enough(read: MattersRead, name: str, entry: schema.MatterEntry, least: _Least) -> Iterator[Problem]:
    for language in Language:
        lines = sum(len(said) for _, voices in spoken(entry) for said in getattr(voices, language).values())
        if lines < least.questions:
            yield read.problem(
                (name,), f"«{name}» has fewer than {least.questions} questions and stories ({language})"
            )
        if len(getattr(entry.keywords, language)) < least.keywords:
            yield read.problem((name,), f"«{name}» has fewer than {least.keywords} keywords ({language})")


def _elsewhere(read: MattersRead, name: str, entry: schema.MatterEntry) -> Iterator[Problem]:
    if entry.elsewhere is None:
        yield read.problem((name,), f"no act settles «{name}», and `elsewhere` does not say who does")


def _unsettled(files: Files, settled: set[str], least: _Least) -> Iterator[Problem]:
    matters = [name for _, name, _ in files.each_matter() if name not in settled]
    count = len(matters) + len(files.intents.value.root)
    if count < least.unsettled:
        yield files.intents.problem(
            (), f"{count} matters that no act settles; at least {least.unsettled} are needed"
        )


def _repeated(files: Files) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for owner, line, problem in _all_examples(files):
        if line in seen:
            yield problem(f"this question stands under «{seen[line]}» already")
        seen[line] = owner


def _all_examples(files: Files) -> Iterator[tuple[str, str, Callable[[str], Problem]]]:
    """Every line that people say, whose it is, and how to complain of it."""
    entries: Iterator[tuple[Read[schema.MattersFile] | Read[schema.IntentsFile], str, schema.Spoken]] = chain(
        files.each_matter(),
        ((files.intents, name, entry) for name, entry in files.intents.value.root.items()),
    )
    for read, name, entry in entries:
        for source, voices in spoken(entry):
            for language in Language:
                for voice, lines in getattr(voices, language).items():
                    for number, line in enumerate(lines):
                        place = (name, KEYS[source], language.value, voice, number)
                        yield name, line, partial(read.problem, place)


KEYS: Mapping[Source, str] = {
    Source.QUESTION: "questions",
    Source.STORY: "stories",
    Source.STATEMENT: "statements",
    Source.QUOTE: "quotes",
    Source.SNIPPET: "snippets",
    Source.APPEAL: "appeals",
}
"""The keys of the file under which each kind of line stands."""


def _apart(files: Files, least: _Least, grammar: frozenset[str]) -> Iterator[Problem]:
    """Places of acts whose matters are told in its own words alone: an everyday story would not find them."""
    entries = {name: entry for _, name, entry in files.each_matter()}

    @cache
    def told(name: str, language: Language) -> tuple[frozenset[str], ...]:
        """The content words of each story of a matter, which many places may settle."""
        return tuple(content_words(story, grammar) for story in _told(entries[name], language))

    for act in files.acts:
        for language, read in act.texts.items():
            texts = {rule.ref: " ".join(rule.parts) for rule in read.value.root}
            for ref, settled in act.act.value.settles.items():
                known = content_words(texts.get(ref, ""), grammar)
                stories = (story for name in settled if name in entries for story in told(name, language))
                if sum(map(known.isdisjoint, stories)) < least.stories:
                    yield act.act.problem(
                        ("settles", ref),
                        f"the matters of «{ref}» have fewer than {least.stories} stories ({language}) that share no content word with it",
                    )


def _told(entry: schema.MatterEntry, language: Language) -> Iterator[str]:
    for source, voices in spoken(entry):
        if source in TELLING:
            yield from chain.from_iterable(getattr(voices, language).values())


def content_words(text: str, grammar: frozenset[str]) -> frozenset[str]:
    """Folded words of a text that carry matter: of 4 letters or more, and none of the folded function words."""
    return frozenset(word for word in folded_words(text) if len(word) > 3) - grammar
