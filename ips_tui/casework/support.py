"""In-work support: the plan for a job, and follow-along contacts (domain.md 4.8; G5, G11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework import appointments, contacts, staff
from ips_tui.casework.in_work_gate import refuse_rhythm, refuse_said
from ips_tui.casework.plain import Plain, Rows, columns_of, fields_from, not_ahead
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import ContactKind, Result
from ips_tui.domain.stages import Stage
from ips_tui.domain.support import StillWanted
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.support import FollowAlongContactEntry, InWorkSupportPlanEntry
from ips_tui.records.contacts import Contact
from ips_tui.records.jobs import Job
from ips_tui.records.support import FollowAlongContact, InWorkSupportPlan, SupportNeed
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

PLAN = Plain(
    InWorkSupportPlan,
    InWorkSupportPlanEntry,
    "support_plan",
    groups={"needs": Rows(SupportNeed, "in_work_support_plan_id")},
)
support_plan_entry = PLAN.entry_of
_MEETING = (*contacts.MEETING, "summary")


@dataclass(frozen=True)
class NeedView:
    """One topic of an in-work support plan."""

    topic: str
    need: str
    support: str


@dataclass(frozen=True)
class SupportPlanView:
    """The newest in-work support plan of a job."""

    id: UUID
    job_id: UUID
    made_on: date
    agreed_on: date | None
    rhythm: str
    employer_rhythm: str
    early_signs: str
    what_then: str
    needs: tuple[NeedView, ...]
    exit_from_on: date | None
    exit_to: str


def record_support_plan(
    desk: Desk, job_id: UUID, entry: InWorkSupportPlanEntry, *, draft: DraftKey | None = None
) -> UUID:
    """A plan for a job, or its next version; it is in force once the person agreed.

    A rhythm with the employer needs an agreement that allows in-work contact today (G5). Raises BadEntry at that
    field, and as `Plain.record`.
    """
    not_ahead(desk, entry)
    with desk.writing("support_plan_recorded", draft=draft) as writing:
        job = writing.get(Job, job_id)
        refuse_rhythm(writing.db, job, entry.employer_rhythm, desk.clock.today())
        highest = writing.db.scalar(
            select(func.max(InWorkSupportPlan.version)).where(InWorkSupportPlan.job_id == job_id)
        )
        return PLAN.add(desk, writing, job.participant_id, entry, job_id=job_id, version=(highest or 0) + 1).id


def change_support_plan(
    desk: Desk, row_id: UUID, entry: InWorkSupportPlanEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct a plan. A rhythm with the employer that stays needs no agreement anew: its line rests without one.

    Raises as `record_support_plan`, LookupError when it is gone.
    """
    not_ahead(desk, entry)
    with desk.writing("support_plan_changed", draft=draft) as writing:
        plan = writing.get(InWorkSupportPlan, row_id)
        if entry.employer_rhythm is not plan.employer_rhythm:
            refuse_rhythm(writing.db, writing.get(Job, plan.job_id), entry.employer_rhythm, desk.clock.today())
        PLAN.put(desk, writing, row_id, entry)
    return row_id


def record_follow_along(
    desk: Desk,
    job_id: UUID,
    entry: FollowAlongContactEntry,
    *,
    draft: DraftKey | None = None,
    appointment_id: UUID | None = None,
) -> UUID:
    """A contact about a job with what was talked about, in one action; the next rung is counted from it (F15).

    What the employer said may be noted only under an agreement that allows in-work contact on that day (G5).
    Raises BadEntry at that field, or when a day lies ahead.
    """
    not_ahead(desk, entry)
    with desk.writing("follow_along_recorded", draft=draft) as writing:
        row, contact = add_follow_along(desk, writing, writing.get(Job, job_id), entry)
        if appointment_id is not None:
            appointments.became(writing, appointment_id, contact)
    return row.id


def add_follow_along(
    desk: Desk, writing: Writing, job: Job, entry: FollowAlongContactEntry
) -> tuple[FollowAlongContact, Contact]:
    """The rows of a contact about a job inside an action. Raises BadEntry where the gate says no (G5)."""
    _employer_may_be_asked(writing.db, job, entry)
    contact = contacts.add_contact(desk, writing, job.participant_id, _as_contact(entry))
    # It served the job, whichever the main stage is (DESIGN idea 6).
    contact.stage = Stage.FOLLOW_ALONG
    row = writing.add(
        FollowAlongContact,
        participant_id=job.participant_id,
        contact_id=contact.id,
        job_id=job.id,
        **columns_of(FollowAlongContact, entry),
    )
    return row, contact


