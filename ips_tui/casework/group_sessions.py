"""Group sessions: one entry, and a contact with each participant who was there (domain.md 1.3, 4.12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import staff
from ips_tui.casework.people import stage_on
from ips_tui.casework.plain import columns_of, fields_from, not_ahead
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import ClinicalShare, ContactKind, Result
from ips_tui.forms.community import GroupSessionEntry
from ips_tui.records.community import GroupSession
from ips_tui.records.contacts import Contact
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

_ON_CONTACT = ("happened_on", "mode", "place", "minutes", "staff_id")
"""What a contact says as its session does. The way there was gone once: the session alone says it."""


def record_group_session(desk: Desk, entry: GroupSessionEntry, *, draft: DraftKey | None = None) -> UUID:
    """A session, and a contact that took place with each participant, in the stage of that day.

    Raises BadEntry when the day lies ahead, LookupError for an unknown participant.
    """
    not_ahead(desk, entry)
    with desk.writing("group_session_recorded", draft=draft) as writing:
        session = writing.add(
            GroupSession, staff_id=staff.worker(desk, writing, entry.specialist), **columns_of(GroupSession, entry)
        )
        for participant_id in dict.fromkeys(entry.participants):
            _add_contact(writing, session, participant_id)
    return session.id


def change_group_session(
    desk: Desk, session_id: UUID, entry: GroupSessionEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct a session with all its contacts; who was not there after all loses theirs, who was gets one.

    What somebody's own contact says of expectations stays where it is no longer what was said to all. Raises as
    `record_group_session`, LookupError when the session is gone.
    """
    not_ahead(desk, entry)
    with desk.writing("group_session_changed", draft=draft) as writing:
        session = writing.get(GroupSession, session_id)
        said_to_all = session.expectations
        for name, value in columns_of(GroupSession, entry).items():
            setattr(session, name, value)
        session.staff_id = staff.worker(desk, writing, entry.specialist, before=session.staff_id)
        contacts = {contact.participant_id: contact for contact in contacts_of(writing.db, session_id)}
        for participant_id in dict.fromkeys(entry.participants):
            contact = contacts.pop(participant_id, None)
            if contact is None:
                _add_contact(writing, session, participant_id)
                continue
            for name in _ON_CONTACT:
                setattr(contact, name, getattr(session, name))
            contact.stage = stage_on(writing.db, participant_id, session.happened_on)
            if contact.expectations == said_to_all:
                contact.expectations = session.expectations
        for contact in contacts.values():
            contact.removed = True
    return session_id


def _add_contact(writing: Writing, session: GroupSession, participant_id: UUID) -> Contact:
    writing.get(Participant, participant_id)
    said: dict[str, Any] = {name: getattr(session, name) for name in _ON_CONTACT}
    return writing.add(
        Contact,
        participant_id=participant_id,
        kind=ContactKind.INFORMATION_SESSION,
        result=Result.TOOK_PLACE,
        stage=stage_on(writing.db, participant_id, session.happened_on),
        travel_minutes=None,
        with_whom=None,
        # What was talked about is the session's; here is room for what concerns this person alone.
        summary=None,
        expectations=session.expectations,
        clinical_share=ClinicalShare.NOT_NEEDED,
        group_session_id=session.id,
        **said,
    )


def contacts_of(db: Session, session_id: UUID) -> list[Contact]:
    """The contacts of a session that were not removed, in the order in which people were put on it."""
    mine = select(Contact).where(Contact.group_session_id == session_id, ~Contact.removed)
    return list(db.scalars(mine.order_by(Contact.id)))


def contact_of(desk: Desk, session_id: UUID, participant_id: UUID) -> UUID | None:
    """The contact with one participant that a session was; None for somebody who was not there."""
    with desk.reading() as db:
        found = (c.id for c in contacts_of(db, session_id) if c.participant_id == participant_id)
        return next(found, None)


def group_session_entry(desk: Desk, session_id: UUID) -> GroupSessionEntry:
    """A session as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        session = db.get(GroupSession, session_id)
        if session is None or session.removed:
            raise LookupError("group_session")
        return GroupSessionEntry(
            participants=tuple(contact.participant_id for contact in contacts_of(db, session_id)),
            specialist=session.staff_id,
            **fields_from(session, GroupSessionEntry),
        )
