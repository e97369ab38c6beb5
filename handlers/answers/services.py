"""What answering needs."""

from dataclasses import dataclass

from bot.counts.counts import Feedback
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from handlers.answers.conversations import Conversations
from handlers.answers.given import GivenAnswers
from handlers.telegram.languages import Languages
from handlers.telegram.rights import Owners


@dataclass(frozen=True, slots=True)
class AnswerServices:
    """The services of questions, in private and in groups, and of what is pressed under their answers."""

    knowledge: Current[Knowledge]
    languages: Languages
    owners: Owners
    feedback: Feedback
    given: GivenAnswers
    conversations: Conversations
