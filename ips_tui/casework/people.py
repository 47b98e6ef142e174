"""Participants: referral and intake, consent, stage and who is responsible (domain.md 4.2)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.interested import not_referred
from ips_tui.casework.problems import refuse
from ips_tui.casework.refs import new_ref, new_refs
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.community import InterestedState
from ips_tui.domain.people import AssignmentRole, ConsentAbout, ConsentState
from ips_tui.domain.stages import Stage
from ips_tui.forms.contacts import ConsentEntry
from ips_tui.forms.people import ReferralEntry
from ips_tui.records.people import (
    Assignment,
    CareCoordinator,
    ClinicalTeam,
    Consent,
    MainStage,
    Participant,
    Referral,
    Staff,
)
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

_PERSON = (
    "name",
    "preferred_name",
    "pronoun",
    "external_ref",
    "born_on",
    "age_band",
    "gender",
    "contact_preferences",
    "leave_no_messages",
    "message_words",
    "telephone",
    "email",
    "address",
    "safe_times",
    "emergency_contact",
    "communication_needs",
    "locality",
    "place",
    "travel_minutes",
    "working_style",
    "emergency_contact_agreed_on",
    "safety_note",
)
_REFERRAL = ("received_on", "accepted_on", "source", "programme", "wants_to_work", "work_status")
_CONSENTS = (
    (ConsentAbout.RECORD, "consent_to_record"),
    (ConsentAbout.CLINICIANS, "consent_clinicians"),
    (ConsentAbout.FAMILY, "consent_family"),
)


def receive_referral(
    desk: Desk,
    entry: ReferralEntry,
    *,
    draft: DraftKey | None = None,
    ref: str | None = None,
    interested_id: UUID | None = None,
) -> UUID:
    """A new participant with the referral, consents, first stage and responsible specialist: one action.

    `interested_id`: who was interested before, and is referred by this. Gives the participant's id. Raises BadEntry
    when the care coordinator is of another clinical team, a day lies ahead or that person was referred already,
    LookupError for an unknown team, specialist or interested person, ValueError for a `ref` that is taken. No answer
    can refuse a person (G1).
    """
    with desk.writing("referral_received", draft=draft) as writing:
        person = take_in(desk, writing, entry, ref)
        if interested_id is not None:
            interested = not_referred(writing, interested_id)
            interested.state, interested.participant_id = InterestedState.REFERRED, person.id
    return person.id


def take_in(desk: Desk, writing: Writing, entry: ReferralEntry, ref: str | None = None) -> Participant:
    """The rows of a new participant inside an action. Raises as `receive_referral`."""
    check_referral(desk, writing.db, entry)
    person = writing.add(
        Participant,
        ref=new_ref(writing.db, Participant.ref, _refs_begin(desk), _REF_DIGITS, ref),
        clinical_team_id=entry.clinical_team,
        care_coordinator_id=entry.care_coordinator,
        ethnicity_group_id=entry.ethnicity_group,
        **{name: getattr(entry, name) for name in _PERSON},
    )
    writing.add(
        Referral,
        participant_id=person.id,
        own_programme_id=entry.own_programme,
        **{name: getattr(entry, name) for name in _REFERRAL},
    )
    writing.add(
        MainStage, participant_id=person.id, stage=int(Stage.ENGAGEMENT), entered_on=entry.accepted_on, why=None
    )
    writing.get(Staff, entry.specialist)
    _make_responsible(writing, person.id, entry.specialist, entry.accepted_on)
    _write_consents(writing, person.id, entry, {})
    return person


def free_refs(desk: Desk, writing: Writing, count: int) -> tuple[str, ...]:
    """The refs of so many people who are taken in together."""
    return new_refs(writing.db, Participant.ref, _refs_begin(desk), _REF_DIGITS, count)


_REF_DIGITS = 4
"""As in A-0042."""


def _refs_begin(desk: Desk) -> str:
    return f"{desk.store.site.letter}-"


_DAYS = (
    "received_on",
    "accepted_on",
    "born_on",
    "emergency_contact_agreed_on",
    *(f"{name}_on" for _, name in _CONSENTS),
)


def check_referral(desk: Desk, db: Session, entry: ReferralEntry) -> None:
    """What the form alone cannot know of a referral. Raises as `receive_referral` does."""
    for name in _DAYS:
        _not_ahead(desk, name, getattr(entry, name))
    team = db.get(ClinicalTeam, entry.clinical_team)
    if team is None or team.removed:
        raise LookupError(ClinicalTeam.__tablename__)
    if entry.care_coordinator is not None:
        coordinator = db.get(CareCoordinator, entry.care_coordinator)
        if coordinator is None or coordinator.clinical_team_id != entry.clinical_team:
            raise refuse("care_coordinator", "problem.coordinator_of_other_team")


def _not_ahead(desk: Desk, field: str, day: date | None) -> None:
    if day is not None and day > desk.clock.today():
        raise refuse(field, "problem.lies_ahead")


def _assign(writing: Writing, participant_id: UUID, staff_id: UUID, on: date) -> None:
    writing.get(Staff, staff_id)
    now = writing.db.scalars(
        select(Assignment).where(
            Assignment.participant_id == participant_id,
            Assignment.role == AssignmentRole.RESPONSIBLE,
            Assignment.to_on.is_(None),
            ~Assignment.removed,
        )
    ).all()
    if any(assignment.staff_id == staff_id for assignment in now):
        return
    for assignment in now:
        assignment.to_on = max(on, assignment.from_on)
    _make_responsible(writing, participant_id, staff_id, on)


def _make_responsible(writing: Writing, participant_id: UUID, staff_id: UUID, on: date) -> None:
    writing.add(
        Assignment,
        participant_id=participant_id,
        staff_id=staff_id,
        role=AssignmentRole.RESPONSIBLE,
        from_on=on,
        to_on=None,
    )


def _write_consents(
    writing: Writing, participant_id: UUID, entry: ReferralEntry, known: dict[ConsentAbout, Consent]
) -> None:
    for about, name in _CONSENTS:
        state: ConsentState | None = getattr(entry, name)
        said_on: date | None = getattr(entry, f"{name}_on")
        if state is None or said_on is None:
            continue
        before = known.get(about)
        if before is None or (before.state, before.said_on) != (state, said_on):
            writing.add(Consent, participant_id=participant_id, about=about, state=state, said_on=said_on)


def change_referral(desk: Desk, participant_id: UUID, entry: ReferralEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct referral and intake; a consent that reads otherwise becomes a new row, the old one stays.

    Raises LookupError when there is no such participant, BadEntry as `receive_referral` does.
    """
    with desk.writing("referral_changed", draft=draft) as writing:
        check_referral(desk, writing.db, entry)
        person = writing.get(Participant, participant_id)
        for name in _PERSON:
            setattr(person, name, getattr(entry, name))
        person.clinical_team_id, person.care_coordinator_id = entry.clinical_team, entry.care_coordinator
        person.ethnicity_group_id = entry.ethnicity_group
        referral = _referral(writing.db, participant_id)
        for name in _REFERRAL:
            setattr(referral, name, getattr(entry, name))
        referral.own_programme_id = entry.own_programme
        _assign(writing, participant_id, entry.specialist, desk.clock.today())
        _write_consents(writing, participant_id, entry, consents(writing.db, participant_id))
    return participant_id