def change_follow_along(
    desk: Desk, row_id: UUID, entry: FollowAlongContactEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct a follow-along contact and its meeting. Raises as `record_follow_along`."""
    not_ahead(desk, entry)
    with desk.writing("follow_along_changed", draft=draft) as writing:
        row = writing.get(FollowAlongContact, row_id)
        _employer_may_be_asked(writing.db, writing.get(Job, row.job_id), entry)
        for name, value in columns_of(FollowAlongContact, entry).items():
            setattr(row, name, value)
        contact = writing.get(Contact, row.contact_id)
        for name in _MEETING:
            setattr(contact, name, getattr(entry, name))
        contact.staff_id = staff.worker(desk, writing, entry.specialist, before=contact.staff_id)
    return row_id


def follow_along_entry(desk: Desk, row_id: UUID) -> FollowAlongContactEntry:
    """A follow-along contact as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        return read_follow_along(db, row_id)


def read_follow_along(db: Session, row_id: UUID) -> FollowAlongContactEntry:
    """A follow-along contact as an entry, inside a reading. Raises LookupError."""
    row = db.get(FollowAlongContact, row_id)
    contact = None if row is None else db.get(Contact, row.contact_id)
    if row is None or contact is None or row.removed:
        raise LookupError("follow_along_contact")
    meeting = {name: getattr(contact, name) for name in _MEETING}
    own = fields_from(row, FollowAlongContactEntry)
    return FollowAlongContactEntry(**{**own, **meeting, "specialist": contact.staff_id})


def _as_contact(entry: FollowAlongContactEntry) -> ContactEntry:
    return ContactEntry(
        kind=ContactKind.IN_WORK_SUPPORT,
        result=Result.TOOK_PLACE,
        specialist=entry.specialist,
        **{name: getattr(entry, name) for name in _MEETING},
    )


def _employer_may_be_asked(db: Session, job: Job, entry: FollowAlongContactEntry) -> None:
    heard_on, else_on = entry.employer_feedback_on, entry.happened_on
    refuse_said(db, job.id, "employer_feedback", entry.employer_feedback, heard_on=heard_on, else_on=else_on)


def draft_plan(desk: Desk, job_id: UUID) -> UUID | None:
    """The plan of a job that nobody agreed to yet, to be gone on with; None where there is none."""
    with desk.reading() as db:
        plan = support_plan_view(db, job_id)
    return None if plan is None or plan.agreed_on is not None else plan.id


def support_plan_view(db: Session, job_id: UUID) -> SupportPlanView | None:
    """The newest plan of a job."""
    query = select(InWorkSupportPlan).where(InWorkSupportPlan.job_id == job_id, ~InWorkSupportPlan.removed)
    plan = db.scalars(query.order_by(InWorkSupportPlan.version.desc(), InWorkSupportPlan.id.desc())).first()
    if plan is None:
        return None
    needs = db.scalars(
        select(SupportNeed)
        .where(SupportNeed.in_work_support_plan_id == plan.id, ~SupportNeed.removed)
        .order_by(SupportNeed.id)
    )
    return SupportPlanView(
        id=plan.id,
        job_id=job_id,
        made_on=plan.made_on,
        agreed_on=plan.agreed_on,
        rhythm=plan.rhythm.value if plan.rhythm else "",
        employer_rhythm=plan.employer_rhythm.value if plan.employer_rhythm else "",
        early_signs=plan.early_signs or "",
        what_then=plan.what_then or "",
        needs=tuple(NeedView(n.topic.value, n.need or "", n.support or "") for n in needs),
        exit_from_on=plan.exit_from_on,
        exit_to=plan.exit_to or "",
    )


def newest_plan(desk: Desk, job_id: UUID) -> SupportPlanView | None:
    """The newest plan of a job, agreed or not."""
    with desk.reading() as db:
        return support_plan_view(db, job_id)


def still_wanted(desk: Desk, job_id: UUID) -> StillWanted:
    """When it is asked about a job whether support is still wanted, and when it was. Raises LookupError."""
    with desk.reading() as db:
        job = db.get(Job, job_id)
        if job is None or job.removed:
            raise LookupError("job")
        answered = db.scalars(
            select(Contact.happened_on)
            .join(FollowAlongContact, Contact.id == FollowAlongContact.contact_id)
            .where(
                FollowAlongContact.job_id == job_id,
                FollowAlongContact.support_still_wanted.is_not(None),
                ~FollowAlongContact.removed,
                ~Contact.removed,
            )
        )
        return StillWanted(job.start_on, frozenset(answered))


def latest_satisfaction(db: Session, job_id: UUID) -> tuple[date, int] | None:
    """The last rating a person gave a job, 0 to 10, and its day."""
    row = db.execute(
        select(Contact.happened_on, FollowAlongContact.satisfaction)
        .join(Contact, Contact.id == FollowAlongContact.contact_id)
        .where(
            FollowAlongContact.job_id == job_id,
            FollowAlongContact.satisfaction.is_not(None),
            ~FollowAlongContact.removed,
            ~Contact.removed,
        )
        .order_by(Contact.happened_on.desc(), Contact.id.desc())
    ).first()
    return None if row is None or row[1] is None else (row[0], row[1])
