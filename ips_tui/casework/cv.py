"""The curriculum vitae in versions, made of what the person chose for it and of nothing else (domain.md 4.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.plain import Plain, Rows
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.cv import CvPart, CvReach
from ips_tui.domain.education import EducationStatus
from ips_tui.forms.cv import CvEntry, CvLineEntry
from ips_tui.records.cv import Cv, CvLine
from ips_tui.records.education import Education
from ips_tui.records.job_search import Application
from ips_tui.records.jobs import Job, JobEnding, JobTerms
from ips_tui.records.people import Participant
from ips_tui.records.profile import Licence, PastJob

CV = Plain(Cv, CvEntry, "cv", groups={"lines": Rows(CvLine, "cv_id")})

record_cv, change_cv, cv_entry = CV.record, CV.change, CV.entry_of

_STUDIED = (EducationStatus.ENROLLED, EducationStatus.ATTENDING, EducationStatus.COMPLETED)


@dataclass(frozen=True)
class CvView:
    """One version as it is printed. Its texts may hold anything a person typed."""

    id: UUID
    name: str
    made_on: date
    seen_on: date | None
    person: str
    reach: tuple[tuple[CvReach, str], ...]
    headline: str
    own_words: str
    referees: str
    lines: tuple[CvLineEntry, ...]
    """By their parts in the order of printing, in each as they were typed."""
    sent_with: tuple[str, ...] = ()
    """The applications that it was sent with."""


def proposed_lines(desk: Desk, participant_id: UUID) -> tuple[CvLineEntry, ...]:
    """What of the record could stand in a curriculum vitae: work, education, licences; the newest work first.

    Why a job was left, what was hard in it and every barrier stay out: they are not offered. Who wants a line away
    takes it out, and words it as they wish. Raises StoreProblem.
    """
    with desk.reading() as db:
        return (*_jobs(db, participant_id), *_past_jobs(db, participant_id), *_learnt(desk, db, participant_id))


def _jobs(db: Session, participant_id: UUID) -> Iterator[CvLineEntry]:
    rows = db.scalars(select(Job).where(Job.participant_id == participant_id, Job.start_on.is_not(None), ~Job.removed))
    for job in sorted(rows, key=lambda j: j.start_on or date.min, reverse=True):
        if job.fell_through_on is not None or job.start_on is None:
            continue
        left = db.scalars(select(JobEnding.last_day_on).where(JobEnding.job_id == job.id, ~JobEnding.removed)).first()
        terms = db.scalars(
            select(JobTerms.duties).where(JobTerms.job_id == job.id, ~JobTerms.removed).order_by(JobTerms.from_on)
        )
        employer = job.employer_name or _employer(db, job.employer_id)
        yield CvLineEntry(
            part=CvPart.WORK,
            name=job.name,
            place=employer or None,
            period=f"{job.start_on:%Y} – {'' if left is None else f'{left:%Y}'}".strip(),
            details=next((duties for duties in reversed(list(terms)) if duties), None),
            job=job.id,
        )


def _employer(db: Session, employer_id: UUID | None) -> str:
    from ips_tui.casework.references import name_of

    return "" if employer_id is None else name_of(db, "employer", employer_id)


def _past_jobs(db: Session, participant_id: UUID) -> Iterator[CvLineEntry]:
    rows = db.scalars(
        select(PastJob).where(PastJob.participant_id == participant_id, ~PastJob.removed).order_by(PastJob.id)
    )
    for job in rows:
        period = " – ".join(part for part in (job.started, job.ended) if part)
        yield CvLineEntry(
            part=CvPart.WORK,
            name=job.title,
            place=job.employer_name,
            period=period or None,
            details=job.duties,
            past_job=job.id,
        )


def _learnt(desk: Desk, db: Session, participant_id: UUID) -> Iterator[CvLineEntry]:
    courses = select(Education).where(
        Education.participant_id == participant_id, Education.status.in_(_STUDIED), ~Education.removed
    )
    for course in db.scalars(courses.order_by(Education.id)):
        until = course.finished_on
        yield CvLineEntry(
            part=CvPart.EDUCATION,
            name=course.name,
            place=course.provider,
            period=None if until is None else f"{until:%Y}",
            education=course.id,
        )
    licences = select(Licence).where(Licence.participant_id == participant_id, ~Licence.removed)
    for licence in db.scalars(licences.order_by(Licence.id)):
        kind = desk.words.choice("licence_kind", licence.kind.value)
        yield CvLineEntry(part=CvPart.LICENCE, name=licence.name or kind, licence=licence.id)


def latest_cv(desk: Desk, participant_id: UUID) -> UUID | None:
    """The id of the version made last; None where there is none. Raises StoreProblem."""
    with desk.reading() as db:
        found = theirs(db, Cv, participant_id, Cv.made_on, newest_first=True)
        return next((row.id for row in found), None)


def versions(desk: Desk, participant_id: UUID) -> tuple[CvView, ...]:
    """Every version of a person's, the newest first. Raises StoreProblem."""
    with desk.reading() as db:
        rows = theirs(db, Cv, participant_id, Cv.made_on, newest_first=True)
        return tuple(_view(db, row.id) for row in rows)


def cv_view(desk: Desk, cv_id: UUID) -> CvView:
    """One version as it is printed. Raises LookupError when it is gone, and StoreProblem."""
    with desk.reading() as db:
        return _view(db, cv_id)


def _view(db: Session, cv_id: UUID) -> CvView:
    entry = CV.read(db, cv_id)
    row = db.get_one(Cv, cv_id)
    person = db.get_one(Participant, row.participant_id)
    known = {CvReach.TELEPHONE: person.telephone, CvReach.EMAIL: person.email, CvReach.ADDRESS: person.address}
    order = list(CvPart)
    sent = db.scalars(
        select(Application).where(Application.cv_id == cv_id, ~Application.removed).order_by(Application.made_on)
    )
    return CvView(
        id=cv_id,
        name=entry.name,
        made_on=entry.made_on,
        seen_on=entry.seen_on,
        person=person.name,
        reach=tuple((way, said) for way in entry.reach if (said := known[way])),
        headline=entry.headline or "",
        own_words=entry.own_words or "",
        referees=entry.referees or "",
        lines=tuple(sorted(entry.lines, key=lambda line: _place(order, line.part))),
        sent_with=tuple(_called(db, one) for one in sent),
    )


def _place(order: list[CvPart], part: CvPart) -> int:
    """Times without work stand among the work, as they were typed."""
    return order.index(CvPart.WORK if part is CvPart.GAP else part)


def _called(db: Session, application: Application) -> str:
    employer = application.employer_name or _employer(db, application.employer_id)
    return ", ".join(part for part in (application.name, employer) if part)
