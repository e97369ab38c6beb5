"""Every button: what it writes is read back to an equal value, fits Telegram, and is taken for no other; old data keeps working."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.model import DilemmaId, Ref
from bot.acts.refs import ActId
from bot.acts.shelves import ShelfKey, ShelfKind
from bot.announcements.announcements import Audience
from bot.documents.draft import Layout
from bot.documents.papers import PaperId
from bot.language import Language
from bot.outbox.letter import AnnouncementId
from bot.reminders.wishes import HOURS, WEEKDAYS, Every, What
from bot.tips.officials.file import BodyId, OfficialId
from handlers.acts.buttons import EndShare, Share, ShowActs, ShowOnShelf, ShowSections, ShowShelf, ShowTopics
from handlers.answers.buttons import (
    AskTypical,
    AskWhy,
    HandOver,
    OpenRef,
    OtherLanguage,
    Over,
    Rate,
    Wrong,
    WrongHow,
)
from handlers.documents.buttons import (
    ChangeAnswer,
    ChooseLayout,
    ChoosePaper,
    OfPaper,
    PaperStep,
    RemindNot,
    RemindOn,
    WritePaper,
)
from handlers.officials.buttons import OfficialButton
from handlers.owners.buttons import Address, Give, Order
from handlers.reminders.buttons import (
    ChangeDays,
    ChangeEvery,
    ChangeHour,
    ChangeLanguage,
    ChangeWhat,
    DecideSituation,
    NextSituation,
    RemindLater,
    TellShares,
    Turning,
    TurnReminders,
    Vote,
)
from handlers.telegram.button import MOST_BYTES, Button
from handlers.telegram.everyday_buttons import (
    AskExample,
    AskToForget,
    ChooseLanguage,
    Forget,
    SetBody,
    SetLanguage,
    ShowBodies,
    ShowHelp,
    ShowKept,
    ShowSettings,
)
from handlers.tips.buttons import (
    CaseStep,
    Category,
    ChooseBody,
    ChooseCategory,
    FileStep,
    OfCase,
    OfFile,
    OfTip,
    TipStep,
    ToggleOfficial,
)

LANGUAGES = st.sampled_from(Language)
PLACES = st.from_regex(r"[1-9][0-9]?(\.[1-9][0-9]?){0,2}|resolution\.[1-9]|status", fullmatch=True)
REFS = st.builds(Ref, PLACES)
REFS_WITH_ACT = st.builds(Ref, PLACES, st.sampled_from([ActId("almaty-2013"), ActId("code-2015")]))
SHELVES = st.builds(ShelfKey, st.sampled_from(ShelfKind), st.from_regex(r"[a-z0-9_]{1,20}", fullmatch=True))
PAGES = st.integers(0, 99)
NAMES = st.from_regex(r"[a-z0-9-]{1,24}", fullmatch=True)
DILEMMAS = st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True).map(DilemmaId)
PAPERS = st.from_regex(r"[a-z_]{1,30}", fullmatch=True).map(PaperId)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
NUMBERS = st.integers(1, 10**12 - 1).map(AnnouncementId)

BUTTONS: dict[type[Button], st.SearchStrategy[Button]] = {
    OpenRef: st.builds(OpenRef, REFS | REFS_WITH_ACT),
    OtherLanguage: st.just(OtherLanguage()),
    AskWhy: st.just(AskWhy()),
    Rate: st.builds(Rate, st.booleans()),
    ShowTopics: st.builds(ShowTopics, LANGUAGES, PAGES),
    ShowActs: st.builds(ShowActs, LANGUAGES),
    ShowSections: st.builds(
        ShowSections, LANGUAGES, st.sampled_from(["", "code-2015", "almaty-2013"]).map(ActId)
    ),
    ShowShelf: st.builds(ShowShelf, LANGUAGES, SHELVES, PAGES),
    ShowOnShelf: st.builds(ShowOnShelf, LANGUAGES, SHELVES, REFS | REFS_WITH_ACT),
    Share: st.builds(Share, LANGUAGES, REFS | REFS_WITH_ACT, st.none() | SHELVES),
    EndShare: st.builds(EndShare, LANGUAGES, REFS | REFS_WITH_ACT),
    ChooseLanguage: st.builds(ChooseLanguage, LANGUAGES, st.booleans()),
    ShowSettings: st.just(ShowSettings()),
    AskToForget: st.just(AskToForget()),
    Forget: st.just(Forget()),
    ShowHelp: st.just(ShowHelp()),
    ShowKept: st.just(ShowKept()),
    ShowBodies: st.builds(ShowBodies, st.integers(0, 99), st.booleans()),
    SetBody: st.builds(SetBody, st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True), st.booleans()),
    SetLanguage: st.builds(SetLanguage, st.none() | LANGUAGES),
    AskExample: st.builds(AskExample, LANGUAGES, st.integers(0, 9)),
    Address: st.builds(Address, NUMBERS, st.sampled_from(Audience)),
    Give: st.builds(Give, st.sampled_from(Order), NUMBERS),
    TurnReminders: st.builds(TurnReminders, st.sampled_from(Turning)),
    ChangeEvery: st.builds(ChangeEvery, st.sampled_from(Every)),
    ChangeDays: st.builds(ChangeDays, st.frozensets(st.sampled_from(WEEKDAYS), min_size=1)),
    ChangeHour: st.builds(ChangeHour, st.sampled_from(HOURS)),
    ChangeWhat: st.builds(ChangeWhat, st.sampled_from(What)),
    ChangeLanguage: st.builds(ChangeLanguage, LANGUAGES),
    Vote: st.builds(Vote, DILEMMAS, st.sampled_from("abcd")),
    TellShares: st.builds(TellShares, DILEMMAS),
    RemindLater: st.builds(
        RemindLater, st.builds(str, REFS | REFS_WITH_ACT).map("r:{}".format) | DILEMMAS.map("d:{}".format)
    ),
    NextSituation: st.builds(NextSituation, LANGUAGES, st.none() | DILEMMAS),
    DecideSituation: st.builds(DecideSituation, LANGUAGES, DILEMMAS, st.sampled_from("abcd")),
    Wrong: st.builds(Wrong, LANGUAGES, st.sampled_from(WrongHow), REFS),
    AskTypical: st.builds(AskTypical, LANGUAGES, st.integers(1, 3), REFS),
    HandOver: st.builds(HandOver, LANGUAGES, st.sampled_from(Over)),
    TipStep: st.builds(TipStep, st.sampled_from(OfTip)),
    ChooseBody: st.builds(ChooseBody, NAMES.map(BodyId)),
    ChooseCategory: st.builds(ChooseCategory, st.sampled_from(Category)),
    ToggleOfficial: st.builds(ToggleOfficial, NAMES.map(OfficialId)),
    FileStep: st.builds(
        FileStep, st.sampled_from(OfFile), st.from_regex(r"[0-9a-f]{8}\.(pdf|docx|jpg)", fullmatch=True)
    ),
    CaseStep: st.builds(CaseStep, st.sampled_from(OfCase)),
    PaperStep: st.builds(PaperStep, st.sampled_from(OfPaper)),
    WritePaper: st.builds(WritePaper, PAPERS),
    ChoosePaper: st.builds(ChoosePaper, PAPERS),
    ChooseLayout: st.builds(ChooseLayout, st.sampled_from(Layout)),
    ChangeAnswer: st.builds(ChangeAnswer, st.integers(0, 99)),
    RemindOn: st.builds(RemindOn, DAYS),
    RemindNot: st.builds(RemindNot, DAYS),
    OfficialButton: st.builds(OfficialButton, st.from_regex(r"[A-Za-z0-9_-]{22}", fullmatch=True)),
}


def kinds(found: type[Button] = Button) -> Iterable[str]:
    """The names of all kinds of buttons: a class with slots is made anew of one that has none, so each may be met twice."""
    for kind in found.__subclasses__():
        yield from kinds(kind)
        if "__dataclass_fields__" in vars(kind):
            yield f"{kind.__module__}.{kind.__name__}"


def test_every_kind_of_button_is_tried_here() -> None:
    assert {*kinds()} == {f"{kind.__module__}.{kind.__name__}" for kind in BUTTONS}


@pytest.mark.parametrize("kind", BUTTONS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_button_is_read_back_to_what_it_was_fits_telegram_and_is_taken_for_no_other(
    kind: type[Button], data: st.DataObject
) -> None:
    button = data.draw(BUTTONS[kind])
    written = button.encode()
    assert kind.decode(written) == button
    assert len(written.encode()) <= MOST_BYTES
    assert [other for other in BUTTONS if other.decode(written) is not None] == [kind]


@given(data=st.text(max_size=64))
def test_no_data_is_more_than_one_button_and_none_is_a_fault(data: str) -> None:
    assert sum(kind.decode(data) is not None for kind in BUTTONS) <= 1


@pytest.mark.parametrize(
    ("button", "data"),
    [
        (OtherLanguage(), "an:lang"),
        (OpenRef(Ref("3.12")), "an:ref:3.12"),
        (OpenRef(Ref("3.12", ActId("almaty-2013"))), "an:ref:almaty-2013/3.12"),
        (Rate(helpful=True), "fb:1"),
        (Rate(helpful=False), "fb:0"),
        (ChooseLanguage(Language.KK, first=False), "lg:kk"),
        (ChooseLanguage(Language.RU, first=True), "lg:ru:first"),
        (TipStep(OfTip.BEGIN), "tp:begin"),
        (TipStep(OfTip.NEXT), "tp:next"),
        (TipStep(OfTip.REVIEW), "tp:review"),
        (TipStep(OfTip.CODE), "tp:code"),
        (TipStep(OfTip.URGENT), "tp:urgent"),
        (TipStep(OfTip.CANCEL), "tp:cancel"),
        (TipStep(OfTip.WIPE), "tp:wipe"),
        (ChooseBody(BodyId("finance")), "tp:body:finance"),
        (ToggleOfficial(OfficialId("first")), "tp:not:first"),
        (ChooseCategory(Category.BRIBE), "tp:category:bribe"),
    ],
)
def test_the_forms_that_the_design_fixes_are_written_so(button: Button, data: str) -> None:
    assert button.encode() == data
    assert type(button).decode(data) == button


@pytest.mark.parametrize(
    "data",
    [
        *("br:kk:home:0", "br:ru:act", "br:kk:list:t.gifts:1", "br:ru:open:s.2:3.12", "sh:kk:3.12"),
        *("sh:ru:resolution.3:t.gifts", "sb:kk:status", "an:why", "hp:kk:1", "st:home", "st:forget"),
        *("st:forget:yes", "st:lang:auto", "st:lang:ru", "rm:on", "rm:off", "rm:stop", "rm:pause"),
        *("rm:resume", "rm:every:working", "rm:every:chosen", "rm:every:weekly", "rm:days:135"),
        *("rm:hour:8", "rm:hour:19", "rm:what:rules", "rm:what:dilemmas", "rm:what:both", "rm:lang:kk"),
        *("dl:v:gift-1:a", "dl:s:gift-1", "am:to:7:groups", "am:go:7", "am:no:7", "am:halt:7", "am:on:7"),
        *("cs:back", "cs:add", "cs:send", "cs:withdraw", "cs:withdraw:yes", "of:" + "aZ9_-" * 4 + "xy"),
    ],
)
def test_the_buttons_of_the_version_before_still_mean_something_and_are_written_as_they_were(
    data: str,
) -> None:
    (button,) = [button for kind in BUTTONS if (button := kind.decode(data)) is not None]
    assert button.encode() == data


@pytest.mark.parametrize(
    "data",
    [
        *("rm:hour:7", "rm:hour:20", "rm:hour:１０", "rm:days:", "rm:days:6", "rm:days:1234512"),
        *("rm:lang:en", "rm:every:never", "rm:what:nothing", "br:en:act", "br:kk:home:-1", "br:kk:home:100"),
        *("hp:kk:10", "an:ref:", "an:ref:№3", "an:ref:" + "1" * 41, "dl:v:gift:e", "am:to:7:", "am:to:x:all"),
        *("tp:", "tp:steal", "tp:body:", "tp:body:" + "a" * 25, "cs:", "of:short", "fb:2", "lg:kk:last"),
    ],
)
def test_what_nobody_can_choose_is_no_button(data: str) -> None:
    assert [kind for kind in BUTTONS if kind.decode(data) is not None] == []
