"""Entries of closing a case and opening it again (domain.md 4.13; G13)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ips_tui.domain import closure as choices
from ips_tui.domain.people import WorkStatus
from ips_tui.forms.asking import Needed
from ips_tui.forms.kit import Choice, Entry, Notes, PastDay, Text, YesNo

OTHER = (choices.ClosureReason.OTHER.value,)


class ClosureEntry(Entry):
    """Why and when a case closes, whom it is handed to, and that the way back was explained."""

    form: ClassVar[str] = "closure"
    closed_on: PastDay
    reason: Choice[choices.ClosureReason]
    note: Annotated[Notes | None, Needed("reason", OTHER, "problem.say_which_reason")] = None
    work_status: Choice[WorkStatus]
    hand_over_to: Text | None = None
    hand_over_on: PastDay | None = None
    way_back_explained: YesNo


class ReopeningEntry(Entry):
    """A closed case opened again; everything that was kept is there."""

    form: ClassVar[str] = "reopening"
    reopened_on: PastDay
    reopened_why: Notes | None = None
