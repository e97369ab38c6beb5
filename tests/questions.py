"""Questions for tests that must be answered with a paragraph, whatever the knowledge holds today."""

from bot.answers.advisor import FoundParagraph
from bot.knowledge.knowledge import Knowledge
from bot.language import Language


def answered(services: Knowledge, language: Language) -> str:
    """A question of the knowledge that is answered with a paragraph, in its own language."""
    for guides in services.rulebook.guides.values():
        for example in guides[language].examples:
            answer = services.asking.ask(example.text)
            if isinstance(answer.content, FoundParagraph) and answer.language is language:
                return example.text
    raise LookupError(language)
