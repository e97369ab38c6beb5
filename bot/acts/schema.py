"""The shape of every file under knowledge/: which keys there are, which must be there, what they hold."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints

from bot.acts.model import UnitKind
from bot.acts.standing import AdoptingForm
from bot.matters.model import Intent

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
TITLE_LENGTH = 38
Title = Annotated[str, StringConstraints(min_length=2, max_length=TITLE_LENGTH, strip_whitespace=True)]
QUESTION_LENGTH, CHOICE_LENGTH = 300, 100
"""Telegram's limits for a quiz; a reason has 200 characters there, two of which the mark before it takes."""

REASON_LENGTH = 198

# Topics and sections travel in the data of buttons, of which Telegram takes 64 bytes.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,20}$")]


class Strict(BaseModel):
    """A mapping that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(Strict):
    """A text in both languages."""

    kk: Line
    ru: Line


class BothShort(Both):
    """A text in both languages, fit for a button."""

    kk: Title
    ru: Title


class BothMany(Strict):
    """Texts in both languages."""

    kk: list[Line] = Field(min_length=1)
    ru: list[Line] = Field(min_length=1)


class BothWords(Strict):
    """Keywords in both languages."""

    kk: list[Line] = []
    ru: list[Line] = []


class EventEntry(Strict):
    """adopted, registered, repealed in act.yaml."""

    by: Both
    date: date
    number: Line


class AdoptedEntry(EventEntry):
    """adopted in act.yaml; `form` says what kind of act adopted it."""

    form: AdoptingForm = AdoptingForm.RESOLUTION


class SuccessorEntry(Strict):
    """governs_now in act.yaml."""

    title: Both
    short_title: Both
    in_force: date
    checked: date
    link: Both


class InForceEntry(Strict):
    """in_force in act.yaml."""

    since: date | None = None


class AmendedEntry(Strict):
    """amended in act.yaml."""

    since: date | None = None
    last: date | None = None


class SourceEntry(Strict):
    """source in act.yaml: where the text was read, on which day, and the fingerprint of what was read then."""

    read_from: str = ""
    read_on: date | None = None
    link: Both | None = None
    fingerprint: dict[Literal["kk", "ru"], Line] = {}

    @property
    def is_publication(self) -> bool:
        """Whether the text was read off a publication, gaps and all, and not written by hand."""
        return bool(self.read_from)


class KnownActEntry(Strict):
    """One act of known_acts.yaml."""

    title: Both
    number: Line
    date: date
    link: Line | None = None
    repealed: bool = False
    called: BothMany


class KnownActsFile(RootModel[dict[str, KnownActEntry]]):
    """known_acts.yaml."""


class ActFile(Strict):
    """act.yaml. Of in_force, amended and repealed one at most says the standing; none says that nobody checked it."""

    id: Line
    kind: Line = "act"
    authentic: Literal["kk", "ru", "both"] = "both"
    title: Both
    short_title: Both
    adopted: AdoptedEntry | None = None
    registered: EventEntry | None = None
    in_force: InForceEntry | None = None
    amended: AmendedEntry | None = None
    repealed: EventEntry | None = None
    governs_now: SuccessorEntry | None = None
    unofficial_line: Both | None = None
    called: BothWords = BothWords()
    preamble: Both | None = None
    preamble_note: Both | None = None
    signatures: BothMany | None = None
    sections: dict[Name, Both] = {}
    titles: dict[str, Both] = {}
    related: dict[str, list[str]] = {}
    settles: Annotated[dict[str, list[str]], BeforeValidator(lambda said: said or {})] = {}
    source: SourceEntry = SourceEntry()


class RuleEntry(Strict):
    """One ref in text.kk.yaml or text.ru.yaml."""

    ref: Line
    section: str = ""
    kind: UnitKind | None = None
    heading: str = ""
    parts: list[Line] = Field(min_length=1)
    closing: str = ""
    note: str = ""


class RulesFile(RootModel[list[RuleEntry]]):
    """text.kk.yaml, text.ru.yaml."""


BODY_LENGTH = 60
BodyLabel = Annotated[str, StringConstraints(min_length=1, max_length=BODY_LENGTH, strip_whitespace=True)]
BodyName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,20}$")]
"""Bodies travel in links and in the data of buttons."""


class BodyNames(Strict):
    """The name of a body in both languages, fit for a button."""

    kk: BodyLabel
    ru: BodyLabel


Voices = dict[str, list[Line]]


class BothVoices(Strict):
    """Examples in both languages, each under the voice that wrote it."""

    kk: Voices = {}
    ru: Voices = {}


GUIDANCE_LENGTH = 160
GuidanceLine = Annotated[
    str, StringConstraints(min_length=1, max_length=GUIDANCE_LENGTH, strip_whitespace=True)
]


class BothGuidance(Strict):
    """A line of guidance in both languages."""

    kk: GuidanceLine
    ru: GuidanceLine


class GuidanceEntry(Strict):
    """guidance of a matter: in short, what to do now, a case."""

    short: BothGuidance
    now: BothGuidance
    example: Both | None = None


class Spoken(Strict):
    """What stands for a matter or for small talk, by its kind."""

    questions: BothVoices = BothVoices()
    stories: BothVoices = BothVoices()
    statements: BothVoices = BothVoices()
    quotes: BothVoices = BothVoices()
    snippets: BothVoices = BothVoices()
    appeals: BothVoices = BothVoices()
    keywords: BothWords = BothWords()


class FollowEntry(Strict):
    """follow of a matter: which matter answers what is asked of this one next."""

    consequence: str = ""
    whom: str = ""


class MatterEntry(Spoken):
    """One matter."""

    title: BothShort
    guidance: GuidanceEntry | None = None
    elsewhere: Both | None = None
    link: Line | Both | None = None
    checked: date | None = None
    checked_by: str = ""
    near: list[str] = []
    follow: FollowEntry = FollowEntry()
    report: bool = False


class MattersFile(RootModel[dict[str, MatterEntry]]):
    """A file of knowledge/matters/."""


class TalkEntry(Spoken):
    """What is not a question of law, with the reply to it."""

    intent: Intent
    title: Both
    reply: Both
    near: list[str] = []
    report: bool = False


class IntentsFile(RootModel[dict[str, TalkEntry]]):
    """intents.yaml."""


class Asks(Strict):
    """asks in followups.yaml."""

    consequence: BothWords
    whom: BothWords


class CorrectsEntry(Strict):
    """corrects in followups.yaml."""

    before: BothWords
    after: BothWords
    opens: BothWords
    names: BothWords
    around: BothWords


class FollowUpsFile(Strict):
    """followups.yaml."""

    opens: BothWords
    points: BothWords
    ends: BothWords
    corrects: CorrectsEntry
    ordinals: list[BothWords] = Field(min_length=3)
    beside: BothWords
    asks: Asks


class ContactEntry(Strict):
    """Somebody to turn to."""

    post: Both
    telephone: str = ""
    room: str = ""


class BodyEntry(Strict):
    """One public body."""

    name: BodyNames
    acts: list[Line] = Field(min_length=1)
    ethics_officer: ContactEntry | None = None
    hotline: str = ""


class BodiesFile(Strict):
    """bodies.yaml: the first body is the one of a chat that chose none; `short_refs` names the act whose refs are written without its id."""

    short_refs: Line
    bodies: dict[BodyName, BodyEntry] = Field(min_length=1)


class ThemeEntry(Strict):
    """A topic for browsing."""

    title: BothShort
    matters: list[str] = Field(min_length=1)


class TopicsFile(RootModel[dict[Name, ThemeEntry]]):
    """topics.yaml."""


class QuizQuestion(Strict):
    """The question of a dilemma."""

    kk: Annotated[str, StringConstraints(min_length=1, max_length=QUESTION_LENGTH, strip_whitespace=True)]
    ru: Annotated[str, StringConstraints(min_length=1, max_length=QUESTION_LENGTH, strip_whitespace=True)]


class QuizChoice(Strict):
    """One choice of a dilemma."""

    kk: Annotated[str, StringConstraints(min_length=1, max_length=CHOICE_LENGTH, strip_whitespace=True)]
    ru: Annotated[str, StringConstraints(min_length=1, max_length=CHOICE_LENGTH, strip_whitespace=True)]


class QuizReason(Strict):
    """Why a choice is right."""

    kk: Annotated[str, StringConstraints(min_length=1, max_length=REASON_LENGTH, strip_whitespace=True)]
    ru: Annotated[str, StringConstraints(min_length=1, max_length=REASON_LENGTH, strip_whitespace=True)]


class DilemmaEntry(Strict):
    """A situation to decide."""

    ref: Line
    matter: Line
    question: QuizQuestion
    choices: dict[Literal["a", "b", "c", "d"], QuizChoice] = Field(min_length=2)
    right: Line
    why: QuizReason


class DilemmasFile(RootModel[dict[str, DilemmaEntry]]):
    """dilemmas.yaml."""


class ConceptEntry(Strict):
    """A concept of the lexicon."""

    note: str = ""
    kk: list[Line] = Field(min_length=1)
    ru: list[Line] = Field(min_length=1)


class FunctionWords(Strict):
    """Words that carry grammar, not matter."""

    kk: list[Line]
    ru: list[Line]


class LexiconFile(Strict):
    """lexicon.yaml."""

    function_words: FunctionWords
    concepts: dict[str, ConceptEntry]
