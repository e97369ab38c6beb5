"""Answers as plain text, for `ask` and `rules` in the shell."""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import groupby

from bot.acts.model import Act, Paragraph, Rulebook
from bot.acts.numbers_named import NoSuchPlace, OtherAct, SectionNamed
from bot.acts.officer_line import officer_line, whom_to_turn_to
from bot.acts.refs import ActId, Ref
from bot.answers.answer_words import named_words, not_understood
from bot.answers.content import (
    Answer,
    Choices,
    ConsequenceUnsaid,
    FoundParagraph,
    IntentReply,
    NotUnderstood,
    NoWords,
    Retold,
    SettledElsewhere,
    TwoQuestions,
)
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import MatterId
from bot.texts.texts import Say

TAG = re.compile(r"</?[a-z][^>]*>")


def answer_text(answer: Answer, services: Knowledge) -> str:
    """What the bot would answer, without markup."""
    warning = services.texts(answer.language, Say.WARNING) if answer.warns else ""
    return "\n\n".join(filter(None, (warning, _content_text(answer, services))))


def _content_text(answer: Answer, services: Knowledge) -> str:  # noqa: C901, PLR0911 - one for each kind of content
    language, say = answer.language, services.texts
    match answer.content:
        case FoundParagraph() as found:
            return "\n".join(_sheet_lines(services, found, language))
        case Choices(refs, named):
            return _offer(Say.SEVERAL_NAMED if named else Say.UNSURE, refs, language, services)
        case NoSuchPlace() | OtherAct() | SectionNamed() as place:
            said = named_words(place, language, say, services.citations)
            refs = place.refs if isinstance(place, SectionNamed) else ()
            places = (f"{ref.value} – {services.rulebook.title(ref, language)}" for ref in refs)
            return "\n".join(filter(None, (said.words, said.link, *places)))
        case TwoQuestions(refs):
            return _offer(Say.TWO_QUESTIONS, refs, language, services)
        case ConsequenceUnsaid():
            return say(language, Say.CONSEQUENCE_UNSAID)
        case IntentReply(talk):
            whom = whom_to_turn_to(talk, services.rulebook.default_body, language, say)
            return "\n\n".join(filter(None, (talk.replies[language], whom)))
        case Retold(_, ref):
            return services.citations.place(ref, language)
        case SettledElsewhere(_, where):
            pointer = say(language, Say.UNKNOWN_WITH_POINTER, pointer=where.sentences[language])
            return f"{pointer}\n\n{officer_line(services.rulebook.default_body, language, say)}"
        case NotUnderstood(near):
            return _offer(not_understood(near), near, language, services)
        case NoWords():
            return say(language, Say.NO_WORDS)


def _offer(said: Say, refs: Sequence[Ref], language: Language, services: Knowledge) -> str:
    choices = (
        f"{number}. {services.rulebook.title(ref, language)} – {services.citations.place(ref, language)}"
        for number, ref in enumerate(refs, start=1)
    )
    return "\n".join((services.texts(language, said), *choices))


def _sheet_lines(services: Knowledge, found: FoundParagraph, language: Language) -> Iterator[str]:
    sheet = services.sheets.lay(found, language)
    yield sheet.place
    yield sheet.title
    yield ""
    yield from _guidance_lines(services, found.matter, language)
    for passage in (*sheet.shown, *sheet.rest):
        yield f"{passage.label}. {passage.text}" if passage.label else passage.text
    yield ""
    yield from (*sheet.notes, *sheet.item_notes)
    yield sheet.standing.words
    yield from sheet.status
    if sheet.now:
        yield sheet.now.words
        yield from filter(None, [sheet.now.link])
    yield from (place.label for place in sheet.beside)


def _guidance_lines(services: Knowledge, of: MatterId | None, language: Language) -> Iterator[str]:
    """What follows and what to do, marked as an explanation; nothing where nobody has explained the matter."""
    matter = services.rulebook.matters.get(of) if of else None
    if matter is None or matter.guidance is None:
        return
    say = services.texts
    yield plain(say(language, Say.SHORTLY, text=escape(matter.guidance.short[language])))
    yield plain(say(language, Say.WHAT_TO_DO, text=escape(matter.guidance.now[language])))
    yield plain(say(language, Say.EXPLANATION))
    yield ""


def plain(html: str) -> str:
    """A text of the bot without its markup."""
    return unescape(TAG.sub("", html))


def act_text(rulebook: Rulebook, act: Act, standing: str, language: Language) -> str:
    """A whole act, ready to read, under the line of its standing."""
    lines = [act.titles[language], "", standing]
    if act.is_unofficial(language):
        lines.append(act.unofficial_lines[language])
    places = rulebook.of_act(rulebook.id_in_refs(ActId(act.id)))
    for section, paragraphs in groupby(places, lambda paragraph: paragraph.section):
        if section:
            title = act.section_title(section, language) if section in act.sections else section
            lines += ["", "", title, ""]
        body = [line for paragraph in paragraphs for line in _paragraph_lines(paragraph, language)]
        lines += _resolution_lines(act, body, language) if section == "resolution" else body
    return "\n".join(lines)


def _paragraph_lines(paragraph: Paragraph, language: Language) -> Iterator[str]:
    text = paragraph.text(language)
    yield _numbered(paragraph) + text.whole
    if text.note:
        yield f"  [{text.note}]"


def _resolution_lines(act: Act, points: list[str], language: Language) -> Iterator[str]:
    if act.preambles:
        yield act.preambles[language]
    if act.preamble_notes:
        yield f"  [{act.preamble_notes[language]}]"
    yield from ("", *points, "")
    yield from act.signatures.get(language, ())


def _numbered(paragraph: Paragraph) -> str:
    ref = paragraph.ref
    if ref.parent:
        return f"{ref.number}) "
    return f"{ref.number}. " if ref.number.isdigit() else ""


def act_json(rulebook: Rulebook, act: Act) -> list[dict[str, object]]:
    """An act as plain values, one for each ref, texts as published; null where it is not at hand in a language."""
    return [
        {
            "act": act.id,
            "ref": paragraph.ref.value,
            "section": paragraph.section,
            **{
                language.value: text.whole if (text := paragraph.texts.get(language)) else None
                for language in Language
            },
            "notes": {language.value: text.note for language, text in paragraph.texts.items() if text.note},
        }
        for paragraph in rulebook.of_act(rulebook.id_in_refs(ActId(act.id)))
    ]
