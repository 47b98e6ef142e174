"""Who has looked at a person's record, and who has changed it: one list that can be shown to the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from ips_tui.casework.session import Desk
from ips_tui.domain.rights import Looked
from ips_tui.records.base import Record, Table
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.records.people import JoinedRecord, Participant, Staff
from ips_tui.store import looks

CHANGED = "changed"


@dataclass(frozen=True)
class LookLine:
    """One look at a record, or one change of it: when, in local wall time, who, and what it was in words.

    `kind` is a word of `Looked`, or CHANGED.
    """

    at: datetime
    who: str
    kind: str
    what: str


def who_has_looked(desk: Desk, participant_id: UUID) -> tuple[LookLine, ...]:
    """Every look at and every change of one person's record, the newest first, those of records joined into it too.

    Raises a StoreProblem.
    """
    with desk.reading() as db:
        names = {row.id: row.name for row in db.execute(select(Staff.id, Staff.name))}
        everyone = _joined(db, participant_id)
        undone = aliased(ChangeGroup)
        groups = db.execute(
            select(ChangeGroup.at, ChangeGroup.staff_id, ChangeGroup.what, undone.what)
            .outerjoin(undone, undone.id == ChangeGroup.undoes)
            .where(ChangeGroup.id.in_(select(Change.group_id).where(changes_about(everyone))))
        ).all()
    words = desk.words
    found = []
    for at, staff_id, what, undid in groups:
        said = words(f"did.{what}") if undid is None else words("undo.in_history", what=words(f"did.{undid}"))
        found.append((at, staff_id, CHANGED, said))
    for person in everyone:
        for look in looks.looks_at(desk.connection, person):
            found.append((look.at, look.staff_id, look.what.value, _in_words(desk, look.what, look.detail)))
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(LookLine(desk.clock.local(at), names.get(by, ""), kind, said) for at, by, kind, said in found)


def changes_about(participants: Iterable[UUID]) -> ColumnElement[bool]:
    """The changes of rows that are about one of these participants, whichever table they are in, removed ones too."""
    ids = list(participants)
    about: list[ColumnElement[bool]] = [Change.row_id.in_(ids)]
    for mapper in Table.registry.mappers:
        columns = mapper.local_table.columns
        if issubclass(mapper.class_, Record) and "participant_id" in columns:
            about.append(Change.row_id.in_(select(columns["id"]).where(columns["participant_id"].in_(ids))))
    return or_(*about)


def _joined(db: Session, participant_id: UUID) -> list[UUID]:
    """The person, and the records that were joined into theirs and not parted since."""
    others = select(JoinedRecord.other_id).where(
        JoinedRecord.participant_id == participant_id, JoinedRecord.parted_on.is_(None), ~JoinedRecord.removed
    )
    return [participant_id, *db.scalars(others.join(Participant, Participant.id == JoinedRecord.other_id))]


def _in_words(desk: Desk, what: Looked, detail: str) -> str:
    said = desk.words.choice("looked", what)
    if not detail:
        return said
    # Most papers are called here what they are called everywhere.
    named = next((i for i in (f"looked.paper.{detail}", f"papers.kind.{detail}") if desk.words.has(i)), detail)
    return f"{said}: {desk.words(named)}"
