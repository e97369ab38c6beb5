"""From the entries of matters and intents, known to be sound, to the values of the domain."""

from collections.abc import Iterator, Mapping, Sequence

from bot.acts import schema
from bot.language import Language
from bot.matters.model import (
    Corrects,
    Elsewhere,
    Example,
    FollowUp,
    FollowUps,
    Guidance,
    Matter,
    MatterId,
    Source,
    Talk,
)

RUSSIAN_PAGE, KAZAKH_PAGE = "adilet.zan.kz/rus/", "adilet.zan.kz/kaz/"
EDITOR = "editor"
"""The voice of titles and keywords."""


def matter_of(name: str, entry: schema.MatterEntry, examples: Sequence[Example]) -> Matter:
    """The matter of an entry."""
    guidance = entry.guidance
    return Matter(
        id=MatterId(name),
        titles=_both(entry.title),
        near=tuple(map(MatterId, entry.near)),
        examples=examples,
        guidance=Guidance(
            _both(guidance.short),
            _both(guidance.now),
            _both(guidance.example) if guidance.example else None,
        )
        if guidance
        else None,
        elsewhere=Elsewhere(_both(entry.elsewhere), links_of(entry.link), entry.checked)
        if entry.elsewhere
        else None,
        follow={ask: MatterId(target) for ask in FollowUp if (target := getattr(entry.follow, ask))},
        report=entry.report,
    )


def talk_of(name: str, entry: schema.TalkEntry, examples: Sequence[Example]) -> Talk:
    """What an entry of intents.yaml says."""
    return Talk(
        MatterId(name),
        entry.intent,
        _both(entry.title),
        _both(entry.reply),
        examples,
        near=tuple(map(MatterId, entry.near)),
        report=entry.report,
    )


def follow_ups_of(entry: schema.FollowUpsFile) -> FollowUps:
    """What followups.yaml says."""
    return FollowUps(
        opens=_words(entry.opens),
        points=_words(entry.points),
        ends=_words(entry.ends),
        corrects={language: _corrects(entry.corrects, language) for language in Language},
        ordinals=tuple(map(_words, entry.ordinals)),
        beside=_words(entry.beside),
        asks={
            ask: tuple(
                Example(line, language, Source.QUESTION, EDITOR)
                for language in Language
                for line in getattr(getattr(entry.asks, ask), language)
            )
            for ask in FollowUp
        },
    )


def _corrects(entry: schema.CorrectsEntry, language: Language) -> Corrects:
    said = (entry.before, entry.after, entry.opens, entry.names, entry.around)
    return Corrects(*(tuple(getattr(words, language)) for words in said))


def _words(written: schema.BothWords) -> tuple[str, ...]:
    return (*written.kk, *written.ru)


def _both(texts: schema.Both | schema.BothGuidance) -> Mapping[Language, str]:
    return {Language.KK: texts.kk, Language.RU: texts.ru}


def links_of(link: str | schema.Both | None) -> Mapping[Language, str]:
    """The page in each language of one address, or of two; none where there is none."""
    if link is None:
        return {}
    if isinstance(link, schema.Both):
        return _both(link)
    # The state's base of law has each act in both languages, at addresses that differ in one word.
    return {Language.KK: link.replace(RUSSIAN_PAGE, KAZAKH_PAGE), Language.RU: link}


def examples_of(entry: schema.MatterEntry | schema.TalkEntry) -> Iterator[Example]:
    """All that people say of a matter, or of one kind of small talk; its titles and keywords come first in each language."""
    titles = _both(entry.title)
    for language in Language:
        yield Example(titles[language], language, Source.TITLE, EDITOR)
        for word in getattr(entry.keywords, language):
            yield Example(word, language, Source.KEYWORD, EDITOR)
        for source, voices in spoken(entry):
            for voice, lines in getattr(voices, language).items():
                yield from (Example(line, language, source, voice) for line in lines)


def spoken(entry: schema.Spoken) -> Iterator[tuple[Source, schema.BothVoices]]:
    """What people say, by its kind."""
    yield Source.QUESTION, entry.questions
    yield Source.STORY, entry.stories
    yield Source.STATEMENT, entry.statements
    yield Source.QUOTE, entry.quotes
    yield Source.SNIPPET, entry.snippets
    yield Source.APPEAL, entry.appeals
