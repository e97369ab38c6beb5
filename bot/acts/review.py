"""What no single file can see of itself: gaps, duplicates, dangling refs, thin guides, between all files at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from bot.acts import schema
from bot.language import Language
from bot.words.skeleton import folded_words
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import Read

LEAST_QUESTIONS = 10
LEAST_STORIES = 3
LEAST_OUTSIDE = 150
LEAST_DILEMMAS = 40
DILEMMA_ID = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Files:
    """All files of knowledge/ that make the rulebook."""

    act: Read[schema.ActFile]
    rules: Mapping[Language, Read[schema.RulesFile]]
    questions: Mapping[Language, Read[schema.QuestionsFile]]
    topics: Read[schema.TopicsFile]
    outside: Read[schema.OutsideFile]
    dilemmas: Read[schema.DilemmasFile]
    synonyms: Read[schema.SynonymsFile]

    @property
    def complete(self) -> bool:
        """Whether every file has the shape it must have."""
        single = (
            self.act.content,
            self.topics.content,
            self.outside.content,
            self.dilemmas.content,
            self.synonyms.content,
        )
        rules = (read.content for read in self.rules.values())
        questions = (read.content for read in self.questions.values())
        return all(content is not None for content in (*single, *rules, *questions))


def review(files: Files) -> list[Problem]:
    """Everything that is wrong between the files."""
    words = files.synonyms.value.function_words
    grammar = frozenset(folded_words(" ".join((*words.kk, *words.ru))))
    return [
        *chain.from_iterable(_rules(files, language) for language in Language),
        *_same_shape(files),
        *_dangling(files),
        *chain.from_iterable(_guides(files, language, grammar) for language in Language),
        *_repeated_examples(files),
        *_outside(files),
        *_dilemmas(files),
        *_concepts(files),
    ]


def _refs(files: Files) -> dict[str, schema.RuleEntry]:
    return {rule.ref: rule for rule in files.rules[Language.KK].value.root}


def _rules(files: Files, language: Language) -> Iterator[Problem]:
    read = files.rules[language]
    seen: set[str] = set()
    for number, rule in enumerate(read.value.root):
        if rule.ref in seen:
            yield read.problem((number,), f"ref «{rule.ref}» stands here a second time")
        if rule.section not in files.act.value.sections:
            yield read.problem((number, "section"), f"section «{rule.section}» is not in act.yaml")
        before = _before(rule.ref)
        if before and before not in seen:
            yield read.problem((number,), f"«{rule.ref}» stands without «{before}» before it")
        seen.add(rule.ref)
    if "status" not in seen:
        yield read.problem((), "ref «status» is missing")


def _before(ref: str) -> str:
    """The ref without which this one would leave a gap: 3.11 for 3.12, 3 for 3.1, 11 for 12; empty for a first."""
    head, _, last = ref.rpartition(".")
    if not last.isdigit():
        return ""
    if last == "1":
        return head if head.isdigit() else ""
    return f"{head}.{int(last) - 1}" if head else str(int(last) - 1)


def _same_shape(files: Files) -> Iterator[Problem]:
    kk = files.rules[Language.KK]
    ru = files.rules[Language.RU]
    translated = {rule.ref: rule for rule in ru.value.root}
    for number, rule in enumerate(kk.value.root):
        if rule.ref not in translated:
            yield ru.problem((), f"ref «{rule.ref}» of {kk.document.path.name} is missing")
        elif translated[rule.ref].section != rule.section:
            yield kk.problem((number,), f"«{rule.ref}» stands in another section in {ru.document.path.name}")
    for number, rule in enumerate(ru.value.root):
        if rule.ref not in _refs(files):
            yield ru.problem((number,), f"ref «{rule.ref}» is not in {kk.document.path.name}")


def _dangling(files: Files) -> Iterator[Problem]:
    refs = _refs(files)
    related = files.act.value.related
    for ref, others in related.items():
        for other in [ref, *others]:
            if other not in refs:
                yield files.act.problem(("related", ref), f"there is no ref «{other}»")
    for ref in refs.keys() - related.keys():
        yield files.act.problem(("related",), f"related refs of «{ref}» are missing")
    shown: set[str] = set()
    for name, theme in files.topics.value.root.items():
        shown.update(theme.refs)
        for ref in theme.refs:
            if ref not in refs:
                yield files.topics.problem((name, "refs"), f"there is no ref «{ref}»")
    for ref in sorted(refs.keys() - shown):
        yield files.topics.problem((), f"no topic shows «{ref}»")


def _guides(files: Files, language: Language, grammar: frozenset[str]) -> Iterator[Problem]:
    read = files.questions[language]
    refs = {rule.ref: rule for rule in files.rules[language].value.root}
    titles: dict[str, str] = {}
    for ref, guide in read.value.root.items():
        if ref not in refs:
            yield read.problem((ref,), f"there is no ref «{ref}»")
            continue
        if guide.title in titles:
            yield read.problem((ref, "title"), f"title is the same as that of «{titles[guide.title]}»")
        titles[guide.title] = ref
        yield from _enough(read, ref, guide, " ".join(refs[ref].parts), grammar)
    for ref in refs.keys() - read.value.root.keys():
        yield read.problem((), f"ref «{ref}» has no questions")


def _enough(
    read: Read[schema.QuestionsFile], ref: str, guide: schema.GuideEntry, text: str, grammar: frozenset[str]
) -> Iterator[Problem]:
    stories = list(chain.from_iterable(guide.stories.values()))
    questions = list(chain.from_iterable(guide.questions.values()))
    if len(stories) + len(questions) < LEAST_QUESTIONS:
        yield read.problem((ref,), f"«{ref}» has fewer than {LEAST_QUESTIONS} questions and stories")
    known = content_words(text, grammar)
    apart = sum(1 for story in stories if not content_words(story, grammar) & known)
    if apart < LEAST_STORIES:
        yield read.problem(
            (ref, "stories"),
            f"«{ref}» has {apart} stories that share no content word with the paragraph; {LEAST_STORIES} are needed",
        )


def content_words(text: str, grammar: frozenset[str]) -> frozenset[str]:
    """Folded words of a text that carry matter: of 4 letters or more, and none of the folded function words."""
    return frozenset(word for word in folded_words(text) if len(word) > 3) - grammar


def _repeated_examples(files: Files) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for owner, line, problem in _all_examples(files):
        if line in seen:
            yield problem(f"this question stands under «{seen[line]}» already")
        seen[line] = owner


def _all_examples(files: Files) -> Iterator[tuple[str, str, Callable[[str], Problem]]]:
    """Every question there is, whose it is, and how to complain of it."""
    for read in files.questions.values():
        for ref, guide in read.value.root.items():
            for kind, voices in (("questions", guide.questions), ("stories", guide.stories)):
                for voice, lines in voices.items():
                    for number, line in enumerate(lines):
                        yield ref, line, partial(read.problem, (ref, kind, voice, number))
    for name, topic in files.outside.value.root.items():
        for language, lines in (("kk", topic.questions.kk), ("ru", topic.questions.ru)):
            for number, line in enumerate(lines):
                yield name, line, partial(files.outside.problem, (name, "questions", language, number))


def _outside(files: Files) -> Iterator[Problem]:
    topics = files.outside.value.root
    if len(topics) < LEAST_OUTSIDE:
        yield files.outside.problem((), f"{len(topics)} topics; at least {LEAST_OUTSIDE} are needed")
    for name in topics.keys() & _refs(files).keys():
        yield files.outside.problem((name,), f"topic «{name}» is named like a ref")


def _dilemmas(files: Files) -> Iterator[Problem]:
    read = files.dilemmas
    if len(read.value.root) < LEAST_DILEMMAS:
        yield read.problem((), f"{len(read.value.root)} situations; at least {LEAST_DILEMMAS} are needed")
    for name, entry in read.value.root.items():
        if not DILEMMA_ID.fullmatch(name):
            yield read.problem((name,), f"«{name}» must be of the letters a-z, figures and -, 40 at most")
        if entry.ref not in _refs(files):
            yield read.problem((name, "ref"), f"there is no ref «{entry.ref}»")
        if entry.right not in entry.choices:
            yield read.problem((name, "right"), f"there is no choice «{entry.right}»")
        yield from _same_choices(read, name, entry)


def _same_choices(
    read: Read[schema.DilemmasFile], name: str, entry: schema.DilemmaEntry
) -> Iterator[Problem]:
    for language in Language:
        seen: set[str] = set()
        for letter, choice in entry.choices.items():
            words: str = getattr(choice, language)
            if words in seen:
                yield read.problem((name, "choices", letter), f"«{words}» stands here a second time")
            seen.add(words)


def _concepts(files: Files) -> Iterator[Problem]:
    for name, entry in files.synonyms.value.concepts.items():
        for language in Language:
            words: list[str] = getattr(entry, language)
            for number, word in enumerate(words):
                if word in words[:number]:
                    place = ("concepts", name, language.value, number)
                    yield files.synonyms.problem(place, f"«{word}» stands in «{name}» a second time")
