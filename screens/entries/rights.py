"""Forms about a record as a whole: that it is erased, and what is decided when the time to keep it is over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import erasing, retention
from ips_tui.casework.session import DraftKey
from ips_tui.forms.rights import ErasureEntry, RetentionDecisionEntry
from screens.desk import desk_of
from screens.entries.briefed import BriefedScreen, Fact
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of
from screens.entries.plain import recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def erasure_form(
    app: IpsApp,
    participant_id: RecordId,
    facts: Sequence[Fact],
    without_words: Collection[UUID],
    erased: Callable[[erasing.Erased], None],
) -> EntryScreen:
    """The last step before a record is erased; `erased` hears at once what was done."""
    desk, person = desk_of(app), as_id(participant_id)

    def save(entry: ErasureEntry) -> UUID:
        done = erasing.erase(desk, person, entry, without_words=without_words)
        erased(done)
        return done.id

    plan = plan_of(app, ErasureEntry, DraftKey(ErasureEntry.form, person), save, start={})
    return BriefedScreen(app, plan, facts, about=name_of(app, person), participant_id=person)


def retention_decision_form(app: IpsApp, participant_id: RecordId, facts: Sequence[Fact]) -> EntryScreen:
    """What is decided about a record whose time is over."""
    desk, person = desk_of(app), as_id(participant_id)
    return recording(
        app,
        RetentionDecisionEntry,
        person,
        lambda entry, key: retention.decide(desk, person, entry, draft=key),
        start={},
        facts=facts,
    )
