"""The owner's view of the counts: totals, charts and tables."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from io import StringIO
from types import MappingProxyType

from babel.numbers import format_percent

from bot.acts.model import Ref
from bot.counts.chart import Chart, Kind, Series
from bot.counts.counts import Asked, Opinion, OpinionOfMatter, QuestionResult
from bot.language import Language
from bot.matters.model import MatterId
from bot.texts.texts import Say, Texts

DAYS = 30
"""Days that the totals and the charts look back, today among them; the tables hold all days."""

MOST_REFS = 10
MOST_MATTERS = 10
OUTCOMES = {
    QuestionResult.ANSWERED: Say.OUTCOME_ANSWERED,
    QuestionResult.SUGGESTED: Say.OUTCOME_SUGGESTED,
    QuestionResult.REFUSED: Say.OUTCOME_REFUSED,
}


@dataclass(frozen=True, slots=True)
class Rated:
    """What was thought of a paragraph in all the days."""

    ref: Ref
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class RatedMatter:
    """What was thought of the answers to a matter in all the days."""

    matter: MatterId
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Status:
    """The counts as they stood on a day."""

    today: date
    questions: tuple[Asked, ...]
    opinions: tuple[Opinion, ...]
    of_matters: tuple[OpinionOfMatter, ...] = ()

    @property
    def days(self) -> list[date]:
        """The days of the charts, oldest first."""
        return [self.today - timedelta(days=ago) for ago in reversed(range(DAYS))]

    def totals(self, language: Language) -> Counter[QuestionResult]:
        """Questions in a language in the days of the charts."""
        totals: Counter[QuestionResult] = Counter()
        for asked in self.questions:
            if asked.language is language and asked.day >= self.days[0]:
                totals[asked.outcome] += asked.count
        return totals

    def rated(self) -> list[Rated]:
        """The paragraphs that opinions of the days of the charts are about, most opinions first."""
        up: Counter[Ref] = Counter()
        down: Counter[Ref] = Counter()
        for opinion in self.opinions:
            if opinion.day >= self.days[0]:
                up[opinion.ref] += opinion.up
                down[opinion.ref] += opinion.down
        rated = [Rated(ref, up[ref], down[ref]) for ref in up]
        return sorted(rated, key=lambda one: (-one.up - one.down, one.ref))

    def disliked(self) -> list[RatedMatter]:
        """The matters whose answers were said not to help in the days of the charts, most often first."""
        up: Counter[MatterId] = Counter()
        down: Counter[MatterId] = Counter()
        for opinion in self.of_matters:
            if opinion.day >= self.days[0]:
                up[opinion.matter] += opinion.up
                down[opinion.matter] += opinion.down
        rated = [RatedMatter(matter, up[matter], count) for matter, count in down.items() if count]
        return sorted(rated, key=lambda one: (-one.down, one.up, one.matter))


class StatusPaper:
    """Writes a status down in one language; `titles` are those of the matters in it."""

    def __init__(
        self, texts: Texts, language: Language, titles: Mapping[MatterId, str] = MappingProxyType({})
    ) -> None:
        self._texts = texts
        self._language = language
        self._titles = titles

    def lines(self, status: Status) -> Iterator[str]:
        """The totals in words: a line a language, then a line a paragraph."""
        for asked_in in Language:
            totals = status.totals(asked_in)
            if totals.total():
                yield self._say(
                    Say.STATUS_QUESTIONS,
                    language=self._texts(asked_in, Say.LANGUAGE_NAME),
                    count=totals.total(),
                    answered=self._share(totals, QuestionResult.ANSWERED),
                    suggested=self._share(totals, QuestionResult.SUGGESTED),
                    refused=self._share(totals, QuestionResult.REFUSED),
                )
        for one in status.rated()[:MOST_REFS]:
            yield self._say(Say.STATUS_OPINIONS, ref=one.ref, up=one.up, down=one.down)
        disliked = status.disliked()[:MOST_MATTERS]
        if disliked:
            yield f"\n{self._say(Say.STATUS_DISLIKED)}"
        for matter in disliked:
            title = escape(self._titles.get(matter.matter, matter.matter))
            yield self._say(Say.STATUS_OPINIONS, ref=title, up=matter.up, down=matter.down)

    def charts(self, status: Status) -> Iterator[Chart]:
        """A chart of the questions in each language asked in, and one of opinions where there are any."""
        for asked_in in Language:
            if status.totals(asked_in).total():
                yield self._questions(status, asked_in)
        if rated := status.rated()[:MOST_REFS]:
            yield Chart(
                title=self._say(Say.STATUS_CHART_OPINIONS, days=DAYS),
                periods=tuple(str(one.ref) for one in rated),
                series=(
                    Series(self._say(Say.COUNT_UP), tuple(one.up for one in rated)),
                    Series(self._say(Say.COUNT_DOWN), tuple(one.down for one in rated)),
                ),
                hidden="",
            )

    def questions_table(self, status: Status) -> bytes:
        """All counts of questions and their shares, a line a day and language, as CSV."""
        head = [Say.COUNT_DAY, Say.COUNT_LANGUAGE, *OUTCOMES.values(), Say.COUNT_ALL]
        shares = [f"{self._say(name)}, %" for name in OUTCOMES.values()]
        rows: dict[tuple[date, Language], Counter[QuestionResult]] = {}
        for asked in status.questions:
            rows.setdefault((asked.day, asked.language), Counter())[asked.outcome] += asked.count
        return _csv(
            [*map(self._say, head), *shares],
            (
                [day, language, *(row[one] for one in OUTCOMES), row.total(), *_percents(row)]
                for (day, language), row in rows.items()
            ),
        )

    def opinions_table(self, status: Status) -> bytes:
        """All counts of opinions, a line a day and ref, as CSV."""
        head = [Say.COUNT_DAY, Say.COUNT_REF, Say.COUNT_UP, Say.COUNT_DOWN]
        return _csv(map(self._say, head), ([one.day, one.ref, one.up, one.down] for one in status.opinions))

    def matters_table(self, status: Status) -> bytes:
        """All counts of opinions, a line a day and matter, as CSV."""
        head = [Say.COUNT_DAY, Say.COUNT_MATTER, Say.COUNT_UP, Say.COUNT_DOWN]
        rows = (
            [one.day, self._titles.get(one.matter, one.matter), one.up, one.down] for one in status.of_matters
        )
        return _csv(map(self._say, head), rows)

    def _questions(self, status: Status, asked_in: Language) -> Chart:
        counts = {
            (asked.day, asked.outcome): asked.count
            for asked in status.questions
            if asked.language is asked_in
        }
        name = self._texts(asked_in, Say.LANGUAGE_NAME)
        return Chart(
            title=self._say(Say.STATUS_CHART_QUESTIONS, language=name, days=DAYS),
            periods=tuple(f"{day:%d.%m}" for day in status.days),
            series=tuple(
                Series(self._say(said), tuple(counts.get((day, outcome), 0) for day in status.days))
                for outcome, said in OUTCOMES.items()
            ),
            hidden="",
            kind=Kind.STACKED,
        )

    def _share(self, totals: Counter[QuestionResult], outcome: QuestionResult) -> str:
        return format_percent(totals[outcome] / totals.total(), locale=self._language.value)

    def _say(self, name: Say, **values: object) -> str:
        return self._texts(self._language, name, **values)


def _percents(row: Counter[QuestionResult]) -> list[str]:
    return [f"{row[outcome] / row.total():.1%}".removesuffix("%") for outcome in OUTCOMES]


def _csv(head: Iterable[object], rows: Iterable[Iterable[object]]) -> bytes:
    """With the mark that tells Excel of UTF-8."""
    paper = StringIO()
    writer = csv.writer(paper)
    writer.writerow(head)
    writer.writerows(rows)
    return paper.getvalue().encode("utf-8-sig")
