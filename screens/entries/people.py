"""Forms of taking somebody in: referral and intake, consent, two records of one person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import interested, joining, look_alikes, people
from ips_tui.casework.session import DraftKey
from ips_tui.forms.contacts import ConsentEntry
from ips_tui.forms.kit import raw_values
from ips_tui.forms.people import (
    JoinEntry,
    ReferralEntry,
)
from screens.desk import desk_of
from screens.entries.briefed import BriefedScreen, Fact
from screens.entries.opening import (
    EntryScreen,
    RecordId,
    as_id,
    name_of,
    plan_of,
    today_in,
    worker_in,
)
from screens.entries.plain import recording
from screens.widgets.form.plan import Advise

if TYPE_CHECKING:
    from screens.app import IpsApp


def _look_alike(app: IpsApp, but: UUID | None = None) -> Advise:
    """Says beside the name who on the books is called nearly so; it may be kept."""

    def advise(raw: Mapping[str, str]) -> Mapping[str, str]:
        words = app.words
        found = look_alikes.look_alikes(desk_of(app), raw.get("name", ""), but=but)
        if not found:
            return {}
        people = "; ".join(
            words(
                "people.look_alike" if one.closed_on is None else "people.look_alike_closed",
                name=app.name_of(one.name),
                ref=one.ref,
                specialist=one.specialist_name,
            )
            for one in found
        )
        return {"name": words("people.look_alikes", people=people)}

    return advise


FEWEST_DIGITS = 5
"""Digits from which a way to reach somebody is taken for a telephone number."""


def referral_form(
    app: IpsApp, participant_id: RecordId | None = None, *, interested_id: RecordId | None = None
) -> EntryScreen:
    """A new referral, or with a participant the correction of theirs. Gives back the participant's id.

    `interested_id`: who was interested before; what is known of them stands in the form, or above it. Raises
    LookupError when there is no such participant, or nobody of that id is interested.
    """
    desk = desk_of(app)
    if interested_id is not None:
        return _referral_of_interested(app, as_id(interested_id))
    if participant_id is None:
        key = DraftKey("referral")
        start = today_in(app, "received_on", "accepted_on", "consent_to_record_on")
        if desk.own_people_of is not None:
            start |= worker_in(app)
        plan = plan_of(
            app,
            ReferralEntry,
            key,
            lambda entry: people.receive_referral(desk, entry, draft=key),
            start=start,
            advise=_look_alike(app),
        )
        return EntryScreen(app, plan)
    person = as_id(participant_id)
    key = DraftKey("referral", person, person)
    plan = plan_of(
        app,
        ReferralEntry,
        key,
        lambda entry: people.change_referral(desk, person, entry, draft=key),
        start={},
        now=lambda: raw_values(people.referral_entry(desk, person)),
        advise=_look_alike(app, person),
    )
    return EntryScreen(app, plan, about=name_of(app, person), participant_id=person)


def _referral_of_interested(app: IpsApp, interested_id: UUID) -> EntryScreen:
    """A new referral of somebody who was interested before."""
    desk, words = desk_of(app), app.words
    known = interested.INTERESTED.entry_of(desk, interested_id)
    key = DraftKey("referral", None, interested_id)
    start = {**today_in(app, "received_on", "accepted_on", "consent_to_record_on"), "name": known.name}
    if known.source is not None:
        start["source"] = known.source.value
    reach = known.how_to_reach or ""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", reach):
        start["email"] = reach
    elif sum(sign.isdigit() for sign in reach) >= FEWEST_DIGITS:
        start["telephone"] = reach
    if desk.own_people_of is not None:
        start |= worker_in(app)
    plan = plan_of(
        app,
        ReferralEntry,
        key,
        lambda entry: people.receive_referral(desk, entry, draft=key, interested_id=interested_id),
        start=start,
        advise=_look_alike(app),
    )
    said = {"told_by": known.told_by, "reach": reach, "next": known.next_step, "note": known.note}
    facts = [Fact(words(f"community.said.{name}", text=text)) for name, text in said.items() if text]
    return BriefedScreen(app, plan, facts)


def consent_form(app: IpsApp, participant_id: RecordId) -> EntryScreen:
    """What the person agreed to, refused or withdrew."""
    desk, person = desk_of(app), as_id(participant_id)
    key = DraftKey("consent", person)
    plan = plan_of(
        app,
        ConsentEntry,
        key,
        lambda entry: people.record_consent(desk, person, entry, draft=key),
        start=today_in(app, "said_on"),
    )
    return EntryScreen(app, plan, about=name_of(app, person), participant_id=person)


def join_form(app: IpsApp, participant_id: RecordId) -> EntryScreen:
    """Another record of the same person, to become part of this one."""
    desk, person = desk_of(app), as_id(participant_id)
    return recording(
        app, JoinEntry, person, lambda entry, key: joining.join_records(desk, person, entry, draft=key), start={}
    )


def is_participant(app: IpsApp, subject_id: UUID | None) -> bool:
    """Whether the id is a participant's."""
    from ips_tui.casework import caseload

    return subject_id is not None and bool(caseload.lines(desk_of(app), [subject_id.bytes]))
