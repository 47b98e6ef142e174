"""The sheet of a review of charts: the dates that matter to fidelity, a line for each case (domain.md 4.14).

It holds references alone, so that a reviewer from outside may have it; the team knows who they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ips_tui.casework.chart_dates import Chart, ChartJob, charts
from ips_tui.casework.session import Desk
from ips_tui.casework.settings import TEAM_NAME
from ips_tui.dates import bare_date, full_date
from ips_tui.domain.chart import Kept
from ips_tui.reports.asks import Ask
from ips_tui.reports.document import Block, Cell, Column, Day, Document, Paragraph, Table
from ips_tui.reports.registry import PaperKind, PaperRequest

BACK = 182
"""Days that a closed case may lie back where no day is asked for."""
_BEFORE_JOB = ("ref", "seen", "profile", "research", "employer", "talks", "benefits")
_OF_JOB = ("start", "before", "first", "weeks", "months", "ended")
_AFTER_JOB = ("closed",)


def make(desk: Desk, request: PaperRequest) -> Document:
    """The sheet of the team, or of one specialist's people; with `every` of one case of so many, by reference.

    Raises a StoreProblem.
    """
    words, today = desk.words, desk.clock.today()
    since = request.since or today - timedelta(days=BACK)
    known = charts(desk, since, specialist=request.staff_id)
    every = _every(request)
    chosen = known[::every]
    rows = tuple(row for chart in chosen for row in _rows(desk, chart, today))
    blocks: tuple[Block, ...] = (Paragraph(words("papers_team.chart.nobody")),)
    if rows:
        names = (*_BEFORE_JOB, *_OF_JOB, *_AFTER_JOB)
        columns = tuple(Column(words(f"papers_team.chart.{name}"), 0.6 if name == "ref" else 1.0) for name in names)
        caption = words("papers_team.chart.caption", count=len(chosen), of=len(known))
        blocks = (
            *_told(desk, every),
            Table(columns, rows, caption),
            Paragraph(words("papers_team.chart.read"), quiet=True),
        )
    return Document(
        kind=PaperKind.CHART_REVIEW,
        title=words("papers.kind.chart_review"),
        subtitle=words(
            "papers_team.chart.subtitle",
            team=desk.setting(TEAM_NAME) or "",
            since=full_date(since, words.dates),
            until=full_date(today, words.dates),
        ),
        made_on=today,
        blocks=blocks,
        foot=words("papers_team.chart.foot"),
        wide=True,
    )


def _every(request: PaperRequest) -> int:
    """1 for everyone; anything that is no number from 1 on counts as that."""
    asked = request.options.get(Ask.EVERY, "1")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def _told(desk: Desk, every: int) -> Iterator[Block]:
    if every > 1:
        yield Paragraph(desk.words("papers_team.chart.sample", every=every))


def _rows(desk: Desk, chart: Chart, today: date) -> Iterator[tuple[Cell, ...]]:
    """A line for the case with its first job, and one more for each job after it."""
    first = (
        chart.ref,
        _day(desk, chart.first_seen_on, today),
        _day(desk, chart.profile_on, today),
        _day(desk, chart.researched_on, today),
        _day(desk, chart.met_employer_on, today),
        _several(desk, chart.talked, today),
        _several(desk, chart.benefits, today),
    )
    closed = (_day(desk, chart.closed_on, today),)
    yield (*first, *_job(desk, chart.jobs[0] if chart.jobs else None, today), *closed)
    for job in chart.jobs[1:]:
        yield (chart.ref, *("" for _ in first[1:]), *_job(desk, job, today), "")


def _job(desk: Desk, job: ChartJob | None, today: date) -> tuple[Cell, ...]:
    if job is None:
        return ("",) * len(_OF_JOB)
    held = job.follow_along
    return (
        _day(desk, job.start_on, today),
        _day(desk, held.before_on, today),
        _day(desk, held.first_on, today),
        _kept(desk, held.weeks),
        _kept(desk, held.months),
        _day(desk, job.ended_on, today),
    )


def _kept(desk: Desk, kept: Kept) -> str:
    return desk.words("papers_team.chart.kept", kept=kept.kept, of=kept.of) if kept.of else ""


def _day(desk: Desk, day: date | None, today: date) -> Cell:
    return "" if day is None else Day(day, bare_date(day, today, desk.words.dates))


def _several(desk: Desk, days: tuple[date, ...], today: date) -> Cell:
    """The first day, and how many there are."""
    if len(days) < 2:
        return _day(desk, days[0] if days else None, today)
    first = bare_date(days[0], today, desk.words.dates)
    return Day(days[0], desk.words("papers_team.chart.first_of", day=first, count=len(days)))
