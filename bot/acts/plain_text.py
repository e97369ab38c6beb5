"""Answers as plain text, for `ask` and `rules` in the shell."""

from collections.abc import Iterator
from itertools import groupby

from bot.acts.model import Act, OutsideKind, Paragraph, Rulebook
from bot.acts.page_layout import Sheet
from bot.answers.advisor import Answer, Choices, FoundParagraph, NotInTheRules, NoWords
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say


def answer_text(answer: Answer, services: Knowledge) -> str:
    """What the bot would answer, without markup."""
    language, say = answer.language, services.texts
    match answer.content:
        case FoundParagraph() as found:
            return "\n".join(_sheet_lines(services.sheets.lay(found, language)))
        case Choices(refs):
            choices = (
                f"{number}. {services.rulebook.title(ref, language)} – {services.citations.place(ref, language)}"
                for number, ref in enumerate(refs, start=1)
            )
            return "\n".join((say(language, Say.UNSURE), *choices))
        case NotInTheRules(topic) if topic and topic.kind is OutsideKind.TALK:
            return topic.pointers[language]
        case NotInTheRules(topic):
            first = (
                say(language, Say.UNKNOWN_WITH_POINTER, pointer=topic.pointers[language])
                if topic
                else say(language, Say.UNKNOWN)
            )
            return f"{first}\n\n{say(language, Say.ETHICS_OFFICER)}"
        case NoWords():
            return say(language, Say.NO_WORDS)


def _sheet_lines(sheet: Sheet) -> Iterator[str]:
    yield sheet.place
    yield sheet.title
    yield ""
    for passage in (*sheet.shown, *sheet.rest):
        yield f"{passage.label}. {passage.text}" if passage.label else passage.text
    yield ""
    yield from sheet.notes
    yield from sheet.status


def act_text(rulebook: Rulebook, language: Language) -> str:
    """The whole act, ready to read."""
    act = rulebook.act
    lines = [act.titles[language], "", act.status_lines[language]]
    if language is not act.authentic:
        lines.append(act.unofficial_lines[language])
    for section, paragraphs in groupby(rulebook, lambda paragraph: paragraph.section):
        number = f"{section}. " if section.isdigit() else ""
        lines += ["", "", f"{number}{act.sections[section][language]}", ""]
        body = [line for paragraph in paragraphs for line in _paragraph_lines(paragraph, language)]
        lines += _resolution_lines(act, body, language) if section == "resolution" else body
    return "\n".join(lines)


def _paragraph_lines(paragraph: Paragraph, language: Language) -> Iterator[str]:
    text = paragraph.texts[language]
    yield _numbered(paragraph) + text.whole
    if text.note:
        yield f"  [{text.note}]"


def _resolution_lines(act: Act, points: list[str], language: Language) -> Iterator[str]:
    yield act.preambles[language]
    yield f"  [{act.preamble_notes[language]}]"
    yield from ("", *points, "")
    yield from act.signatures[language]


def _numbered(paragraph: Paragraph) -> str:
    ref = paragraph.ref
    if ref.parent:
        return f"{ref.number}) "
    return f"{ref.number}. " if ref.number.isdigit() else ""


def act_json(rulebook: Rulebook) -> list[dict[str, object]]:
    """The act as plain values, one for each ref, texts as published."""
    return [
        {
            "act": rulebook.act.id,
            "ref": str(paragraph.ref),
            "section": paragraph.section,
            "kk": paragraph.texts[Language.KK].whole,
            "ru": paragraph.texts[Language.RU].whole,
            "notes": {language.value: text.note for language, text in paragraph.texts.items() if text.note},
        }
        for paragraph in rulebook
    ]
