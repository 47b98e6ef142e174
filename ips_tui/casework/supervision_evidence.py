"""What the record knows of a unit and its leader over a period: evidence for items 7 and 8 of IPS-25 (domain.md 3.2).

A reviewer rates; here dates are counted. What nobody noted is not known, which is another thing than that it was not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.session import Desk
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.people import AssignmentRole, StaffRole
from ips_tui.domain.rhythms import WEEK
from ips_tui.domain.supervision import SupervisionForm
from ips_tui.records.community import ClinicalMeeting
from ips_tui.records.people import Assignment, ClinicalTeam, Staff
from ips_tui.records.supervision import FieldMentoring, Supervision, SupervisionPresent

MONTHS, QUARTER = 1, 3
RowT = TypeVar("RowT", Supervision, FieldMentoring, ClinicalMeeting)


@dataclass(frozen=True)
class MonthOfMeetings:
    """The unit's meetings of one calendar month, which begins on `month`."""

    month: date
    held: int
    present: Fraction
    """Colleagues who were there, as a mean over the meetings; 0 without any."""
    leads_shared: int
    """Meetings at which leads were shared."""


@dataclass(frozen=True)
class SpecialistEvidence:
    """How often one specialist was supervised and mentored, out of what the period and their time here allow."""

    staff_id: UUID
    name: str
    weeks: int
    """Whole weeks of the period that they worked here."""
    supervised: int
    """Those with supervision, alone or in the unit's meeting."""
    alone: int
    """Those with supervision alone."""
    months: int
    """Calendar months of the period that they worked here for some time of."""
    mentored: int
    """Those in which the leader went along to employers."""


@dataclass(frozen=True)
class TeamMet:
    """In how many calendar quarters of the period a team leader was at the meeting of a clinical team."""

    clinical_team_id: UUID
    name: str
    quarters: int


@dataclass(frozen=True)
class SupervisionEvidence:
    """Items 7 and 8 over a period, both days included; full-time equivalents are those of its last day."""

    since: date
    until: date
    months: tuple[MonthOfMeetings, ...]
    """Item 7: every month that the period touches, the earliest first."""
    specialists: int
    covering: int
    """Participants for whom somebody stood in for some time of the period."""
    specialists_time: Fraction
    """Item 8: employment specialists in full-time equivalents."""
    leaders_time: Fraction
    by_specialist: tuple[SpecialistEvidence, ...]
    quarters: int
    """Calendar quarters that the period touches."""
    quarters_with_outcomes: int
    """Those in which outcomes were looked at."""
    clinical_teams: tuple[TeamMet, ...]

    @property
    def per_leader(self) -> Fraction | None:
        """Full-time specialists to one full-time leader; None without a leader."""
        return self.specialists_time / self.leaders_time if self.leaders_time else None

    @property
    def weekly(self) -> tuple[int, int]:
        """How many specialists were supervised in every week, of how many who worked here for a whole one."""
        whole = [one for one in self.by_specialist if one.weeks]
        return sum(one.supervised == one.weeks for one in whole), len(whole)

    @property
    def monthly(self) -> tuple[int, int]:
        """How many specialists were mentored in every month, of how many."""
        return sum(one.mentored == one.months for one in self.by_specialist), len(self.by_specialist)


def evidence(desk: Desk, since: date, until: date) -> SupervisionEvidence:
    """What is known of the unit and its leader from `since` to `until`.

    Raises ValueError where the period ends before it begins, and a StoreProblem.
    """
    if until < since:
        raise ValueError("the period ends before it begins")
    with desk.reading() as db:
        staff = db.scalars(select(Staff).where(~Staff.removed).order_by(Staff.ref)).all()
        held = _within(db, Supervision, since, until)
        present = _present(db, [one.id for one in held])
        mentoring = _within(db, FieldMentoring, since, until)
        covering = _covering(db, since, until)
        teams = db.execute(select(ClinicalTeam.id, ClinicalTeam.name).where(~ClinicalTeam.removed)).all()
        met = _within(db, ClinicalMeeting, since, until)
    leaders = {one.id for one in staff if one.role is StaffRole.TEAM_LEADER}
    here = [one for one in staff if _works(one, until, until)]
    quarters = list(_months(since, until, QUARTER))
    specialists = [
        _of_specialist(one, held, present, mentoring, since, until)
        for one in staff
        if one.role is StaffRole.EMPLOYMENT_SPECIALIST and _works(one, since, until)
    ]
    return SupervisionEvidence(
        since=since,
        until=until,
        months=tuple(_meetings(month, held, present) for month in _months(since, until, MONTHS)),
        specialists=sum(one.role is StaffRole.EMPLOYMENT_SPECIALIST for one in here),
        covering=covering,
        specialists_time=_time(here, StaffRole.EMPLOYMENT_SPECIALIST),
        leaders_time=_time(here, StaffRole.TEAM_LEADER),
        by_specialist=tuple(specialists),
        quarters=len(quarters),
        quarters_with_outcomes=len({_start(one.happened_on, QUARTER) for one in held if one.outcomes_looked_at}),
        clinical_teams=tuple(
            TeamMet(
                team_id,
                name,
                len(
                    {
                        _start(one.happened_on, QUARTER)
                        for one in met
                        if one.clinical_team_id == team_id and one.staff_id in leaders
                    }
                ),
            )
            for team_id, name in sorted(teams, key=lambda team: team[1].casefold())
        ),
    )


