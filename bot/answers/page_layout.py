"""The paper that answers a question: what to show of a paragraph, in which order, with every line it owes the reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from babel.dates import format_date

from bot.acts.citations import Citations
from bot.acts.model import Ref, Rulebook
from bot.acts.standing import Repealed
from bot.acts.standing_line import StandingLine, settled_now
from bot.answers.content import FoundParagraph
from bot.answers.matching.highlight import Highlighter, Meanings, Span
from bot.language import Language
from bot.matters.model import MatterId
from bot.texts.texts import Say, Texts

DASHES = "-–—•"
MOST_MARKS = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the act, as published; `label` names the part where a paragraph has several; `marks` are words asked for.

    `is_item` tells that they are one of a list which the paragraph opens.
    """

    text: str
    label: str = ""
    marks: tuple[Span, ...] = ()
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """A place of another act on the same matter; `label` names the act, the place, and that it is repealed where it is."""

    ref: Ref
    label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paragraph as it is shown: `shown` first, `rest` on demand, `notes`, `standing` and `status` always, `item_notes` with its items.

    `now` says where the matter is settled today, where every act that settles it for the body is repealed; `beside` are the places
    of the body's other acts that settle the same matter, the weightiest first.
    """

    ref: Ref
    language: Language
    place: str
    title: str
    shown: tuple[Passage, ...]
    rest: tuple[Passage, ...]
    notes: tuple[str, ...]
    item_notes: tuple[str, ...]
    standing: StandingLine
    status: tuple[str, ...]
    now: StandingLine | None = None
    beside: tuple[Beside, ...] = ()


def _matter_of(found: FoundParagraph) -> MatterId | None:
    return found.matter or next(iter(found.paragraph.settles), None)


class Sheets:
    """Lays out paragraphs of one rulebook."""

    def __init__(
        self, rulebook: Rulebook, texts: Texts, citations: Citations, highlighter: Highlighter
    ) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._citations = citations
        self._highlighter = highlighter

    def lay(self, found: FoundParagraph, language: Language) -> Sheet:
        """The sheet of a paragraph in a language, at most 40 words of the question marked."""
        ref = found.paragraph.ref
        asked = self._highlighter.asked(found.question)
        shown, rest = self._passages(found, asked, language)
        marked = self._mark(asked, [*shown, *rest])
        return Sheet(
            ref=ref,
            language=language,
            place=self._citations.place(ref, language),
            title=self._rulebook.title(ref, language),
            shown=tuple(marked[: len(shown)]),
            rest=tuple(marked[len(shown) :]),
            notes=tuple(self._notes(ref, language)),
            item_notes=tuple(self._item_notes(ref, language)),
            standing=self._citations.standing(self._rulebook.act_of(ref), language),
            status=tuple(self._status(ref, language)),
            now=self._settled_now(found, language),
            beside=tuple(self._beside(found, language)),
        )

    def _settling(self, found: FoundParagraph) -> tuple[Ref, ...]:
        """Every place of the body's acts that settles the matter of a paragraph, the weightiest act first."""
        matter = _matter_of(found)
        return self._rulebook.settling(matter, self._rulebook.body(found.body)) if matter else ()

    def _beside(self, found: FoundParagraph, language: Language) -> Iterator[Beside]:
        acts = {found.paragraph.ref.act}
        for ref in self._settling(found):
            if ref.act not in acts:
                acts.add(ref.act)
                yield Beside(ref, self._citations.beside(ref, language))

    def _settled_now(self, found: FoundParagraph, language: Language) -> StandingLine | None:
        matter = _matter_of(found)
        where = self._rulebook.matters[matter].elsewhere if matter else None
        settling = self._settling(found)
        if where is None or not settling or any(self._binds(ref) for ref in settling):
            return None
        return settled_now(where, language, self._texts)

    def _binds(self, ref: Ref) -> bool:
        return not isinstance(self._rulebook.act_of(ref).standing, Repealed)

    def _passages(
        self, found: FoundParagraph, asked: Meanings, language: Language
    ) -> tuple[list[Passage], list[Passage]]:
        ref = found.paragraph.ref
        if self._rulebook.parent(ref):
            return list(self._item_of_list(ref, language)), []
        parts = self._parts(ref, language)
        best = self._highlighter.best(asked, [[passage.text for passage in part] for part in parts])
        shown = parts.pop(best)
        if len(shown) > 1 and not parts:  # a list: its lead-in opens, the items are on demand
            return shown[:1], shown[1:]
        return shown, [passage for part in parts for passage in part]

    def _item_of_list(self, ref: Ref, language: Language) -> Iterator[Passage]:
        yield Passage(self._rulebook.lead_in(ref, language))
        yield Passage(self._item(ref, language))
        closing = self._rulebook.closing(ref, language)
        if closing:
            yield Passage(f"… {closing}")

    def _item(self, ref: Ref, language: Language) -> str:
        mark = self._texts(language, Say.LIST_MARK, number=ref.number)
        return mark + self._rulebook.paragraphs[ref].text(language).whole

    def _parts(self, ref: Ref, language: Language) -> list[list[Passage]]:
        """The parts of a paragraph, the items of its list standing with the part that leads into them."""
        texts = whole_parts(self._rulebook.paragraphs[ref].text(language).parts)
        several = len(texts) > 1 and not ref.is_status
        parts = [
            [Passage(text, self._citations.part(number, language) if several else "")]
            for number, text in enumerate(texts, start=1)
        ]
        parts[-1] += [
            Passage(self._item(child.ref, language), is_item=True) for child in self._rulebook.children(ref)
        ]
        return parts

    def _mark(self, asked: Meanings, passages: list[Passage]) -> list[Passage]:
        left = MOST_MARKS
        marked = []
        for passage in passages:
            marks = self._highlighter.marks(asked, passage.text)[:left]
            left -= len(marks)
            marked.append(replace(passage, marks=tuple(marks)))
        return marked

    def _notes(self, ref: Ref, language: Language) -> Iterator[str]:
        note = self._rulebook.paragraphs[ref].text(language).note
        if note:
            yield self._texts(language, Say.NOTE, note=note)

    def _item_notes(self, ref: Ref, language: Language) -> Iterator[str]:
        for item in self._rulebook.children(ref):
            note = item.text(language).note
            if note:
                yield self._texts(language, Say.NOTE, note=f"{item.ref}: {note}")

    def _status(self, ref: Ref, language: Language) -> Iterator[str]:
        act = self._rulebook.act_of(ref)
        standing = act.standing
        if ref.is_status and isinstance(standing, Repealed) and standing.successor:
            now = standing.successor
            yield self._texts(
                language,
                Say.GOVERNS_NOW,
                title=now.titles[language],
                date=format_date(now.in_force, "long", locale=language.value),
                checked=format_date(now.checked, "long", locale=language.value),
            )
        if act.is_unofficial(language):
            yield act.unofficial_lines[language]


def whole_parts(lines: Sequence[str]) -> list[str]:
    """The parts of a paragraph as acts count them: lines of a list without numbers, and rows of a table, belong to what leads into them."""
    parts: list[str] = []
    for line in lines:
        first = line.lstrip('"«“(')[:1]
        small = first.islower() or first in DASHES or " | " in line
        if parts and (small or parts[-1].endswith((":", ";"))):
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return parts
