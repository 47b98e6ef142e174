"""What the Community area lists: interested people, outreach, sessions, meetings, resources, offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.engagement import answers_of, words_of
from ips_tui.casework.session import Desk
from ips_tui.domain.community import InterestedState
from ips_tui.records.benefits import OfficeContact
from ips_tui.records.community import ClinicalMeeting, GroupSession, Interested, Outreach, Resource
from ips_tui.records.contacts import ClinicalUpdate, Contact
from ips_tui.records.engagement import Satisfaction
from ips_tui.records.people import ClinicalTeam, Participant, Staff

People = tuple[str, ...]
"""Names of participants, which may hold anything somebody typed."""


@dataclass(frozen=True)
class InterestedLine:
    """Somebody who is interested; `participant_id` is who they are since they were referred."""

    id: UUID
    name: str
    state: InterestedState
    next_on: date | None
    next_step: str
    said_yes_on: date
    how_to_reach: str
    told_by: str
    note: str
    not_now_on: date | None
    not_now_words: str
    by: str
    participant_id: UUID | None


@dataclass(frozen=True)
class OutreachLine:
    """Outreach without a participant; `reached` and `minutes` are None where nobody counted."""

    id: UUID
    on: date
    kind: str
    place: str
    with_whom: str
    reached: int | None
    minutes: int | None
    note: str
    by: str


@dataclass(frozen=True)
class GroupSessionLine:
    """A session and who was there; `others_reached` are no participants."""

    id: UUID
    on: date
    name: str
    mode: str
    place_name: str
    people: People
    others_reached: int | None
    minutes: int | None
    summary: str
    by: str


@dataclass(frozen=True)
class ClinicalMeetingLine:
    """A meeting of a clinical team and whom it was about."""

    id: UUID
    on: date
    team: str
    mode: str
    with_whom: str
    people: People
    minutes: int | None
    note: str
    by: str


@dataclass(frozen=True)
class ResourceLine:
    """A community resource."""

    id: UUID
    name: str
    kind: str
    place: str
    contact: str
    telephone: str
    email: str
    note: str
    checked_on: date | None


@dataclass(frozen=True)
class SatisfactionLine:
    """What a group said of the support, without names; `people` is how many answered."""

    id: UUID
    on: date
    people: int | None
    figures: str
    """The ratings in the order of the questions, each with its question."""
    said: str
    by: str


@dataclass(frozen=True)
class OfficeContactLine:
    """A contact with an office about working together, and about nobody."""

    id: UUID
    on: date
    office: str
    mode: str
    with_whom: str
    minutes: int | None
    matter: str
    result: str
    by: str


@dataclass(frozen=True)
class CommunityView:
    """Everything in the area, each part in the order in which it is shown."""

    interested: tuple[InterestedLine, ...]
    """Who waits first: the next day first, then those without one; then not now, then who was referred."""
    outreach: tuple[OutreachLine, ...]
    """The newest first, as are sessions and meetings."""
    group_sessions: tuple[GroupSessionLine, ...]
    clinical_meetings: tuple[ClinicalMeetingLine, ...]
    resources: tuple[ResourceLine, ...]
    """By name."""
    satisfaction: tuple[SatisfactionLine, ...]
    office_contacts: tuple[OfficeContactLine, ...]


def community(desk: Desk) -> CommunityView:
    """What is there now. Raises a StoreProblem."""
    with desk.reading() as db:
        names = {row[0]: row[1] for row in db.execute(select(Staff.id, Staff.name))}
        return CommunityView(
            interested=_interested(db, names),
            outreach=_outreach(db, names),
            group_sessions=_group_sessions(db, names),
            clinical_meetings=_clinical_meetings(db, names),
            resources=_resources(db),
            satisfaction=_satisfaction(db, names),
            office_contacts=_office_contacts(db, names),
        )


_ORDER = (InterestedState.OPEN, InterestedState.NOT_NOW, InterestedState.REFERRED)


def _interested(db: Session, names: Mapping[UUID, str]) -> tuple[InterestedLine, ...]:
    rows = db.scalars(select(Interested).where(~Interested.removed)).all()
    return tuple(
        InterestedLine(
            id=row.id,
            name=row.name,
            state=row.state,
            next_on=row.next_on,
            next_step=row.next_step or "",
            said_yes_on=row.said_yes_on,
            how_to_reach=row.how_to_reach or "",
            told_by=row.told_by or "",
            note=row.note or "",
            not_now_on=row.not_now_on,
            not_now_words=row.not_now_words or "",
            by=names.get(row.staff_id, ""),
            participant_id=row.participant_id,
        )
        for row in sorted(rows, key=lambda r: (_ORDER.index(r.state), r.next_on or date.max, r.said_yes_on, r.id.int))
    )


def _outreach(db: Session, names: Mapping[UUID, str]) -> tuple[OutreachLine, ...]:
    newest = select(Outreach).where(~Outreach.removed).order_by(Outreach.happened_on.desc(), Outreach.id.desc())
    return tuple(
        OutreachLine(
            id=row.id,
            on=row.happened_on,
            kind=row.kind.value,
            place=row.place,
            with_whom=row.with_whom or "",
            reached=row.reached,
            minutes=row.minutes,
            note=row.note or "",
            by=names.get(row.staff_id, ""),
        )
        for row in db.scalars(newest)
    )


def _group_sessions(db: Session, names: Mapping[UUID, str]) -> tuple[GroupSessionLine, ...]:
    people = _people(db, Contact, Contact.group_session_id)
    newest = select(GroupSession).where(~GroupSession.removed)
    return tuple(
        GroupSessionLine(
            id=row.id,
            on=row.happened_on,
            name=row.name,
            mode=row.mode.value,
            place_name=row.place_name or "",
            people=people.get(row.id, ()),
            others_reached=row.others_reached,
            minutes=row.minutes,
            summary=row.summary or "",
            by=names.get(row.staff_id, ""),
        )
        for row in db.scalars(newest.order_by(GroupSession.happened_on.desc(), GroupSession.id.desc()))
    )


def _clinical_meetings(db: Session, names: Mapping[UUID, str]) -> tuple[ClinicalMeetingLine, ...]:
    people = _people(db, ClinicalUpdate, ClinicalUpdate.clinical_meeting_id)
    teams = {row[0]: row[1] for row in db.execute(select(ClinicalTeam.id, ClinicalTeam.name))}
    newest = select(ClinicalMeeting).where(~ClinicalMeeting.removed)
    return tuple(
        ClinicalMeetingLine(
            id=row.id,
            on=row.happened_on,
            team=teams.get(row.clinical_team_id, ""),
            mode=row.mode.value,
            with_whom=row.with_whom or "",
            people=people.get(row.id, ()),
            minutes=row.minutes,
            note=row.note or "",
            by=names.get(row.staff_id, ""),
        )
        for row in db.scalars(newest.order_by(ClinicalMeeting.happened_on.desc(), ClinicalMeeting.id.desc()))
    )


def _satisfaction(db: Session, names: Mapping[UUID, str]) -> tuple[SatisfactionLine, ...]:
    """What groups said; a person's own answers stand on their page."""
    newest = select(Satisfaction).where(Satisfaction.participant_id.is_(None), ~Satisfaction.removed)
    lines = []
    for row in db.scalars(newest.order_by(Satisfaction.happened_on.desc(), Satisfaction.id.desc())):
        answers = answers_of(db, row.id)
        lines.append(
            SatisfactionLine(
                id=row.id,
                on=row.happened_on,
                people=row.people,
                figures="; ".join(f"{asked} {value}" for asked, value in answers if value.isdecimal()),
                said=words_of(answers),
                by=names.get(row.staff_id, ""),
            )
        )
    return tuple(lines)