def _within(db: Session, table: type[RowT], since: date, until: date) -> Sequence[RowT]:
    return db.scalars(select(table).where(table.happened_on >= since, table.happened_on <= until, ~table.removed)).all()


def _present(db: Session, meetings: Sequence[UUID]) -> Mapping[UUID, set[UUID]]:
    """Who was at each of these."""
    rows = db.execute(
        select(SupervisionPresent.supervision_id, SupervisionPresent.staff_id).where(
            SupervisionPresent.supervision_id.in_(meetings), ~SupervisionPresent.removed
        )
    )
    found: dict[UUID, set[UUID]] = {}
    for meeting, staff_id in rows:
        found.setdefault(meeting, set()).add(staff_id)
    return found


def _covering(db: Session, since: date, until: date) -> int:
    rows = db.execute(
        select(Assignment.participant_id, Assignment.to_on).where(
            Assignment.role == AssignmentRole.COVERING, Assignment.from_on <= until, ~Assignment.removed
        )
    )
    return len({person for person, to_on in rows if to_on is None or to_on >= since})


def _meetings(month: date, held: Sequence[Supervision], present: Mapping[UUID, set[UUID]]) -> MonthOfMeetings:
    mine = [
        one for one in held if one.form is SupervisionForm.UNIT_MEETING and _start(one.happened_on, MONTHS) == month
    ]
    there = sum(len(present.get(one.id, ())) for one in mine)
    return MonthOfMeetings(
        month,
        len(mine),
        Fraction(there, len(mine)) if mine else Fraction(0),
        sum(bool(one.leads_shared) for one in mine),
    )


def _of_specialist(
    one: Staff,
    held: Sequence[Supervision],
    present: Mapping[UUID, set[UUID]],
    mentoring: Sequence[FieldMentoring],
    since: date,
    until: date,
) -> SpecialistEvidence:
    """Weeks are whole ones from Monday on; months those that the period and the time here touch."""
    first, last = max(since, one.from_on or since), min(until, one.to_on or until)
    monday = monday_of(first) if first == monday_of(first) else monday_of(first) + timedelta(days=WEEK)
    weeks = set()
    while monday + timedelta(days=WEEK - 1) <= last:
        weeks.add(monday)
        monday += timedelta(days=WEEK)
    alone = {monday_of(s.happened_on) for s in held if s.staff_id == one.id} & weeks
    together = {monday_of(s.happened_on) for s in held if one.id in present.get(s.id, ())} & weeks
    months = set(_months(first, last, MONTHS))
    mentored = {_start(m.happened_on, MONTHS) for m in mentoring if m.staff_id == one.id} & months
    return SpecialistEvidence(
        one.id, one.name, len(weeks), len(alone | together), len(alone), len(months), len(mentored)
    )


def _works(one: Staff, since: date, until: date) -> bool:
    """Whether somebody worked here on any of these days."""
    return (one.from_on is None or one.from_on <= until) and (one.to_on is None or one.to_on >= since)


def _time(staff: Sequence[Staff], role: StaffRole) -> Fraction:
    return sum((Fraction(one.full_time_percent, 100) for one in staff if one.role is role), Fraction(0))


def _start(day: date, months: int) -> date:
    """The first day of the calendar month or quarter that a day lies in."""
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _months(since: date, until: date, months: int) -> Iterator[date]:
    """The first days of the calendar months or quarters that a period touches."""
    start = _start(since, months)
    while start <= until:
        yield start
        place = start.month - 1 + months
        start = date(start.year + place // 12, place % 12 + 1, 1)
