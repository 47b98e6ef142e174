"""Contacts, appointments, reviews and clinical updates (domain.md 4.12; DESIGN idea 9)."""

from datetime import date, time
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text, Time
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import contacts as choices
from ips_tui.domain.distance import Distance
from ips_tui.records.base import Guid, Record, Way, Word, Words


class Contact(Record):
    """A contact with a participant, or an attempt at one."""

    __tablename__ = "contact"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[choices.ContactKind] = mapped_column(Word(choices.ContactKind))
    mode: Mapped[choices.Mode] = mapped_column(Word(choices.Mode))
    place: Mapped[choices.Place | None] = mapped_column(Word(choices.Place))
    result: Mapped[choices.Result] = mapped_column(Word(choices.Result))
    minutes: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    stage: Mapped[int]
    with_whom: Mapped[str | None] = mapped_column(Text)
    together_with: Mapped[tuple[choices.Together, ...] | None] = mapped_column(Words(choices.Together))
    tried_by: Mapped[choices.TriedBy | None] = mapped_column(Word(choices.TriedBy))
    """None where nobody else is named: the specialist."""
    travel_distance: Mapped[Distance | None] = mapped_column(Way)
    summary: Mapped[str | None] = mapped_column(Text)
    expectations: Mapped[str | None] = mapped_column(Text)
    clinical_share: Mapped[choices.ClinicalShare] = mapped_column(Word(choices.ClinicalShare))
    group_session_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("group_session.id"), index=True)
    """The session with several participants that it was, where day, mode, place and minutes are said."""


class Appointment(Record):
    """An appointment with a participant or an employer; it becomes a contact or is closed as something else."""

    __tablename__ = "appointment"
    participant_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    employer_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    purpose: Mapped[choices.AppointmentFor] = mapped_column(Word(choices.AppointmentFor))
    on: Mapped[date] = mapped_column("on_day", Date)
    at: Mapped[time | None] = mapped_column("at_time", Time)
    mode: Mapped[choices.Mode] = mapped_column(Word(choices.Mode))
    place: Mapped[str | None] = mapped_column(Text)
    with_whom: Mapped[str | None] = mapped_column(Text)
    travel_minutes: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    state: Mapped[choices.AppointmentState] = mapped_column(Word(choices.AppointmentState))
    closed_by: Mapped[choices.ClosedBy | None] = mapped_column(Word(choices.ClosedBy))
    closed_note: Mapped[str | None] = mapped_column(Text)
    contact_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("contact.id"), index=True)
    employer_contact_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("employer_contact.id"), index=True)


class Review(Record):
    """What a review held; the meeting itself is the contact it belongs to."""

    __tablename__ = "review"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    contact_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("contact.id"), index=True)
    rating: Mapped[int | None]
    own_words: Mapped[str | None] = mapped_column(Text)
    in_the_way: Mapped[str | None] = mapped_column(Text)
    to_try: Mapped[str | None] = mapped_column(Text)
    next_on: Mapped[date | None] = mapped_column(Date)
    action_plan_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("action_plan.id"), index=True)
    """The agreed plan that was looked at; a review under one is its plan review (domain.md 6.6 F4)."""
    plan_result: Mapped[str | None] = mapped_column(Text)


class Achievement(Record):
    """What went well, kept as a list on the person's page."""

    __tablename__ = "achievement"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    review_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("review.id"), index=True)
    on: Mapped[date] = mapped_column("on_day", Date)
    what: Mapped[str] = mapped_column(Text)


class ClinicalUpdate(Record):
    """The clinical team heard how things stand, and what they said."""

    __tablename__ = "clinical_update"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    mode: Mapped[choices.Mode] = mapped_column(Word(choices.Mode))
    stage: Mapped[int]
    with_whom: Mapped[str | None] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    heard: Mapped[str | None] = mapped_column(Text)
    goal_in_treatment_plan: Mapped[choices.GoalInTreatmentPlan | None] = mapped_column(
        Word(choices.GoalInTreatmentPlan)
    )
    status_in_clinical_record: Mapped[bool | None]
    team_will_do: Mapped[str | None] = mapped_column(Text)
    clinical_meeting_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("clinical_meeting.id"), index=True)
    """The team's meeting at which it was, where day, mode and with whom are said."""
