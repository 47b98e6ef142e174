"""The profile and the jobs: it is brought up to date with each start and each ending (domain.md 1.4, 4.9).

A prompt and no obligation: nothing falls due, nothing is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.profile import ProfileOccasion
from ips_tui.records.jobs import Job, JobEnding
from ips_tui.records.profile import VocationalProfile

CONCERNED: Mapping[str, tuple[str, ...]] = {
    "work_history": ("learnt", "differently"),
    "strengths": ("learnt",),
    "preferences": ("differently", "learnt"),
    "barriers": ("differently",),
    "health": ("learnt", "differently"),
}
"""The sections that a job's lessons concern, each with the lessons in the order they help there."""


@dataclass(frozen=True)
class JobEvent:
    """A job that began or ended: something that the profile should know of."""

    job_id: UUID
    job: str
    """The job's title."""
    occasion: ProfileOccasion
    on: date
    """The day it began, or its last day."""
    known_on: date
    """From when on a version could tell of it: an ending may be heard of later."""
    learnt: str = ""
    differently: str = ""
    """What was learnt from an ending, and what the next job should have."""

    @property
    def taught(self) -> bool:
        """Whether lessons were noted."""
        return bool(self.learnt or self.differently)

    def is_told_by(self, version: VocationalProfile) -> bool:
        """Whether a version was begun after it, or because of it."""
        return version.begun_on > self.known_on or (version.job_id, version.occasion) == (self.job_id, self.occasion)


def job_events(db: Session, participant_id: UUID, today: date) -> tuple[JobEvent, ...]:
    """Every start and ending by `today` of a job that began under IPS, and the ending of one held before it.

    The newest first.
    """
    jobs = {job.id: job for job in theirs(db, Job, participant_id)}
    endings = theirs(db, JobEnding, participant_id)
    found = [
        JobEvent(job.id, job.name, ProfileOccasion.JOB_START, job.start_on, job.start_on)
        for job in jobs.values()
        if job.start_on is not None and job.start_on <= today and job.fell_through_on is None
    ]
    for end in endings:
        if end.job_id in jobs and end.last_day_on <= today:
            known, job = max(end.last_day_on, end.learnt_on), jobs[end.job_id]
            lessons = (end.learnt or "", end.differently or "")
            found.append(JobEvent(job.id, job.name, ProfileOccasion.JOB_ENDING, end.last_day_on, known, *lessons))
    # Of one day the ending comes last: it is what there is to learn from.
    return tuple(sorted(found, key=lambda one: (one.on, one.occasion is ProfileOccasion.JOB_ENDING), reverse=True))


def not_told(events: Sequence[JobEvent], versions: Sequence[VocationalProfile]) -> tuple[JobEvent, ...]:
    """The events since the newest version; none while there is no profile, which is still to be begun."""
    return tuple(one for one in events if versions and not any(one.is_told_by(version) for version in versions))


def since_newest_version(desk: Desk, participant_id: UUID) -> tuple[JobEvent, ...]:
    """The jobs that began or ended since the newest version, the newest first."""
    with desk.reading() as db:
        events = job_events(db, participant_id, desk.clock.today())
        return not_told(events, versions(db, participant_id))


def lessons_now(desk: Desk, participant_id: UUID) -> tuple[JobEvent, ...]:
    """The endings with lessons that the profile is being brought up to date with, the newest first.

    Those since the newest version, and those it was begun for.
    """
    with desk.reading() as db:
        events = job_events(db, participant_id, desk.clock.today())
        known = versions(db, participant_id)
        open_now, newest = not_told(events, known), next(iter(known), None)
        return tuple(
            one for one in events if one.taught and (one in open_now or (newest is not None and _is_of(newest, one)))
        )


def lessons_since(desk: Desk, participant_id: UUID, made_on: date | None) -> tuple[JobEvent, ...]:
    """The endings with lessons that a plan made on that day could not know of, the newest first; all without a plan."""
    with desk.reading() as db:
        events = job_events(db, participant_id, desk.clock.today())
    return tuple(one for one in events if one.taught and (made_on is None or one.known_on >= made_on))


def _is_of(version: VocationalProfile, event: JobEvent) -> bool:
    return (version.job_id, version.occasion) == (event.job_id, event.occasion)


def versions(db: Session, participant_id: UUID) -> list[VocationalProfile]:
    """The versions of a profile, the newest first."""
    return list(theirs(db, VocationalProfile, participant_id, VocationalProfile.version, newest_first=True))
