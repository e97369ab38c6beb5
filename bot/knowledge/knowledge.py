"""Builds what answers questions out of the knowledge folder; the same for Telegram, the terminal and the shell."""

from dataclasses import dataclass
from pathlib import Path

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
from bot.keeping import Keeping
from bot.own_days import OwnDays, load_own_days
from bot.privacy.stored_tables import Stored, load_stored
from bot.texts.texts import Texts, load_texts
from bot.words.skeleton import folded_words


@dataclass(frozen=True, slots=True, repr=False)
class Knowledge:
    """Everything an answer needs, read and checked."""

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


def build_knowledge(knowledge: Path, keeping: Keeping | None = None) -> Knowledge:
    """The services over one knowledge folder; what is read and learned from it is kept.

    Raises:
        KnowledgeFaultyError: where the rules or questions are not sound.
        TextsFaultyError: where the bot's own sentences are not.
    """
    rulebook, content = load_kept(knowledge, keeping) if keeping else (load(knowledge), b"")
    texts = load_texts(knowledge)
    stored = load_stored(knowledge)
    papers = load_papers(knowledge, rulebook)
    matcher = Matcher(rulebook, keeping=keeping, content=content)
    asking = Asking(rulebook, matcher)
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
        stored=stored,
        own_days=load_own_days(knowledge),
        reasons=Reasons(rulebook, texts, citations),
        papers=papers,
        grounds=Grounds(rulebook, citations, texts),
        kept_in=keeping,
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
