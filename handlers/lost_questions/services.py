"""What handing questions over needs."""

from dataclasses import dataclass

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.lost_questions.lost_questions import LostQuestions
from handlers.answers.conversations import Conversations
from handlers.telegram.languages import Languages
from handlers.telegram.rights import Owners


@dataclass(frozen=True, slots=True)
class LostQuestionServices:
    """The services of the button that hands a question over, and of /questions."""

    knowledge: Current[Knowledge]
    languages: Languages
    owners: Owners
    conversations: Conversations
    lost: LostQuestions
