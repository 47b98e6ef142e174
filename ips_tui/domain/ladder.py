"""The follow-along ladder and what else a job asks for (domain.md 1.7, 4.8; 6.6 F13 to F18).

One rung is owed at a time, counted from what last took place; milestones stand apart. Nothing ends by time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ips_tui.domain.contacts import AppointmentFor, AppointmentState, Mode
from ips_tui.domain.disclosure import in_work_agreement
from ips_tui.domain.due import Due, DueKind, days
from ips_tui.domain.employers import MadeBy
from ips_tui.domain.facts import AppointmentFacts, CaseFacts, JobFacts
from ips_tui.domain.jobs import MILESTONE_WEEKS
from ips_tui.domain.rhythms import MONTH, WEEK, Rhythms
from ips_tui.domain.support import SupportRhythm
from ips_tui.ids import same_row_id

_EVERY = {SupportRhythm.WEEKLY: WEEK, SupportRhythm.FORTNIGHTLY: 2 * WEEK, SupportRhythm.MONTHLY: MONTH}
_WHEN_ASKED = frozenset({SupportRhythm.ON_REQUEST, SupportRhythm.NONE_WISHED})
PRE_START_LEAD = 6
"""Days before its due day on which the meeting before a start is listed (domain.md 6.4)."""


def is_rung(planned: AppointmentFacts, facts: CaseFacts) -> bool:
    """Whether a planned contact is itself a rung of the ladder, whose line then stands for it (F20)."""
    if planned.purpose is not AppointmentFor.CONTACT or planned.state is not AppointmentState.PLANNED:
        return False
    return any(planned.on >= job.start_on for job in facts.jobs)


def last_contact_in(job: JobFacts, facts: CaseFacts) -> date | None:
    """The last contact of any kind or mode that took place with the person from the start day on (F15)."""
    return max((c.on for c in facts.took_place if c.on >= job.start_on), default=None)


def pre_start_meeting(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """A face-to-face meeting in the week before the start; it lapses on the start day (F13)."""
    for job in facts.jobs:
        first, last = job.start_on - days(WEEK), job.start_on - days(1)
        met = any(first <= c.on <= last for c in facts.took_place if c.mode is Mode.FACE_TO_FACE)
        if not met and not job.confirmed:
            opens_on = max(last - days(PRE_START_LEAD), job.accepted_on)
            starts = (("starts", job.start_on),)
            kind = DueKind.PRE_START_MEETING
            yield Due(kind, job.id, opens_on, last, kind.value, starts, lapses_on=last, about=job.name)


def in_work_plan(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The in-work support plan, due on the start day, until the person agreed to it (G11; F14)."""
    for job in facts.jobs:
        if not job.plan_agreed:
            opens_on = max(job.start_on - days(rhythms.in_work_plan_lead), job.accepted_on)
            starts = (("starts", job.start_on),)
            yield Due(DueKind.IN_WORK_PLAN, job.id, opens_on, job.start_on, "in_work_plan", starts, about=job.name)


