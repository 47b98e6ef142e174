"""The form of a curriculum vitae."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.casework import cv
from ips_tui.forms.cv import CvEntry
from ips_tui.forms.kit import raw_values
from ips_tui.forms.typed import rows_raw
from screens.desk import desk_of
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in
from screens.entries.plain import correcting, recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def cv_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A version, new or to be corrected. Raises LookupError when it is gone.

    A new one begins as the last one stood; the first with what the record has to offer, to be taken out or reworded.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        return correcting(app, CvEntry, person, record_id, cv.change_cv, cv.cv_entry)
    before = cv.latest_cv(desk, person)
    if before is None:
        start = {"lines": rows_raw([raw_values(line) for line in cv.proposed_lines(desk, person)])}
    else:
        kept = cv.cv_entry(desk, before)
        again = kept.model_copy(
            update={"seen_on": None, "lines": tuple(line.model_copy(update={"id": None}) for line in kept.lines)}
        )
        start = dict(raw_values(again))
    return recording(
        app,
        CvEntry,
        person,
        lambda entry, key: cv.record_cv(desk, person, entry, draft=key),
        start={**start, **today_in(app, "made_on")},
    )
