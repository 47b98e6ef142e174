"""Forms of supervision and learning: each opened about one colleague, a meeting of the unit about nobody alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ips_tui.casework import supervision
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.casework.supervision_views import (
    CASE_NOTES,
    FEEDBACK,
    MENTORING,
    SUPERVISION,
    TRAINING,
    UNIT_MEETING,
    colleague_name,
)
from ips_tui.forms.kit import Entry, raw_values
from ips_tui.forms.supervision import (
    CaseNoteReviewEntry,
    ColleagueFeedbackEntry,
    FieldMentoringEntry,
    SupervisionEntry,
    TrainingAttendedEntry,
    UnitMeetingEntry,
)
from screens.desk import desk_of
from screens.entries.alone import correcting_alone, recording_alone
from screens.entries.opening import EntryScreen, RecordId, as_id, plan_of, today_in
from screens.entries.plain import Change

if TYPE_CHECKING:
    from screens.app import IpsApp

WHOSE = "staff"
"""The field that says whose it is; the page says so too, so that it is not asked."""
_LEFT_OUT = frozenset({WHOSE})


@dataclass(frozen=True)
class _Form:
    """How records of one kind are made, corrected and read."""

    entry: type[Entry]
    record: Callable[..., UUID]
    change: Change
    read: Callable[[Desk, UUID], Entry]
    day: str = "happened_on"
    held_by: str = ""
    """The field that says who led, went along or read; for a new record whoever it mostly is."""


_FORMS: Mapping[str, _Form] = {
    SUPERVISION: _Form(
        SupervisionEntry,
        supervision.record_supervision,
        supervision.change_supervision,
        supervision.SUPERVISION.entry_of,
        held_by="supervisor",
    ),
    MENTORING: _Form(
        FieldMentoringEntry,
        supervision.record_mentoring,
        supervision.change_mentoring,
        supervision.MENTORING.entry_of,
        held_by="mentor",
    ),
    CASE_NOTES: _Form(
        CaseNoteReviewEntry,
        supervision.record_case_notes,
        supervision.change_case_notes,
        supervision.CASE_NOTES.entry_of,
        held_by="reviewer",
    ),
    FEEDBACK: _Form(
        ColleagueFeedbackEntry,
        supervision.record_feedback,
        supervision.change_feedback,
        supervision.FEEDBACK.entry_of,
        day="given_on",
    ),
    TRAINING: _Form(
        TrainingAttendedEntry,
        supervision.record_training,
        supervision.change_training,
        supervision.TRAINING.entry_of,
    ),
}
"""The forms about one colleague, by what they are called."""
KINDS = frozenset({*_FORMS, UNIT_MEETING})


def supervision_form(
    app: IpsApp, kind: str, staff_id: RecordId, *, record_id: RecordId | None = None, **start: str
) -> EntryScreen:
    """A new record of that kind about a colleague, or the correction of one; `start` is what is known already.

    Raises LookupError when the colleague or the record is gone, or theirs is not for the person at this desk.
    """
    if kind == UNIT_MEETING:
        return unit_meeting_form(app, record_id=record_id)
    desk, form, colleague = desk_of(app), _FORMS[kind], as_id(staff_id)
    name = colleague_name(desk, colleague)
    record = None if record_id is None else as_id(record_id)
    key = DraftKey(kind, colleague, record)
    if record is None:
        known = {**today_in(app, form.day), WHOSE: str(colleague), **start}
        if form.held_by and (by := supervision.leads_by_default(desk)) not in (None, colleague):
            known[form.held_by] = str(by)
        plan = plan_of(
            app, form.entry, key, lambda said: form.record(desk, said, draft=key), start=known, left_out=_LEFT_OUT
        )
        return EntryScreen(app, plan, about=name)

    kept = record

    def now() -> Mapping[str, str]:
        return raw_values(form.read(desk, kept))

    def change(said: Any) -> UUID:
        return form.change(desk, kept, said, draft=key)

    return EntryScreen(app, plan_of(app, form.entry, key, change, start={}, now=now, left_out=_LEFT_OUT), about=name)


def unit_meeting_form(app: IpsApp, *, record_id: RecordId | None = None) -> EntryScreen:
    """A new meeting of the unit, at which everybody is taken to have been who works here, or the correction of one.

    Raises LookupError when it is gone.
    """
    if record_id is not None:
        change, read = supervision.change_unit_meeting, supervision.unit_meeting_entry
        return correcting_alone(app, UnitMeetingEntry, as_id(record_id), change, read)
    desk = desk_of(app)
    start = {**today_in(app, "happened_on"), "present": "\n".join(map(str, supervision.unit(desk)))}
    if (by := supervision.leads_by_default(desk)) is not None:
        start["supervisor"] = str(by)
    return recording_alone(app, UnitMeetingEntry, supervision.record_unit_meeting, start)


def form_of_draft(app: IpsApp, kind: str, staff_id: UUID | None, record_id: UUID | None) -> EntryScreen | None:
    """The form of a draft that waits. Raises LookupError where it is not for the person at this desk."""
    if kind == UNIT_MEETING:
        return unit_meeting_form(app, record_id=record_id)
    return None if staff_id is None else supervision_form(app, kind, staff_id, record_id=record_id)
