"""What happened with one participant and what is planned, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.engagement import answers_of, words_of
from ips_tui.casework.history import typed_on
from ips_tui.casework.later_timeline import LATER, told
from ips_tui.casework.theirs import theirs
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.casework.with_rows import Tables
from ips_tui.domain.contacts import AppointmentState, Result
from ips_tui.records.action_plan import ActionPlan
from ips_tui.records.base import Record
from ips_tui.records.community import GroupSession
from ips_tui.records.contacts import Appointment, ClinicalUpdate, Contact, Review
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureTalk
from ips_tui.records.employers import ContactWithoutAgreement, Employer, EmployerContact
from ips_tui.records.engagement import Satisfaction
from ips_tui.records.leads import Lead, LeadOffer
from ips_tui.records.people import MainStage, Staff
from ips_tui.records.supervision import CaseNoteReview, Supervision, SupervisionCase
from ips_tui.records.support import FollowAlongContact

ON_TIMELINE: Tables = (
    Review,
    Contact,
    Appointment,
    ClinicalUpdate,
    DisclosureAgreement,
    DisclosureTalk,
    EmployerContact,
    ContactWithoutAgreement,
    MainStage,
    *LATER,
    SupervisionCase,
    CaseNoteReview,
)
"""The tables whose rows stand on the timeline, reviews before the contacts they are kept in."""
_ABOUT_JOB = FollowAlongContact.__tablename__
_TOLD_AS = "timeline.follow_along_contact"


def _rows(
    db: Session, table: type[Record], participant_id: UUID, names: Mapping[UUID, str]
) -> list[tuple[Record, str]]:
    """A participant's rows of one table, each with the name of who did it, by their ids in `names`."""
    rows = theirs(db, table, participant_id)
    return [(row, names.get(getattr(row, "staff_id", None) or UUID(int=0), "")) for row in rows]


def timeline(db: Session, participant_id: UUID) -> tuple[TimelineItem, ...]:
    """Everything with this person, the newest first; of one day, the last typed first."""
    employers: dict[UUID, str] = {row[0]: row[1] for row in db.execute(select(Employer.id, Employer.name))}
    names: dict[UUID, str] = {row[0]: row[1] for row in db.execute(select(Staff.id, Staff.name))}
    contacts = {row.id: row for row, _ in _rows(db, Contact, participant_id, names) if isinstance(row, Contact)}
    items: list[TimelineItem] = []
    reviewed: set[UUID] = set()
    about_job = select(FollowAlongContact.contact_id, FollowAlongContact.id).where(
        FollowAlongContact.participant_id == participant_id, ~FollowAlongContact.removed
    )
    sessions = _sessions(db, participant_id)
    made = select(ActionPlan.id, ActionPlan.made_on).where(ActionPlan.participant_id == participant_id)
    made_on: dict[UUID, date] = {row[0]: row[1] for row in db.execute(made)}
    supervised = _supervised(db, participant_id)
    held: dict[UUID, UUID] = {row[0]: row[1] for row in db.execute(about_job)}
    for table in ON_TIMELINE:
        for row, by in _rows(db, table, participant_id, names):
            if isinstance(row, Review) and (meeting := contacts.get(row.contact_id)) is not None:
                reviewed.add(meeting.id)
                items.append(_review(row, meeting, names.get(meeting.staff_id, "")))
            elif type(row) in LATER:
                found = told(row, by, employers, made_on)
                if isinstance(row, Satisfaction):
                    found = [replace(item, text=words_of(answers_of(db, item.id))) for item in found]
                elif isinstance(row, LeadOffer):
                    named = db.get_one(Lead, row.lead_id).name
                    found = [replace(item, text=": ".join(filter(None, (named, item.text)))) for item in found]
                items += found
            elif isinstance(row, SupervisionCase):
                meeting_held = supervised[row.supervision_id]
                items.append(_talked_about(row, meeting_held, names.get(meeting_held.supervisor_id, "")))
            elif isinstance(row, CaseNoteReview):
                items.append(_notes_read(row, names.get(row.reviewer_id, "")))
            elif not isinstance(row, Review) and row.id not in reviewed:
                found = _item(row, by, employers)
                if isinstance(row, Contact) and row.group_session_id is not None:
                    found = [_in_session(found[0], sessions[row.group_session_id])]
                # A contact about a job is one record with what it held.
                items += [replace(i, kind=_ABOUT_JOB, id=held[i.id], title=_TOLD_AS) for i in found if i.id in held]
                items += [i for i in found if i.id not in held]
    typed = typed_on(db, [item.id for item in items])
    dated = [_typed(item, typed.get(item.id)) for item in items]
    return tuple(sorted(dated, key=lambda item: (item.on, item.id.int), reverse=True))


