"""Questions for tests, whatever the knowledge holds today."""

from collections.abc import Iterator

from bot.acts.model import Ref, Rulebook
from bot.answers.content import FoundParagraph
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import Example, Intent, Matter


def answered(services: Knowledge, language: Language) -> str:
    """A question of the knowledge that is answered with a paragraph, in its own language."""
    for _, example in settled(services.rulebook):
        answer = services.asking.ask(example.text, language.other)
        if isinstance(answer.content, FoundParagraph) and answer.language is language:
            return example.text
    raise LookupError(language)


def faint_danger(services: Knowledge, language: Language) -> str:
    """Words that may tell of danger and are answered all the same: the beginnings of what tells of it."""
    for talk in services.rulebook.talks.values():
        for example in talk.examples if talk.intent is Intent.DANGER else ():
            words = example.text.split()
            for beginning in (" ".join(words[:count]) for count in range(2, len(words))):
                answer = services.asking.ask(beginning, language)
                if example.language is answer.language is language and answer.warns:
                    return beginning
    raise LookupError(language)


def settled(rulebook: Rulebook) -> Iterator[tuple[Ref, Example]]:
    """What stands for matters that the first act settles, each with the place that is shown first for it."""
    for matter, ref in rulebook.first_places(rulebook.default_body).items():
        yield from ((ref, example) for example in rulebook.matters[matter].examples)


def unsettled(rulebook: Rulebook) -> list[Matter]:
    """Matters that no act settles."""
    first = rulebook.first_places(rulebook.default_body)
    return [matter for matter in rulebook.matters.values() if matter.id not in first]