def job_start(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """From the start day on, until the start and its four paid hours are confirmed (F13)."""
    for job in facts.jobs:
        if not job.confirmed:
            starts = (("starts", job.start_on),)
            yield Due(DueKind.JOB_START, job.id, job.start_on, job.start_on, "job_start", starts, about=job.name)


def follow_along_contact(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The one rung owed: three days after the start, weekly in the first month, then monthly (F13, F15, F16).

    A day agreed for the next contact wins, and a rhythm the person agreed to; where they want to be in touch
    only when they ask, nothing is owed beyond such a day.
    """
    for job in facts.jobs:
        last, kind = last_contact_in(job, facts), DueKind.FOLLOW_ALONG_CONTACT
        if last is None:
            due_on = job.start_on + days(rhythms.first_contact_days)
            starts = (("starts", job.start_on),)
            opens_on = job.start_on + days(1)
            yield Due(kind, job.id, opens_on, due_on, "follow_along_first", starts, about=job.name)
            continue
        since = (("last_contact", last),)
        agreed = _next_agreed(job, facts, last)
        if agreed is not None:
            yield Due(kind, job.id, agreed, agreed, "follow_along_set", since, about=job.name)
        elif job.rhythm not in _WHEN_ASKED:
            due_on = last + days(_every(job, last, rhythms))
            yield Due(kind, job.id, due_on, due_on, "follow_along", since, about=job.name)


def _next_agreed(job: JobFacts, facts: CaseFacts, last: date) -> date | None:
    """The day agreed for the next contact: the nearest planned one, else the one set at the last contact."""
    planned = [a.on for a in facts.appointments if is_rung(a, facts) and a.on >= last and a.on >= job.start_on]
    if planned:
        return min(planned)
    if job.next_set is not None and job.next_set[0] >= last:
        return job.next_set[1]
    return None


def _every(job: JobFacts, last: date, rhythms: Rhythms) -> int:
    if job.rhythm is not None and job.rhythm in _EVERY:
        return _EVERY[job.rhythm]
    return WEEK if last < job.start_on + days(rhythms.weekly_until) else MONTH


def milestone(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """Weeks 6, 13, 26 and 52: a contact on or after the day, or a tick, confirms that the job lasts (F17)."""
    for job in facts.jobs:
        last = last_contact_in(job, facts)
        for weeks in MILESTONE_WEEKS:
            reached = job.start_on + days(weeks * WEEK)
            if weeks in job.confirmed_weeks or (last is not None and last >= reached):
                continue
            source = same_row_id("milestone", job.id.hex, str(weeks))
            since = (("starts", job.start_on),)
            yield Due(DueKind.MILESTONE, source, reached, reached, f"milestone_{weeks}", since, about=job.name)


def benefits_review(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """Benefits looked at before a start (G12), and again after a change of hours or pay (F18).

    A talk from 28 days before the job was accepted, or before the change, will do. Before a start it is listed like
    the in-work plan, until such a talk or until the start is confirmed, which asks for the reason.
    """
    for job in facts.jobs:
        since_on = job.accepted_on - days(rhythms.benefits_before_days)
        if not job.confirmed and not any(on >= since_on for on in facts.benefits_on):
            opens_on = max(job.start_on - days(rhythms.in_work_plan_lead), job.accepted_on)
            starts, kind = (("starts", job.start_on),), DueKind.BENEFITS_REVIEW
            yield Due(kind, job.id, opens_on, job.start_on, "benefits_before_start", starts, about=job.name)
        for change in job.changes:
            earliest = change.from_on - days(rhythms.benefits_before_days)
            if not any(on >= earliest for on in facts.benefits_on):
                since = (("changed", change.from_on),)
                kind = DueKind.BENEFITS_REVIEW
                yield Due(kind, change.id, change.from_on, change.from_on, kind.value, since, about=job.name)


def in_work_check_in(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """In touch with the employer as often as person and employer wish, under the agreement alone (G5; domain.md 4.8).

    Counted from the last contact of a specialist about this person with the job's employer, or from the start. It
    rests while no agreement allows such contact, and is not listed after the day on which one runs out.
    """
    for job in facts.jobs:
        wished = job.employer_rhythm
        if job.employer is None or wished is None or wished not in _EVERY:
            continue
        seen = [
            c.on
            for c in facts.employer_contacts
            if c.employer == job.employer and c.made_by is MadeBy.SPECIALIST and c.on >= job.start_on
        ]
        last = max(seen, default=job.start_on)
        due_on = last + days(_EVERY[wished])
        agreement = in_work_agreement(facts.agreements, job.employer, due_on)
        if agreement is None:
            continue
        kind, lapses_on = DueKind.EMPLOYER_CHECK_IN, agreement.valid_until
        if seen:
            since = (("last_contact", last),)
            yield Due(kind, job.id, due_on, due_on, "check_in", since, lapses_on=lapses_on, about=job.name)
        else:
            since = (("starts", last),)
            yield Due(kind, job.id, due_on, due_on, "check_in_first", since, lapses_on=lapses_on, about=job.name)


JOB_RULES: tuple[Callable[[CaseFacts, Rhythms], Iterator[Due]], ...] = (
    pre_start_meeting,
    in_work_plan,
    job_start,
    follow_along_contact,
    milestone,
    benefits_review,
    in_work_check_in,
)
"""The rules of a person who has accepted a competitive job or works in one."""
