"""What the charts show: counts over the same cases as the measures, so that a picture and a figure never differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.outcomes.base import Base, base_of, of_specialist
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.figure import SMALL
from ips_tui.domain.outcomes.hours import pay_of_day
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.stages import Stage
from ips_tui.reports.charts import Curve, JobSeen, curve_of
from ips_tui.reports.document import Bar, Bars, Column, Number, Table
from ips_tui.reports.figure_words import percent
from ips_tui.reports.outcomes import OutcomeReport

MONTHS = 12


@dataclass(frozen=True)
class Charts:
    """The charts of a period, looked at from its last day."""

    stages: Bars
    starts: Bars
    hours: Bars
    """Hours of work by month."""
    wages: tuple[Bars, ...]
    """What they are worth, a chart for each currency."""
    curve_title: str
    curve: Curve | None
    """Only as far as jobs of five people are seen; None where there are not so many at all (Z6)."""
    jobs: int
    weeks: Table


@dataclass(frozen=True)
class ChartReport:
    """The charts, and the report whose cases they draw."""

    of: OutcomeReport
    charts: Charts

    @property
    def asked(self) -> Period:
        """The period as it was asked for."""
        return self.of.asked

    @property
    def as_of(self) -> date:
        """The day looked from."""
        return self.of.as_of

    @property
    def runs(self) -> bool:
        """Whether the period was not over on the day looked from."""
        return self.of.runs


def chart_report(report: OutcomeReport, facts: TeamFacts, words: Words) -> ChartReport:
    """The charts of a report that was counted from these facts."""
    for one in facts.staff:
        if one.ref == report.specialist_ref:
            facts = of_specialist(facts, one, report.period.last)
            break
    return ChartReport(report, charts(base_of(facts, report.period, report.pack.rules), words))


def charts(base: Base, words: Words) -> Charts:
    """The charts over the cases of a period (domain.md 6.6 D1, D5, D9, D10)."""
    last = base.period.last
    day = full_date(last, words.dates)
    worked = ((case.ref, job) for case in base.cases for job in case.jobs)
    jobs = [JobSeen(ref, job.days_worked(last), job.end_on is not None) for ref, job in worked]
    curve = curve_of(jobs, people=SMALL)
    hours, wages = _by_month(base)
    return Charts(
        Bars(words("reports.chart.stages", day=day), tuple(_stages(base, words))),
        Bars(words("reports.chart.starts", day=day), tuple(_starts(base, words))),
        Bars(words("reports.chart.hours", day=day), tuple(_monthly(hours, last, words))),
        tuple(
            Bars(words("reports.chart.wages", day=day, currency=currency), tuple(_monthly(found, last, words)))
            for currency, found in sorted(wages.items())
        ),
        words("reports.chart.weeks", day=day),
        curve if curve.last_day else None,
        len(jobs),
        _weeks(curve, words),
    )


def _by_month(base: Base) -> tuple[Mapping[date, Fraction], Mapping[str, Mapping[date, Fraction]]]:
    """Hours as agreed on the days that were worked in each month, and what they are worth by currency, as in M18."""
    hours, wages = defaultdict[date, Fraction](Fraction), defaultdict[str, dict[date, Fraction]](dict)
    for first in months(base.period.last):
        last = min(_next_month(first) - timedelta(days=1), base.period.last)
        stretches = (s for case in base.cases for job in case.jobs for s in job.stretches_worked(first, last))
        for _, days, terms in stretches:
            if terms is None or terms.hours is None:
                continue
            hours[first] += Fraction(terms.hours) * days / 7
            if terms.pay is not None:
                of = wages[terms.pay.currency]
                of[first] = of.get(first, Fraction(0)) + pay_of_day(terms, terms.pay) * days
    return hours, wages


def _monthly(found: Mapping[date, Fraction], last: date, words: Words) -> Iterator[Bar]:
    """Rounded to whole ones: a tenth of an hour in a month says nothing, and columns have little room."""
    for first in months(last):
        whole = round(found.get(first, Fraction(0)))
        yield Bar(words.dates.months_short[first.month - 1], whole, str(whole))


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _stages(base: Base, words: Words) -> Iterator[Bar]:
    """How many open cases have each main stage on the last day."""
    entered = [max(c.person.stages, key=lambda s: s.on, default=None) for c in base.cases if c.closed is None]
    for stage in Stage:
        count = sum(one is not None and one.stage == stage for one in entered)
        yield Bar(f"{stage.value} {words(f'stage.{stage.value}.name')}", count, str(count))
    if without := sum(one is None for one in entered):
        yield Bar(words("reports.chart.no_stage"), without, str(without))


def _starts(base: Base, words: Words) -> Iterator[Bar]:
    """How many jobs that count began in each of the twelve months up to the last day."""
    began = [job.start_on for case in base.cases for job in case.jobs if job.start_on is not None]
    for first in months(base.period.last):
        count = sum((on.year, on.month) == (first.year, first.month) for on in began)
        name = words.dates.months_short[first.month - 1]
        yield Bar(name, count, str(count))


def months(last: date, count: int = MONTHS) -> Sequence[date]:
    """The first days of that many months, the month of `last` being the last of them."""
    found = [last.replace(day=1)]
    while len(found) < count:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def _weeks(curve: Curve, words: Words) -> Table:
    """The numbers of the curve: never without how many jobs were seen for so long."""
    rows = []
    for at in curve.weeks:
        share = words("reports.chart.share", percent=percent(at.share, words))
        said = words("reports.chart.too_few") if at.people < SMALL else share
        rows.append((Number(at.week, str(at.week)), Number(at.at_risk, str(at.at_risk)), said))
    columns = tuple(Column(words(f"reports.chart.column.{name}"), right=True) for name in ("week", "at_risk", "share"))
    return Table(columns, tuple(rows))
