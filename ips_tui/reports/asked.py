"""What somebody asks a report for: which period, whose people; and what was read for it, kept as long as it is true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.domain.outcomes.rules import Period

if TYPE_CHECKING:
    from ips_tui.casework.session import Desk
    from ips_tui.domain.fidelity.facts import FidelityFacts
    from ips_tui.domain.outcomes.facts import PersonFacts, TeamFacts
    from ips_tui.reports.chart_data import ChartReport
    from ips_tui.reports.fidelity import FidelityReport
    from ips_tui.reports.outcomes import OutcomeReport
    from ips_tui.reports.principles import PrinciplesReport

    Counted = OutcomeReport | PrinciplesReport | FidelityReport | ChartReport

Through = Callable[[int, int], None]
"""Told how many of how many are through; may raise to stop."""
LONG = 365


class PeriodName(StrEnum):
    """A period by what it is called; its words are `reports.period.<value>`."""

    LAST_90 = "last_90"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    LAST_365 = "last_365"


class ReportKind(StrEnum):
    """A report that is counted from the facts of the team."""

    OUTCOMES = "outcomes"
    PRINCIPLES = "principles"
    FIDELITY = "fidelity"
    ENGAGEMENT = "engagement"
    BLANKS = "blanks"
    CHARTS = "charts"


def own_period(period: Period) -> str:
    """A period with own dates as one word: `2026-07-01:2026-09-30`."""
    return f"{period.first.isoformat()}:{period.last.isoformat()}"


def period_of(name: str, today: date) -> Period:
    """The period of that name, or of own dates as `own_period` writes them.

    "Last 90 days" and "last 365 days" end on the day looked from; quarters are those of the calendar, and the one that
    runs ends with its own last day. Raises LookupError for a name that is none.
    """
    match name:
        case PeriodName.LAST_90:
            from ips_tui.reports.outcomes import usual_period

            return usual_period(today)
        case PeriodName.LAST_365:
            return Period(today - timedelta(days=LONG), today)
        case PeriodName.THIS_QUARTER:
            return _quarter(today)
        case PeriodName.LAST_QUARTER:
            return _quarter(_quarter(today).first - timedelta(days=1))
    try:
        first, last = map(date.fromisoformat, name.split(":"))
        return Period(first, last)
    except ValueError as wrong:
        raise LookupError("period") from wrong


def _quarter(day: date) -> Period:
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    after = (first + timedelta(days=95)).replace(day=1)
    return Period(first, after - timedelta(days=1))


@dataclass(frozen=True)
class Asked:
    """Which period, and whose people: the id of a specialist, or nothing for everyone's."""

    period: str = PeriodName.LAST_90
    whose: str = ""


@dataclass(frozen=True)
class Read:
    """What was read of the team, and when."""

    edition: tuple[object, ...]
    facts: TeamFacts
    people: Mapping[str, PersonFacts]
    """By reference."""
    fidelity: FidelityFacts | None = None
    """Once somebody has asked for indicators, what these look at besides."""


class Asking:
    """What is asked for now, and what was read and counted for it; all reports that are open share one.

    Names are in it, so it goes with the screens that hold it, as at a lock.
    """

    def __init__(self, asked: Asked | None = None) -> None:
        """The usual period and everyone, where nothing else is asked for."""
        self.asked = asked or Asked()
        self._read: Read | None = None
        self._counted: dict[tuple[Asked, ReportKind], Counted] = {}

    def change(self, *, period: str | None = None, whose: str | None = None) -> None:
        """Ask for another period, or for the people of somebody else."""
        self.asked = replace(
            self.asked,
            period=self.asked.period if period is None else period,
            whose=self.asked.whose if whose is None else whose,
        )

    def period(self, today: date) -> Period:
        """The period asked for, as of that day."""
        return period_of(self.asked.period, today)

    def kept(self, desk: Desk, kind: ReportKind) -> Counted | None:
        """What was counted already and still holds; None where it must be counted."""
        if self._read is None or self._read.edition != desk.edition:
            return None
        return self._counted.get((self.asked, kind))

    def person(self, ref: str) -> PersonFacts | None:
        """The person of that reference, of those who were read."""
        return None if self._read is None else self._read.people.get(ref)

    def counter(self, desk: Desk, kind: ReportKind) -> Callable[[Through | None], Counted]:
        """What counts it: it reads, unless what was read still holds, and may run on a thread while the desk is open.

        It raises LookupError for a specialist who is not there any more, and a StoreProblem.
        """
        # Asked of the desk here and not on the thread, so that all of it is of one moment.
        asked, edition, today = self.asked, desk.edition, desk.clock.today()
        before = self._read if self._read is not None and self._read.edition == edition else None

        def count(through: Through | None = None) -> Counted:
            from ips_tui.reports.reading import read_team

            read = before
            if read is None:
                facts = read_team(desk, None if through is None else lambda: through(0, 0))
                read = Read(edition, facts, {person.ref: person for person in facts.people})
            if kind is ReportKind.FIDELITY and read.fidelity is None:
                from ips_tui.reports.reading.fidelity_rows import read_fidelity

                found_more = read_fidelity(desk, read.facts, None if through is None else lambda: through(0, 0))
                read = replace(read, fidelity=found_more)
            found = _count(desk, kind, period_of(asked.period, today), asked.whose, read, through)
            if self._read is None or self._read.edition != edition:
                self._counted.clear()
            self._read = read
            self._counted[asked, kind] = found
            return found

        return count


def _count(desk: Desk, kind: ReportKind, period: Period, whose: str, read: Read, through: Through | None) -> Counted:
    specialist = UUID(whose) if whose else None
    if kind is ReportKind.PRINCIPLES:
        from ips_tui.reports.principles import principles_report

        return principles_report(desk, period, specialist=specialist, facts=read.facts, through=through)
    if kind is ReportKind.FIDELITY:
        from ips_tui.reports.fidelity import fidelity

        return fidelity(desk, period, specialist=specialist, facts=read.fidelity, through=through)
    from ips_tui.reports import outcomes

    make = outcomes.engagement if kind is ReportKind.ENGAGEMENT else outcomes.outcomes
    # Charts and what is missing rest on the cases and on no measure.
    only = () if kind in (ReportKind.BLANKS, ReportKind.CHARTS) else None
    found = make(desk, period, specialist=specialist, only=only, facts=read.facts, through=through)
    if kind is ReportKind.CHARTS:
        from ips_tui.reports.chart_data import chart_report

        return chart_report(found, read.facts, desk.words)
    return found
