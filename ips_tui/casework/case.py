"""One participant's page: the header that stays, the checklist of the stage, and the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import caseload
from ips_tui.casework.caseload import PersonLine
from ips_tui.casework.disclosure import MaySay, may_say_on
from ips_tui.casework.history import typed_on
from ips_tui.casework.people import consents
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine, NextLine, today
from ips_tui.domain.contacts import AppointmentState, Mode, Result
from ips_tui.domain.stages import Stage
from ips_tui.records.base import Record
from ips_tui.records.contacts import Achievement, Appointment, ClinicalUpdate, Contact, Review
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureTalk
from ips_tui.records.employers import ContactWithoutAgreement, Employer, EmployerContact
from ips_tui.records.people import CareCoordinator, ClinicalTeam, MainStage, Participant, Referral, Staff


@dataclass(frozen=True)
class CheckLine:
    """One line of a stage's checklist: its id (`check.<id>` in the word pack), whether and when last done."""

    id: str
    done_on: date | None


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened, or is planned, with the record behind it."""

    kind: str
    """`contact`, `appointment`, `review`, `clinical_update`, `disclosure_agreement` ..., as its table is called."""
    id: UUID
    on: date
    stage: int | None
    title: str
    """Id of the words that name it."""
    detail: tuple[str, ...]
    """Ids of choices (`choice.x.y`), to be said after the title."""
    text: str
    """The first words a person typed."""
    by: str
    typed_at: datetime | None
    closed: bool = True
    """False for an appointment that is still planned."""


@dataclass(frozen=True)
class ReachView:
    """How to reach the person and what to mind."""

    telephone: str
    email: str
    address: str
    safe_times: str
    preferences: tuple[str, ...]
    leave_no_messages: bool
    message_words: str
    communication_needs: str
    safety_note: str
    clinical_team: str
    care_coordinator: str
    travel_minutes: int | None
    consents: tuple[tuple[str, str, date], ...]


@dataclass(frozen=True)
class CaseView:
    """Everything the participant's page shows."""

    person: PersonLine
    preferred_name: str
    pronoun: str
    referred_on: date
    stage_entered_on: date
    reach: ReachView
    may_say: MaySay
    due: tuple[DueLine, ...]
    next: tuple[NextLine, ...]
    open_in_stage: tuple[int, ...]
    """Due and planned things in each of the five stages."""
    checklist: tuple[CheckLine, ...]
    achievements: tuple[tuple[date, str], ...]
    last_expectations: str
    timeline: tuple[TimelineItem, ...]
    without_agreement: int
    """Contacts that were reported as made without an agreement."""


def case(desk: Desk, participant_id: UUID) -> CaseView:
    """One participant's page on today's date. Raises LookupError for an unknown participant."""
    found = caseload.lines(desk, [participant_id.bytes]).get(participant_id)
    if found is None:
        raise LookupError("participant")
    day = today(desk, subject_id=participant_id)
    with desk.reading() as db:
        person = db.get_one(Participant, participant_id)
        referral = db.scalars(
            select(Referral)
            .where(Referral.participant_id == participant_id, ~Referral.removed)
            .order_by(Referral.accepted_on.desc(), Referral.id.desc())
        ).first()
        entered = db.scalars(
            select(MainStage)
            .where(MainStage.participant_id == participant_id, ~MainStage.removed)
            .order_by(MainStage.entered_on.desc(), MainStage.id.desc())
        ).first()
        if referral is None or entered is None:
            raise LookupError("referral")
        achieved = db.scalars(
            select(Achievement)
            .where(Achievement.participant_id == participant_id, ~Achievement.removed)
            .order_by(Achievement.on.desc(), Achievement.id.desc())
        ).all()
        expectations = db.scalars(
            select(Contact.expectations)
            .where(Contact.participant_id == participant_id, ~Contact.removed, Contact.expectations.is_not(None))
            .order_by(Contact.happened_on.desc(), Contact.id.desc())
        ).first()
        items = timeline(db, participant_id)
        return CaseView(
            person=found,
            preferred_name=person.preferred_name or "",
            pronoun=person.pronoun or "",
            referred_on=referral.accepted_on,
            stage_entered_on=entered.entered_on,
            reach=_reach(db, person),
            may_say=may_say_on(db, participant_id, day.as_of),
            due=day.due,
            next=day.next,
            open_in_stage=_open_in_stage(found, day.due, day.next),
            checklist=_checklist(db, participant_id, entered.stage, entered.entered_on),
            achievements=tuple((a.on, a.what) for a in achieved),
            last_expectations=expectations or "",
            timeline=items,
            without_agreement=sum(item.kind == "contact_without_agreement" for item in items),
        )


_WORK_OF_STAGE = {
    "search_clock": Stage.JOB_DEVELOPMENT,
    "disclosure_talk": Stage.JOB_DEVELOPMENT,
    "employer_visit": Stage.JOB_DEVELOPMENT,
}
"""Work that belongs to a stage of its own, wherever the main stage stands: stages overlap (DESIGN idea 6)."""


