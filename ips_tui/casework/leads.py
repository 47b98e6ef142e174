"""Leads to work that is not advertised: heard of, corrected, gone, and told to a person (domain.md 1.6; seed 001).

A lead makes no contact with an employer, and telling a person of one is always allowed: what they do with it is
theirs. Speaking to that employer about them is another matter, which the gate on employer contacts decides.
"""

from __future__ import annotations

from uuid import UUID

from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.forms.leads import LeadEntry, LeadOfferEntry
from ips_tui.records.leads import Lead, LeadOffer
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

LEAD = Plain(Lead, LeadEntry, "lead")
OFFER = Plain(LeadOffer, LeadOfferEntry, "lead_offer")

change_lead = LEAD.change
lead_entry, offer_entry = LEAD.entry_of, OFFER.entry_of


def record_lead(desk: Desk, entry: LeadEntry, *, draft: DraftKey | None = None) -> UUID:
    """Work that somebody heard of. Raises BadEntry when a day lies ahead."""
    return LEAD.record(desk, None, entry, draft=draft)


def mark_gone(desk: Desk, lead_id: UUID) -> UUID:
    """Known today: the work is taken, or was never there. What people were told stays. Raises LookupError."""
    with desk.writing("lead_gone") as writing:
        writing.get(Lead, lead_id).gone_on = desk.clock.today()
    return lead_id


def mark_there(desk: Desk, lead_id: UUID) -> UUID:
    """The work is there after all. Raises LookupError."""
    with desk.writing("lead_there") as writing:
        writing.get(Lead, lead_id).gone_on = None
    return lead_id


def record_offer(desk: Desk, participant_id: UUID, entry: LeadOfferEntry, *, draft: DraftKey | None = None) -> UUID:
    """A person was told of a lead, and what they said; also of one that does not fit what is noted of them.

    Raises BadEntry when the day lies ahead or before the lead was heard of, LookupError for an unknown participant or
    lead.
    """
    not_ahead(desk, entry)
    with desk.writing("lead_offer_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        _heard_of_before(writing, entry)
        return OFFER.add(desk, writing, participant_id, entry).id


def change_offer(desk: Desk, offer_id: UUID, entry: LeadOfferEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct it, or what the person says by now. Raises as `record_offer`."""
    not_ahead(desk, entry)
    with desk.writing("lead_offer_changed", draft=draft) as writing:
        _heard_of_before(writing, entry)
        return OFFER.put(desk, writing, offer_id, entry).id


def _heard_of_before(writing: Writing, entry: LeadOfferEntry) -> None:
    if entry.happened_on < writing.get(Lead, entry.lead).heard_on:
        raise refuse("happened_on", "problem.before_it_was_heard")
