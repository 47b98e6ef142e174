"""What the charts show: counts over the same cases as the measures, so that a picture and a figure never differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.outcomes.base import Base
from ips_tui.domain.outcomes.figure import SMALL
from ips_tui.domain.stages import Stage
from ips_tui.reports.charts import Curve, JobSeen, curve_of
from ips_tui.reports.document import Bar, Bars, Column, Number, Table
from ips_tui.reports.figure_words import percent

MONTHS = 12


@dataclass(frozen=True)
class Charts:
    """The charts of a period, looked at from its last day."""

    stages: Bars
    starts: Bars
    curve_title: str
    curve: Curve | None
    """Only as far as jobs of five people are seen; None where there are not so many at all (Z6)."""
    jobs: int
    weeks: Table


def charts(base: Base, words: Words) -> Charts:
    """The charts over the cases of a period (domain.md 6.6 D1, D5, D9, D10)."""
    last = base.period.last
    day = full_date(last, words.dates)
    jobs = [
        JobSeen(case.ref, job.days_worked(last), job.end_on is not None) for case in base.cases for job in case.jobs
    ]
    curve = curve_of(jobs, people=SMALL)
    return Charts(
        Bars(words("reports.chart.stages", day=day), tuple(_stages(base, words))),
        Bars(words("reports.chart.starts", day=day), tuple(_starts(base, words))),
        words("reports.chart.weeks", day=day),
        curve if curve.last_day else None,
        len(jobs),
        _weeks(curve, words),
    )


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