def _referral(db: Session, participant_id: UUID) -> Referral:
    rows = db.scalars(select(Referral).where(Referral.participant_id == participant_id, ~Referral.removed)).all()
    if not rows:
        raise LookupError("referral")
    return max(rows, key=lambda r: (r.accepted_on, r.id.int))


def consents(db: Session, participant_id: UUID) -> dict[ConsentAbout, Consent]:
    """What the person last said about each kind of consent."""
    return {row.about: row for row in theirs(db, Consent, participant_id, Consent.said_on)}


def responsible(db: Session, participant_id: UUID) -> UUID | None:
    """The specialist who is responsible now."""
    return db.scalars(
        select(Assignment.staff_id)
        .where(
            Assignment.participant_id == participant_id,
            Assignment.role == AssignmentRole.RESPONSIBLE,
            Assignment.to_on.is_(None),
            ~Assignment.removed,
        )
        .order_by(Assignment.from_on.desc(), Assignment.id.desc())
    ).first()


def referral_entry(desk: Desk, participant_id: UUID) -> ReferralEntry:
    """Referral and intake as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        person = db.get(Participant, participant_id)
        if person is None or person.removed:
            raise LookupError("participant")
        referral, said = _referral(db, participant_id), consents(db, participant_id)
        values = {name: getattr(person, name) for name in _PERSON}
        values |= {name: getattr(referral, name) for name in _REFERRAL}
        values |= {"clinical_team": person.clinical_team_id, "care_coordinator": person.care_coordinator_id}
        values |= {"ethnicity_group": person.ethnicity_group_id, "own_programme": referral.own_programme_id}
        values["specialist"] = responsible(db, participant_id)
        for about, name in _CONSENTS:
            if about in said:
                values |= {name: said[about].state, f"{name}_on": said[about].said_on}
        return ReferralEntry(**values)


def record_consent(desk: Desk, participant_id: UUID, entry: ConsentEntry, *, draft: DraftKey | None = None) -> UUID:
    """What a person agreed to, refused or withdrew; the earlier answer stays as history.

    Raises BadEntry when the day lies ahead.
    """
    _not_ahead(desk, "said_on", entry.said_on)
    with desk.writing("consent_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        return writing.add(Consent, participant_id=participant_id, **dict(entry)).id


def enter_stage(desk: Desk, participant_id: UUID, stage: Stage, on: date, why: str | None = None) -> UUID:
    """The participant's main stage from this day on; it may go back, nothing is deleted (G14).

    Raises BadEntry when the day lies ahead: until then the person is where they are.
    """
    _not_ahead(desk, "entered_on", on)
    with desk.writing("stage_entered") as writing:
        writing.get(Participant, participant_id)
        return writing.add(MainStage, participant_id=participant_id, stage=int(stage), entered_on=on, why=why).id


def stage_on(db: Session, participant_id: UUID, day: date) -> int:
    """The main stage on a day; the first one for days before it. Raises LookupError without any stage."""
    rows = theirs(db, MainStage, participant_id, MainStage.entered_on)
    if not rows:
        raise LookupError("main_stage")
    return next((row.stage for row in reversed(rows) if row.entered_on <= day), rows[0].stage)
