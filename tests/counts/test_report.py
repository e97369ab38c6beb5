"""The owner's view of the counts: shares, charts and tables say the same."""

import csv
from dataclasses import replace
from datetime import date, timedelta

from bot.acts.model import Ref
from bot.counts.chart import Kind
from bot.counts.counts import Asked, Opinion, OpinionOfMatter, QuestionResult
from bot.counts.report import Status, StatusPaper
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import MatterId
from bot.texts.texts import Say

TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)
LONG_AGO = TODAY - timedelta(days=30)
STATUS = Status(
    TODAY,
    (
        Asked(LONG_AGO, Language.RU, QuestionResult.REFUSED, 50),
        Asked(YESTERDAY, Language.KK, QuestionResult.ANSWERED, 2),
        Asked(TODAY, Language.KK, QuestionResult.ANSWERED, 1),
        Asked(TODAY, Language.KK, QuestionResult.SUGGESTED, 1),
        Asked(TODAY, Language.RU, QuestionResult.REFUSED, 5),
    ),
    (
        Opinion(LONG_AGO, Ref("1"), 9, 9),
        Opinion(YESTERDAY, Ref("14"), 1, 0),
        Opinion(TODAY, Ref("14"), 0, 2),
        Opinion(TODAY, Ref("3.12"), 1, 0),
    ),
)


def test_the_totals_are_those_of_the_last_thirty_days() -> None:
    assert STATUS.totals(Language.KK) == {QuestionResult.ANSWERED: 3, QuestionResult.SUGGESTED: 1}
    assert STATUS.totals(Language.RU) == {QuestionResult.REFUSED: 5}
    assert [(str(one.ref), one.up, one.down) for one in STATUS.rated()] == [("14", 1, 2), ("3.12", 1, 0)]


def test_the_words_give_the_shares_in_the_language_of_the_reader(services: Knowledge) -> None:
    lines = list(StatusPaper(services.texts, Language.RU).lines(STATUS))
    assert "Қазақша" in lines[0]
    assert "4 вопроса" in lines[0]
    assert "75\N{NO-BREAK SPACE}%" in lines[0]
    assert "5 вопросов" in lines[1]
    assert lines[2:] == ["14: 👍 1 · 👎 2", "3.12: 👍 1 · 👎 0"]
    assert "75%" in next(iter(StatusPaper(services.texts, Language.KK).lines(STATUS)))


def test_the_matters_whose_answers_did_not_help_stand_below_worst_first(services: Knowledge) -> None:
    gifts, leave, own = MatterId("gifts"), MatterId("annual_leave"), MatterId("gone")
    status = replace(
        STATUS,
        of_matters=(
            OpinionOfMatter(LONG_AGO, own, 0, 9),
            OpinionOfMatter(YESTERDAY, gifts, 1, 1),
            OpinionOfMatter(TODAY, leave, 0, 2),
            OpinionOfMatter(TODAY, own, 3, 0),
        ),
    )
    paper = StatusPaper(services.texts, Language.RU, {gifts: "Подарок <так>", leave: "Отпуск"})
    head, *lines = list(paper.lines(status))[4:]
    assert services.texts(Language.RU, Say.STATUS_DISLIKED) in head
    assert lines == ["Отпуск: 👍 0 · 👎 2", "Подарок &lt;так&gt;: 👍 1 · 👎 1"]
    table = paper.matters_table(status).decode("utf-8-sig").splitlines()
    assert table[1:] == [
        "2026-01-31,gone,0,9",
        "2026-03-01,Подарок <так>,1,1",
        "2026-03-02,Отпуск,0,2",
        "2026-03-02,gone,3,0",
    ]


def test_a_chart_shows_each_language_asked_in_day_by_day_and_one_the_opinions(services: Knowledge) -> None:
    kk, ru, opinions = StatusPaper(services.texts, Language.KK).charts(STATUS)
    assert kk.kind is ru.kind is Kind.STACKED
    assert len(kk.periods) == 30
    assert kk.periods[-2:] == ("01.03", "02.03")
    assert [series.values[-2:] for series in kk.series] == [(2, 1), (0, 1), (0, 0)]
    assert [sum(value or 0 for value in series.values) for series in ru.series] == [0, 0, 5]
    assert opinions.periods == ("14", "3.12")
    assert [series.values for series in opinions.series] == [(1, 1), (2, 0)]


def test_the_tables_hold_every_day_and_the_shares_of_each(services: Knowledge) -> None:
    paper = StatusPaper(services.texts, Language.RU)
    head, *rows = csv.reader(paper.questions_table(STATUS).decode("utf-8-sig").splitlines())
    assert head[:2] == ["день", "язык"]
    assert rows == [
        ["2026-01-31", "ru", "0", "0", "50", "50", "0.0", "0.0", "100.0"],
        ["2026-03-01", "kk", "2", "0", "0", "2", "100.0", "0.0", "0.0"],
        ["2026-03-02", "kk", "1", "1", "0", "2", "50.0", "50.0", "0.0"],
        ["2026-03-02", "ru", "0", "0", "5", "5", "0.0", "0.0", "100.0"],
    ]
    _, *rated = csv.reader(paper.opinions_table(STATUS).decode("utf-8-sig").splitlines())
    assert rated[0] == ["2026-01-31", "1", "9", "9"]
    assert len(rated) == 4
