"""The sheet for the weekly meeting of the team: one page to talk from, with room to write (exchange.md 3 point 8).

It leaves the room, so people stand with reference and initials unless names were asked for, and no employer stands
beside a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ips_tui.casework.caseload import PersonLine
from ips_tui.casework.lead_fits import LeadLine
from ips_tui.casework.session import Desk
from ips_tui.casework.settings import TEAM_NAME
from ips_tui.casework.unit_meeting import JobNews, Shared, Stuck, UnitMeeting, unit_meeting
from ips_tui.dates import bare_date, full_date, short_date
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.rhythms import WEEK
from ips_tui.reports.document import Block, Bullets, Column, Document, Field, Fields, Heading, Paragraph, Table
from ips_tui.reports.named import called
from ips_tui.reports.registry import PaperKind, PaperRequest
from ips_tui.text import capital

MOST = 5
"""Leads and employers of a kind that stand on the sheet; the others are counted."""
LINES = 3
"""Lines to write on."""
_STUCK = (("who", 1.2), ("by", 0.6), ("why", 3.6), ("idea", 2.6))


def make(desk: Desk, request: PaperRequest) -> Document:
    """The sheet of the week that `since` lies in, or `until`, else of this one. Raises a StoreProblem."""
    words, today = desk.words, desk.clock.today()
    week_on = monday_of(request.since or request.until or today)
    sheet = unit_meeting(desk, week_on, specialist=request.staff_id)
    return Document(
        kind=PaperKind.MEETING_SHEET,
        title=words("papers.kind.meeting_sheet"),
        subtitle=words(
            "papers_team.meeting.subtitle",
            team=desk.setting(TEAM_NAME) or "",
            since=short_date(week_on, today, words.dates),
            until=full_date(week_on + timedelta(days=WEEK - 1), words.dates),
        ),
        made_on=today,
        blocks=tuple(_Sheet(desk, request, sheet).blocks()),
        foot=words("papers_team.meeting.foot"),
    )


class _Sheet:
    """Says one week's sheet in the words of the desk."""

    def __init__(self, desk: Desk, request: PaperRequest, sheet: UnitMeeting) -> None:
        self.words = desk.words
        self.today = desk.clock.today()
        self.request = request
        self.sheet = sheet

    def blocks(self) -> Iterator[Block]:
        """Everything on it; what there is nothing of says so in a line."""
        words, sheet = self.words, self.sheet
        yield Heading(words("papers_team.meeting.stuck"))
        if sheet.stuck:
            columns = tuple(Column(words(f"papers_team.meeting.{name}"), share) for name, share in _STUCK)
            rows = tuple((self._who(one.person), one.person.specialist, self._why(one), "") for one in sheet.stuck)
            yield Table(columns, rows, words("papers_team.meeting.caption", count=len(rows)))
        else:
            yield Paragraph(words("papers_team.meeting.nobody_stuck"))
        yield from self._list("crossed", [self._crossing(one.person, one.on) for one in sheet.crossings])
        news = [self._job("starts", job) for job in sheet.starts] + [self._job("ended", job) for job in sheet.endings]
        yield from self._list("jobs", news)
        shared = self._some("leads", [self._lead(lead) for lead in sheet.leads])
        shared += self._some("first_visits", [self._employer("first_visit", one) for one in sheet.first_visits])
        shared += self._some("warm", [self._employer("warm_one", one) for one in sheet.warm])
        yield from self._list("share", shared)
        yield from self._list("untold", [self._untold(one.person, one.last_on) for one in sheet.untold])
        yield Heading(words("papers_team.meeting.notes"))
        yield Fields(tuple(Field(words("papers_team.meeting.note", number=line), "") for line in range(1, LINES + 1)))

    def _list(self, name: str, points: list[str]) -> Iterator[Block]:
        yield Heading(self.words(f"papers_team.meeting.{name}"))
        if points:
            yield Bullets(tuple(points))
        else:
            yield Paragraph(self.words(f"papers_team.meeting.none.{name}"))

    def _some(self, name: str, points: list[str]) -> list[str]:
        """The first of them, and how many there are beside."""
        more = len(points) - MOST
        return points[:MOST] + ([self.words(f"papers_team.meeting.more.{name}", count=more)] if more > 0 else [])

    def _who(self, person: PersonLine) -> str:
        return called(person.ref, person.name, self.request)

    def _day(self, day: date) -> str:
        return short_date(day, self.today, self.words.dates)

    def _why(self, one: Stuck) -> str:
        words, said = self.words, []
        if one.quiet_days is not None:
            quiet = "papers_team.meeting.never_met" if one.never_met else "papers_team.meeting.quiet"
            said.append(words(quiet, days=one.quiet_days))
        if one.clock_over:
            said.append(words("papers_team.meeting.clock", day=one.person.clock_day, limit=one.person.clock_limit))
        if one.employer_over:
            said.append(words("papers_team.meeting.no_employer", days=one.employer_over))
        if one.latest is not None:
            kind, on = one.latest
            late = "papers_team.meeting.late_one" if one.overdue == 1 else "papers_team.meeting.late"
            day = bare_date(on, self.today, words.dates)
            said.append(words(late, count=one.overdue, what=words(f"kind.{kind}"), day=day))
        return capital("; ".join(said))

    def _crossing(self, person: PersonLine, on: date) -> str:
        name = "papers_team.meeting.crosses" if on >= self.today else "papers_team.meeting.crossed_on"
        return self.words(name, who=self._who(person), day=self._day(on), days=person.clock_limit)

    def _job(self, name: str, job: JobNews) -> str:
        return self.words(
            f"papers_team.meeting.job.{name}", who=self._who(job.person), job=job.name, day=self._day(job.on)
        )

    def _lead(self, lead: LeadLine) -> str:
        where = ", ".join(part for part in (lead.employer, lead.work.place) if part)
        told = f"{lead.name}: {where}" if where else lead.name
        return self.words("papers_team.meeting.lead", work=told, day=self._day(lead.heard_on), by=lead.by)

    def _employer(self, name: str, one: Shared) -> str:
        who = ", ".join(part for part in (one.name, one.site) if part)
        return self.words(f"papers_team.meeting.{name}", who=who, day=self._day(one.on), count=one.met)

    def _untold(self, person: PersonLine, last_on: date | None) -> str:
        who = self._who(person)
        if last_on is None:
            return self.words("papers_team.meeting.never_told", who=who)
        return self.words("papers_team.meeting.told_on", who=who, day=self._day(last_on))
