"""What is wrong between the files of one act: its texts, what it settles, its situations."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.acts import schema
from bot.acts.files import ActFiles, Files
from bot.acts.fingerprint import fingerprint
from bot.acts.refs import is_act_id
from bot.language import Language
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import Read

QUOTES = (("«", "»"), ("“", "”"), ("„", "“"))
TYPED = (('"', '"'), ("“", "”"), ("“", "“"), ("”", "”"))
"""Marks with which somebody may have enclosed a text instead of the straight ones that the file wants."""

DILEMMA_ID = re.compile(r"[a-z0-9-]{1,40}")


def review_act(act: ActFiles, files: Files) -> list[Problem]:
    """Everything that is wrong between the files of one act, and between it and the matters."""
    matters = {name for _, name, _ in files.each_matter()}
    return [
        *_act(act),
        *chain.from_iterable(_text(act, read) for read in act.texts.values()),
        *_same_shape(act),
        *_changed_by_hand(act),
        *_dangling(act, matters),
        *_dilemmas(act, matters),
    ]


def _refs(act: ActFiles) -> dict[str, schema.RuleEntry]:
    return {rule.ref: rule for rule in act.main.value.root}


def _act(act: ActFiles) -> Iterator[Problem]:
    read, entry = act.act, act.act.value
    if entry.id != act.folder.name:
        yield read.problem(("id",), f"«{entry.id}» is not the name of the folder, «{act.folder.name}»")
    if not is_act_id(entry.id):
        yield read.problem(("id",), f"«{entry.id}» must be of the letters a-z, figures, - and _, 16 at most")
    said = [name for name in ("in_force", "amended", "repealed") if getattr(entry, name)]
    if len(said) > 1:
        yield read.problem((said[1],), f"the act cannot be both {said[0]} and {said[1]}")
    if entry.authentic != "both" and Language(entry.authentic) not in act.texts:
        yield read.problem(("authentic",), f"the authentic text, text.{entry.authentic}.yaml, is missing")


def _text(act: ActFiles, read: Read[schema.RulesFile]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, rule in enumerate(read.value.root):
        if rule.ref in seen:
            yield read.problem((number,), f"ref «{rule.ref}» stands here a second time")
        if rule.section and rule.section not in act.act.value.sections:
            yield read.problem((number, "section"), f"section «{rule.section}» is not in act.yaml")
        before = _before(rule.ref)
        if before and before not in seen and not act.act.value.source.is_publication:
            yield read.problem((number,), f"«{rule.ref}» stands without «{before}» before it")
        for place, words in _texts_of(rule):
            # A publication may quote another act over several parts; its fingerprint tells a mark that a hand left in it.
            if not act.act.value.source.is_publication and has_stray_quote(words):
                yield read.problem(
                    (number, *place), "a stray quotation mark stands at the border of the text"
                )
        seen.add(rule.ref)


def _texts_of(rule: schema.RuleEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a place, with where it stands in the entry."""
    for number, part in enumerate(rule.parts):
        yield ("parts", number), part
    for name in ("closing", "note", "heading"):
        if words := getattr(rule, name):
            yield (name,), words


def has_stray_quote(words: str) -> bool:
    """Whether a text begins or ends with a quotation mark that has no fellow, or stands whole between two: those are the file's, not the act's."""
    if words.count('"') % 2 and (words.startswith('"') or words.endswith('"')):
        return True
    for opening, closing in QUOTES:
        if words.startswith(opening) and closing not in words:
            return True
        if words.endswith(closing) and opening not in words:
            return True
    return _is_between_quotes(words)


def _is_between_quotes(words: str) -> bool:
    """Whether the mark that a text begins with is closed by its last sign alone."""
    closing = next((pair[1] for pair in TYPED if words.startswith(pair[0])), None)
    return closing is not None and words.endswith(closing) and words.find(closing, 1) == len(words) - 1


def _before(ref: str) -> str:
    """The ref without which this one would leave a gap: 3.11 for 3.12, 3 for 3.1, 11 for 12; empty for a first."""
    head, _, last = ref.rpartition(".")
    if not last.isdigit():
        return ""
    if last == "1":
        return head if head.isdigit() else ""
    return f"{head}.{int(last) - 1}" if head else str(int(last) - 1)


def _same_shape(act: ActFiles) -> Iterator[Problem]:
    main = act.main
    if act.act.value.source.is_publication:
        return  # the importer lists what stands in one language alone
    for read in act.texts.values():
        if read is main:
            continue
        there = {rule.ref: rule for rule in read.value.root}
        for number, rule in enumerate(main.value.root):
            if rule.ref not in there:
                yield read.problem((), f"ref «{rule.ref}» of {main.document.path.name} is missing")
            elif there[rule.ref].section != rule.section:
                yield main.problem(
                    (number,), f"«{rule.ref}» stands in another section in {read.document.path.name}"
                )
        for number, rule in enumerate(read.value.root):
            if rule.ref not in _refs(act):
                yield read.problem((number,), f"ref «{rule.ref}» is not in {main.document.path.name}")


def _changed_by_hand(act: ActFiles) -> Iterator[Problem]:
    """Texts that are not those of which the fingerprint was taken."""
    for language, read in act.texts.items():
        expected = act.act.value.source.fingerprint.get(language.value)
        found = fingerprint((rule["ref"], rule["parts"]) for rule in read.document.value)
        if expected and found != expected:
            yield read.problem(
                (),
                f"the text was changed by hand; where that is meant, put its new fingerprint into act.yaml, "
                f"source → fingerprint → {language}: {found}",
            )


def _dangling(act: ActFiles, matters: set[str]) -> Iterator[Problem]:
    refs, read = _refs(act), act.act
    for ref, others in read.value.related.items():
        for other in [ref, *others]:
            if other not in refs:
                yield read.problem(("related", ref), f"there is no ref «{other}»")
    for ref in read.value.titles.keys() - refs.keys():
        yield read.problem(("titles", ref), f"there is no ref «{ref}»")
    for ref, settled in read.value.settles.items():
        if ref not in refs:
            yield read.problem(("settles", ref), f"there is no ref «{ref}»")
        for matter in settled:
            if matter not in matters:
                yield read.problem(("settles", ref), f"there is no matter «{matter}»")


def _dilemmas(act: ActFiles, matters: set[str]) -> Iterator[Problem]:
    read = act.dilemmas
    for name, entry in read.value.root.items() if read else ():
        assert read  # noqa: S101 - there is an entry
        if not DILEMMA_ID.fullmatch(name):
            yield read.problem((name,), f"«{name}» must be of the letters a-z, figures and -, 40 at most")
        if entry.ref not in _refs(act):
            yield read.problem((name, "ref"), f"there is no ref «{entry.ref}»")
        if entry.matter not in matters:
            yield read.problem((name, "matter"), f"there is no matter «{entry.matter}»")
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
