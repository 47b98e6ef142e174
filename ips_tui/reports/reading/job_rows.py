"""Jobs with their terms, absences and endings."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ips_tui.domain.outcomes.job_facts import Away, Ended, Terms, Work
from ips_tui.records.jobs import Absence, Job, JobEnding, JobTerms
from ips_tui.reports.reading.tables import Rows, grouped


def by_person(rows: Rows) -> Mapping[UUID, tuple[Work, ...]]:
    """Every job, by its person and in the order of their starts; one without a start comes first."""
    t, a = JobTerms, Absence
    terms = grouped(
        (
            (row.job_id, Terms(row.from_on, row.hours, row.pay, row.pay_period, row.first))
            for row in rows.of(t, t.job_id, t.from_on, t.hours, t.pay, t.pay_period, t.first)
        ),
        lambda one: (not one.first, one.from_on),
    )
    absences = grouped(
        (
            (row.job_id, Away(row.from_on, row.until_on, row.reason))
            for row in rows.of(a, a.job_id, a.from_on, a.until_on, a.reason)
        ),
        lambda one: one.from_on,
    )
    e = JobEnding
    endings = {
        row.job_id: Ended(row.last_day_on, row.how, row.learnt_on, row.contacted_on)
        for row in rows.of(e, e.job_id, e.last_day_on, e.how, e.learnt_on, e.contacted_on)
    }
    j = Job
    found = rows.of(
        j,
        j.id,
        j.participant_id,
        j.name,
        j.job_type,
        j.employer_id,
        j.employer_name,
        j.held_at_referral,
        j.accepted_on,
        j.start_on,
        j.four_hours_on,
        j.fell_through_on,
        j.open_to_all,
        j.minimum_wage,
        j.permanence,
        j.how_found,
        j.matches,
    )
    return grouped(
        (
            (
                row.participant_id,
                Work(
                    id=row.id,
                    name=row.name,
                    job_type=row.job_type,
                    employer=row.employer_id,
                    employer_name=row.employer_name or "",
                    held_at_referral=row.held_at_referral,
                    accepted_on=row.accepted_on,
                    start_on=row.start_on,
                    four_hours_on=row.four_hours_on,
                    fell_through_on=row.fell_through_on,
                    open_to_all=row.open_to_all,
                    minimum_wage=row.minimum_wage,
                    permanence=row.permanence,
                    how_found=row.how_found,
                    matches=row.matches,
                    terms=terms.get(row.id, ()),
                    absences=absences.get(row.id, ()),
                    ended=endings.get(row.id),
                ),
            )
            for row in found
        ),
        lambda job: (job.start_on is not None, job.start_on, job.id.int),
    )
