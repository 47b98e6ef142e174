"""Forms about what may be said to employers: a decision, looking at it again, taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ips_tui.casework import disclosure
from ips_tui.casework.session import DraftKey
from ips_tui.forms.disclosure import ALLOWING, DisclosureAgreementEntry, DisclosureTalkEntry, DisclosureWithdrawalEntry
from screens.desk import desk_of
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of, today_in
from screens.widgets.form.plan import Advise

if TYPE_CHECKING:
    from screens.app import IpsApp


def agreement_form(
    app: IpsApp, participant_id: RecordId, *, start: Mapping[str, str] | None = None, note: str = ""
) -> EntryScreen:
    """What the person decided. `start` takes the place of today as the day of the decision; `note` of the head."""
    desk, person = desk_of(app), as_id(participant_id)
    key = DraftKey("disclosure_agreement", person)
    plan = plan_of(
        app,
        DisclosureAgreementEntry,
        key,
        lambda entry: disclosure.record_agreement(desk, person, entry, draft=key),
        start=today_in(app, "decided_on") if start is None else start,
        note=note,
        advise=_opens_no_door(app),
    )
    return EntryScreen(app, plan, about=name_of(app, person), participant_id=person)


def _opens_no_door(app: IpsApp) -> Advise:
    """Says beside the day of pros and cons what follows where it is missing; the decision can be kept all the same."""

    def advise(raw: Mapping[str, str]) -> Mapping[str, str]:
        if raw["decision"] not in ALLOWING or raw["pros_and_cons_on"].strip():
            return {}
        return {"pros_and_cons_on": app.words("entries.gate.pros_and_cons_first")}

    return advise


def talk_form(app: IpsApp, participant_id: RecordId) -> EntryScreen:
    """The decision was looked at again and stands."""
    desk, person = desk_of(app), as_id(participant_id)
    key = DraftKey("disclosure_talk", person)
    plan = plan_of(
        app,
        DisclosureTalkEntry,
        key,
        lambda entry: disclosure.record_talk(desk, person, entry, draft=key),
        start=today_in(app, "happened_on"),
    )
    return EntryScreen(app, plan, about=name_of(app, person), participant_id=person)


def withdrawal_form(app: IpsApp, participant_id: RecordId, agreement_id: RecordId) -> EntryScreen:
    """The person takes the agreement back."""
    desk, person, agreement = desk_of(app), as_id(participant_id), as_id(agreement_id)
    key = DraftKey("disclosure_withdrawal", person, agreement)
    plan = plan_of(
        app,
        DisclosureWithdrawalEntry,
        key,
        lambda entry: disclosure.withdraw(desk, agreement, entry, draft=key),
        start=today_in(app, "withdrawn_on"),
    )
    return EntryScreen(app, plan, about=name_of(app, person), participant_id=person)
