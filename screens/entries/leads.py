"""Forms of leads to work that is not advertised, and of telling a person of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import employers, leads
from ips_tui.casework.session import DraftKey
from ips_tui.domain.leads import LeadSource
from ips_tui.forms.leads import LeadEntry, LeadOfferEntry
from screens.desk import desk_of
from screens.entries.alone import correcting_alone
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of, today_in, worker_in
from screens.entries.people import is_participant
from screens.entries.plain import correcting, recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def lead_form(
    app: IpsApp,
    *,
    record_id: RecordId | None = None,
    employer_id: RecordId | None = None,
    participant_id: RecordId | None = None,
) -> EntryScreen:
    """A new lead, or the correction of one. Raises LookupError when it is gone.

    From an employer's page it came of a visit there, from a participant's of their network.
    """
    desk = desk_of(app)
    if record_id is not None:
        return correcting_alone(app, LeadEntry, as_id(record_id), leads.change_lead, leads.lead_entry, about="name")
    subject = employer_id or participant_id
    about = None if subject is None else as_id(subject)
    key = DraftKey(LeadEntry.form, about)
    start = {**today_in(app, "heard_on"), **worker_in(app), **_came_from(app, employer_id, participant_id)}
    plan = plan_of(app, LeadEntry, key, lambda entry: leads.record_lead(desk, entry, draft=key), start=start)
    person = about if employer_id is None else None
    return EntryScreen(app, plan, about=name_of(app, about), participant_id=person)


def _came_from(app: IpsApp, employer_id: RecordId | None, participant_id: RecordId | None) -> Mapping[str, str]:
    """What the page says of a lead on which it is noted."""
    if employer_id is not None:
        sector = employers.employer(desk_of(app), as_id(employer_id)).entry.sector
        return {"employer": str(employer_id), "source": LeadSource.EMPLOYER_VISIT, "sector": sector}
    if participant_id is not None:
        return {"participant": str(participant_id), "source": LeadSource.NETWORK}
    return {}


def network_lead_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A lead from a participant's network, or the correction of one. Raises LookupError when it is gone."""
    return lead_form(app, participant_id=participant_id, record_id=record_id)


def lead_offer_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    lead_id: RecordId | None = None,
) -> EntryScreen:
    """A person was told of a lead, which may be chosen already; or the correction of it.

    Raises LookupError when it is gone.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        return correcting(app, LeadOfferEntry, person, record_id, leads.change_offer, leads.offer_entry)
    lead = None if lead_id is None else as_id(lead_id)
    start = {**today_in(app, "happened_on"), **worker_in(app), **({} if lead is None else {"lead": str(lead)})}
    return recording(
        app,
        LeadOfferEntry,
        person,
        lambda entry, key: leads.record_offer(desk, person, entry, draft=key),
        start=start,
        of=lead,
    )


def lead_of_draft(app: IpsApp, subject: UUID | None, record: UUID | None) -> EntryScreen:
    """The form of a draft, which is kept under the page on which it was begun."""
    if is_participant(app, subject):
        return lead_form(app, participant_id=subject, record_id=record)
    return lead_form(app, employer_id=subject, record_id=record)


def offer_of_draft(app: IpsApp, person: UUID, record: UUID | None) -> EntryScreen:
    """The form of a draft: a new record's is kept under the lead, a correction's under the record."""
    if record is not None and _is_lead(app, record):
        return lead_offer_form(app, person, lead_id=record)
    return lead_offer_form(app, person, record_id=record)


def _is_lead(app: IpsApp, record: UUID) -> bool:
    try:
        leads.lead_entry(desk_of(app), record)
    except LookupError:
        return False
    return True
