"""The dates that matter to fidelity, for each case: what a review of charts looks up (domain.md 4.14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ips_tui.casework import facts
from ips_tui.casework.later_facts import rows_of
from ips_tui.casework.session import Desk
from ips_tui.domain.chart import FollowAlong, follow_along
from ips_tui.domain.facts import CaseFacts
from ips_tui.records.jobs import Job, JobEnding
from ips_tui.records.profile import LabourMarketResearch
from ips_tui.store import lists


@dataclass(frozen=True)
class ChartJob:
    """One job that began under IPS."""

    start_on: date
    ended_on: date | None
    follow_along: FollowAlong


@dataclass(frozen=True)
class Chart:
    """One case; what did not happen by the day looked from is None or not in it."""

    ref: str
    specialist_id: UUID | None
    first_seen_on: date | None
    profile_on: date | None
    researched_on: date | None
    met_employer_on: date | None
    """The first contact with an employer face to face, by either side."""
    talked: tuple[date, ...]
    """The days of talks about disclosure."""
    benefits: tuple[date, ...]
    jobs: tuple[ChartJob, ...]
    """By their start."""
    closed_on: date | None


def charts(desk: Desk, since: date, *, specialist: UUID | None = None) -> tuple[Chart, ...]:
    """Everyone who was on the books at any time from that day until today, by ref. Raises a StoreProblem."""
    today = desk.clock.today()
    rows = [
        row
        for row in lists.caseload_rows(desk.connection)
        if row.received_on <= today
        and (row.closed_on is None or row.closed_on >= since)
        and specialist in (None, row.specialist_id)
    ]
    ids = [row.participant_id for row in rows]
    with desk.reading() as db:
        known = {case.participant: case for case in facts.cases(db, ids)}
        jobs = rows_of(db, ids, Job.participant_id, Job.id, Job.start_on, Job.held_at_referral, Job.fell_through_on)
        endings = rows_of(db, ids, JobEnding.participant_id, JobEnding.job_id, JobEnding.last_day_on)
        research = rows_of(db, ids, LabourMarketResearch.participant_id, LabourMarketResearch.happened_on)
    found = []
    for row in sorted(rows, key=lambda row: row.ref):
        case = known.get(row.participant_id)
        if case is None:
            continue
        closed = row.closed_on if row.closed_on is not None and row.closed_on <= today else None
        ended = {ending.job_id: ending.last_day_on for ending in endings.get(row.participant_id, ())}
        begun = [
            (job.start_on, ended.get(job.id))
            for job in jobs.get(row.participant_id, ())
            if job.start_on is not None
            and job.start_on <= today
            and not job.held_at_referral
            and job.fell_through_on is None
        ]
        found.append(
            Chart(
                ref=row.ref,
                specialist_id=row.specialist_id,
                first_seen_on=_past(row.first_seen_on, today),
                profile_on=_past(case.profile_begun_on, today),
                researched_on=min(
                    _days([r.happened_on for r in research.get(row.participant_id, ())], today), default=None
                ),
                met_employer_on=_past(row.first_employer_met_on, today),
                talked=_days([talk.on for talk in case.talks], today),
                benefits=_days(case.benefits_on, today),
                jobs=tuple(
                    _job(case, start, end, closed, today) for start, end in sorted(begun, key=lambda one: one[0])
                ),
                closed_on=closed,
            )
        )
    return tuple(found)


def _job(case: CaseFacts, start_on: date, ended_on: date | None, closed_on: date | None, today: date) -> ChartJob:
    until = min(day for day in (today, ended_on, closed_on) if day is not None)
    met = [contact.on for contact in case.took_place]
    return ChartJob(
        start_on, ended_on if ended_on is not None and ended_on <= today else None, follow_along(start_on, until, met)
    )


def _past(day: date | None, today: date) -> date | None:
    return day if day is not None and day <= today else None


def _days(days: Sequence[date], today: date) -> tuple[date, ...]:
    return tuple(sorted({day for day in days if day <= today}))
