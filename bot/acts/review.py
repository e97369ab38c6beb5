"""What no single file can see of itself: gaps, duplicates, dangling names, thin matters, between all files at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bot.acts.files import Files
from bot.acts.review_acts import review_act
from bot.acts.review_matters import content_words, review_matters, review_topics
from bot.language import Language
from bot.words.skeleton import folded_words
from bot.yaml_files.lines import Problem

__all__ = ["Least", "content_words", "review"]


@dataclass(frozen=True, slots=True)
class Least:
    """How much there must be: questions and stories of a settled matter in each language, stories of a place of an act that
    share no word of matter with it, keywords of a settled matter, matters that no act settles, situations.
    """

    questions: int = 10
    stories: int = 3
    keywords: int = 5
    unsettled: int = 150
    dilemmas: int = 40


def review(files: Files, least: Least) -> list[Problem]:
    """Everything that is wrong between the files."""
    words = files.lexicon.value.function_words
    grammar = frozenset(folded_words(" ".join((*words.kk, *words.ru))))
    return [
        *chain.from_iterable(review_act(act, files) for act in files.acts),
        *review_matters(files, least, grammar),
        *review_topics(files),
        *_bodies(files),
        *_dilemmas(files, least),
        *_concepts(files),
    ]


def _bodies(files: Files) -> Iterator[Problem]:
    read = files.bodies
    acts = {act.act.value.id for act in files.acts}
    if read.value.short_refs not in acts:
        yield read.problem(("short_refs",), f"act «{read.value.short_refs}» is not under acts/")
    for name, body in read.value.bodies.items():
        for number, act in enumerate(body.acts):
            if act not in acts:
                yield read.problem(("bodies", name, "acts", number), f"act «{act}» is not under acts/")


def _dilemmas(files: Files, least: Least) -> Iterator[Problem]:
    count = sum(len(act.dilemmas.value.root) for act in files.acts if act.dilemmas)
    if count < least.dilemmas:
        first = files.acts[0]
        place = first.dilemmas or first.act
        yield place.problem((), f"{count} situations; at least {least.dilemmas} are needed")


def _concepts(files: Files) -> Iterator[Problem]:
    for name, entry in files.lexicon.value.concepts.items():
        for language in Language:
            words: list[str] = getattr(entry, language)
            for number, word in enumerate(words):
                if word in words[:number]:
                    place = ("concepts", name, language.value, number)
                    yield files.lexicon.problem(place, f"«{word}» stands in «{name}» a second time")
