"""Outreach and engagement that is not about one participant alone (domain.md 1.3, 4.12)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import community as choices
from ips_tui.domain.contacts import Mode, Place
from ips_tui.domain.distance import Distance
from ips_tui.domain.people import ReferralSource
from ips_tui.records.base import Guid, Record, Way, Word


class GroupSession(Record):
    """A session with several participants; each of them has a contact of it (`contact.group_session_id`)."""

    __tablename__ = "group_session"
    happened_on: Mapped[date] = mapped_column(Date)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    """What it was about."""
    mode: Mapped[Mode] = mapped_column(Word(Mode))
    place: Mapped[Place | None] = mapped_column(Word(Place))
    place_name: Mapped[str | None] = mapped_column(Text)
    minutes: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    travel_distance: Mapped[Distance | None] = mapped_column(Way)
    with_whom: Mapped[str | None] = mapped_column(Text)
    others_reached: Mapped[int | None]
    """People who are no participants."""
    summary: Mapped[str | None] = mapped_column(Text)
    """Stands on everyone's page, so it names nobody."""
    expectations: Mapped[str | None] = mapped_column(Text)


class ClinicalMeeting(Record):
    """A meeting of a clinical team; whoever was talked about has a clinical update of it."""

    __tablename__ = "clinical_meeting"
    happened_on: Mapped[date] = mapped_column(Date)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    clinical_team_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("clinical_team.id"), index=True)
    mode: Mapped[Mode] = mapped_column(Word(Mode))
    minutes: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    travel_distance: Mapped[Distance | None] = mapped_column(Way)
    with_whom: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class Outreach(Record):
    """Outreach without a participant: where, with whom, and how many people it reached."""

    __tablename__ = "outreach"
    kind: Mapped[choices.OutreachKind] = mapped_column(Word(choices.OutreachKind))
    happened_on: Mapped[date] = mapped_column(Date)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    place: Mapped[str] = mapped_column(Text)
    with_whom: Mapped[str | None] = mapped_column(Text)
    reached: Mapped[int | None]
    minutes: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    travel_distance: Mapped[Distance | None] = mapped_column(Way)
    note: Mapped[str | None] = mapped_column(Text)


class Interested(Record):
    """Somebody who is interested and not yet referred, written down because they agreed to it."""

    __tablename__ = "interested"
    name: Mapped[str] = mapped_column(Text)
    """A name, or initials."""
    noted_on: Mapped[date] = mapped_column(Date)
    said_yes_on: Mapped[date] = mapped_column(Date)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    told_by: Mapped[str | None] = mapped_column(Text)
    source: Mapped[ReferralSource | None] = mapped_column(Word(ReferralSource))
    how_to_reach: Mapped[str | None] = mapped_column(Text)
    outreach_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("outreach.id"), index=True)
    next_step: Mapped[str | None] = mapped_column(Text)
    next_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(Text)
    state: Mapped[choices.InterestedState] = mapped_column(Word(choices.InterestedState))
    not_now_on: Mapped[date | None] = mapped_column(Date)
    not_now_words: Mapped[str | None] = mapped_column(Text)
    """Why not now, as the person said it; what was said earlier stays when it is taken back."""
    participant_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    """Who they are since they were referred."""


class Resource(Record):
    """A community resource that a person may be connected to."""

    __tablename__ = "resource"
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[choices.ResourceKind] = mapped_column(Word(choices.ResourceKind))
    place: Mapped[str | None] = mapped_column(Text)
    contact: Mapped[str | None] = mapped_column(Text)
    telephone: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    checked_on: Mapped[date | None] = mapped_column(Date)
    """The day somebody made sure that it still is so."""
