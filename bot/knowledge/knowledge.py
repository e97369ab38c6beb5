"""Builds what answers questions out of the knowledge folder; the same for Telegram, the terminal and the shell."""

from dataclasses import dataclass
from pathlib import Path

from bot.acts.bodies import BodyId
from bot.acts.citations import Citations
from bot.acts.grounds import Grounds
from bot.acts.loader import KnowledgeFaultyError, load, load_kept
from bot.acts.model import Rulebook
from bot.acts.shelves import Browsing
from bot.answers.advisor import Asking
from bot.answers.explanation import Reasons
from bot.answers.matching.highlight import Highlighter
from bot.answers.matching.matcher import Matcher
from bot.answers.page_layout import Sheets
from bot.conversation.advice import Advice
from bot.conversation.listening import Listener
from bot.documents.papers import Papers
from bot.documents.papers_file import Known, read_papers
from bot.machine.kept_files import Keeping
from bot.privacy.stored_tables import Stored, load_stored
from bot.texts.loader import load_texts
from bot.texts.texts import Texts
from bot.words.skeleton import folded_words
from bot.workdays.own_days import OwnDays, load_own_days


@dataclass(frozen=True, slots=True, repr=False, eq=False, weakref_slot=True)
class Knowledge:
    """Everything an answer needs, read and checked; each is equal to itself alone."""

    rulebook: Rulebook
    texts: Texts
    matcher: Matcher
    asking: Asking
    listener: Listener
    advice: Advice
    citations: Citations
    sheets: Sheets
    browsing: Browsing
    stored: Stored
    own_days: OwnDays
    reasons: Reasons
    papers: Papers
    grounds: Grounds
    kept_in: Keeping | None = None

    def seen_by(self, body: BodyId) -> "Knowledge":
        """The same as the staff of a body see it: theirs are the acts, the ethics officer and the hotline of every answer."""
        rulebook = self.rulebook.seen_by(body)
        beside = _Beside(self.texts, self.stored, self.own_days, self.papers, self.kept_in)
        return _over(rulebook, self.matcher.over(rulebook), beside)


def build_knowledge(knowledge: Path, keeping: Keeping | None = None) -> Knowledge:
    """The services over one knowledge folder; what is read and learned from it is kept.

    Raises:
        KnowledgeFaultyError: where the rules or questions are not sound.
        TextsFaultyError: where the bot's own sentences are not.
    """
    rulebook, content = load_kept(knowledge, keeping) if keeping else (load(knowledge), b"")
    beside = _Beside(
        load_texts(knowledge),
        load_stored(knowledge),
        load_own_days(knowledge),
        load_papers(knowledge, rulebook),
        keeping,
    )
    matcher = Matcher(rulebook, keeping=keeping, content=content)
    return _over(rulebook, matcher, beside)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is the same for the staff of every body."""

    texts: Texts
    stored: Stored
    own_days: OwnDays
    papers: Papers
    kept_in: Keeping | None


def _over(rulebook: Rulebook, matcher: Matcher, beside: _Beside) -> Knowledge:
    asking, texts = Asking(rulebook, matcher), beside.texts
    citations = Citations(rulebook, texts)
    grammar = frozenset(
        word for words in rulebook.function_words.values() for word in folded_words(" ".join(words))
    )
    highlighter = Highlighter(matcher.concepts, grammar)
    return Knowledge(
        rulebook=rulebook,
        texts=texts,
        matcher=matcher,
        asking=asking,
        listener=Listener(rulebook, matcher),
        advice=Advice(rulebook, matcher, asking),
        citations=citations,
        sheets=Sheets(rulebook, texts, citations, highlighter),
        browsing=Browsing(rulebook),
        stored=beside.stored,
        own_days=beside.own_days,
        reasons=Reasons(rulebook, texts, citations),
        papers=beside.papers,
        grounds=Grounds(rulebook, citations, texts),
        kept_in=beside.kept_in,
    )


def load_papers(knowledge: Path, rulebook: Rulebook) -> Papers:
    """The papers in a knowledge folder, held against its matters and acts.

    Raises:
        KnowledgeFaultyError: where one of them or of their templates is not sound.
    """
    papers, problems = read_papers(knowledge, Known(rulebook.matters, rulebook.acts))
    if problems:
        raise KnowledgeFaultyError(sorted(problems))
    return papers
