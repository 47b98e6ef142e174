"""People: those who work here, those who treat, and the participants (domain.md 1.2, 4.2)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import people as choices
from ips_tui.records.base import Guid, Record, Word, Words


class Staff(Record):
    """A member of staff."""

    __tablename__ = "staff"
    ref: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[choices.StaffRole] = mapped_column(Word(choices.StaffRole))
    full_time_percent: Mapped[int]
    from_on: Mapped[date | None] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    telephone: Mapped[str | None] = mapped_column(Text)


class ClinicalTeam(Record):
    """A clinical team."""

    __tablename__ = "clinical_team"
    name: Mapped[str] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    telephone: Mapped[str | None] = mapped_column(Text)


class CareCoordinator(Record):
    """A care coordinator, in a clinical team."""

    __tablename__ = "care_coordinator"
    name: Mapped[str] = mapped_column(Text)
    clinical_team_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("clinical_team.id"), index=True)
    telephone: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)


class Setting(Record):
    """A journaled setting: what shapes the record or a figure. Its id follows from its key."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[str] = mapped_column(Text)


class Participant(Record):
    """A person using IPS. There is no diagnosis field, on purpose (DESIGN idea 14)."""

    __tablename__ = "participant"
    ref: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str] = mapped_column(Text)
    preferred_name: Mapped[str | None] = mapped_column(Text)
    pronoun: Mapped[str | None] = mapped_column(Text)
    external_ref: Mapped[str | None] = mapped_column(Text)
    born_on: Mapped[date | None] = mapped_column(Date)
    age_band: Mapped[choices.AgeBand | None] = mapped_column(Word(choices.AgeBand))
    clinical_team_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("clinical_team.id"), index=True)
    care_coordinator_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("care_coordinator.id"), index=True)
    contact_preferences: Mapped[tuple[choices.ContactPreference, ...]] = mapped_column(Words(choices.ContactPreference))
    leave_no_messages: Mapped[bool]
    telephone: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    safe_times: Mapped[str | None] = mapped_column(Text)
    message_words: Mapped[str | None] = mapped_column(Text)
    emergency_contact: Mapped[str | None] = mapped_column(Text)
    communication_needs: Mapped[str | None] = mapped_column(Text)
    locality: Mapped[choices.Locality | None] = mapped_column(Word(choices.Locality))
    place: Mapped[str | None] = mapped_column(Text)
    travel_minutes: Mapped[int | None]
    ethnicity: Mapped[str | None] = mapped_column(Text)
    """As it was typed before there was a list."""
    ethnicity_group_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("list_item.id"), index=True)
    gender: Mapped[choices.Gender | None] = mapped_column(Word(choices.Gender))
    """Asked only so that a service can see whom it does not reach (M25)."""
    working_style: Mapped[str | None] = mapped_column(Text)
    emergency_contact_agreed_on: Mapped[date | None] = mapped_column(Date)
    safety_note: Mapped[str | None] = mapped_column(Text)


class Referral(Record):
    """A referral; a person who comes back has a second one."""

    __tablename__ = "referral"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    received_on: Mapped[date] = mapped_column(Date)
    accepted_on: Mapped[date] = mapped_column(Date)
    source: Mapped[choices.ReferralSource] = mapped_column(Word(choices.ReferralSource))
    programme: Mapped[choices.Programme] = mapped_column(Word(choices.Programme))
    own_programme_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("list_item.id"), index=True)
    """Which of the team's own programmes, where it is none of the others."""
    wants_to_work: Mapped[choices.WantsToWork] = mapped_column(Word(choices.WantsToWork))
    work_status: Mapped[choices.WorkStatus] = mapped_column(Word(choices.WorkStatus))


class Consent(Record):
    """What a person agreed to, refused or withdrew, and when; a change is a new row."""

    __tablename__ = "consent"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    about: Mapped[choices.ConsentAbout] = mapped_column(Word(choices.ConsentAbout))
    state: Mapped[choices.ConsentState] = mapped_column(Word(choices.ConsentState))
    said_on: Mapped[date] = mapped_column(Date)


class Assignment(Record):
    """Which specialist is responsible for a participant, or covers, from when to when."""

    __tablename__ = "assignment"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    role: Mapped[choices.AssignmentRole] = mapped_column(Word(choices.AssignmentRole))
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)


class ListItem(Record):
    """One entry of a list that the team keeps itself, such as its programmes or the groups of its area."""

    __tablename__ = "list_item"
    kind: Mapped[choices.ListKind] = mapped_column(Word(choices.ListKind))
    name: Mapped[str] = mapped_column(Text)


class JoinedRecord(Record):
    """Two records that turned out to be one person's: the other's became part of this one, until they are parted."""

    __tablename__ = "joined_record"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    joined_on: Mapped[date] = mapped_column(Date)
    why: Mapped[str | None] = mapped_column(Text)
    parted_on: Mapped[date | None] = mapped_column(Date)


class MainStage(Record):
    """The main stage a participant entered on a day; it can go back, nothing is deleted (G14)."""

    __tablename__ = "main_stage"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    stage: Mapped[int]
    entered_on: Mapped[date] = mapped_column(Date)
    why: Mapped[str | None] = mapped_column(Text)