def _open_in_stage(person: PersonLine, due: tuple[DueLine, ...], ahead: tuple[NextLine, ...]) -> tuple[int, ...]:
    counts = [0] * len(Stage)
    for kind in [line.kind for line in due] + [line.kind for line in ahead]:
        counts[_WORK_OF_STAGE.get(kind, Stage(person.stage)) - 1] += 1
    return tuple(counts)


def _reach(db: Session, person: Participant) -> ReachView:
    team = db.get(ClinicalTeam, person.clinical_team_id) if person.clinical_team_id else None
    coordinator = db.get(CareCoordinator, person.care_coordinator_id) if person.care_coordinator_id else None
    said = consents(db, person.id)
    return ReachView(
        telephone=person.telephone or "",
        email=person.email or "",
        address=person.address or "",
        safe_times=person.safe_times or "",
        preferences=tuple(p.value for p in person.contact_preferences),
        leave_no_messages=person.leave_no_messages,
        message_words=person.message_words or "",
        communication_needs=person.communication_needs or "",
        safety_note=person.safety_note or "",
        clinical_team=team.name if team else "",
        care_coordinator=coordinator.name if coordinator else "",
        travel_minutes=person.travel_minutes,
        consents=tuple((c.about.value, c.state.value, c.said_on) for c in said.values()),
    )


def _checklist(db: Session, participant_id: UUID, stage: int, since: date) -> tuple[CheckLine, ...]:
    """Reviews in both modes, clinical update, expectations: in this stage, since it was entered (G7, G8, G9)."""
    contacts = db.scalars(
        select(Contact).where(
            Contact.participant_id == participant_id,
            Contact.stage == stage,
            Contact.happened_on >= since,
            Contact.result == Result.TOOK_PLACE,
            ~Contact.removed,
        )
    ).all()
    reviewed = set(
        db.scalars(select(Review.contact_id).where(Review.participant_id == participant_id, ~Review.removed))
    )
    updates = db.scalars(
        select(ClinicalUpdate.happened_on).where(
            ClinicalUpdate.participant_id == participant_id,
            ClinicalUpdate.stage == stage,
            ClinicalUpdate.happened_on >= since,
            ~ClinicalUpdate.removed,
        )
    ).all()

    def last(mode: Mode) -> date | None:
        days = (c.happened_on for c in contacts if c.id in reviewed and c.mode is mode)
        return max(days, default=None)

    return (
        CheckLine("review_face_to_face", last(Mode.FACE_TO_FACE)),
        CheckLine("review_telephone", last(Mode.TELEPHONE)),
        CheckLine("clinical_update", max(updates, default=None)),
        CheckLine("expectations", max((c.happened_on for c in contacts if c.expectations), default=None)),
    )


def _rows(db: Session, table: type[Record], participant_id: UUID) -> list[tuple[Record, str]]:
    """A participant's rows of one table, each with the name of who did it."""
    columns = table.__table__.columns
    query = select(table).where(columns.participant_id == participant_id, ~columns.removed)
    names: dict[UUID, str] = {row[0]: row[1] for row in db.execute(select(Staff.id, Staff.name))}
    return [(row, names.get(getattr(row, "staff_id", None) or UUID(int=0), "")) for row in db.scalars(query)]


def timeline(db: Session, participant_id: UUID) -> tuple[TimelineItem, ...]:
    """Everything with this person, the newest first; of one day, the last typed first."""
    employers: dict[UUID, str] = {row[0]: row[1] for row in db.execute(select(Employer.id, Employer.name))}
    contacts = {row.id: row for row, _ in _rows(db, Contact, participant_id) if isinstance(row, Contact)}
    items: list[TimelineItem] = []
    reviewed: set[UUID] = set()
    tables: tuple[type[Record], ...] = (
        Review,
        Contact,
        Appointment,
        ClinicalUpdate,
        DisclosureAgreement,
        DisclosureTalk,
        EmployerContact,
        ContactWithoutAgreement,
        MainStage,
    )
    for table in tables:
        for row, by in _rows(db, table, participant_id):
            if isinstance(row, Review) and (meeting := contacts.get(row.contact_id)) is not None:
                reviewed.add(meeting.id)
                staff = db.get(Staff, meeting.staff_id)
                items.append(_review(row, meeting, staff.name if staff else ""))
            elif not isinstance(row, Review) and row.id not in reviewed:
                items += _item(row, by, employers)
    typed = typed_on(db, [item.id for item in items])
    dated = [_typed(item, typed.get(item.id)) for item in items]
    return tuple(sorted(dated, key=lambda item: (item.on, item.id.int), reverse=True))


def _typed(item: TimelineItem, at: datetime | None) -> TimelineItem:
    values = {name: getattr(item, name) for name in item.__dataclass_fields__}
    return TimelineItem(**{**values, "typed_at": at})


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
            return []  # The contact it became stands in its place.
        said = (f"choice.appointment_for.{row.purpose}", f"choice.appointment_state.{row.state}")
        planned = row.state is AppointmentState.PLANNED
        words = row.note or row.place or ""
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