def _office_contacts(db: Session, names: Mapping[UUID, str]) -> tuple[OfficeContactLine, ...]:
    """Those about nobody; what is about a person stands on their page."""
    newest = select(OfficeContact).where(OfficeContact.participant_id.is_(None), ~OfficeContact.removed)
    return tuple(
        OfficeContactLine(
            id=row.id,
            on=row.happened_on,
            office=row.office.value,
            mode=row.mode.value,
            with_whom=row.with_whom or "",
            minutes=row.minutes,
            matter=row.matter,
            result=row.result or "",
            by=names.get(row.staff_id, ""),
        )
        for row in db.scalars(newest.order_by(OfficeContact.happened_on.desc(), OfficeContact.id.desc()))
    )


def _people(db: Session, table: Any, column: Any) -> dict[UUID, People]:
    """The participants of each session or meeting that the rows of `table` point at, as they were put on it."""
    rows = db.execute(
        select(column, Participant.name)
        .join(table, table.participant_id == Participant.id)
        .where(column.is_not(None), ~table.removed)
        .order_by(table.id)
    )
    found: dict[UUID, People] = defaultdict(tuple)
    for owner, name in rows:
        found[owner] += (name,)
    return found


def _resources(db: Session) -> tuple[ResourceLine, ...]:
    rows = db.scalars(select(Resource).where(~Resource.removed)).all()
    return tuple(
        ResourceLine(
            id=row.id,
            name=row.name,
            kind=row.kind.value,
            place=row.place or "",
            contact=row.contact or "",
            telephone=row.telephone or "",
            email=row.email or "",
            note=row.note or "",
            checked_on=row.checked_on,
        )
        for row in sorted(rows, key=lambda r: (r.name.casefold(), r.id.int))
    )