def _sessions(db: Session, participant_id: UUID) -> dict[UUID, GroupSession]:
    """The group sessions that this person was at."""
    was_at = select(Contact.group_session_id).where(Contact.participant_id == participant_id, ~Contact.removed)
    return {session.id: session for session in db.scalars(select(GroupSession).where(GroupSession.id.in_(was_at)))}


def _supervised(db: Session, participant_id: UUID) -> dict[UUID, Supervision]:
    """Supervision in which this person was talked about."""
    cases = select(SupervisionCase.supervision_id).where(SupervisionCase.participant_id == participant_id)
    return {one.id: one for one in db.scalars(select(Supervision).where(Supervision.id.in_(cases)))}


def _talked_about(row: SupervisionCase, held: Supervision, by: str) -> TimelineItem:
    """What was said of this person in supervision; what else was said there stands on no person's page."""
    said = (f"choice.supervision_form.{held.form}",)
    text = "; ".join(part for part in (row.discussed, row.agreed) if part)
    title = "timeline.supervision_case"
    return TimelineItem(row.__tablename__, row.id, held.happened_on, None, title, said, text, by, None)


def _notes_read(row: CaseNoteReview, by: str) -> TimelineItem:
    text = row.strengths or row.found or row.actions or ""
    title = "timeline.case_note_review"
    return TimelineItem(row.__tablename__, row.id, row.happened_on, None, title, (), text, by, None)


def _in_session(item: TimelineItem, session: GroupSession) -> TimelineItem:
    """A contact that was a group session: what it was about, and what is noted of this person alone, else of all."""
    said = item.text or session.summary or ""
    return replace(item, text=": ".join(part for part in (session.name, said) if part))


def _typed(item: TimelineItem, at: datetime | None) -> TimelineItem:
    return replace(item, typed_at=at)


def _review(row: Review, meeting: Contact, by: str) -> TimelineItem:
    return TimelineItem(
        "review",
        row.id,
        meeting.happened_on,
        meeting.stage,
        "timeline.review",
        (f"choice.mode.{meeting.mode}",),
        row.own_words or meeting.expectations or "",
        by,
        None,
    )


def _item(row: Record, by: str, employers: dict[UUID, str]) -> list[TimelineItem]:
    table = row.__tablename__
    said: tuple[str, ...]
    if isinstance(row, Contact):
        said = (f"choice.mode.{row.mode}",)
        if row.result is not Result.TOOK_PLACE:
            said += (f"choice.result.{row.result}",)
        kind = f"choice.contact_kind.{row.kind}"
        return [TimelineItem(table, row.id, row.happened_on, row.stage, kind, said, row.summary or "", by, None)]
    if isinstance(row, Appointment):
        if row.state is AppointmentState.TOOK_PLACE:
            return []  # What it became stands in its place.
        said = (f"choice.appointment_for.{row.purpose}", f"choice.appointment_state.{row.state}")
        planned = row.state is AppointmentState.PLANNED
        named = employers.get(row.employer_id, "") if row.employer_id else ""
        words = ": ".join(part for part in (named, row.closed_note or row.note or row.place or "") if part)
        return [TimelineItem(table, row.id, row.on, None, "timeline.appointment", said, words, by, None, not planned)]
    if isinstance(row, ClinicalUpdate):
        said = (f"choice.mode.{row.mode}",)
        title = "timeline.clinical_update"
        return [TimelineItem(table, row.id, row.happened_on, row.stage, title, said, row.said, by, None)]
    if isinstance(row, DisclosureAgreement):
        said = (f"choice.decision.{row.decision}",) + (("timeline.withdrawn",) if row.withdrawn_on else ())
        words = row.agreed_words or ""
        return [
            TimelineItem(table, row.id, row.decided_on, None, "timeline.disclosure_agreement", said, words, by, None)
        ]
    if isinstance(row, DisclosureTalk):
        title = "timeline.disclosure_talk"
        return [TimelineItem(table, row.id, row.happened_on, None, title, (), row.note or "", by, None)]
    if isinstance(row, EmployerContact):
        said = (f"choice.employer_mode.{row.mode}", f"choice.made_by.{row.made_by}")
        words = f"{employers.get(row.employer_id, '')}: {row.result}"
        title = "timeline.employer_contact"
        return [TimelineItem(table, row.id, row.happened_on, row.stage, title, said, words, by, None)]
    if isinstance(row, ContactWithoutAgreement):
        words = f"{employers.get(row.employer_id, '')}: {row.what_happened}"
        title = "timeline.contact_without_agreement"
        return [TimelineItem(table, row.id, row.happened_on, None, title, (), words, by, None)]
    if isinstance(row, MainStage):
        said = (f"stage.{row.stage}.name",)
        return [
            TimelineItem(table, row.id, row.entered_on, row.stage, "timeline.main_stage", said, row.why or "", by, None)
        ]
    return []
